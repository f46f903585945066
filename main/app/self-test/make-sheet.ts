import { dialog } from 'electron';
import { readFile } from 'node:fs/promises';
import type { RunId } from '../../../shared/ids';
import { sheetProvenanceSchema } from '../../sheets/provenance';
import { checkSheet, type GrayPicture } from './check-sheet';
import type { Page } from './page';

const drawingSeconds = 30;
const writingSeconds = 30;

const shownWhole = `/decoded in/.test(document.querySelector('section[aria-label="Sheet"]')?.textContent ?? '')`;
const shownPicture = `(() => {
  const canvas = document.querySelector('section[aria-label="Sheet"] canvas');
  const { width, height } = canvas;
  const { data } = canvas.getContext('2d').getImageData(0, 0, width, height);
  return { width, height, levels: data.filter((_, index) => index % 4 === 0) };
})()`;
const exportButton = `[...document.querySelectorAll('main button')].find((button) => /^Export/.test(button.textContent.trim()))`;

/**
 * Opens the view of sheets on a run, exports what it shows, and compares the file with it. Only the system's
 * dialog, which nobody could answer, is answered beforehand.
 *
 * @param path of the PNG, in a folder of ours
 */
export async function makeSheet(page: Page, run: RunId, path: string) {
  await page.evaluate(`location.hash = '#/sheets/${run}'`);
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
