import { expect, type Locator } from '@playwright/test';

/** A gray picture, row by row. */
export interface GrayPicture {
  readonly width: number;
  readonly height: number;
  /** Gray levels [height * width]. */
  readonly levels: Uint8Array;
}

/** How many different gray levels or colours the canvas in this element shows; 1 is a blank one. */
export function shadesOn(picture: Locator): Promise<number> {
  return picture.locator('canvas').evaluate((canvas: HTMLCanvasElement) => {
    const data = canvas.getContext('2d')?.getImageData(0, 0, canvas.width, canvas.height).data;
    return new Set(new Uint32Array(data?.buffer ?? new ArrayBuffer(0))).size;
  });
}

/** What the canvas in this element shows, to be compared. */
export const pictureOf = (picture: Locator): Promise<string> =>
  picture.locator('canvas').evaluate((canvas: HTMLCanvasElement) => canvas.toDataURL());

/** Waits until the picture is another one; returns that. */
export async function changed(picture: Locator, before: string): Promise<string> {
  await expect.poll(() => pictureOf(picture)).not.toBe(before);
  return pictureOf(picture);
}

/** Gray levels [n] of opaque gray pixels [n * 4]. */
export function grayLevels(rgba: ArrayLike<number>): Uint8Array {
  return Uint8Array.from({ length: rgba.length / 4 }, (_, pixel) => {
    const [red, green, blue, alpha] = [0, 1, 2, 3].map((part) => rgba[4 * pixel + part]);
    if (red !== green || red !== blue || alpha !== 255) {
      throw new Error(`Pixel ${pixel} is not gray: ${red}, ${green}, ${blue}, ${alpha}.`);
    }
    return red ?? 0;
  });
}
