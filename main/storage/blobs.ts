import { createHash } from 'node:crypto';
import { WorkbenchError } from '../../shared/errors';

/**
 * Between typed arrays and SQLite's blobs. Numbers are stored little-endian, which is the byte order of
 * every machine that Electron runs on. What is read owns its memory, so that sending it to another
 * process copies no more than itself.
 */

/** A view of the array's bytes, without copying. */
export function blobFromBytes(array: Float32Array | Uint8Array): Buffer {
  return Buffer.from(array.buffer, array.byteOffset, array.byteLength);
}

/** @throws WorkbenchError `database-damaged` when the blob is not a whole number of float32. */
export function floatsFromBlob(blob: Buffer): Float32Array {
  if (blob.byteLength % Float32Array.BYTES_PER_ELEMENT !== 0) {
    throw new WorkbenchError({
      kind: 'database-damaged',
      message: `A row of numbers in the database has ${blob.byteLength} bytes, which is no whole number of values.`,
      remedy: 'Put back a copy of the database, or remove the run.',
    });
  }
  return new Float32Array(bytesFromBlob(blob).buffer);
}

export function bytesFromBlob(blob: Buffer): Uint8Array<ArrayBuffer> {
  return new Uint8Array(blob);
}

/** SHA-256 in hex. */
export function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}
