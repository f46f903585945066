import { createHash } from 'node:crypto';
import { inflateSync } from 'node:zlib';
import { pdfNames } from '../files/pdf-names';
import type { Channels } from '../raster/bands';
import { elements, provenanceText } from './read-svg';
import { countParts, mostMarks, mostModels, notASheet } from './refusals';
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
  const streams = [...streamsOf(bytes)];
  return {
    format: 'pdf',
    provenance: provenanceText(provenance),
    models: streams.filter(isMarked(pdfNames.model)).map(({ data }) => data),
    picture: pictureIn(streams),
    marks: marksIn(streams),
  };
}

interface Stream {
  /** The text of its dictionary. */
  readonly entries: string;
  readonly data: Buffer;
}

/** Longer than any dictionary of ours. */
const longestDictionary = 1000;

/** Models, a picture, typefaces, the page; all that look like a stream count. */
const mostStreams = mostModels + 100;

/** All streams that lie in the file as a whole. */
function* streamsOf(bytes: Buffer): Generator<Stream> {
  const count = countParts(mostStreams);
  let at = 0;
  for (;;) {
    const opening = bytes.indexOf('\nstream\n', at, 'latin1');
    if (opening < 0) return;
    count();
    const start = opening + '\nstream\n'.length;
    // No further back, or a file made for it would have each search go through all that lies before.
    const before = bytes.subarray(Math.max(at, start - longestDictionary), start);
    at = start;
    const object = before.lastIndexOf(' obj', undefined, 'latin1');
    if (object < 0) continue;
    const entries = before.toString('latin1', object);
    const length = numberOf(entries, 'Length') ?? 0;
    if (start + length > bytes.length) continue;
    yield { entries, data: bytes.subarray(start, start + length) };
    at = start + length;
  }
}

/** Whether a stream's dictionary has an entry of this name. */
const isMarked =
  (name: string) =>
  ({ entries }: Stream): boolean =>
    entries.includes(`/${name} true`);

/** More than the page of any sheet and its typefaces. */
const mostUnpacked = 2 ** 25;

/** The page's instructions, text by text, and the typefaces: all but picture, models and metadata. */
function marksIn(streams: readonly Stream[]): readonly string[] {
  const typefaces = createHash('sha256');
  let page: readonly string[] = [];
  let left = mostUnpacked;
  for (const stream of streams) {
    const isOther = [pdfNames.digits, pdfNames.model].some((name) => isMarked(name)(stream));
    if (isOther || stream.entries.includes('/Type /Metadata')) continue;
    const unpacked = unpack(stream, left);
    if (unpacked === null) return [];
    left -= unpacked.length;
    if (unpacked.includes('/Digits Do')) {
      page = wholeTexts(unpacked.toString('latin1').split(/(?=^BT$|^\/Span BMC$)/m, mostMarks + 1));
    } else typefaces.update(unpacked);
  }
  const [ground, ...texts] = page;
  return ground === undefined || page.length > mostMarks
    ? []
    : [ground + typefaces.digest('hex'), ...texts];
}

/** Puts the parts of a text that is in several typefaces together. */
function wholeTexts(pieces: readonly string[]): readonly string[] {
  const texts: string[] = [];
  let isOpen = false;
  for (const piece of pieces) {
    if (isOpen) texts.push(texts.pop()! + piece);
    else texts.push(piece);
    isOpen = (isOpen || piece.startsWith('/Span BMC')) && !/^EMC$/m.test(piece);
  }
  return texts;
}

/** Empty where it cannot be unpacked; null where it would be more than `most` bytes. */
function unpack({ entries, data }: Stream, most: number): Buffer | null {
  if (!entries.includes('/FlateDecode')) return data.length > most ? null : data;
  try {
    return inflateSync(data, { maxOutputLength: Math.max(1, most) });
  } catch (thrown) {
    return thrown instanceof RangeError ? null : Buffer.alloc(0);
  }
}

function pictureIn(streams: readonly Stream[]): PackedPicture | string {
  const picture = streams.find(isMarked(pdfNames.digits));
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
