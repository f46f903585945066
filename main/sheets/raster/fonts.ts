import { readFileSync } from 'node:fs';
import { create, type Font } from 'fontkit';
import type { TextWeight } from '../../../shared/sheets/text-width';

/** Paths of the typeface's files by weight. */
export type FontFiles = Readonly<Record<TextWeight, string>>;

/** The typeface of sheets, read when first needed. */
export class Fonts {
  readonly #files: FontFiles;
  readonly #fonts = new Map<TextWeight, { readonly bytes: Buffer; readonly font: Font }>();

  constructor(files: FontFiles) {
    this.#files = files;
  }

  /** The file's bytes. */
  bytes(weight: TextWeight): Buffer {
    return this.#read(weight).bytes;
  }

  font(weight: TextWeight): Font {
    return this.#read(weight).font;
  }

  #read(weight: TextWeight) {
    const known = this.#fonts.get(weight);
    if (known !== undefined) return known;
    const bytes = readFileSync(this.#files[weight]);
    const font = create(bytes);
    if (!('layout' in font)) throw new Error(`${this.#files[weight]} holds several fonts.`);
    const read = { bytes, font };
    this.#fonts.set(weight, read);
    return read;
  }
}
