import { dirname } from 'node:path';
import { WorkbenchError, type ErrorReport } from '../../shared/errors';

type Explanation = (path: string) => ErrorReport;

const noRoom: Explanation = (path) => ({
  kind: 'disk-full',
  message: `There is no room left for ${path}. Nothing was written there.`,
  remedy: 'Free some space, or choose another disk.',
});

const notAllowed: Explanation = (path) => ({
  kind: 'read-only',
  message: `${path} may not be written. Nothing was changed.`,
  remedy: 'Choose a folder that is yours to write to.',
});

const noFolder: Explanation = (path) => ({
  kind: 'not-found',
  message: `There is no folder ${dirname(path)}. Nothing was written.`,
  remedy: 'Make the folder first, or choose another.',
});

const noOrdinaryFile: Explanation = (path) => ({
  kind: 'conflict',
  message: `${path} is a pipe, a socket or a device, not a file. Nothing was changed.`,
  remedy: 'Choose a file.',
});

const tooManyOpen: Explanation = (path) => ({
  kind: 'internal',
  message: `${path} could not be opened, because too many files are open already. Nothing was changed.`,
  remedy: 'Close other programs, or raise the limit of open files (ulimit -n), then try again.',
});

const diskFault: Explanation = (path) => ({
  kind: 'internal',
  message: `The disk that holds ${path} reported an error.`,
  remedy: 'Check the disk and its connection, or choose another disk.',
});

/** What the file system's error codes mean to a person. */
const explanations: Readonly<Record<string, Explanation>> = {
  ENOSPC: noRoom,
  EDQUOT: noRoom,
  EACCES: notAllowed,
  EPERM: notAllowed,
  EROFS: notAllowed,
  ENOENT: noFolder,
  ENOTDIR: noFolder,
  ESPIPE: noOrdinaryFile,
  ENXIO: noOrdinaryFile,
  ENODEV: noOrdinaryFile,
  EMFILE: tooManyOpen,
  ENFILE: tooManyOpen,
  EIO: diskFault,
  ESTALE: diskFault,
  EISDIR: (path) => ({
    kind: 'conflict',
    message: `${path} is a folder. Nothing was changed.`,
    remedy: 'Choose another name.',
  }),
  ELOOP: (path) => ({
    kind: 'not-found',
    message: `${path} is a link that leads round in a circle. Nothing was changed.`,
    remedy: 'Remove the link, or choose another place.',
  }),
  ENAMETOOLONG: (path) => ({
    kind: 'invalid-input',
    message: `The name of ${path} is longer than the disk's file system takes. Nothing was written.`,
    remedy: 'Choose a shorter name.',
  }),
  EFBIG: (path) => ({
    kind: 'disk-full',
    message: `${path} is larger than its disk allows for a file. Nothing was written there.`,
    remedy: 'Choose another disk.',
  }),
};

/** What the file system threw, as a `WorkbenchError` where a person can do something; else as it was. */
export function explainFileError(thrown: unknown, path: string): unknown {
  if (thrown instanceof WorkbenchError || !(thrown instanceof Error) || !('code' in thrown)) {
    return thrown;
  }
  const explain = explanations[String(thrown.code)];
  return explain === undefined ? thrown : new WorkbenchError(explain(path), { cause: thrown });
}
