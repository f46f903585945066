import { createHash } from 'node:crypto';
import PDFDocument from 'pdfkit';
import type { Fonts } from '../raster/fonts';
import type { PlacedGlyph } from '../raster/text-patches';
import { xmpPacket } from './xmp';

interface Given {
  /** In points. */
  readonly width: number;
  readonly height: number;
  readonly title: string;
  readonly creator: string;
  readonly provenance: string;
}

/** Never shown: pdfkit wants one, and a sheet does not depend on when it was made. */
const anyDate = new Date(0);

/** pdfkit's own: the part of a typeface that goes into the file, by the numbers that its glyphs have there. */
interface EmbeddedFont {
  readonly id: string;
  readonly subset: { readonly glyphs: number[] };
  readonly unicode: (readonly number[])[];
  readonly widths: number[];
  ref(): unknown;
}

/** A PDF of one page whose bytes depend on nothing but what is put into it. */
export class PdfDocument extends PDFDocument {
  /** pdfkit's own: the catalog, and the file's identifier. */
  declare readonly _root: { readonly data: Record<string, unknown> };
  declare _id: Buffer;
  declare readonly _font: EmbeddedFont;
  readonly #given: Given;
  readonly #fonts = new Set<string>();

  constructor(given: Given) {
    const { width, height, title, creator, provenance } = given;
    super({
      size: [width, height],
      margin: 0,
      pdfVersion: '1.7',
      lang: 'en',
      displayTitle: true,
      // None of the standard fonts, whose files pdfkit would look for.
      font: '',
      info: { Title: title, Creator: creator, Producer: 'PDFKit', CreationDate: anyDate },
    });
    this.#given = given;
    delete this.info.CreationDate;
    this._id = createHash('md5').update(provenance).digest();
  }

  useFont(file: string, fonts: Fonts): void {
    if (!this.#fonts.has(file)) this.registerFont(file, fonts.bytes(file));
    this.#fonts.add(file);
    this.font(file);
  }

  /**
   * Draws glyphs that were shaped already, pdfkit's own shaper knowing too few scripts. Each of them stands for its
   * characters when it is copied or looked for.
   *
   * @param glyphs where they stand, in pixels
   */
  drawGlyphs(glyphs: readonly PlacedGlyph[], size: number): void {
    const font = this._font;
    Object.assign(this.page.fonts, { [font.id]: font.ref() });
    this.save();
    // Type stands upside down where y is counted downwards.
    this.transform(1, 0, 0, -1, 0, 0);
    this.addContent(`BT\n/${font.id} ${size} Tf`);
    for (const glyph of glyphs) {
      const { x, y } = glyph;
      const number = numberIn(font, glyph, size).toString(16).padStart(4, '0');
      this.addContent(`1 0 0 1 ${rounded(x)} ${rounded(-y)} Tm <${number}> Tj`);
    }
    this.addContent('ET');
    this.restore();
  }

  /** Adds an object to the catalog under a name of ours, which viewers pass over. */
  addToCatalog(name: string, value: unknown): void {
    this._root.data[name] = value;
  }

  /** Takes the place of pdfkit's, which puts titles into XML as they are. */
  override endMetadata(): void {
    const metadata = this.ref({ Type: 'Metadata', Subtype: 'XML' });
    metadata.compress = false;
    metadata.end(Buffer.from(xmpPacket(this.#given), 'utf8'));
    this.addToCatalog('Metadata', metadata);
  }
}

const rounded = (value: number): number => Math.round(value * 1000) / 1000;

/** A glyph that stands for several characters in turn, as the bare letters of Arabic do, has several numbers. */
function numberIn(
  font: EmbeddedFont,
  { id, codePoints, width }: PlacedGlyph,
  size: number,
): number {
  const { glyphs } = font.subset;
  const known = glyphs.findIndex(
    (glyph, number) => glyph === id && String(font.unicode[number]) === String(codePoints),
  );
  if (known >= 0) return known;
  font.unicode[glyphs.length] = codePoints;
  font.widths[glyphs.length] = (1000 * width) / size;
  return glyphs.push(id) - 1;
}
