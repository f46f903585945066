import { PNG } from 'pngjs';
import { crc32, deflateSync, inflateSync } from 'node:zlib';
import { colourTypes, pngSignature } from '../files/png';
import { weightsChunk } from '../files/write-png';
import { provenanceKeyword } from '../provenance';
import { countParts, mostProvenanceBytes, notASheet } from './refusals';
import type { PackedPicture, SheetFile } from './sheet-file';

interface Chunk {
  readonly type: string;
  readonly data: Buffer;
  readonly isIntact: boolean;
}

const lengthAndType = 8;
const checkSum = 4;

export function isPng(bytes: Buffer): boolean {
  return bytes.subarray(0, pngSignature.length).equals(pngSignature);
}

/**
 * Takes a PNG apart, also one that an image program has saved again: its text in another kind of chunk, its pixels
 * in another kind of colours.
 *
 * @throws WorkbenchError `invalid-input` when it is no sheet
 */
export function readPng(bytes: Buffer): SheetFile {
  const chunks = [...chunksOf(bytes)];
  const text = chunks.find(
    ({ type, data }) => type in textReaders && data.subarray(0, keyword.length).equals(keyword),
  );
  if (text === undefined) {
    const isWhole = chunks.at(-1)?.type === 'IEND';
    throw notASheet(
      isWhole
        ? 'The PNG carries no recipe: it is no sheet of CVAE Workbench, or another program took it out.'
        : 'The PNG ends too early, before its recipe.',
    );
  }
  if (!text.isIntact) throw notASheet('The recipe in the PNG is damaged.');
  return {
    format: 'png',
    provenance: textOf(text),
    models: chunks.flatMap(({ type, data }) => (type === weightsChunk ? [data] : [])),
    picture: pictureIn(chunks, bytes),
    marks: [],
  };
}

/** The picture of a PNG that is not a sheet by itself, as an SVG has one. */
export function readPicture(bytes: Buffer): PackedPicture | string {
  return isPng(bytes) ? pictureIn([...chunksOf(bytes)], bytes) : 'The picture is no PNG.';
}

const keyword = Buffer.from(`${provenanceKeyword}\0`, 'latin1');

/** The text of each kind of text chunk, from what follows its keyword (www.w3.org/TR/png-3, 11.3.3). */
const textReaders: Readonly<Record<string, (data: Buffer) => string>> = {
  iTXt: (data) => {
    const language = data.indexOf(0, 2);
    const text = data.subarray(data.indexOf(0, language + 1) + 1);
    return (data[0] === 1 ? inflated(text) : text).toString('utf8');
  },
  zTXt: (data) => utf8OrLatin1(inflated(data.subarray(1))),
  tEXt: utf8OrLatin1,
};

function textOf({ type, data }: Chunk): string {
  try {
    return textReaders[type]!(data.subarray(keyword.length));
  } catch (cause) {
    throw notASheet('The recipe in the PNG is damaged: it cannot be decompressed.', cause);
  }
}

const inflated = (data: Buffer): Buffer =>
  inflateSync(data, { maxOutputLength: mostProvenanceBytes });

/** These chunks are Latin-1, but programs write into them what they were given. */
function utf8OrLatin1(data: Buffer): string {
  const text = data.toString('utf8');
  return text.includes('\ufffd') ? data.toString('latin1') : text;
}

/** A picture of 256 MB in pieces of 2 kB. */
const mostChunks = 2 ** 17;

/** Up to where the file ends or makes no sense any more. */
function* chunksOf(bytes: Buffer): Generator<Chunk> {
  const count = countParts(mostChunks);
  let at = pngSignature.length;
  while (at + lengthAndType + checkSum <= bytes.length) {
    count();
    const length = bytes.readUInt32BE(at);
    const end = at + lengthAndType + length;
    if (end + checkSum > bytes.length) return;
    const type = bytes.toString('latin1', at + 4, at + lengthAndType);
    const isIntact = crc32(bytes.subarray(at + 4, end)) === bytes.readUInt32BE(end);
    yield { type, data: bytes.subarray(at + lengthAndType, end), isIntact };
    if (type === 'IEND') return;
    at = end + checkSum;
  }
}

function pictureIn(chunks: readonly Chunk[], bytes: Buffer): PackedPicture | string {
  const [header] = chunks;
  if (header?.type !== 'IHDR' || header.data.length !== 13) return 'The PNG has no header.';
  const pixels = chunks.filter(({ type }) => type === 'IDAT');
  if ([header, ...pixels].some(({ isIntact }) => !isIntact)) {
    return 'Some of the PNG is damaged: a checksum is wrong.';
  }
  const [depth, colourType, compression, filter, interlace] = header.data.subarray(8);
  const channels = colourType === colourTypes[1] ? 1 : colourType === colourTypes[3] ? 3 : null;
  const [width, height] = [header.data.readUInt32BE(0), header.data.readUInt32BE(4)];
  if (depth !== 8 || channels === null || compression !== 0 || filter !== 0 || interlace !== 0) {
    return width * height > mostConverted
      ? 'Another program has saved the PNG with other kinds of pixels, and it is too large to convert them.'
      : convertedPicture(bytes);
  }
  return { width, height, channels, pieces: pixels.map(({ data }) => data) };
}

/** Pixels of a picture that are held at once, in 32 bits each. */
const mostConverted = 2 ** 24;

/** A picture with a palette, an alpha channel, another depth or interlaced lines, in the colours of sheets. */
function convertedPicture(bytes: Buffer): PackedPicture | string {
  let png: PNG;
  try {
    png = PNG.sync.read(bytes);
  } catch {
    return 'Another program has saved the PNG, and its pixels cannot be decoded.';
  }
  const { width, height, data } = png;
  let isGray = true;
  for (let at = 0; at < data.length; at += 4) {
    if (data[at + 3] !== 255) return 'Another program has saved the PNG with transparent parts.';
    isGray &&= data[at] === data[at + 1] && data[at] === data[at + 2];
  }
  const channels = isGray ? 1 : 3;
  const stride = 1 + width * channels;
  const lines = Buffer.alloc(stride * height);
  for (let pixel = 0; pixel < width * height; pixel++) {
    const at = Math.floor(pixel / width) * stride + 1 + (pixel % width) * channels;
    for (let part = 0; part < channels; part++) lines[at + part] = data[4 * pixel + part]!;
  }
  return { width, height, channels, pieces: [deflateSync(lines)] };
}
