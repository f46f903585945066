import { createHash } from 'node:crypto';
import { pipeline } from 'node:stream';
import { constants, crc32, createDeflate } from 'node:zlib';

/**
 * PNG (third edition, www.w3.org/TR/png-3) of 8-bit gray, written as the pixels come, so that memory
 * does not grow with the image. The encoders on npm want the whole bitmap first, and write no iTXt.
 */

export interface GrayImage {
  readonly width: number;
  readonly height: number;
  /** Whole lines of gray levels from top to bottom, any number of them at a time: [n * width]. */
  readonly bands: AsyncIterable<Uint8Array>;
  /** How many times each line is shown: nearest-neighbour enlargement downwards. */
  readonly repeat: number;
}

export interface TextChunk {
  /** 1 to 79 Latin-1 characters. */
  readonly keyword: string;
  readonly text: string;
}

const signature = Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a);
const bitDepth = 8;
const grayscale = 0;
const filterNone = 0;
const filterUp = 2;

/**
 * Yields the file piece by piece. `caption` is asked after the last pixel, for text that depends on
 * the SHA-256 (hex) of the shown gray levels [height, width]. The same input gives the same bytes.
 */
export async function* encodeGrayPng(
  image: GrayImage,
  caption: (pixelsSha256: string) => readonly TextChunk[],
): AsyncGenerator<Uint8Array, void, undefined> {
  const hash = createHash('sha256');
  yield signature;
  yield chunk('IHDR', header(image.width, image.height));
  const deflate = createDeflate({ level: constants.Z_DEFAULT_COMPRESSION, chunkSize: 1 << 16 });
  // A failure while reading the bands destroys `deflate`, and is thrown by the loop below.
  for await (const data of pipeline(scanlines(image, hash), deflate, () => undefined)) {
    yield chunk('IDAT', data as Buffer);
  }
  for (const { keyword, text } of caption(hash.digest('hex'))) {
    yield chunk('iTXt', internationalText(keyword, text));
  }
  yield chunk('IEND', new Uint8Array());
}

/** Filtered lines. A repeated line is all zeros under the filter Up, however wide it is. */
async function* scanlines(
  { width, bands, repeat }: GrayImage,
  hash: ReturnType<typeof createHash>,
): AsyncGenerator<Uint8Array, void, undefined> {
  const stride = width + 1;
  for await (const band of bands) {
    const filtered = new Uint8Array((band.length / width) * repeat * stride);
    let at = 0;
    for (let start = 0; start < band.length; start += width) {
      const line = band.subarray(start, start + width);
      for (let copy = 0; copy < repeat; copy++, at += stride) {
        hash.update(line);
        filtered[at] = copy === 0 ? filterNone : filterUp;
        if (copy === 0) filtered.set(line, at + 1);
      }
    }
    yield filtered;
  }
}

function header(width: number, height: number): Uint8Array {
  const data = Buffer.alloc(13);
  data.writeUInt32BE(width, 0);
  data.writeUInt32BE(height, 4);
  data[8] = bitDepth;
  data[9] = grayscale;
  return data;
}

/** Uncompressed, without language or translated keyword, so that any tool can show it. */
function internationalText(keyword: string, text: string): Uint8Array {
  return Buffer.concat([
    Buffer.from(keyword, 'latin1'),
    Buffer.from([0, 0, 0, 0, 0]),
    Buffer.from(text, 'utf8'),
  ]);
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
