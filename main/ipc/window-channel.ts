import { ipcMain, type IpcMainInvokeEvent, type WebContents } from 'electron';
import type { Outcome } from '../../shared/errors';
import { eventChannel, invokeChannel } from '../../shared/ipc-channels';
import type { EventName, WorkbenchEvents } from '../../shared/ipc-contract';

// Apart from the contract and its schemas, which a window that is being opened need not wait for.

/** What a window that called is told. */
export type Answer = (
  event: IpcMainInvokeEvent,
  channel: unknown,
  input: unknown,
) => Promise<Outcome<unknown>>;

/** Has every window's calls answered by what is being made; they wait for it. */
export function answerCalls(made: Promise<{ readonly answer: Answer }>): void {
  ipcMain.handle(invokeChannel, async (event, channel: unknown, input: unknown) => {
    const { answer } = await made;
    return answer(event, channel, input);
  });
}

/** Tells a window; one that is gone, or going, is passed over. */
export function tell<E extends EventName>(
  window: WebContents,
  event: E,
  payload: WorkbenchEvents[E],
): void {
  if (!window.isDestroyed()) window.send(eventChannel, event, payload);
}
