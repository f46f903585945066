import { createHash } from 'node:crypto';
import { buffer } from 'node:stream/consumers';
import type { PlannedText } from '../../../shared/sheets/layout';
import { hexFromRgb } from '../../../shared/sheets/palette';
import { swatchColour } from '../raster/text-patches';
import { PdfDocument } from './pdf-document';
import { pdfNames } from './pdf-names';
import { pdfPage } from './pdf-page';
import { deflatedLines } from './png';
import { paintedPicture, type SheetJob } from './sheet-job';

/** One page: texts as text, the digits as a picture at full depth, provenance in the metadata. */
export async function* writePdf(job: SheetJob): AsyncGenerator<Uint8Array, void, undefined> {
  const { plan, fonts } = job;
  const picture = paintedPicture(job);
  const hash = createHash('sha256');
  const pixels = await buffer(deflatedLines(picture, hash));
  const { width, height, x, y, unit } = pdfPage(plan);
  const document = new PdfDocument({
    width,
    height,
    title: plan.recipe.style.title.trim() || 'Sample sheet',
    creator: 'CVAE Workbench',
    provenance: job.provenance(hash.digest('hex')),
  });
  document.rect(0, 0, width, height).fill(hexFromRgb(plan.background));
  document.translate(x, y).scale(unit);
  for (const swatch of plan.swatches) {
    const { side, colour } = swatch;
    document.rect(swatch.x, swatch.y, side, side).fill(hexFromRgb(swatchColour(plan, colour)));
  }
  drawDigits(document, job, pixels);
  document.registerFont('regular', fonts.bytes('regular'));
  document.registerFont('strong', fonts.bytes('strong'));
  document.fillColor(hexFromRgb(plan.textColour));
  for (const text of plan.texts) drawText(document, text);
  carryModels(document, job);
  document.end();
  yield* document as AsyncIterable<Uint8Array>;
}

function drawDigits(document: PdfDocument, { plan, picture }: SheetJob, pixels: Buffer): void {
  const { channels } = picture;
  const image = document.ref({
    Type: 'XObject',
    Subtype: 'Image',
    Width: picture.plan.width,
    Height: picture.plan.height,
    ColorSpace: channels === 1 ? 'DeviceGray' : 'DeviceRGB',
    BitsPerComponent: 8,
    Interpolate: false,
    Filter: 'FlateDecode',
    // 15: each line tells its PNG filter.
    DecodeParms: {
      Predictor: 15,
      Colors: channels,
      BitsPerComponent: 8,
      Columns: picture.plan.width,
    },
    [pdfNames.digits]: true,
  });
  image.end(pixels);
  const { x, y, width, height } = plan.grid;
  Object.assign(document.page.xobjects, { Digits: image });
  document.save();
  document.transform(width, 0, 0, -height, x, y + height);
  document.addContent('/Digits Do');
  document.restore();
}

function drawText(document: PdfDocument, { text, x, y, size, weight, anchor }: PlannedText): void {
  document.font(weight).fontSize(size);
  const width = document.widthOfString(text);
  const left = x - { start: 0, middle: width / 2, end: width }[anchor];
  document.text(text, left, y, { lineBreak: false, baseline: 'alphabetic' });
}

function carryModels(document: PdfDocument, { carried }: SheetJob): void {
  if (carried.length === 0) return;
  const models = carried.map(({ weights }) => {
    const model = document.ref({ Type: 'EmbeddedFile', [pdfNames.model]: true });
    model.compress = false;
    model.end(Buffer.from(weights));
    return model;
  });
  document.addToCatalog(pdfNames.models, models);
}
