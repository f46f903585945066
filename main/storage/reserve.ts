import { randomBytes } from 'node:crypto';
import { rmSync, statfsSync, statSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

/** Enough for the log of removing rows, step by step. */
const reserveBytes = 8 << 20;

/** A disk with less room than this is left what it has. */
const leastFreeBytes = 2 * reserveBytes;

const reserveOf = (databasePath: string): string => `${databasePath}.reserve`;

/**
 * Keeps a file beside the database whose room can be had when the disk is full: SQLite cannot remove a row
 * without writing to its log first, so that on a full disk nothing could be deleted to make room.
 */
export function keepReserve(databasePath: string): void {
  const path = reserveOf(databasePath);
  if (statSync(path, { throwIfNoEntry: false })?.size === reserveBytes) return;
  const { bavail, bsize } = statfsSync(dirname(databasePath));
  if (bavail * bsize < leastFreeBytes) return;
  try {
    // Random, since some file systems give zeros no room.
    writeFileSync(path, randomBytes(reserveBytes), { mode: 0o600 });
  } catch (error) {
    rmSync(path, { force: true });
    console.warn(`No room is kept for a full disk: ${String(error)}`);
  }
}

/** @returns whether there was one. */
export function releaseReserve(databasePath: string): boolean {
  const path = reserveOf(databasePath);
  if (statSync(path, { throwIfNoEntry: false }) === undefined) return false;
  rmSync(path);
  return true;
}
