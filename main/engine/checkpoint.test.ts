import { describe, expect, it } from 'vitest';
import { WorkbenchError } from '../../shared/errors';
import { decodeSafetensors, encodeSafetensors, sha256Hex } from './checkpoint';

const tensors = {
  'posterior.mean.kernel': { shape: [3, 2], values: Float32Array.of(1, -2, 3.5, 1e-40, NaN, -0) },
  'decoder.0.bias': { shape: [2], values: Float32Array.of(Infinity, 7) },
  'adam.step': { shape: [], values: Float32Array.of(600) },
  empty: { shape: [0, 4], values: new Float32Array(0) },
};
const metadata = { format: 'pt', config: '{"name":"Zürich “7”"}' };

/** A file of the given header and data bytes. */
function file(header: unknown, data: Uint8Array = new Uint8Array(0)): Uint8Array {
  const json =
    header instanceof Uint8Array
      ? header
      : Buffer.from(typeof header === 'string' ? header : JSON.stringify(header));
  const length = Buffer.alloc(8);
  length.writeBigUInt64LE(BigInt(json.length));
  return new Uint8Array(Buffer.concat([length, json, data]));
}

const entry = (shape: unknown, begin: number, end: number, dtype = 'F32') => ({
  dtype,
  shape,
  data_offsets: [begin, end],
});

/** Equal bits, where NaN and -0 would hide a difference of values. */
const bitsOf = (values: Float32Array = new Float32Array(0)) =>
  new Uint32Array(values.buffer, values.byteOffset, values.length);

describe('safetensors', () => {
  it('gives back every bit of tensors and metadata', () => {
    const decoded = decodeSafetensors(encodeSafetensors(tensors, metadata));
    expect(decoded.metadata).toEqual(metadata);
    expect(Object.keys(decoded.tensors).sort()).toEqual(Object.keys(tensors).sort());
    for (const [name, tensor] of Object.entries(tensors)) {
      const found = decoded.tensors[name];
      expect(found?.shape).toEqual(tensor.shape);
      expect(bitsOf(found?.values)).toEqual(bitsOf(tensor.values));
    }
  });

  it('lays the file out as the format says', () => {
    const bytes = encodeSafetensors(
      {
        b: { shape: [2], values: Float32Array.of(1, 2) },
        a: { shape: [], values: Float32Array.of(3) },
      },
      { key: 'value' },
    );
    const header =
      '{"__metadata__":{"key":"value"},"a":{"dtype":"F32","shape":[],"data_offsets":[0,4]},'
      + '"b":{"dtype":"F32","shape":[2],"data_offsets":[4,12]}}';
    const padded = header.padEnd(Math.ceil(header.length / 8) * 8);
    expect(Buffer.from(bytes.subarray(0, 8)).readBigUInt64LE()).toBe(BigInt(padded.length));
    expect(Buffer.from(bytes.subarray(8, 8 + padded.length)).toString()).toBe(padded);
    expect(Buffer.from(bytes.subarray(8 + padded.length))).toEqual(
      Buffer.from(Float32Array.of(3, 1, 2).buffer),
    );
  });

  it('makes the same bytes whatever the order of insertion', () => {
    const reversed = Object.fromEntries(Object.entries(tensors).reverse());
    const bytes = encodeSafetensors(tensors, metadata);
    const again = encodeSafetensors(reversed, { config: metadata.config, format: 'pt' });
    expect(sha256Hex(again)).toBe(sha256Hex(bytes));
  });

  it('writes a slice of a larger array, and reads at any offset', () => {
    const values = Float32Array.of(9, 1, 2, 9).subarray(1, 3);
    const bytes = encodeSafetensors({ w: { shape: [2], values } }, {});
    const shifted = new Uint8Array(bytes.length + 3);
    shifted.set(bytes, 3);
    const { tensors: decoded } = decodeSafetensors(shifted.subarray(3));
    expect(decoded['w']?.values).toEqual(Float32Array.of(1, 2));
  });

  it('keeps decoded values when the file is overwritten', () => {
    const bytes = encodeSafetensors({ w: { shape: [1], values: Float32Array.of(5) } }, {});
    const { tensors: decoded } = decodeSafetensors(bytes);
    bytes.fill(0);
    expect(decoded['w']?.values).toEqual(Float32Array.of(5));
  });

  it('reads files without metadata or padding, as other writers make them', () => {
    const decoded = decodeSafetensors(file({ w: entry([1], 0, 4) }, new Uint8Array(4)));
    expect(decoded).toEqual({
      tensors: { w: { shape: [1], values: Float32Array.of(0) } },
      metadata: {},
    });
  });

  it('refuses to write a shape that its values do not fill', () => {
    expect(() =>
      encodeSafetensors({ w: { shape: [2, 2], values: new Float32Array(3) } }, {}),
    ).toThrow('Tensor w has the shape [2, 2] but 3 values.');
    expect(() =>
      encodeSafetensors({ __metadata__: { shape: [0], values: new Float32Array(0) } }, {}),
    ).toThrow(RangeError);
  });

  const hugeHeader = new Uint8Array(16).fill(0xff);
  const data = new Uint8Array(8);
  it.each<[string, Uint8Array, string]>([
    ['an empty file', new Uint8Array(0), 'it has only 0 bytes'],
    [
      'a header longer than the file',
      hugeHeader,
      'its header claims 18446744073709551615 bytes of 16',
    ],
    ['a header that is not JSON', file('{"w": '), 'its header is not JSON'],
    ['a header that is not UTF-8', file(Uint8Array.of(0x22, 0xff, 0x22)), 'its header is not JSON'],
    ['a header that is a list', file('[1]'), 'its header is not a JSON object'],
    [
      'metadata of numbers',
      file({ __metadata__: { a: 1 } }),
      'its metadata is not a list of texts',
    ],
    ['another type', file({ w: entry([2], 0, 4, 'F16') }, data), 'the type F16, expected F32'],
    ['a negative size', file({ w: entry([-2], 0, 8) }, data), 'tensor w is described wrongly'],
    [
      'no offsets',
      file({ w: { dtype: 'F32', shape: [2] } }, data),
      'tensor w is described wrongly',
    ],
    ['a shape beyond its bytes', file({ w: entry([3], 0, 8) }, data), 'has 8 bytes, expected 12'],
    ['sizes that overflow', file({ w: entry([2 ** 40, 2 ** 40], 0, 8) }, data), 'expected 4.8'],
    ['offsets that run backwards', file({ w: entry([2], 8, 0) }, data), 'has -8 bytes, expected 8'],
    ['a gap', file({ w: entry([1], 4, 8) }, data), 'tensor w begins at byte 4, expected 0'],
    [
      'an overlap',
      file({ v: entry([2], 0, 8), w: entry([1], 4, 8) }, data),
      'tensor w begins at byte 4, expected 8',
    ],
    ['a missing end', file({ w: entry([3], 0, 12) }, data), 'ends at byte 12 of 8'],
    [
      'bytes left over',
      file({ w: entry([1], 0, 4) }, data),
      'it holds 8 bytes of tensors, expected 4',
    ],
  ])('refuses %s', (_what, bytes, message) => {
    expect(() => decodeSafetensors(bytes)).toThrow(WorkbenchError);
    expect(() => decodeSafetensors(bytes)).toThrow(message);
  });

  it('does not let a tensor name reach a prototype', () => {
    const decoded = decodeSafetensors(
      file('{"__proto__":{"dtype":"F32","shape":[0],"data_offsets":[0,0]}}'),
    );
    expect(decoded.tensors['shape']).toBeUndefined();
    expect(({} as Record<string, unknown>)['shape']).toBeUndefined();
  });
});

it('hashes as the standard says (FIPS 180-4, "abc")', () => {
  expect(sha256Hex(Buffer.from('abc'))).toBe(
    'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad',
  );
});
