import { MessageChannelMain, type MessagePortMain } from 'electron';
import type { WorkbenchError } from '../../shared/errors';

export interface TaskPort<Reply, Result> {
  /** Gives the port's other end to the process, as `SamplerHost.connect` does. */
  readonly connect: (port: MessagePortMain) => void;
  readonly task: unknown;
  /** Called with each reply until one of the two was called. What it throws ends the task too. */
  readonly onReply: (
    reply: Reply,
    settle: (result: Result) => void,
    fail: (error: Error) => void,
  ) => void;
  /** What a person is told when the process dies. */
  readonly crashed: () => WorkbenchError;
  /** Ends the task when it aborts, with what `cancelled` makes of the reason. */
  readonly signal?: AbortSignal;
  readonly cancelled?: (reason: unknown) => WorkbenchError;
}

/** Has one task done over a port of its own, which is closed at its end, however that comes. */
export function doTask<Reply, Result>({
  connect,
  task,
  onReply,
  crashed,
  signal,
  cancelled = crashed,
}: TaskPort<Reply, Result>): Promise<Result> {
  const { port1: port, port2: remote } = new MessageChannelMain();
  return new Promise<Result>((resolve, reject) => {
    if (signal?.aborted) throw cancelled(signal.reason);
    const abort = (): void => fail(cancelled(signal?.reason));
    const end = (settle: () => void): void => {
      signal?.removeEventListener('abort', abort);
      settle();
      port.close();
    };
    const fail = (error: Error): void => end(() => reject(error));
    signal?.addEventListener('abort', abort, { once: true });
    port.on('close', () => fail(crashed()));
    port.on('message', ({ data }) => {
      if (signal?.aborted) return;
      try {
        onReply(data as Reply, (result) => end(() => resolve(result)), fail);
      } catch (thrown) {
        fail(thrown instanceof Error ? thrown : new Error(String(thrown)));
      }
    });
    port.start();
    connect(remote);
    port.postMessage(task);
  });
}
