import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Resvg } from '@resvg/resvg-js';
import { staged } from './staged.mjs';

const drawings = join(import.meta.dirname, '../icons');

/** The drawing for each size in pixels: small ones are drawn on the pixel grid, so that they stay sharp. */
export const iconSizes = /** @type {const} */ ({
  16: 'cvae-workbench-16.svg',
  24: 'cvae-workbench-24.svg',
  32: 'cvae-workbench-16.svg',
  48: 'cvae-workbench-24.svg',
  64: 'cvae-workbench.svg',
  128: 'cvae-workbench.svg',
  256: 'cvae-workbench.svg',
  512: 'cvae-workbench.svg',
});

/** Stages the icon as one PNG a size. */
export async function stageIcons() {
  await mkdir(staged('icons'), { recursive: true });
  for (const [size, drawing] of Object.entries(iconSizes)) {
    const image = new Resvg(await readFile(join(drawings, drawing), 'utf8'), {
      fitTo: { mode: 'width', value: Number(size) },
      font: { loadSystemFonts: false },
    }).render();
    await writeFile(staged('icons', `${size}x${size}.png`), image.asPng());
  }
}
