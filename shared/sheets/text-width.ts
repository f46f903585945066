/** Weights of Inter, the typeface of sheets. */
export const textWeights = ['regular', 'strong'] as const;
export type TextWeight = (typeof textWeights)[number];

/** Advance widths of Inter's characters 32 to 126, in thousandths of the size. */
export const advanceWidths: Readonly<Record<TextWeight, readonly number[]>> = {
  regular: widths(
    '281 288 466 633 642 982 644 300 365 365 501 662 288 460 288 360 631 407 610 618 646 593 '
      + '620 566 619 620 288 302 662 662 662 511 966 690 654 730 722 601 590 746 743 269 571 672 '
      + '565 903 753 765 639 765 644 642 646 744 690 985 682 679 629 365 360 365 471 456 323 562 '
      + '612 571 612 583 370 613 591 242 242 549 242 876 591 600 612 612 376 528 327 591 562 818 '
      + '546 562 552 426 333 426 662',
  ),
  strong: widths(
    '252 321 523 644 650 1004 663 326 373 373 540 673 319 465 319 379 660 423 623 636 666 612 '
      + '640 576 640 640 319 329 673 673 673 543 999 728 659 737 722 605 588 749 746 277 580 703 '
      + '565 922 759 769 645 773 652 650 660 736 728 1020 720 713 652 373 379 373 481 469 351 574 '
      + '624 583 624 591 389 625 612 262 262 569 262 900 612 609 624 624 397 549 353 612 587 839 '
      + '569 588 566 455 359 455 673',
  ),
};

/** Of characters that the table does not hold: most are narrower. */
const otherWidth = 700;
/** Of characters as wide as they are high, from Hangul and Kana on. */
const fullWidth = 1000;
/** Of scripts and signs that are wider. */
const widerCharacters: readonly (readonly [characters: RegExp, width: number])[] = [
  [/\p{Script=Malayalam}/u, 800],
  [/[\u{1f000}-\u{1ffff}]/u, 1300],
];

/** Scripts that put no spaces between words. */
const unspaced =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u;
/** What no line begins with. */
const neverFirst = /^[\p{Pe}\p{Pf}\p{Po}\p{Lm}\p{M}ぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮ]/u;
/** What no line ends with. */
const neverLast = /[\p{Ps}\p{Pi}]$/u;

const clusters = new Intl.Segmenter('und', { granularity: 'grapheme' });
const words = new Intl.Segmenter('und', { granularity: 'word' });
const segmentsOf = (text: string, segmenter: Intl.Segmenter): readonly string[] =>
  Array.from(segmenter.segment(text), ({ segment }) => segment);

/** What people take for characters, which may be several: none is ever cut apart. */
export const clustersOf = (text: string): readonly string[] => segmentsOf(text, clusters);

/** How wide a text will be in pixels, give or take kerning: for laying out, before any font is at hand. */
export function textWidth(text: string, size: number, weight: TextWeight): number {
  let thousandths = 0;
  for (const character of text) {
    const code = character.codePointAt(0)!;
    thousandths += advanceWidths[weight][code - 32] ?? estimatedWidth(character, code);
  }
  return (thousandths * size) / 1000;
}

function estimatedWidth(character: string, code: number): number {
  const wider = widerCharacters.find(([characters]) => characters.test(character));
  return wider?.[1] ?? (code < 0x1100 ? otherWidth : fullWidth);
}

/** The beginning of a text that is at most `width` pixels wide, with an ellipsis where something is missing. */
export function fitText(text: string, width: number, size: number, weight: TextWeight): string {
  if (textWidth(text, size, weight) <= width) return text;
  const characters = [...clustersOf(text)];
  while (characters.length > 0) {
    characters.pop();
    const shortened = `${characters.join('').trimEnd()}…`;
    if (textWidth(shortened, size, weight) <= width) return shortened;
  }
  return '';
}

/** What becomes of words that are wider than a line. Version 0.1.0 cut all of them. */
export type LongWords = 'wrap' | 'cut';

/**
 * Breaks a text into lines of at most `width` pixels: at spaces, in scripts without them between words, and in
 * words that are wider than a line.
 */
export function wrapText(
  text: string,
  width: number,
  size: number,
  weight: TextWeight,
  longWords: LongWords = 'wrap',
): readonly string[] {
  const fits = (line: string): boolean => textWidth(line, size, weight) <= width;
  const lines: string[] = [];
  for (const paragraph of text.split(/\r?\n/)) {
    let line = '';
    for (const word of paragraph.split(/\s+/)) {
      const parts = longWords === 'wrap' ? partsOf(word, fits) : [word];
      for (const [index, part] of parts.entries()) {
        const longer = line === '' ? part : `${line}${index === 0 ? ' ' : ''}${part}`;
        if (line === '' || fits(longer)) line = longer;
        else {
          lines.push(fitText(line, width, size, weight));
          line = part;
        }
      }
    }
    lines.push(fitText(line, width, size, weight));
  }
  return lines;
}

/** Between which a word may be broken. */
function partsOf(word: string, fits: (line: string) => boolean): readonly string[] {
  const parts: string[] = [];
  for (const part of unspaced.test(word) ? segmentsOf(word, words) : [word]) {
    const last = parts.at(-1);
    const isJoined = last !== undefined && (neverFirst.test(part) || neverLast.test(last));
    if (isJoined && fits(last + part)) parts.splice(-1, 1, last + part);
    else if (fits(part)) parts.push(part);
    else parts.push(...clustersOf(part));
  }
  return parts;
}

function widths(text: string): readonly number[] {
  return text.split(' ').map(Number);
}
