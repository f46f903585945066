import type { Locator } from '@playwright/test';

/** A gray picture, row by row. */
export interface GrayPicture {
  readonly width: number;
  readonly height: number;
  /** Gray levels [height * width]. */
  readonly levels: Uint8Array;
}

/** What is drawn on the canvas in this element. Throws when some of it is not gray. */
export async function canvasPixels(picture: Locator): Promise<GrayPicture> {
  const { width, height, rgba } = await picture
    .locator('canvas')
    .evaluate((canvas: HTMLCanvasElement) => {
      const context = canvas.getContext('2d');
      if (context === null) throw new Error('The canvas has no 2d context.');
      const { data } = context.getImageData(0, 0, canvas.width, canvas.height);
      return { width: canvas.width, height: canvas.height, rgba: new Uint8Array(data) };
    });
  return { width, height, levels: grayLevels(rgba) };
}

/** How many different gray levels or colours the canvas in this element shows; 1 is a blank one. */
export function shadesOn(picture: Locator): Promise<number> {
  return picture.locator('canvas').evaluate((canvas: HTMLCanvasElement) => {
    const data = canvas.getContext('2d')?.getImageData(0, 0, canvas.width, canvas.height).data;
    return new Set(new Uint32Array(data?.buffer ?? new ArrayBuffer(0))).size;
  });
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

/** Each pixel repeated `scale` times both ways. */
export function enlarged({ width, height, levels }: GrayPicture, scale: number): GrayPicture {
  const wide = width * scale;
  const large = new Uint8Array(wide * height * scale);
  for (let y = 0; y < height * scale; y++) {
    for (let x = 0; x < wide; x++) {
      large[y * wide + x] = levels[Math.floor(y / scale) * width + Math.floor(x / scale)]!;
    }
  }
  return { width: wide, height: height * scale, levels: large };
}
