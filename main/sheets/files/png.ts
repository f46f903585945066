import { createHash, type Hash } from 'node:crypto';
import { pipeline } from 'node:stream';
import { constants, crc32, createDeflate } from 'node:zlib';
import type { Band, Channels } from '../raster/bands';

/**
 * PNG (third edition, www.w3.org/TR/png-3) of 8-bit gray or RGB, written as the pixels come, so that memory
 * does not grow with the image. The encoders on npm want the whole bitmap first, and write no iTXt.
 */

export interface Picture {
  readonly width: number;
  readonly height: number;
  readonly channels: Channels;
  readonly bands: AsyncIterable<Band>;
}

/** An ancillary chunk after the pixels. */
export interface PngChunk {
  /** Four letters. */
  readonly type: string;
  readonly data: Uint8Array;
}

export const pngSignature = Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a);
const bitDepth = 8;
export const colourTypes = { 1: 0, 3: 2 } as const satisfies Record<Channels, number>;
const filterNone = 0;
const filterUp = 2;

/**
 * Yields the file piece by piece. `caption` is asked after the last pixel, for chunks that depend on
 * the SHA-256 (hex) of the pixels [height, width, channels]. The same input gives the same bytes.
 */
export async function* encodePng(
  picture: Picture,
  caption: (pixelsSha256: string) => Iterable<PngChunk>,
): AsyncGenerator<Uint8Array, void, undefined> {
  const hash = createHash('sha256');
  yield pngSignature;
  yield chunk('IHDR', header(picture));
  for await (const data of deflatedLines(picture, hash)) yield chunk('IDAT', data);
  for (const { type, data } of caption(hash.digest('hex'))) yield chunk(type, data);
  yield chunk('IEND', new Uint8Array());
}

/** A PNG of filtered lines in a zlib stream, as they were found in a file. */
export function pngOfLines({
  pieces,
  ...size
}: Omit<Picture, 'bands'> & { readonly pieces: readonly Uint8Array[] }): Uint8Array {
  const lines = pieces.map((piece) => chunk('IDAT', piece));
  const [start, end] = [chunk('IHDR', header(size)), chunk('IEND', new Uint8Array())];
  return Buffer.concat([pngSignature, start, ...lines, end]);
}

/** The picture's filtered lines in a zlib stream, as PNG and PDF have them; the pixels go into the hash too. */
export async function* deflatedLines(
  picture: Picture,
  hash: Hash,
): AsyncGenerator<Uint8Array, void, undefined> {
  const deflate = createDeflate({ level: constants.Z_DEFAULT_COMPRESSION, chunkSize: 1 << 16 });
  // A failure while reading the bands destroys `deflate`, and is thrown by the loop below.
  for await (const data of pipeline(scanlines(picture, hash), deflate, () => undefined)) {
    yield data as Buffer;
  }
}

/** Uncompressed iTXt, without language or translated keyword, so that any tool can show it. */
export function textChunk(keyword: string, text: string): PngChunk {
  const data = Buffer.concat([
    Buffer.from(keyword, 'latin1'),
    Buffer.from([0, 0, 0, 0, 0]),
    Buffer.from(text, 'utf8'),
  ]);
  return { type: 'iTXt', data };
}

/** Filtered lines. A repeated line is all zeros under the filter Up, however wide it is. */
async function* scanlines(
  { width, channels, bands }: Picture,
  hash: Hash,
): AsyncGenerator<Uint8Array, void, undefined> {
  const length = width * channels;
  for await (const { lines, repeat } of bands) {
    for (let start = 0; start < lines.length; start += length) {
      const line = lines.subarray(start, start + length);
      for (let copy = 0; copy < repeat; copy++) hash.update(line);
      yield Buffer.concat([Uint8Array.of(filterNone), line]);
      yield* repeats(length, repeat - 1);
    }
  }
}

/** So many lines that are like the one above. */
function* repeats(length: number, count: number): Generator<Uint8Array> {
  if (count === 0) return;
  const filtered = new Uint8Array(1 + length);
  filtered[0] = filterUp;
  for (let copy = 0; copy < count; copy++) yield filtered;
}

function header({ width, height, channels }: Omit<Picture, 'bands'>): Uint8Array {
  const data = Buffer.alloc(13);
  data.writeUInt32BE(width, 0);
  data.writeUInt32BE(height, 4);
  data[8] = bitDepth;
  data[9] = colourTypes[channels];
  return data;
}

/** Length, type, data, and the CRC of type and data. */
function chunk(type: string, data: Uint8Array): Uint8Array {
  const bytes = Buffer.alloc(data.length + 12);
  bytes.writeUInt32BE(data.length, 0);
  bytes.write(type, 4, 'latin1');
  bytes.set(data, 8);
  bytes.writeUInt32BE(crc32(bytes.subarray(4, data.length + 8)), data.length + 8);
  return bytes;
}
