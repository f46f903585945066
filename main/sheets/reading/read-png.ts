import { crc32 } from 'node:zlib';
import { colourTypes, pngSignature } from '../files/png';
import { weightsChunk } from '../files/write-png';
import { provenanceKeyword } from '../provenance';
import { countParts, notASheet } from './refusals';
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

/** Takes a PNG apart, decompressing nothing. @throws WorkbenchError `invalid-input` when it is no sheet. */
export function readPng(bytes: Buffer): SheetFile {
  const chunks = [...chunksOf(bytes)];
  const start = Buffer.from(`${provenanceKeyword}\0\0\0\0\0`, 'latin1');
  const text = chunks.find(
    ({ type, data }) => type === 'iTXt' && data.subarray(0, start.length).equals(start),
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
    provenance: text.data.toString('utf8', start.length),
    models: chunks.flatMap(({ type, data }) => (type === weightsChunk ? [data] : [])),
    picture: pictureIn(chunks),
    marks: [],
  };
}

/** The picture of a PNG that is not a sheet by itself, as an SVG has one. */
export function readPicture(bytes: Buffer): PackedPicture | string {
  return isPng(bytes) ? pictureIn([...chunksOf(bytes)]) : 'The picture is no PNG.';
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

function pictureIn(chunks: readonly Chunk[]): PackedPicture | string {
  const [header] = chunks;
  if (header?.type !== 'IHDR' || header.data.length !== 13) return 'The PNG has no header.';
  const pixels = chunks.filter(({ type }) => type === 'IDAT');
  if ([header, ...pixels].some(({ isIntact }) => !isIntact)) {
    return 'Some of the PNG is damaged: a checksum is wrong.';
  }
  const [depth, colourType, compression, filter, interlace] = header.data.subarray(8);
  const channels = colourType === colourTypes[1] ? 1 : colourType === colourTypes[3] ? 3 : null;
  if (depth !== 8 || channels === null || compression !== 0 || filter !== 0 || interlace !== 0) {
    return 'Another program has saved the PNG with other kinds of pixels.';
  }
  return {
    width: header.data.readUInt32BE(0),
    height: header.data.readUInt32BE(4),
    channels,
    pieces: pixels.map(({ data }) => data),
  };
}
