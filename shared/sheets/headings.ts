import { fitText, textWidth } from './text-width';

export interface Heading {
  /** Of the row or column. */
  readonly index: number;
  readonly text: string;
  readonly width: number;
}

/** Where headings do not all fit, every so many are shown, in these steps. */
const strides = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000];

/** Headings are no larger than the body, nor than fits a cell well. */
export function headingSize(bodySize: number, cell: number): number {
  return Math.max(8, Math.min(bodySize, Math.round(cell * 0.4)));
}

/** Those above columns, thinned out until none touches its neighbour. */
export function columnHeadingTexts(
  headings: readonly string[] | null,
  size: number,
  pitch: number,
): readonly Heading[] {
  if (headings === null) return [];
  const widest = Math.max(...headings.map((text) => textWidth(text, size, 'regular')));
  const stride = strides.find((each) => widest + size * 0.5 <= each * pitch) ?? headings.length;
  return thinned(headings, stride, (text) => text, size);
}

/** Those beside rows, thinned out until no line overlaps the next, and cut where they are wider than `most`. */
export function rowHeadingTexts(
  headings: readonly string[] | null,
  size: number,
  pitch: number,
  most: number,
): readonly Heading[] {
  if (headings === null) return [];
  const stride = strides.find((each) => size * 1.1 <= each * pitch) ?? headings.length;
  const cut = (text: string): string => fitText(text, most, size, 'regular');
  return thinned(headings, stride, cut, size);
}

function thinned(
  headings: readonly string[],
  stride: number,
  cut: (text: string) => string,
  size: number,
): readonly Heading[] {
  return headings.flatMap((heading, index) => {
    if (heading === '' || index % stride !== 0) return [];
    const text = cut(heading);
    return [{ index, text, width: Math.ceil(textWidth(text, size, 'regular')) }];
  });
}
