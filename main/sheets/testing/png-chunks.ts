import { crc32, deflateSync, inflateSync } from 'node:zlib';

interface Chunk {
  readonly type: string;
  readonly data: Buffer;
}

/** A PNG's chunks, of a file that is whole. */
export function chunksOf(png: Buffer): Chunk[] {
  const chunks: Chunk[] = [];
  for (let at = 8; at < png.length;) {
    const end = at + 8 + png.readUInt32BE(at);
    chunks.push({ type: png.toString('latin1', at + 4, at + 8), data: png.subarray(at + 8, end) });
    at = end + 4;
  }
  return chunks;
}

/** A PNG of these chunks, with the checksums that they need. */
export function pngOf(chunks: readonly Chunk[]): Buffer {
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  const parts = chunks.map(({ type, data }) => {
    const bytes = Buffer.alloc(data.length + 12);
    bytes.writeUInt32BE(data.length, 0);
    bytes.write(type, 4, 'latin1');
    data.copy(bytes, 8);
    bytes.writeUInt32BE(crc32(bytes.subarray(4, data.length + 8)), data.length + 8);
    return bytes;
  });
  return Buffer.concat([signature, ...parts]);
}

/** The PNG with its filtered lines changed. */
export function withLines(png: Buffer, change: (lines: Buffer) => Buffer): Buffer {
  const chunks = chunksOf(png);
  const pixels = chunks.filter(({ type }) => type === 'IDAT').map(({ data }) => data);
  const lines = change(inflateSync(Buffer.concat(pixels)));
  const first = chunks.findIndex(({ type }) => type === 'IDAT');
  const others = chunks.filter(({ type }) => type !== 'IDAT');
  return pngOf(others.toSpliced(first, 0, { type: 'IDAT', data: deflateSync(lines) }));
}
