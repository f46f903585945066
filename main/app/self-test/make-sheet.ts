import { dialog } from 'electron';
import { readFile } from 'node:fs/promises';
import type { RunId } from '../../../shared/ids';
import { imageSide } from '../../../shared/images';
import type { SheetRecipeInput } from '../../../shared/sheet-recipe';
import { sheetModel } from '../../../shared/sheets/model-schema';
import { sheetProvenanceSchema } from '../../sheets/provenance';
import { checkSheet, type GrayPicture } from './check-sheet';
import type { Page } from './page';

const columns = 10;
const drawingSeconds = 30;
const writingSeconds = 30;

const shownWhole = `/decoded in/.test(document.querySelector('section[aria-label="Sheet"]')?.textContent ?? '')`;
/** The sheet on the canvas, which lies in the middle of clear pixels, one pixel for each of a digit's. */
const shownPicture = `(() => {
  const canvas = document.querySelector('section[aria-label="Sheet"] canvas');
  const { width, height } = canvas;
  const { data } = canvas.getContext('2d').getImageData(0, 0, width, height);
  const isOpaque = (x, y) => data[(y * width + x) * 4 + 3] > 0;
  const along = (length, of) => Array.from({ length }, (_, i) => i).filter(of);
  const xs = along(width, (x) => isOpaque(x, height >> 1));
  const ys = along(height, (y) => isOpaque(width >> 1, y));
  const step = xs.length / ${columns * imageSide};
  const one = (list) => list.filter((_, i) => i % step === 0);
  const levels = one(ys).flatMap((y) => one(xs).map((x) => data[(y * width + x) * 4]));
  return { width: one(xs).length, height: one(ys).length, levels: Uint8Array.from(levels) };
})()`;
const exportButton = `[...document.querySelectorAll('main button')].find((button) => /^Export/.test(button.textContent.trim()))`;

/**
 * Opens the view of sheets on digits of a run, exports what it shows, and compares the file with it. Only the system's
 * dialog, which nobody could answer, is answered beforehand.
 *
 * @param path of the PNG, in a folder of ours
 */
export async function makeSheet(page: Page, run: RunId, path: string) {
  const recipe = encodeURIComponent(JSON.stringify(await recipeOf(page, run)));
  await page.evaluate(`location.hash = '#/sheets/${recipe.replaceAll("'", '%27')}'`);
  await page.waitUntil(
    () => page.evaluate(shownWhole),
    'sheet drawn in the window',
    drawingSeconds,
  );
  const shown = (await page.evaluate(shownPicture)) as GrayPicture;

  dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath: path });
  await page.evaluate(`${exportButton}.click()`);
  const provenancePath = path.replace(/\.png$/, '.json');
  const written = () => readFile(provenancePath, 'utf8').catch(() => '');
  await page.waitUntil(written, 'sheet in its file', writingSeconds);

  const provenance = sheetProvenanceSchema.parse(JSON.parse(await written()));
  const png = await readFile(path);
  return {
    meanGray: checkSheet(png, provenance, shown),
    width: provenance.pixels.width,
    height: provenance.pixels.height,
    bytes: png.length,
    pixelsSha256: provenance.pixels.sha256,
  };
}

/** Of digits alone, nothing around them. */
async function recipeOf(page: Page, run: RunId): Promise<SheetRecipeInput> {
  const detail = await page.call('runs.get', { run });
  return {
    version: 2,
    content: {
      kind: 'digits',
      model: sheetModel(detail, detail.checkpoints.at(-1)!),
      labels: Array.from({ length: columns }, (_, label) => label),
      count: 10,
      latents: { seed: 1 },
    },
    style: { scale: 4, margin: 0, headings: false, legend: false },
  };
}
