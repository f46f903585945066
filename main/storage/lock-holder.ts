import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { z } from 'zod';

/** What kind of process has the database open. */
export type Holder = 'window' | 'headless command';

/**
 * Who holds the lock, told in a small file beside the database. The lock itself is SQLite's; this file
 * only lets a second opener say whom it met, so a missing or stale one does no harm.
 */
export interface LockHolder {
  readonly pid: number;
  readonly holder: Holder;
  /** Milliseconds since 1970. */
  readonly since: number;
}

const lockHolderSchema = z.object({
  pid: z.int().positive(),
  holder: z.enum(['window', 'headless command']),
  since: z.number().nonnegative(),
});

const holderFile = (databasePath: string): string => `${databasePath}.holder`;

/** Records the holder. Where nothing can be written (a full disk) the lock holds without the record. */
export function writeLockHolder(databasePath: string, holder: LockHolder): void {
  const path = holderFile(databasePath);
  const partial = `${path}.${holder.pid}`;
  try {
    writeFileSync(partial, JSON.stringify(holder), { mode: 0o600 });
    renameSync(partial, path);
  } catch {
    rmSync(partial, { force: true });
  }
}

export function removeLockHolder(databasePath: string): void {
  rmSync(holderFile(databasePath), { force: true });
}

/** The recorded holder; null if there is none, or none that is still alive. */
export function readLockHolder(databasePath: string): LockHolder | null {
  const recorded = readRecord(databasePath);
  return recorded !== null && isAlive(recorded.pid) ? recorded : null;
}

/** Whether the last process that had the database was ended before it could close it. */
export function wasKilled(databasePath: string): boolean {
  const recorded = readRecord(databasePath);
  return recorded !== null && !isAlive(recorded.pid);
}

function readRecord(databasePath: string): LockHolder | null {
  try {
    return lockHolderSchema.parse(JSON.parse(readFileSync(holderFile(databasePath), 'utf8')));
  } catch {
    return null;
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
