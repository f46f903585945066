import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { databaseFileName } from '../profile-folder';

/** A fresh data folder for one test. */
export interface TemporaryProfile {
  readonly folder: string;
  readonly databasePath: string;
  /** Every file of the folder with its bytes in base64, to see that nothing was touched. */
  contents(): Readonly<Record<string, string>>;
  remove(): void;
}

/** Rights do not bind root, so the work is done as an ordinary user where the tests run as root. */
export function asOrdinaryUser(work: () => void): void {
  const isRoot = process.geteuid?.() === 0;
  if (isRoot) process.seteuid?.(65_534);
  try {
    work();
  } finally {
    if (isRoot) process.seteuid?.(0);
  }
}

export function temporaryProfile(): TemporaryProfile {
  const folder = mkdtempSync(join(tmpdir(), 'cvae-profile-'));
  return {
    folder,
    databasePath: join(folder, databaseFileName),
    contents: () =>
      Object.fromEntries(
        readdirSync(folder)
          .sort()
          .map((name) => [name, readFileSync(join(folder, name), 'base64')]),
      ),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}
