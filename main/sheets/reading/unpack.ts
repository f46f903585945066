import { Readable } from 'node:stream';
import { createInflate } from 'node:zlib';
import type { PackedPicture } from './sheet-file';

/** A picture that cannot be decoded: `message` says why. */
export class DamagedPicture extends Error {
  override readonly name = 'DamagedPicture';
}

/**
 * The lines of a picture, [width, channels] each. Never holds more than a few of them, however large the stream
 * turns out to be: it is stopped as soon as it gives more than the picture has.
 *
 * @throws DamagedPicture when the stream is no zlib stream, ends early, or goes on after the last line
 */
export async function* unpackLines({
  width,
  height,
  channels,
  pieces,
}: PackedPicture): AsyncGenerator<Uint8Array, void, undefined> {
  const stride = 1 + width * channels;
  const inflate = Readable.from(pieces, { objectMode: false }).pipe(createInflate());
  let above: Uint8Array = new Uint8Array(width * channels);
  let pending = Buffer.alloc(stride);
  let filled = 0;
  let done = 0;
  try {
    for await (const data of inflate as AsyncIterable<Buffer>) {
      for (let from = 0; from < data.length;) {
        if (done === height) throw new DamagedPicture('It holds more pixels than its size says.');
        const taken = data.copy(pending, filled, from, from + stride - filled);
        from += taken;
        filled += taken;
        if (filled < stride) continue;
        above = unfiltered(pending, above, channels);
        yield above;
        pending = Buffer.alloc(stride);
        filled = 0;
        done++;
      }
    }
  } catch (thrown) {
    if (thrown instanceof DamagedPicture) throw thrown;
    throw new DamagedPicture('Its pixels cannot be decompressed.', { cause: thrown });
  } finally {
    inflate.destroy();
  }
  if (done < height) throw new DamagedPicture('It ends before its last line.');
}

/** PNG's filters (www.w3.org/TR/png-3, 9.2): a line from its filtered bytes, in place, and the line above. */
function unfiltered(filtered: Buffer, above: Uint8Array, channels: number): Uint8Array {
  const kind = filtered[0]!;
  const line = filtered.subarray(1);
  if (kind > 4) throw new DamagedPicture('Its pixels are packed in a way that PNG does not know.');
  if (kind === 0) return line;
  for (let x = 0; x < line.length; x++) {
    const a = x < channels ? 0 : line[x - channels]!;
    const b = above[x]!;
    const c = x < channels ? 0 : above[x - channels]!;
    const guesses = [0, a, b, (a + b) >> 1, paeth(a, b, c)] as const;
    line[x] = line[x]! + guesses[kind as 1 | 2 | 3 | 4];
  }
  return line;
}

function paeth(a: number, b: number, c: number): number {
  const [pa, pb, pc] = [Math.abs(b - c), Math.abs(a - c), Math.abs(a + b - 2 * c)];
  if (pa <= pb && pa <= pc) return a;
  return pb <= pc ? b : c;
}
