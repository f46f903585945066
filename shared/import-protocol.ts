import type { ClassNames, DatasetContents, ImportProgress } from './datasets';
import type { ErrorReport } from './errors';
import type { DatasetFiles, DatasetHashes } from './trainer-protocol';

/**
 * The files of a dataset are checked, and copied, by what reads them later: the sampler's process, over a
 * port of its own for each task, which the client gives up by closing it. Windows never get such a port,
 * for a task names files.
 */

export interface ImportTask {
  readonly files: DatasetFiles;
  /** Null only to look at the files. */
  readonly copy: {
    /** An empty folder, for `datasetFileNames`. */
    readonly folder: string;
    /** Whether to exchange rows and columns of each image. */
    readonly transpose: boolean;
    /** Whether labels stay as they are, gaps and all: only to mend a dataset that version 0.1.0 stored so. */
    readonly keepLabels: boolean;
  } | null;
}

export type ImportReply =
  | ({ readonly kind: 'progress' } & ImportProgress)
  /** `sha256` is of the copies; null when none were made. */
  | {
      readonly kind: 'done';
      /** Of the copies, in which classes are numbered without gaps. */
      readonly contents: DatasetContents;
      /** [classes] */
      readonly classNames: ClassNames;
      readonly sha256: DatasetHashes | null;
    }
  | { readonly kind: 'failed'; readonly error: ErrorReport };
