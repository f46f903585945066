import { WorkbenchError } from '../../shared/errors';
import type { DatasetUser, StoredDataset } from '../storage/dataset-store';

/** Runs that are named before the rest is counted. */
const namedRuns = 5;

export const notFound = (text: string): WorkbenchError =>
  new WorkbenchError({
    kind: 'not-found',
    message: `There is no dataset “${text}” here.`,
    remedy:
      'Choose another dataset (the command `datasets` lists them), or import this one in the view Datasets.',
  });

export const inUse = (
  { name }: Pick<StoredDataset, 'name'>,
  users: readonly DatasetUser[],
): WorkbenchError => {
  const named = users
    .slice(0, namedRuns)
    .map((run) => `“${run.name}”${run.isInTrash ? ' (in the trash)' : ''}`);
  const others = users.length - named.length;
  const list = [...named, ...(others > 0 ? [`${others.toLocaleString('en')} more`] : [])];
  return new WorkbenchError({
    kind: 'conflict',
    message: `“${name}” was not removed: ${users.length === 1 ? 'a run needs' : `${users.length.toLocaleString('en')} runs need`} it: ${list.join(', ')}.`,
    remedy: 'Delete these runs for good first: empty the trash after deleting them.',
  });
};

export const nameTaken = (name: string): WorkbenchError => {
  const message = `There is a dataset named “${name}” already.`;
  return new WorkbenchError({
    kind: 'conflict',
    message,
    remedy: 'Give another name.',
    issues: [{ field: 'name', message }],
  });
};

export const sameFiles = ({ name }: StoredDataset): WorkbenchError =>
  new WorkbenchError({
    kind: 'conflict',
    message: `These are the files of “${name}”, which is here already. Nothing was stored.`,
    remedy: `Use “${name}”, or import other files.`,
  });

export const nothingChecked = (): WorkbenchError =>
  new WorkbenchError({
    kind: 'conflict',
    message: 'There are no checked files to import. Nothing was stored.',
    remedy: 'Choose the files again.',
  });

export const nothingFound = (): WorkbenchError =>
  new WorkbenchError({
    kind: 'conflict',
    message: 'These are not four of the files that were found. Nothing was imported.',
    remedy: 'Choose four different ones, or other files.',
  });

export const isBusy = (): WorkbenchError =>
  new WorkbenchError({
    kind: 'conflict',
    message: 'Another import is under way.',
    remedy: 'Wait until it is done, or cancel it.',
  });

export const builtIn = (): WorkbenchError =>
  new WorkbenchError({
    kind: 'conflict',
    message: 'MNIST is part of the workbench. It was left as it is.',
  });

/** The same error, with what was kept. */
export const notImported = (cause: WorkbenchError): WorkbenchError => {
  const { kind, message, remedy } = cause;
  return new WorkbenchError(
    {
      kind,
      message: `${message} Nothing was imported.`,
      ...(remedy === undefined ? {} : { remedy }),
    },
    { cause },
  );
};
