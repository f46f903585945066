import { createHash } from 'node:crypto';
import { PNG } from 'pngjs';
import { describe, expect, it } from 'vitest';
import { encodePng, textChunk, type Picture } from './png';

async function* inBands(repeat: number, pixels: Uint8Array, ...lengths: number[]) {
  let from = 0;
  for (const length of lengths) yield { lines: pixels.subarray(from, (from += length)), repeat };
  await Promise.resolve();
}

const gray = (width: number, height: number, bands: Picture['bands']): Picture => ({
  width,
  height,
  channels: 1,
  bands,
});

async function encoded(picture: Picture, text = ''): Promise<Buffer> {
  const pieces: Uint8Array[] = [];
  const caption = () => (text === '' ? [] : [textChunk('Test', text)]);
  for await (const piece of encodePng(picture, caption)) pieces.push(piece);
  return Buffer.concat(pieces);
}

/** Gray levels as an independent decoder sees them; it checks the CRC of every chunk. */
function decoded(png: Buffer): { width: number; height: number; levels: number[] } {
  const { width, height, data } = PNG.sync.read(png, { checkCRC: true });
  const levels = Array.from({ length: width * height }, (_, i) => data[i * 4]!);
  expect(levels.every((level, i) => level === data[i * 4 + 1] && level === data[i * 4 + 2])).toBe(
    true,
  );
  return { width, height, levels };
}

const pixels = Uint8Array.from({ length: 12 }, (_, i) => i * 20);

describe('encodePng', () => {
  it('is read back pixel for pixel, however the lines are banded', async () => {
    const whole = await encoded(gray(3, 4, inBands(1, pixels, 12)));
    const parts = await encoded(gray(3, 4, inBands(1, pixels, 3, 9)));

    expect(decoded(whole)).toEqual({ width: 3, height: 4, levels: [...pixels] });
    expect(decoded(parts)).toEqual(decoded(whole));
  });

  it('is one byte a pixel of gray', async () => {
    const png = await encoded(gray(3, 4, inBands(1, pixels, 12)));

    expect([...png.subarray(24, 29)]).toEqual([8, 0, 0, 0, 0]);
  });

  it('repeats lines', async () => {
    const png = await encoded(gray(6, 6, inBands(3, pixels, 12)));
    const [a, b] = [[...pixels.subarray(0, 6)], [...pixels.subarray(6)]];

    expect(decoded(png).levels).toEqual([a, a, a, b, b, b].flat());
  });

  it('gives the SHA-256 of the gray levels as shown', async () => {
    const hashes: string[] = [];
    const image = gray(6, 4, inBands(2, pixels, 12));
    const pieces: Uint8Array[] = [];
    for await (const piece of encodePng(image, (sha256) => (hashes.push(sha256), []))) {
      pieces.push(piece);
    }
    const { levels } = decoded(Buffer.concat(pieces));

    expect(hashes).toEqual([createHash('sha256').update(Uint8Array.from(levels)).digest('hex')]);
  });

  it('carries text that is not Latin-1', async () => {
    const image = gray(3, 4, inBands(1, pixels, 12));
    const png = await encoded(image, 'größe 大小');

    expect(png.includes(Buffer.from('iTXtTest\0\0\0\0\0größe 大小', 'utf8'))).toBe(true);
    expect(decoded(png).levels).toEqual([...pixels]);
  });

  it('throws what the bands throw', async () => {
    async function* failing() {
      yield { lines: pixels.subarray(0, 3), repeat: 1 };
      await Promise.reject(new Error('the sampler died'));
    }

    await expect(encoded(gray(3, 4, failing()))).rejects.toThrow('the sampler died');
  });
});
