import type { MessagePortMain } from 'electron';
import { WorkbenchError } from '../../shared/errors';
import type { ExportReply, ExportTask } from '../../shared/export-protocol';
import { doTask } from './task-port';

/**
 * Writes a SavedModel in the sampler's process, over a port of its own.
 *
 * `connect` gives the port's other end to the sampler. Rejects with a `WorkbenchError`: `engine-crashed`,
 * `cancelled` when the signal aborts, or what was wrong with the model; the folder then holds parts or nothing.
 */
export function exportBy(
  connect: (port: MessagePortMain) => void,
  task: ExportTask,
  signal?: AbortSignal,
): Promise<void> {
  return doTask<ExportReply, void>({
    connect,
    task,
    onReply: (reply, settle, fail) => {
      if (reply.kind === 'done') settle();
      else fail(new WorkbenchError(reply.error));
    },
    crashed,
    ...(signal && { signal }),
    cancelled: (cause) =>
      new WorkbenchError(
        { kind: 'cancelled', message: 'The export was cancelled. Nothing was written.' },
        { cause },
      ),
  });
}

function crashed(): WorkbenchError {
  return new WorkbenchError({
    kind: 'engine-crashed',
    message: 'The process that writes the model ended unexpectedly. Nothing stored was touched.',
    remedy: 'Try again: that starts it anew.',
  });
}
