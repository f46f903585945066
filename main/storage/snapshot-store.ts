import type { RunId } from '../../shared/ids';
import { pixelCount } from '../../shared/images';
import { stripDigits } from '../../shared/run-thumbnails';
import type { Snapshot } from '../../shared/snapshots';
import { blobFromBytes, bytesFromBlob } from './blobs';
import type { Database, Statement } from './database';
import { lastEpoch } from './stored-rows';

interface SnapshotRow {
  readonly epoch: number;
  readonly rows: number;
  readonly columns: number;
  readonly pixels: Buffer;
}

/** Columns are classes, or images to complete. */
const mostCells = 256;
/** As many pixels as its rows and columns take, of an epoch that there can be. length() is in the row's header. */
const isWhole = `epoch BETWEEN 1 AND ${lastEpoch} AND rows BETWEEN 1 AND ${mostCells}
  AND columns BETWEEN 1 AND ${mostCells} AND length(pixels) = rows * columns * ${pixelCount}`;

/** Queries whose plans are tested. */
export const snapshotQueries = {
  get: `SELECT epoch, rows, columns, pixels FROM snapshots WHERE run = ? AND epoch = ? AND ${isWhole}`,
  epochs: `SELECT epoch FROM snapshots WHERE run = ? AND ${isWhole} ORDER BY epoch`,
  damaged: `SELECT epoch FROM snapshots WHERE run = ? AND NOT (${isWhole}) ORDER BY epoch`,
  lastStrip: `SELECT epoch, substr(pixels, 1, min(columns, ${stripDigits}) * ${pixelCount}) AS digits
    FROM snapshots WHERE run = ? AND ${isWhole} ORDER BY epoch DESC LIMIT 1`,
} as const;

/** The table `snapshots`. */
export class SnapshotStore {
  readonly #put: Statement<[RunId, number, number, number, Buffer]>;
  readonly #get: Statement<[RunId, number], SnapshotRow>;
  readonly #epochs: Statement<[RunId], { epoch: number }>;
  readonly #damaged: Statement<[RunId], { epoch: number }>;
  readonly #lastStrip: Statement<[RunId], { epoch: number; digits: Buffer }>;
  readonly #dropAfter: Statement<[RunId, number]>;

  constructor(database: Database) {
    this.#put = database.prepare(
      'INSERT OR REPLACE INTO snapshots (run, epoch, rows, columns, pixels) VALUES (?, ?, ?, ?, ?)',
    );
    this.#get = database.prepare(snapshotQueries.get);
    this.#epochs = database.prepare(snapshotQueries.epochs);
    this.#damaged = database.prepare(snapshotQueries.damaged);
    this.#lastStrip = database.prepare(snapshotQueries.lastStrip);
    this.#dropAfter = database.prepare('DELETE FROM snapshots WHERE run = ? AND epoch > ?');
  }

  put(run: RunId, { epoch, rows, columns, pixels }: Snapshot): void {
    this.#put.run(run, epoch, rows, columns, blobFromBytes(pixels));
  }

  get(run: RunId, epoch: number): Snapshot | null {
    const row = this.#get.get(run, epoch);
    return row === undefined ? null : { ...row, pixels: bytesFromBlob(row.pixels) };
  }

  /** What cannot be read: a sentence each. */
  damage(run: RunId): readonly string[] {
    return this.#damaged
      .all(run)
      .map(({ epoch }) => `The digits of epoch ${epoch.toLocaleString('en')} are damaged.`);
  }

  /** Epochs that have a snapshot, ascending. */
  epochs(run: RunId): readonly number[] {
    return this.#epochs.all(run).map((row) => row.epoch);
  }

  /** The first row of the last snapshot, or the beginning of it: [up to stripDigits, 784]. */
  lastStrip(run: RunId): { readonly epoch: number; readonly digits: Uint8Array } | null {
    const row = this.#lastStrip.get(run);
    return row === undefined ? null : { epoch: row.epoch, digits: bytesFromBlob(row.digits) };
  }

  dropAfter(run: RunId, epoch: number): void {
    this.#dropAfter.run(run, epoch);
  }
}
