import { closeSync, existsSync, openSync, readSync, rmSync, statSync } from 'node:fs';
import Sqlite from 'better-sqlite3';
import { WorkbenchError } from '../../shared/errors';
import { apartFromLog, newer } from './database-reports';

/** SQLite's write-ahead log: changes that are stored, and not yet in the database's own file. */
export const logOf = (databasePath: string): string => `${databasePath}-wal`;

/** Bytes of the log; 0 for none. */
export const logBytes = (databasePath: string): number =>
  statSync(logOf(databasePath), { throwIfNoEntry: false })?.size ?? 0;

/** Up to this size the whole database is read: a second's work, after a process was killed. */
const wholeCheckBytes = 1 << 30;

/** What every other row belongs to. */
const mostImportant = ['runs', 'checkpoints', 'settings'];

/**
 * Makes sure that a log belongs to the database beside it, on a connection that writes to neither: with the
 * log of another database, or of another time, the first write would damage both.
 *
 * @param path of the database, for a person to read
 * @param file where it is read
 * @throws WorkbenchError `database-damaged` or `database-newer`, or what SQLite throws.
 */
export function checkLog(path: string, newestVersion: number, file: string): void {
  const index = `${file}-shm`;
  const hadIndex = existsSync(index);
  const connection = new Sqlite(file, { readonly: true, timeout: 500 });
  try {
    const value = (pragma: string): number => connection.pragma(pragma, { simple: true }) as number;
    const version = value('user_version');
    if (version > newestVersion) throw new WorkbenchError(newer(path, version, newestVersion));
    // Pages that are free need not be anywhere.
    const missing = missingPages(file, value('page_size'), value('page_count'));
    if (missing > value('freelist_count')) {
      const bytes = (missing * value('page_size')).toLocaleString('en');
      throw new WorkbenchError(apartFromLog(path, `Of the database ${bytes} bytes are missing.`));
    }
    const isWhole = missing > 0 || statSync(file).size <= wholeCheckBytes;
    const finding = findDamage(connection, isWhole ? [null] : mostImportant);
    if (finding !== null) throw new WorkbenchError(apartFromLog(path, `${finding}.`));
  } finally {
    connection.close();
    if (!hadIndex) rmSync(index, { force: true });
  }
}

/** @param tables null for all at once */
function findDamage(
  connection: Sqlite.Database,
  tables: readonly (string | null)[],
): string | null {
  // A row that says something impossible is nothing that a log could be the cause of.
  connection.pragma('ignore_check_constraints = ON');
  for (const table of tables) {
    const argument = table === null ? '(1)' : `('${table}')`;
    const found = connection.pragma(`quick_check${argument}`, { simple: true }) as string;
    if (found !== 'ok') return found;
  }
  return null;
}

const headerBytes = 32;
const frameHeaderBytes = 24;

/**
 * How many of the database's pages are neither in its file nor in its log.
 * The log's layout: https://sqlite.org/fileformat2.html#the_write_ahead_log
 */
function missingPages(path: string, pageSize: number, pages: number): number {
  const stored = Math.floor(statSync(path).size / pageSize);
  if (stored >= pages) return 0;
  const inLog = pagesInLog(path, pageSize);
  let missing = 0;
  for (let page = stored + 1; page <= pages; page++) if (!inLog.has(page)) missing++;
  return missing;
}

/** Frames count as long as they carry the header's salts: what follows is left from before. */
function pagesInLog(path: string, pageSize: number): ReadonlySet<number> {
  const pages = new Set<number>();
  const file = openSync(logOf(path), 'r');
  try {
    const header = Buffer.alloc(headerBytes);
    readSync(file, header, 0, headerBytes, 0);
    const salts = header.subarray(16, 24);
    const frame = Buffer.alloc(frameHeaderBytes);
    for (let at = headerBytes; ; at += frameHeaderBytes + pageSize) {
      const isWhole = readSync(file, frame, 0, frameHeaderBytes, at) === frameHeaderBytes;
      if (!isWhole || !frame.subarray(8, 16).equals(salts)) return pages;
      pages.add(frame.readUInt32BE(0));
    }
  } finally {
    closeSync(file);
  }
}
