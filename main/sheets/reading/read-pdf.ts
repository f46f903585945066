import { createHash } from 'node:crypto';
import { inflateSync } from 'node:zlib';
import { textOfXml } from '../files/xml';
import { pdfNames } from '../files/pdf-names';
import type { Channels } from '../raster/bands';
import { elements } from './read-svg';
import { notASheet } from './refusals';
import type { PackedPicture, SheetFile } from './sheet-file';

export function isPdf(bytes: Buffer): boolean {
  return bytes.toString('latin1', 0, 5) === '%PDF-';
}

/**
 * Finds the parts of ours in a PDF by their names, as they were written: the metadata as plain text, the picture and
 * the models as streams that tell their length. A PDF that another program wrote anew has others.
 *
 * @throws WorkbenchError `invalid-input` when it is no sheet
 */
export function readPdf(bytes: Buffer): SheetFile {
  const [provenance] = elements(bytes, 'sheet');
  if (provenance === undefined) {
    throw notASheet(
      'The PDF carries no recipe: it is no sheet of CVAE Workbench, or another program wrote it anew.',
    );
  }
  return {
    format: 'pdf',
    provenance: textOfXml(provenance.toString('utf8')),
    models: streams(bytes, pdfNames.model).map(({ data }) => data),
    picture: pictureIn(bytes),
    marks: marksIn(bytes),
  };
}

interface Stream {
  /** The text of its dictionary. */
  readonly entries: string;
  readonly data: Buffer;
}

/** Longer than any dictionary of ours. */
const longestDictionary = 1000;

/** All streams that lie in the file as a whole. */
function* allStreams(bytes: Buffer): Generator<Stream> {
  let at = 0;
  for (;;) {
    const opening = bytes.indexOf('\nstream\n', at, 'latin1');
    if (opening < 0) return;
    const start = opening + '\nstream\n'.length;
    at = start;
    const object = bytes.lastIndexOf(' obj', opening, 'latin1');
    if (object < 0 || start - object > longestDictionary) continue;
    const entries = bytes.toString('latin1', object, start);
    const length = numberOf(entries, 'Length') ?? 0;
    if (start + length > bytes.length) continue;
    yield { entries, data: bytes.subarray(start, start + length) };
    at = start + length;
  }
}

const isMarked = ({ entries }: Stream, name: string): boolean => entries.includes(`/${name} true`);

/** Streams whose dictionary has an entry of this name. */
const streams = (bytes: Buffer, name: string): readonly Stream[] =>
  [...allStreams(bytes)].filter((stream) => isMarked(stream, name));

/** Larger than the page of any sheet, and than a typeface. */
const mostUnpacked = 2 ** 24;

/** The page's instructions, text by text, and the typefaces: all but picture, models and metadata. */
function marksIn(bytes: Buffer): readonly string[] {
  const typefaces = createHash('sha256');
  let page: readonly string[] = [];
  for (const stream of allStreams(bytes)) {
    const isOther = [pdfNames.digits, pdfNames.model].some((name) => isMarked(stream, name));
    if (isOther || stream.entries.includes('/Type /Metadata')) continue;
    const unpacked = unpack(stream);
    if (unpacked.includes('/Digits Do')) {
      page = unpacked.toString('latin1').split(/(?=\bBT\n)/);
    } else typefaces.update(unpacked);
  }
  const [ground, ...texts] = page;
  return ground === undefined ? [] : [ground + typefaces.digest('hex'), ...texts];
}

/** Empty where it cannot be unpacked, or would be larger than anything of ours. */
function unpack({ entries, data }: Stream): Buffer {
  if (!entries.includes('/FlateDecode')) return data;
  try {
    return inflateSync(data, { maxOutputLength: mostUnpacked });
  } catch {
    return Buffer.alloc(0);
  }
}

function pictureIn(bytes: Buffer): PackedPicture | string {
  const [picture] = streams(bytes, pdfNames.digits);
  if (picture === undefined)
    return 'The PDF does not hold the picture that was written, or is cut off.';
  const { entries, data } = picture;
  const [width, height] = [numberOf(entries, 'Width'), numberOf(entries, 'Height')];
  const channels: Channels = entries.includes('/DeviceRGB') ? 3 : 1;
  if (width === null || height === null)
    return 'The picture in the PDF does not say how large it is.';
  return { width, height, channels, pieces: [data] };
}

function numberOf(entries: string, name: string): number | null {
  const [, digits] = new RegExp(`/${name} (\\d{1,10})\\b`).exec(entries) ?? [];
  return digits === undefined ? null : Number(digits);
}
