import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Database } from './database';

/** 1 MiB of 16 KiB pages: some milliseconds' work. */
const pagesAtOnce = 64;

/**
 * Gives the space of removed rows back to the disk, a little at a time with the event loop free to run in
 * between. Ends early when the database is closed; the rest can be given back later.
 *
 * @throws WorkbenchError `disk-full` when there is no room for the log that this takes.
 */
export async function giveBackSpace(database: Database): Promise<void> {
  while (database.isOpen) {
    const [free] = database.pragma('freelist_count');
    if (free?.['freelist_count'] === 0) break;
    database.pragma(`incremental_vacuum(${pagesAtOnce})`);
    await nextTurn();
  }
  if (database.isOpen) database.pragma('wal_checkpoint(TRUNCATE)');
}
