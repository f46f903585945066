import { dirname } from 'node:path';
import { WorkbenchError } from '../../shared/errors';

/** What the file system threw, as a `WorkbenchError` where a person can do something; else as it was. */
export function explainFileError(thrown: unknown, path: string): unknown {
  if (thrown instanceof WorkbenchError || !(thrown instanceof Error) || !('code' in thrown)) {
    return thrown;
  }
  const options = { cause: thrown };
  switch (thrown.code) {
    case 'ENOSPC':
    case 'EDQUOT':
      return new WorkbenchError(
        {
          kind: 'disk-full',
          message: `There is no room left for ${path}. Nothing was written there.`,
          remedy: 'Free some space, or choose another disk.',
        },
        options,
      );
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
      return new WorkbenchError(
        {
          kind: 'read-only',
          message: `${path} may not be written. Nothing was changed.`,
          remedy: 'Choose a folder that is yours to write to.',
        },
        options,
      );
    case 'ENOENT':
    case 'ENOTDIR':
      return new WorkbenchError(
        {
          kind: 'not-found',
          message: `There is no folder ${dirname(path)}. Nothing was written.`,
          remedy: 'Make the folder first, or choose another.',
        },
        options,
      );
    case 'ENAMETOOLONG':
      return new WorkbenchError(
        {
          kind: 'invalid-input',
          message: `The name of ${path} is longer than the disk's file system takes. Nothing was written.`,
          remedy: 'Choose a shorter name.',
        },
        options,
      );
    default:
      return thrown;
  }
}
