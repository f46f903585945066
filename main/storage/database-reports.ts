import { momentWords } from '../../shared/moments';
import type { ErrorReport } from '../../shared/errors';
import type { LockHolder } from './lock-holder';

/** What a person is told when the database cannot be used. Every text about the file is here. */

export const diskFull = (path: string): ErrorReport => ({
  kind: 'disk-full',
  message: 'The disk is full: the last change was not stored. Everything stored before is kept.',
  remedy: `Free some space on the disk that holds ${path}, then try again.`,
});

export const readOnly = (path: string): ErrorReport => ({
  kind: 'read-only',
  message: `The database ${path} cannot be written. Nothing was changed.`,
  remedy:
    'Give yourself the right to write to this file and its folder, or choose another data folder.',
});

/** Of a data folder that is a link, as it is after it was moved, to something that is not there. */
export const awayFolder = (folder: string, target: string): ErrorReport => ({
  kind: 'not-found',
  message: `The data folder ${folder} was moved to ${target}, and is not there. Nothing was changed.`,
  remedy:
    'Connect the disk that holds it, then try again. If you moved it again yourself, put it back there, or choose it where it is.',
});

export const noData = (folder: string): ErrorReport => ({
  kind: 'not-found',
  message: `There is no workbench data in ${folder}. Nothing was made there.`,
  remedy:
    'Check the name of the folder. The command `train` makes a data folder where there is none.',
});

export const unusableFolder = (folder: string, finding: string): ErrorReport => ({
  kind: 'not-found',
  message: `${folder} cannot be a data folder. ${finding} Nothing was changed.`,
  remedy: 'Choose another data folder.',
});

export const damaged = (path: string, finding: string): ErrorReport => ({
  kind: 'database-damaged',
  message: `The database ${path} cannot be used. ${finding} It was left as it is.`,
  remedy:
    'Put back a copy of the file, or choose another data folder to go on with an empty workbench.',
});

/** Of a database and a log that cannot be of the same time. */
export const apartFromLog = (path: string, finding: string): ErrorReport => ({
  kind: 'database-damaged',
  message: `The database ${path} cannot be used with its log ${path}-wal, which holds what was stored last. ${finding} Both were left as they are.`,
  remedy:
    'Put back the file that is missing or was replaced, or copies of both from the same time; or choose another data folder to go on with an empty workbench. Keep both files until then.',
});

/** Of a log that should be there, since the process that had the database was killed. */
export const logMissing = (path: string): ErrorReport => ({
  kind: 'database-damaged',
  message: `The workbench was ended before it could close the database ${path}, and the log ${path}-wal with what was stored last is not there any more. Nothing was changed.`,
  remedy:
    'If you copied or moved the data folder, bring that file as well. To go on with what the database itself holds, start again.',
});

/** Of a database that somebody took away or replaced while it was open. */
export const goneWhileOpen = (
  path: string,
  wasReplaced: boolean,
  saved: string | null,
): ErrorReport => ({
  kind: 'not-found',
  message: `The database ${path} was ${wasReplaced ? 'replaced' : 'deleted or moved away'} while the workbench had it open. ${
    saved === null
      ? 'What it held could not be saved either.'
      : `Everything that was stored in it is saved in ${saved}.`
  }`,
  remedy:
    saved === null
      ? 'Close the workbench, and put back a copy of the database.'
      : `Close the workbench. Then move that file to ${path}, or open its folder as the data folder.`,
});

export const newer = (path: string, version: number, newestVersion: number): ErrorReport => ({
  kind: 'database-newer',
  message: `The database ${path} was written by a newer version of the workbench (format ${version}; this version reads up to ${newestVersion}). It was left as it is.`,
  remedy: 'Install the newer version, or choose another data folder.',
});

export const locked = (path: string, holder: LockHolder | null): ErrorReport => ({
  kind: 'database-locked',
  message: `${describe(holder)} is using the database ${path}${
    holder === null ? '' : ` since ${momentWords(holder.since)}`
  }. Nothing was changed.`,
  remedy: 'Close it or wait until it is done, then try again.',
});

function describe(holder: LockHolder | null): string {
  if (holder === null) return 'Another program';
  const who = holder.holder === 'window' ? 'The workbench window' : 'The headless command';
  return `${who} (process ${holder.pid})`;
}

export const diskError = (path: string, code: string): ErrorReport => ({
  kind: 'internal',
  message: `The disk that holds ${path} reported an error (${code}). What was stored before is kept.`,
  remedy: 'Check the disk and its connection, then start the workbench again.',
});
