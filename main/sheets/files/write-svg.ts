import type { PlannedText } from '../../../shared/sheets/layout';
import { hexFromRgb } from '../../../shared/sheets/palette';
import type { SheetPlan } from '../../../shared/sheets/plan';
import type { Fonts, ShapedLine } from '../raster/fonts';
import { pathOf, placedGlyphs, swatchColour } from '../raster/text-patches';
import { encodePng } from './png';
import { paintedPicture, type SheetJob } from './sheet-job';
import { jsonForXml, xmlText } from './xml';
import { sheetNamespace } from './xmp';

/** Texts as texts, or as outlines where Inter lacks them, and the digits as one PNG; provenance and models, as base64, in `<metadata>`. */
export async function* writeSvg(job: SheetJob): AsyncGenerator<Uint8Array, void, undefined> {
  const { plan, carried, fonts } = job;
  const text = new TextEncoder();
  yield text.encode(`${opening(plan)}${marks(plan, fonts)}`);
  const { x, y, width, height } = plan.grid;
  const place = `x="${x}" y="${y}" width="${width}" height="${height}"`;
  yield text.encode(
    `<image ${place} preserveAspectRatio="none" image-rendering="optimizeSpeed" xlink:href="data:image/png;base64,`,
  );
  let provenance = '';
  const png = encodePng(paintedPicture(job), (sha256) => {
    provenance = job.provenance(sha256);
    return [];
  });
  yield* base64(png);
  yield text.encode(`"/>\n<metadata>\n<cvae:sheet xmlns:cvae="${sheetNamespace}">`);
  yield text.encode(`${jsonForXml(provenance)}</cvae:sheet>\n`);
  for (const { weights } of carried) {
    yield text.encode(`<cvae:model xmlns:cvae="${sheetNamespace}">`);
    yield text.encode(`${Buffer.from(weights).toString('base64')}</cvae:model>\n`);
  }
  yield text.encode('</metadata>\n</svg>\n');
}

/** Inkscape 1.2 and CairoSVG know `xlink:href` alone; browsers and librsvg know it beside the `href` of SVG 2. */
export const xlinkDeclaration = ' xmlns:xlink="http://www.w3.org/1999/xlink"';

/** For browsers; older renderers know the image's attribute alone, and skip what begins with an @. */
const pixelated =
  '<style>@supports (image-rendering:pixelated){image{image-rendering:pixelated}}</style>';

function opening({ width, height, background, textColour, recipe }: SheetPlan): string {
  const { title } = recipe.style;
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<svg xmlns="http://www.w3.org/2000/svg"${xlinkDeclaration} width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" font-family="Inter, 'Helvetica Neue', Arial, sans-serif" fill="${hexFromRgb(textColour)}">`,
    ...(title === '' ? [] : [`<title>${xmlText(title)}</title>`]),
    pixelated,
    `<rect width="${width}" height="${height}" fill="${hexFromRgb(background)}"/>`,
    '',
  ].join('\n');
}

function marks(plan: SheetPlan, fonts: Fonts): string {
  const swatches = plan.swatches.map(({ x, y, side, colour }) => {
    const fill = hexFromRgb(swatchColour(plan, colour));
    return `<rect x="${x}" y="${y}" width="${side}" height="${side}" fill="${fill}"/>\n`;
  });
  const lines = fonts.shape(plan.texts);
  const texts = plan.texts.map((text, index) => textElement(text, lines[index]!, fonts));
  return [...swatches, ...texts].join('');
}

/** A viewer would look among its own typefaces for what Inter lacks: such texts are drawn, with their words as title. */
function textElement(planned: PlannedText, line: ShapedLine, fonts: Fonts): string {
  const { text, x, y, size, weight, anchor } = planned;
  if (!line.isPlain) {
    const path = pathOf(placedGlyphs(line, planned, fonts));
    return `<path d="${path}"><title>${xmlText(text)}</title></path>\n`;
  }
  const strong = weight === 'strong' ? ' font-weight="600"' : '';
  const anchored = anchor === 'start' ? '' : ` text-anchor="${anchor}"`;
  return `<text x="${x}" y="${y}" font-size="${size}"${strong}${anchored}>${xmlText(text)}</text>\n`;
}

/** base64 has four characters for three bytes: what is left of a piece goes with the next. */
async function* base64(pieces: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  let rest: Uint8Array = new Uint8Array();
  for await (const piece of pieces) {
    const bytes = Buffer.concat([rest, piece]);
    const whole = bytes.length - (bytes.length % 3);
    rest = bytes.subarray(whole);
    yield Buffer.from(bytes.toString('base64', 0, whole), 'latin1');
  }
  yield Buffer.from(Buffer.from(rest).toString('base64'), 'latin1');
}
