import type { PathCommand } from 'fontkit';
import type { PlannedText } from '../../../shared/sheets/layout';
import type { SheetPlan } from '../../../shared/sheets/plan';
import { sheetColour, type Rgb } from '../../../shared/sheets/palette';
import { Coverage } from './coverage';
import type { Fonts } from './fonts';
import type { Patch } from './patch';

/** All that is on a page besides the cells. */
export function patchesOf(plan: SheetPlan, fonts: Fonts): readonly Patch[] {
  const texts = plan.texts.flatMap((text) => textPatch(text, plan.textColour, fonts) ?? []);
  const swatches = plan.swatches.map(({ x, y, side, colour }): Patch => ({
    x,
    y,
    width: side,
    height: side,
    coverage: new Uint8Array(side * side).fill(255),
    colour: swatchColour(plan, colour),
  }));
  return [...texts, ...swatches];
}

/** Of the patch in the legend: the run's colour as it is seen on the page. */
export function swatchColour({ recipe }: SheetPlan, colour: number): Rgb {
  return sheetColour('runs', colour, recipe.style.page);
}

/** Null for a text without ink. */
function textPatch(
  { text, x, y, size, weight, anchor }: PlannedText,
  colour: Rgb,
  fonts: Fonts,
): Patch | null {
  const font = fonts.font(weight);
  const { glyphs, positions } = font.layout(text);
  const unit = size / font.unitsPerEm;
  const advance = positions.reduce((sum, { xAdvance }) => sum + xAdvance, 0) * unit;
  const begin = x - { start: 0, middle: advance / 2, end: advance }[anchor];
  const top = Math.max(...glyphs.map(({ bbox }) => bbox.maxY));
  const bottom = Math.min(...glyphs.map(({ bbox }) => bbox.minY));
  const left = Math.floor(begin - size);
  const upper = Math.floor(y - top * unit);
  const width = Math.ceil(begin + advance + size) - left;
  const height = Math.ceil(y - bottom * unit) - upper;
  if (!(width > 0 && height > 0)) return null;

  const coverage = new Coverage(width, height);
  let pen = begin - left;
  for (const [index, glyph] of glyphs.entries()) {
    const { xOffset, yOffset, xAdvance } = positions[index]!;
    drawOutline(
      glyph.path.commands,
      coverage,
      pen + xOffset * unit,
      y - upper - yOffset * unit,
      unit,
    );
    pen += xAdvance * unit;
  }
  return { x: left, y: upper, width, height, coverage: coverage.levels(), colour };
}

/** TrueType outlines are straight lines and quadratic curves. */
function drawOutline(
  commands: readonly PathCommand[],
  coverage: Coverage,
  left: number,
  baseline: number,
  unit: number,
): void {
  const horizontal = (value: number | undefined): number => left + (value ?? 0) * unit;
  const vertical = (value: number | undefined): number => baseline - (value ?? 0) * unit;
  let [startX, startY, x, y] = [0, 0, 0, 0];
  for (const { command, args } of commands) {
    const [a, b, c, d] = args;
    switch (command) {
      case 'moveTo':
        [startX, startY] = [horizontal(a), vertical(b)];
        [x, y] = [startX, startY];
        break;
      case 'lineTo':
        coverage.line(x, y, horizontal(a), vertical(b));
        [x, y] = [horizontal(a), vertical(b)];
        break;
      case 'quadraticCurveTo':
        coverage.curve(x, y, horizontal(a), vertical(b), horizontal(c), vertical(d));
        [x, y] = [horizontal(c), vertical(d)];
        break;
      case 'closePath':
        coverage.line(x, y, startX, startY);
        [x, y] = [startX, startY];
        break;
      case 'bezierCurveTo':
        throw new Error('The typeface of sheets has cubic curves, which TrueType has not.');
    }
  }
}
