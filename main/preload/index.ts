import { contextBridge, ipcRenderer, webUtils } from 'electron';
import type { EventName, Workbench } from '../../shared/ipc-contract';
import { eventChannel, invokeChannel, samplerPortMessage } from '../../shared/ipc-channels';

const listeners = new Set<{
  readonly event: EventName;
  readonly listener: (payload: unknown) => void;
}>();

ipcRenderer.on(eventChannel, (_, name: EventName, payload: unknown) => {
  for (const { event, listener } of [...listeners]) if (event === name) listener(payload);
});

/**
 * Gives the sandboxed window `window.workbench` and nothing else. Which channels exist and what they
 * take is checked by main, on every call.
 */
const workbench = {
  invoke: (channel: string, input?: unknown): Promise<unknown> =>
    ipcRenderer.invoke(invokeChannel, channel, input),
  on: (event: EventName, listener: (payload: unknown) => void): (() => void) => {
    const entry = { event, listener };
    listeners.add(entry);
    return () => void listeners.delete(entry);
  },
  pathOf: (file: File): string => webUtils.getPathForFile(file),
};

contextBridge.exposeInMainWorld('workbench', workbench satisfies Record<keyof Workbench, unknown>);

// A MessagePort cannot pass through the context bridge; re-posting it to the page can carry it.
ipcRenderer.on(samplerPortMessage, (event) => {
  window.postMessage(samplerPortMessage, window.origin, event.ports);
});
