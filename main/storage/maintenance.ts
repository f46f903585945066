import { setImmediate as nextTurn } from 'node:timers/promises';
import { WorkbenchError } from '../../shared/errors';
import type { Database } from './database';

/** Tables of megabyte blobs. Each blob's SHA-256 is compared whenever it is read. */
const verifiedOnRead = ['checkpoint_weights', 'optimizer_states'];

/** 4 MiB of 16 KiB pages: some milliseconds' work. */
const pagesAtOnce = 256;

/**
 * Looks for damage in the background: SQLite's quick_check of one table after the other, with the event
 * loop free to run in between. Tables of large blobs are left out, since they would hold up a window
 * for seconds, and what is read of them is verified anyway. Ends early when the database is closed.
 *
 * @returns what was found, in SQLite's words; empty when all is well.
 */
export async function quickCheck(database: Database): Promise<readonly string[]> {
  const tables = database
    .pragma<{ name: string; type: string; schema: string }>('table_list')
    .filter(({ schema, type, name }) => {
      return schema === 'main' && type === 'table' && !verifiedOnRead.includes(name);
    });
  const findings: string[] = [];
  for (const { name } of tables) {
    await nextTurn();
    if (!database.isOpen) break;
    findings.push(...checkTable(database, name));
  }
  return findings;
}

/** Damage that keeps SQLite from even beginning a table is a finding like any other. */
function checkTable(database: Database, table: string): readonly string[] {
  try {
    return database
      .pragma<{ quick_check: string }>(`quick_check('${table}')`)
      .map((row) => row.quick_check)
      .filter((text) => text !== 'ok');
  } catch (error) {
    if (error instanceof WorkbenchError && error.kind === 'database-damaged') {
      return [`${table}: ${error.message}`];
    }
    throw error;
  }
}

/**
 * Gives the space of removed rows back to the disk, a few megabytes at a time with the event loop free to
 * run in between. Ends early when the database is closed; the rest can be given back later.
 *
 * @throws WorkbenchError `disk-full` when there is no room for the log that this takes.
 */
export async function giveBackSpace(database: Database): Promise<void> {
  while (database.isOpen) {
    const free = database.pragma<{ freelist_count: number }>('freelist_count')[0];
    if (free === undefined || free.freelist_count === 0) break;
    database.pragma(`incremental_vacuum(${pagesAtOnce})`);
    await nextTurn();
  }
  if (database.isOpen) database.pragma('wal_checkpoint(TRUNCATE)');
}
