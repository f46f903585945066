import type { MessagePortMain } from 'electron';
import type { ClassNames, DatasetContents, ImportProgress } from '../../shared/datasets';
import { WorkbenchError } from '../../shared/errors';
import type { ImportReply, ImportTask } from '../../shared/import-protocol';
import type { DatasetHashes } from '../../shared/trainer-protocol';
import { doTask } from './task-port';

export interface ImportResult {
  readonly contents: DatasetContents;
  readonly classNames: ClassNames;
  /** Of the copies; null when none were asked for. */
  readonly sha256: DatasetHashes | null;
}

/**
 * Checks, and copies, a dataset's files in the sampler's process. Rejects with a `WorkbenchError`:
 * `cancelled` when the signal aborts, `engine-crashed`, `disk-full`, or `dataset-damaged`, naming the file.
 */
export function importBy(
  connect: (port: MessagePortMain) => void,
  task: ImportTask,
  onProgress: (progress: ImportProgress) => void,
  signal: AbortSignal,
): Promise<ImportResult> {
  return doTask<ImportReply, ImportResult>({
    connect,
    task,
    signal,
    onReply: (reply, settle, fail) => {
      switch (reply.kind) {
        case 'progress':
          onProgress({ work: reply.work, share: reply.share });
          return;
        case 'done':
          settle(reply);
          return;
        case 'failed':
          fail(new WorkbenchError(reply.error));
      }
    },
    crashed: () =>
      new WorkbenchError({
        kind: 'engine-crashed',
        message: 'The process that reads the files ended unexpectedly.',
        remedy: 'Import again: that starts it anew.',
      }),
    cancelled: (cause) =>
      new WorkbenchError(
        { kind: 'cancelled', message: 'The import was cancelled. Nothing was stored.' },
        { cause },
      ),
  });
}
