import type { PlannedText } from '../../../shared/sheets/layout';
import type { SheetPlan } from '../../../shared/sheets/plan';
import { sheetColour, type Rgb } from '../../../shared/sheets/palette';
import { Coverage } from './coverage';
import type { Fonts, OutlineCommand, ShapedLine } from './fonts';
import type { Patch } from './patch';

/** All that is on a page besides the cells. */
export function patchesOf(plan: SheetPlan, fonts: Fonts): readonly Patch[] {
  const lines = fonts.shape(plan.texts);
  const texts = plan.texts.flatMap(
    (text, index) => textPatch(lines[index]!, text, plan.textColour, fonts) ?? [],
  );
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

type TextPlace = Pick<PlannedText, 'x' | 'y' | 'size' | 'anchor'>;

/** A glyph where it is drawn, in pixels. */
export interface PlacedGlyph {
  /** Of its typeface. */
  readonly file: string;
  readonly id: number;
  readonly codePoints: readonly number[];
  readonly commands: readonly OutlineCommand[];
  readonly x: number;
  /** Of its baseline. */
  readonly y: number;
  /** From it to the next. */
  readonly width: number;
  /** Pixels to a unit of the typeface. */
  readonly unit: number;
}

/** Pixels from the line's left end to its right one. */
export function lineWidth({ runs }: ShapedLine, size: number): number {
  return runs.reduce(
    (sum, { glyphs, unitsPerEm }) =>
      sum + glyphs.reduce((width, { advance }) => width + advance, 0) * (size / unitsPerEm),
    0,
  );
}

/** Where a line begins at the left. */
function lineStart(line: ShapedLine, { x, size, anchor }: TextPlace): number {
  const width = lineWidth(line, size);
  return x - { start: 0, middle: width / 2, end: width }[anchor];
}

/** Outlines as the `d` of a path in SVG. */
export function pathOf(glyphs: readonly PlacedGlyph[]): string {
  const rounded = (value: number): number => Math.round(value * 100) / 100;
  return glyphs
    .flatMap(({ commands, x, y, unit }) =>
      commands.map(([command, numbers]) => {
        const places = numbers.map((number, index) =>
          rounded(index % 2 === 0 ? x + number * unit : y - number * unit),
        );
        return `${command}${places.join(' ')}`;
      }),
    )
    .join('');
}

/** @param from where pixels are counted from, to the right */
export function placedGlyphs(
  line: ShapedLine,
  text: TextPlace,
  fonts: Fonts,
  from = 0,
): readonly PlacedGlyph[] {
  const placed: PlacedGlyph[] = [];
  let pen = lineStart(line, text) - from;
  for (const { file, unitsPerEm, glyphs } of line.runs) {
    const unit = text.size / unitsPerEm;
    for (const { id, codePoints, x, y, advance } of glyphs) {
      const commands = fonts.outline(file, id);
      placed.push({
        file,
        id,
        codePoints,
        commands,
        x: pen + x * unit,
        y: text.y - y * unit,
        width: advance * unit,
        unit,
      });
      pen += advance * unit;
    }
  }
  return placed;
}

/** Null for a text without ink. */
function textPatch(line: ShapedLine, text: PlannedText, colour: Rgb, fonts: Fonts): Patch | null {
  // Glyphs may begin before their place.
  const x = Math.floor(lineStart(line, text) - text.size);
  const glyphs = placedGlyphs(line, text, fonts, x);
  let [right, top, bottom] = [0, Infinity, -Infinity];
  for (const glyph of glyphs) {
    for (const [, numbers] of glyph.commands) {
      for (let at = 0; at < numbers.length; at += 2) {
        right = Math.max(right, glyph.x + numbers[at]! * glyph.unit);
        const height = glyph.y - numbers[at + 1]! * glyph.unit;
        [top, bottom] = [Math.min(top, height), Math.max(bottom, height)];
      }
    }
  }
  if (!(right > 0 && bottom > top)) return null;
  const y = Math.floor(top);
  const coverage = new Coverage(Math.ceil(right), Math.ceil(bottom) - y);
  for (const glyph of glyphs) drawOutline(glyph, coverage, y);
  const { width, height } = coverage;
  return { x, y, width, height, coverage: coverage.levels(), colour };
}

/** TrueType outlines are straight lines and quadratic curves. */
function drawOutline(
  { commands, x: left, y: baseline, unit }: PlacedGlyph,
  coverage: Coverage,
  top: number,
): void {
  const horizontal = (value: number): number => left + value * unit;
  const vertical = (value: number): number => baseline - top - value * unit;
  let [startX, startY, x, y] = [0, 0, 0, 0];
  for (const [command, [a = 0, b = 0, c = 0, d = 0]] of commands) {
    switch (command) {
      case 'M':
        [startX, startY] = [horizontal(a), vertical(b)];
        [x, y] = [startX, startY];
        break;
      case 'L':
        coverage.line(x, y, horizontal(a), vertical(b));
        [x, y] = [horizontal(a), vertical(b)];
        break;
      case 'Q':
        coverage.curve(x, y, horizontal(a), vertical(b), horizontal(c), vertical(d));
        [x, y] = [horizontal(c), vertical(d)];
        break;
      case 'Z':
        coverage.line(x, y, startX, startY);
        [x, y] = [startX, startY];
        break;
      default:
        throw new Error(`The typefaces of sheets are TrueType, which has no command ${command}.`);
    }
  }
}
