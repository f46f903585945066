import type { MessagePortMain } from 'electron';
import { WorkbenchError } from '../../shared/errors';
import type { MeasureReply, MeasureTask } from '../../shared/measure-protocol';
import type { MeasuredValue } from '../../shared/measures';
import type { EngineFacts } from '../../shared/trainer-protocol';
import { doTask } from './task-port';

export interface MeasureListener {
  readonly onProgress: (work: string, share: number) => void;
  /** Called with each measure as soon as it is there. */
  readonly onMeasured: (measured: MeasuredValue, engine: EngineFacts) => void;
}

/**
 * Measures a checkpoint in the sampler's process, over a port of its own.
 *
 * `connect` gives the port's other end to the sampler, as `SamplerHost.connect` does. Resolves when all
 * is measured; rejects with a `WorkbenchError`: `cancelled` when the signal aborts, `engine-crashed`, or
 * what was wrong with model or dataset.
 */
export function measureBy(
  connect: (port: MessagePortMain) => void,
  task: MeasureTask,
  { onProgress, onMeasured }: MeasureListener,
  signal: AbortSignal,
): Promise<void> {
  return doTask<MeasureReply, void>({
    connect,
    task,
    signal,
    cancelled,
    crashed,
    onReply: (reply, settle, fail) => {
      switch (reply.kind) {
        case 'progress':
          onProgress(reply.work, reply.share);
          return;
        case 'measured':
          onMeasured(reply.measured, reply.engine);
          return;
        case 'done':
          settle();
          return;
        case 'failed':
          fail(new WorkbenchError(reply.error));
      }
    },
  });
}

function cancelled(cause: unknown): WorkbenchError {
  return new WorkbenchError(
    {
      kind: 'cancelled',
      message: 'The evaluation was cancelled. What was measured before is kept.',
    },
    { cause },
  );
}

function crashed(): WorkbenchError {
  return new WorkbenchError({
    kind: 'engine-crashed',
    message:
      'The process that measures ended unexpectedly. What was measured before is kept, and nothing stored was touched.',
    remedy: 'Evaluate again: that starts it anew.',
  });
}
