import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Database } from './database';

/** 1 MiB of 16 KiB pages: some milliseconds' work. */
const pagesAtOnce = 64;

/**
 * Gives the space of removed rows back to the disk, a little at a time with the event loop free to run in
 * between. Ends early when the database is closed; the rest can be given back later.
 *
 * @param onProgress hears how much of it is given back, 0 to 1.
 * @throws WorkbenchError `disk-full` when there is no room for the log that this takes.
 */
export async function giveBackSpace(
  database: Database,
  onProgress: (share: number) => void = () => undefined,
): Promise<void> {
  const whole = freePages(database);
  while (database.isOpen) {
    const left = freePages(database);
    if (left === 0) break;
    onProgress(1 - left / whole);
    database.usingReserve(() => database.pragma(`incremental_vacuum(${pagesAtOnce})`));
    await nextTurn();
  }
  if (database.isOpen) database.pragma('wal_checkpoint(TRUNCATE)');
}

function freePages(database: Database): number {
  return database.isOpen ? Number(database.pragma('freelist_count')[0]?.['freelist_count']) : 0;
}
