import { imageSide, pixelCount } from '../../shared/images';

/** Images, gray levels [n, 784], with rows and columns of each exchanged. */
export function transposed(images: Uint8Array): Uint8Array {
  const result = new Uint8Array(images.length);
  for (let start = 0; start < images.length; start += pixelCount) {
    for (let y = 0; y < imageSide; y++) {
      for (let x = 0; x < imageSide; x++) {
        result[start + x * imageSide + y] = images[start + y * imageSide + x]!;
      }
    }
  }
  return result;
}
