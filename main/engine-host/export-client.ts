import { MessageChannelMain, type MessagePortMain } from 'electron';
import { WorkbenchError } from '../../shared/errors';
import type { ExportReply, ExportTask } from '../../shared/export-protocol';

/**
 * Writes a SavedModel in the sampler's process, over a port of its own.
 *
 * `connect` gives the port's other end to the sampler. Rejects with a `WorkbenchError`: `engine-crashed`,
 * or what was wrong with the model; the folder then holds parts or nothing.
 */
export function exportBy(
  connect: (port: MessagePortMain) => void,
  task: ExportTask,
): Promise<void> {
  const { port1: port, port2: remote } = new MessageChannelMain();
  return new Promise<void>((resolve, reject) => {
    const end = (settle: () => void): void => {
      settle();
      port.close();
    };
    port.on('close', () => end(() => reject(crashed())));
    port.on('message', ({ data }) => {
      const reply = data as ExportReply;
      end(() => {
        if (reply.kind === 'done') resolve();
        else reject(new WorkbenchError(reply.error));
      });
    });
    port.start();
    connect(remote);
    port.postMessage(task);
  });
}

function crashed(): WorkbenchError {
  return new WorkbenchError({
    kind: 'engine-crashed',
    message: 'The process that writes the model ended unexpectedly. Nothing stored was touched.',
    remedy: 'Try again: that starts it anew.',
  });
}
