import { mkdirSync, statSync, writeFileSync, type Stats } from 'node:fs';
import { dirname, join } from 'node:path';
import type Sqlite from 'better-sqlite3';
import { WorkbenchError } from '../../shared/errors';
import { goneWhileOpen } from './database-reports';
import { logOf } from './log-file';
import { databaseFileName } from './profile-folder';

const factsOf = (path: string): Stats | undefined => statSync(path, { throwIfNoEntry: false });

const isSame = (a: Stats | undefined, b: Stats | undefined): boolean =>
  a?.dev === b?.dev && a?.ino === b?.ino;

/**
 * Where the open database lies. SQLite goes on writing to files that were deleted or replaced meanwhile, and
 * what it stores there is gone when the process ends: so nothing is called stored before `confirm`.
 */
export class FilePlace {
  readonly #connection: Sqlite.Database;
  readonly #path: string;
  readonly #file: Stats | undefined;
  #log: Stats | undefined;
  #loss: WorkbenchError | null = null;

  /** @param path of the database that the connection has just opened */
  constructor(connection: Sqlite.Database, path: string) {
    this.#connection = connection;
    this.#path = path;
    this.#file = factsOf(path);
    this.#log = factsOf(logOf(path));
  }

  /**
   * Makes sure that what was stored is where the next process will look for it. A log that is gone is made
   * anew, with what it held. What a database held that is gone is saved in a data folder beside the old one.
   *
   * @throws WorkbenchError `not-found`, from the first time on that the database is gone.
   */
  confirm(): void {
    this.refuseIfLost();
    if (!isSame(this.#file, factsOf(this.#path))) {
      this.#loss = new WorkbenchError(
        goneWhileOpen(this.#path, factsOf(this.#path) !== undefined, this.#save()),
      );
      throw this.#loss;
    }
    if (!isSame(this.#log, factsOf(logOf(this.#path)))) this.#renewLog();
  }

  refuseIfLost(): void {
    if (this.#loss !== null) throw this.#loss;
  }

  /** Leaving WAL mode moves everything from the old log into the database; reading in it makes a new log. */
  #renewLog(): void {
    this.#connection.pragma('journal_mode = DELETE');
    this.#connection.pragma('journal_mode = WAL');
    this.#connection.prepare('SELECT count(*) FROM sqlite_schema').get();
    this.#log = factsOf(logOf(this.#path));
  }

  /** @returns the file in which everything is now; null where there is no room for it. */
  #save(): string | null {
    const folder = `${dirname(this.#path)}.saved-${new Date().toISOString().replaceAll(':', '-')}`;
    const file = join(folder, databaseFileName);
    try {
      mkdirSync(folder, { mode: 0o700 });
      writeFileSync(file, '', { mode: 0o600 });
      this.#connection.prepare('VACUUM INTO ?').run(file);
      return file;
    } catch (error) {
      console.error(`The database could not be saved in ${folder}: ${String(error)}`);
      return null;
    }
  }
}
