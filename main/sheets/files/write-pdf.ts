import { createHash } from 'node:crypto';
import { buffer } from 'node:stream/consumers';
import type { PlannedText } from '../../../shared/sheets/layout';
import { hexFromRgb } from '../../../shared/sheets/palette';
import type { Fonts, ShapedLine } from '../raster/fonts';
import { pathOf, placedGlyphs, swatchColour, type PlacedGlyph } from '../raster/text-patches';
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
  document.fillColor(hexFromRgb(plan.textColour));
  const lines = fonts.shape(plan.texts);
  for (const [index, text] of plan.texts.entries()) drawText(document, text, lines[index]!, fonts);
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

function drawText(
  document: PdfDocument,
  planned: PlannedText,
  line: ShapedLine,
  fonts: Fonts,
): void {
  const { text, x, y, size, anchor } = planned;
  document.fontSize(size);
  if (line.isPlain) {
    for (const { file } of line.runs.slice(0, 1)) document.useFont(file, fonts);
    const width = document.widthOfString(text);
    const left = x - { start: 0, middle: width / 2, end: width }[anchor];
    document.text(text, left, y, { lineBreak: false, baseline: 'alphabetic' });
    return;
  }
  document.markContent('Span');
  for (const [file, glyphs] of glyphsByFile(placedGlyphs(line, planned, fonts))) {
    document.useFont(file, fonts);
    // One glyph tells the characters of all that are drawn for them: the others are shapes, or would be copied, too.
    const [telling, silent] = [
      glyphs.filter(({ codePoints }) => codePoints.length > 0),
      glyphs.filter(({ codePoints }) => codePoints.length === 0),
    ];
    document.drawGlyphs(telling, size);
    for (const glyph of silent) {
      const path = pathOf([glyph]);
      if (path !== '') document.path(path).fill();
    }
  }
  document.endMarkedContent();
}

/** Neighbours of one typeface together, from left to right. */
function glyphsByFile(glyphs: readonly PlacedGlyph[]) {
  const groups: [file: string, glyphs: PlacedGlyph[]][] = [];
  for (const glyph of glyphs) {
    const last = groups.at(-1);
    if (last?.[0] === glyph.file) last[1].push(glyph);
    else groups.push([glyph.file, [glyph]]);
  }
  return groups;
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
