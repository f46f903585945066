import { closeSync, fstatSync, openSync, readSync, statSync } from 'node:fs';
import { constants, gunzipSync } from 'node:zlib';
import { WorkbenchError } from '../../../shared/errors';

/** Deflate cannot make more than 1,032 bytes out of one (RFC 1951: 258 bytes from two bits). */
const mostDeflated = 1032;
/** Of a compressed file, enough to hold the first bytes of what is in it. */
const compressedPrefixBytes = 4096;

/**
 * A file, compressed by gzip or not, of which no more is read or inflated than was asked for: what a
 * header claims is believed only after it was compared with the bytes that are there.
 */
export interface BoundedFile {
  /** The first `count` bytes; fewer if the file is shorter. */
  head(count: number): Uint8Array;
  /**
   * All bytes but the first `skip`, if they are exactly `count`.
   * Throws `dataset-damaged` if there are more or fewer; `expected` says in words what was expected.
   */
  rest(skip: number, count: number, expected: string): Uint8Array;
}

/** Calls `read` with the file at `path`. Throws `dataset-damaged` if it is missing or unreadable. */
export function withFile<T>(path: string, read: (file: BoundedFile) => T): T {
  let descriptor: number | undefined;
  try {
    if (!statSync(path).isFile()) throw damaged(path, 'is not a file');
    descriptor = openSync(path, 'r');
    const compressed = readAt(descriptor, 0, 2);
    return read(
      compressed[0] === 0x1f && compressed[1] === 0x8b
        ? gzipFile(path, descriptor)
        : plainFile(path, descriptor),
    );
  } catch (thrown) {
    const { code } = thrown as NodeJS.ErrnoException;
    if (code === undefined) throw thrown;
    if (code === 'ENOENT' || code === 'ENOTDIR')
      throw damaged(path, 'is missing', { cause: thrown });
    throw damaged(path, `cannot be read (${code})`, { cause: thrown });
  } finally {
    if (descriptor !== undefined) closeSync(descriptor);
  }
}

/** The error of a dataset's file: "<path> <what is wrong>." */
export function damaged(
  path: string,
  wrong: string,
  { cause, remedy }: { readonly cause?: unknown; readonly remedy?: string } = {},
): WorkbenchError {
  return new WorkbenchError(
    {
      kind: 'dataset-damaged',
      message: `${path} ${wrong}.`,
      remedy: remedy ?? 'Get the file again from where it came from, or choose another dataset.',
    },
    { cause },
  );
}

function plainFile(path: string, descriptor: number): BoundedFile {
  return {
    head: (count) => readAt(descriptor, 0, count),
    rest: (skip, count, expected) => {
      const found = fstatSync(descriptor).size;
      checkLength(path, found, skip + count, expected);
      const bytes = readAt(descriptor, skip, count);
      checkLength(path, skip + bytes.length, skip + count, expected);
      return bytes;
    },
  };
}

function gzipFile(path: string, descriptor: number): BoundedFile {
  return {
    head: (count) => {
      const prefix = readAt(descriptor, 0, compressedPrefixBytes);
      return inflate(path, prefix, {
        finishFlush: constants.Z_SYNC_FLUSH,
        maxOutputLength: compressedPrefixBytes * mostDeflated,
      }).slice(0, count);
    },
    rest: (skip, count, expected) => {
      const { size } = fstatSync(descriptor);
      const whole = skip + count;
      if (size * mostDeflated < whole) {
        throw damaged(path, `is too short: ${expected}, found ${bytesOf(size)}, compressed`);
      }
      const bytes = inflate(
        path,
        readAt(descriptor, 0, size),
        { maxOutputLength: whole },
        `is too long: ${expected}, found more`,
      );
      checkLength(path, bytes.length, whole, expected);
      return bytes.slice(skip);
    },
  };
}

function inflate(
  path: string,
  compressed: Uint8Array,
  options: { finishFlush?: number; maxOutputLength: number },
  tooLong = 'is not valid gzip',
): Uint8Array {
  try {
    // A plain Uint8Array, whose `slice` copies, where a Buffer's would not.
    return new Uint8Array(gunzipSync(compressed, { chunkSize: 1 << 18, ...options }));
  } catch (cause) {
    const { code, message } = cause as NodeJS.ErrnoException;
    if (code === 'ERR_BUFFER_TOO_LARGE') throw damaged(path, tooLong, { cause });
    throw damaged(path, `cannot be unpacked (gzip: ${message})`, { cause });
  }
}

function checkLength(path: string, found: number, expectedBytes: number, expected: string): void {
  if (found === expectedBytes) return;
  const wrong = found < expectedBytes ? 'too short' : 'too long';
  throw damaged(path, `is ${wrong}: ${expected}, found ${bytesOf(found)}`);
}

function readAt(descriptor: number, position: number, count: number): Uint8Array {
  const bytes = new Uint8Array(count);
  let done = 0;
  while (done < count) {
    const read = readSync(descriptor, bytes, done, count - done, position + done);
    if (read === 0) break;
    done += read;
  }
  return done === count ? bytes : bytes.slice(0, done);
}

/** A count of bytes as a person reads it. */
export function bytesOf(count: number): string {
  return `${count.toLocaleString('en')} bytes`;
}
