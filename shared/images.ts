/** Pixels along each side of an image: every dataset has the size of MNIST's. */
export const imageSide = 28;
/** Pixels of an image. */
export const pixelCount = imageSide * imageSide;
