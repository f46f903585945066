import type { TextWeight } from './text-width';

export interface TextLine {
  readonly text: string;
  readonly weight: TextWeight;
}

/** The type size of outlines that are made to be scaled. */
export const outlineSize = 1000;

/** The texts of a sheet as they are drawn. */
export interface TextOutlines {
  /** Of each text: the `d` of a path in SVG that begins at the left end of its baseline, and how long that is. */
  readonly lines: readonly { readonly path: string; readonly width: number }[];
  /** Characters that no typeface has. */
  readonly missing: readonly string[];
}

/** Characters that are named. */
const mostNamed = 8;

export function missingInWords(characters: readonly string[]): string {
  const named = characters.slice(0, mostNamed).map((character) => {
    const code = character.codePointAt(0)!.toString(16).toUpperCase().padStart(4, '0');
    return `${character} (U+${code})`;
  });
  const more = characters.length > mostNamed ? `, and ${characters.length - mostNamed} more` : '';
  return `The typefaces of sheets do not have ${named.join(', ')}${more}.`;
}
