import type { SheetRecipe } from '../sheet-recipe';
import type { ContentPlan } from './contents/content-plan';
import { columnHeadingTexts, headingSize, rowHeadingTexts } from './headings';
import { legendEntries } from './legend';
import { textWidth, wrapText, type LongWords, type TextWeight } from './text-width';

/** A line of text. */
export interface PlannedText {
  readonly text: string;
  /** Of its beginning, middle or end, as `anchor` says. */
  readonly x: number;
  /** Of its baseline. */
  readonly y: number;
  /** Of the type, in pixels. */
  readonly size: number;
  readonly weight: TextWeight;
  readonly anchor: 'start' | 'middle' | 'end';
  /** What a narrower or wider typeface may take. */
  readonly width: number;
}

/** A patch of colour in the legend. */
export interface PlannedSwatch {
  readonly x: number;
  readonly y: number;
  readonly side: number;
  /** The number of the run's colour. */
  readonly colour: number;
}

/** Where the cells lie: `pitch` pixels from one to the next, `cell` of which are its own. */
export interface GridPlace {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly pitch: number;
  readonly cell: number;
}

export interface PageLayout {
  readonly width: number;
  readonly height: number;
  /** Nearest-neighbour enlargement of the digits. */
  readonly scale: number;
  readonly grid: GridPlace;
  readonly texts: readonly PlannedText[];
  readonly swatches: readonly PlannedSwatch[];
}

/** Least type size in pixels that can still be read. */
const leastSize = 10;
/** The width of a sheet of cells is this many times its type size. */
const sizesPerWidth = 72;
/** Characters, about, in the shortest line that text is wrapped to. */
const shortestLine = 34;
const lineHeight = 1.5;

/** Title and note above the grid, headings beside it, legend underneath; all begin at the grid's left edge. */
export function layOut(
  content: ContentPlan,
  { content: { kind }, style }: SheetRecipe,
  longWords: LongWords = 'wrap',
): PageLayout {
  const { scale } = style;
  const cell = style.cellSize * scale;
  const pitch = cell + style.gap * scale;
  const gridWidth = content.columns * pitch - style.gap * scale;
  const gridHeight = content.rows * pitch - style.gap * scale;
  const margin = style.margin * scale;
  const size = Math.max(leastSize, Math.round(gridWidth / sizesPerWidth), scale * 3);
  const textSpace = Math.max(gridWidth, Math.round((shortestLine * size) / 2));
  const small = headingSize(size, cell);
  const space = Math.round(small * 0.75);

  const rowTexts = style.headings
    ? rowHeadingTexts(content.rowHeadings, small, pitch, small * style.headingWidth)
    : [];
  const gutterWidth = Math.max(0, ...rowTexts.map(({ width }) => width));
  const x = margin + (gutterWidth === 0 ? 0 : gutterWidth + space);
  const texts: PlannedText[] = [];
  let y = margin;

  const line = (text: string, of: number, weight: TextWeight, indent = 0): void => {
    const height = Math.round(of * lineHeight);
    const width = textSpace - indent;
    const baseline = y + Math.round(of * 1.1);
    texts.push({ text, x: x + indent, y: baseline, size: of, weight, anchor: 'start', width });
    y += height;
  };
  const titleSize = Math.round(size * 1.7);
  if (style.title.trim() !== '') {
    for (const text of wrapText(style.title.trim(), textSpace, titleSize, 'strong', longWords)) {
      line(text, titleSize, 'strong');
    }
  }
  if (style.note.trim() !== '') {
    for (const text of wrapText(style.note.trim(), textSpace, size, 'regular', longWords)) {
      line(text, size, 'regular');
    }
  }
  if (y > margin) y += Math.round(size * 0.75);

  const columnTexts = style.headings
    ? columnHeadingTexts(content.columnHeadings, small, pitch)
    : [];
  if (columnTexts.length > 0) {
    const baseline = y + small;
    for (const { index, text, width } of columnTexts) {
      const middle = x + index * pitch + cell / 2;
      texts.push({
        text,
        x: middle,
        y: baseline,
        size: small,
        weight: 'regular',
        anchor: 'middle',
        width,
      });
    }
    y += Math.round(small * 1.6);
  }

  const grid = { x, y, width: gridWidth, height: gridHeight, pitch, cell };
  for (const { index, text, width } of rowTexts) {
    const baseline = y + index * pitch + Math.round(cell / 2 + small * 0.364);
    texts.push({
      text,
      x: x - space,
      y: baseline,
      size: small,
      weight: 'regular',
      anchor: 'end',
      width,
    });
  }
  y += gridHeight;

  const swatches: PlannedSwatch[] = [];
  if (style.legend) {
    y += Math.round(size * 0.75);
    const side = Math.round(size * 0.8);
    for (const { text, swatch } of legendEntries(content, kind, style.colours)) {
      const indent = swatch === null ? 0 : side + Math.round(size * 0.5);
      const lines = wrapText(text, textSpace - indent, size, 'regular', longWords);
      if (swatch !== null) {
        swatches.push({ x, y: y + Math.round(size * 1.1) - side, side, colour: swatch });
      }
      for (const each of lines) line(each, size, 'regular', indent);
    }
  }
  const widest = texts
    .filter(({ anchor }) => anchor === 'start')
    .map((text) => text.x + textWidth(text.text, text.size, text.weight));
  return {
    width: Math.ceil(Math.max(x + gridWidth, ...widest)) + margin,
    height: y + margin,
    scale,
    grid,
    texts,
    swatches,
  };
}
