import { WorkbenchError } from '../shared/errors';
import type {
  ChannelInput,
  ChannelName,
  ChannelOutput,
  EventName,
  Workbench,
  WorkbenchEvents,
} from '../shared/ipc-contract';
import { samplerPortMessage } from '../shared/ipc-channels';

declare global {
  interface Window {
    readonly workbench: Workbench;
  }
}

/** Asks main. Throws a `WorkbenchError` whose text can be shown as it is. */
export async function call<C extends ChannelName>(
  channel: C,
  ...input: ChannelInput<C> extends undefined ? [] : [ChannelInput<C>]
): Promise<ChannelOutput<C>> {
  const outcome = await window.workbench.invoke(channel, ...input);
  if (!outcome.ok) throw new WorkbenchError(outcome.error);
  return outcome.value;
}

/** Calls `listener` at each event of main's; returns what ends that. */
export function on<E extends EventName>(
  event: E,
  listener: (payload: WorkbenchEvents[E]) => void,
): () => void {
  return window.workbench.on(event, listener);
}

/** Where a file or folder that was dropped lies; empty for one that is not on a disk. */
export function pathOf(file: File): string {
  return window.workbench.pathOf(file);
}

let samplerPort: MessagePort | null = null;
const portListeners = new Set<(port: MessagePort) => void>();

window.addEventListener('message', (event) => {
  const [port] = event.ports;
  if (event.source !== window || event.data !== samplerPortMessage || port === undefined) return;
  samplerPort = port;
  for (const listener of portListeners) listener(port);
});

/**
 * Hands `listener` the window's port to the sampler as soon as there is one, and again whenever a
 * sampler that died was replaced. Returns what ends that.
 */
export function onSamplerPort(listener: (port: MessagePort) => void): () => void {
  portListeners.add(listener);
  if (samplerPort !== null) listener(samplerPort);
  return () => portListeners.delete(listener);
}
