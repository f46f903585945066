import { MessageChannelMain, type MessagePortMain } from 'electron';
import { WorkbenchError } from '../../shared/errors';
import type { MeasureReply, MeasureTask } from '../../shared/measure-protocol';
import type { MeasuredValue } from '../../shared/measures';
import type { EngineFacts } from '../../shared/trainer-protocol';

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
  const { port1: port, port2: remote } = new MessageChannelMain();
  return new Promise<void>((resolve, reject) => {
    if (signal.aborted) throw cancelled(signal.reason);
    const abort = (): void => end(() => reject(cancelled(signal.reason)));
    const end = (settle: () => void): void => {
      signal.removeEventListener('abort', abort);
      settle();
      port.close();
    };
    signal.addEventListener('abort', abort, { once: true });
    port.on('close', () => end(() => reject(crashed())));
    port.on('message', ({ data }) => {
      if (signal.aborted) return;
      const reply = data as MeasureReply;
      switch (reply.kind) {
        case 'progress':
          onProgress(reply.work, reply.share);
          return;
        case 'measured':
          try {
            onMeasured(reply.measured, reply.engine);
          } catch (thrown) {
            end(() => reject(thrown instanceof Error ? thrown : new Error(String(thrown))));
          }
          return;
        case 'done':
          end(resolve);
          return;
        case 'failed':
          end(() => reject(new WorkbenchError(reply.error)));
      }
    });
    port.start();
    connect(remote);
    port.postMessage(task);
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
