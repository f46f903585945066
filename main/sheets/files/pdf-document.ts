import { createHash } from 'node:crypto';
import PDFDocument from 'pdfkit';
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

/** A PDF of one page whose bytes depend on nothing but what is put into it. */
export class PdfDocument extends PDFDocument {
  /** pdfkit's own: the catalog, and the file's identifier. */
  declare readonly _root: { readonly data: Record<string, unknown> };
  declare _id: Buffer;
  readonly #given: Given;

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
