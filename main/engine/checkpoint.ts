import { createHash } from 'node:crypto';
import { z } from 'zod';
import { WorkbenchError } from '../../shared/errors';

/**
 * safetensors, the file format of Hugging Face (github.com/huggingface/safetensors, "Format"): eight
 * bytes with the header's length (little-endian), a JSON header, then the tensors' bytes with no gap
 * between them. Only float32 is written and read. The same tensors and metadata give the same bytes.
 *
 * Typed arrays are stored as they lie in memory: every machine Electron runs on is little-endian.
 */

/** Row-major values of a tensor; a scalar has the shape []. */
export interface NamedTensor {
  readonly shape: readonly number[];
  readonly values: Float32Array;
}

export interface DecodedSafetensors {
  readonly tensors: Record<string, { shape: number[]; values: Float32Array }>;
  readonly metadata: Record<string, string>;
}

const lengthBytes = 8;
const space = 0x20;
const metadataKey = '__metadata__';
/** The reference implementation's own limit. */
const maxHeaderBytes = 100_000_000;

const sizeSchema = z.int().min(0);
const headerSchema = z.record(z.string(), z.unknown());
const metadataSchema = z.record(z.string(), z.string());
const entrySchema = z.strictObject({
  dtype: z.string(),
  shape: z.array(sizeSchema).max(32),
  data_offsets: z.tuple([sizeSchema, sizeSchema]),
});

/** SHA-256 in lower-case hex. */
export function sha256Hex(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

/** Writes tensors in the order of their names. Throws `RangeError` when a shape and its values disagree. */
export function encodeSafetensors(
  tensors: Readonly<Record<string, NamedTensor>>,
  metadata: Readonly<Record<string, string>>,
): Uint8Array {
  const named = sortedEntries(tensors);
  const header: [string, unknown][] = [[metadataKey, Object.fromEntries(sortedEntries(metadata))]];
  let end = 0;
  for (const [name, { shape, values }] of named) {
    if (name === metadataKey) throw new RangeError(`A tensor cannot be named ${metadataKey}.`);
    if (sizeOf(shape) !== values.length) {
      throw new RangeError(
        `Tensor ${name} has the shape [${shape.join(', ')}] but ${values.length} values.`,
      );
    }
    const begin = end;
    end += values.byteLength;
    header.push([name, { dtype: 'F32', shape, data_offsets: [begin, end] }]);
  }

  const json = new TextEncoder().encode(JSON.stringify(Object.fromEntries(header)));
  const headerLength = Math.ceil(json.length / 8) * 8;
  const bytes = new Uint8Array(lengthBytes + headerLength + end);
  new DataView(bytes.buffer).setBigUint64(0, BigInt(headerLength), true);
  bytes.set(json, lengthBytes);
  let offset = lengthBytes + headerLength;
  bytes.fill(space, lengthBytes + json.length, offset);
  for (const [, { values }] of named) {
    bytes.set(new Uint8Array(values.buffer, values.byteOffset, values.byteLength), offset);
    offset += values.byteLength;
  }
  return bytes;
}

/** Reads what `encodeSafetensors` or any other writer of float32 made. Throws `invalid-input` otherwise. */
export function decodeSafetensors(bytes: Uint8Array): DecodedSafetensors {
  const { header, data } = splitHeader(bytes);
  const metadata = metadataSchema.safeParse(header[metadataKey] ?? {});
  if (!metadata.success) throw invalid('its metadata is not a list of texts by name');

  const entries = Object.entries(header)
    .filter(([name]) => name !== metadataKey)
    .map(([name, entry]) => ({ name, ...parseEntry(name, entry) }))
    .sort((a, b) => a.begin - b.begin || a.end - b.end);

  const tensors: [string, { shape: number[]; values: Float32Array }][] = [];
  let expected = 0;
  for (const { name, shape, begin, end } of entries) {
    if (begin !== expected) {
      throw invalid(`tensor ${name} begins at byte ${begin}, expected ${expected}`);
    }
    if (end > data.length) {
      throw invalid(`tensor ${name} ends at byte ${end} of ${data.length}: the end is missing`);
    }
    expected = end;
    tensors.push([name, { shape, values: new Float32Array(data.slice(begin, end).buffer) }]);
  }
  if (expected !== data.length) {
    throw invalid(`it holds ${data.length} bytes of tensors, expected ${expected}`);
  }
  return { tensors: Object.fromEntries(tensors), metadata: metadata.data };
}

function splitHeader(bytes: Uint8Array): { header: Record<string, unknown>; data: Uint8Array } {
  if (bytes.length < lengthBytes) throw invalid(`it has only ${bytes.length} bytes`);
  const length = new DataView(bytes.buffer, bytes.byteOffset).getBigUint64(0, true);
  if (length > BigInt(Math.min(maxHeaderBytes, bytes.length - lengthBytes))) {
    throw invalid(`its header claims ${length} bytes of ${bytes.length}`);
  }
  const dataStart = lengthBytes + Number(length);
  let parsed: unknown;
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(
      bytes.subarray(lengthBytes, dataStart),
    );
    parsed = JSON.parse(text);
  } catch (cause) {
    throw invalid('its header is not JSON', cause);
  }
  const header = headerSchema.safeParse(parsed);
  if (!header.success) throw invalid('its header is not a JSON object');
  // A plain Uint8Array, whose `slice` copies, where a Buffer's would not.
  const data = new Uint8Array(bytes.buffer, bytes.byteOffset + dataStart, bytes.length - dataStart);
  return { header: header.data, data };
}

function parseEntry(name: string, entry: unknown): { shape: number[]; begin: number; end: number } {
  const parsed = entrySchema.safeParse(entry);
  if (!parsed.success) {
    throw invalid(`tensor ${name} is described wrongly: ${z.prettifyError(parsed.error)}`);
  }
  const { dtype, shape, data_offsets } = parsed.data;
  const [begin, end] = data_offsets;
  if (dtype !== 'F32') throw invalid(`tensor ${name} has the type ${dtype}, expected F32`);
  const byteLength = sizeOf(shape) * Float32Array.BYTES_PER_ELEMENT;
  if (end - begin !== byteLength) {
    throw invalid(
      `tensor ${name} of shape [${shape.join(', ')}] has ${end - begin} bytes, expected ${byteLength}`,
    );
  }
  return { shape, begin, end };
}

const sizeOf = (shape: readonly number[]) => shape.reduce((size, length) => size * length, 1);

function sortedEntries<T>(record: Readonly<Record<string, T>>): [string, T][] {
  return Object.entries(record).sort(([a], [b]) => (a < b ? -1 : 1));
}

function invalid(reason: string, cause?: unknown): WorkbenchError {
  return new WorkbenchError(
    {
      kind: 'invalid-input',
      message: `The checkpoint cannot be read as safetensors: ${reason}.`,
      remedy: 'Use another checkpoint of the run.',
    },
    { cause },
  );
}
