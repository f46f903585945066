import { heartbeat } from '../../shared/heartbeat';

/** What an engine process and main say to each other; see `ManagedUtilityProcess` for main's end. */

interface ParentPort {
  postMessage(message: unknown): void;
  on(
    event: 'message',
    listener: (message: { readonly data: unknown; readonly ports: readonly unknown[] }) => void,
  ): void;
}

/**
 * Terminals, service managers and batch systems send these to every process at once. What they mean is main's
 * decision, which asks for the state in training: this process must live to hand it over. When main is gone, Chromium
 * ends this process from a thread of its own, whatever it is computing.
 */
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP', 'SIGUSR1'] as const) {
  process.on(signal, () => undefined);
}

interface Protocol {
  readonly command: unknown;
  readonly event: unknown;
  /** What comes with a command. */
  readonly port: unknown;
}

/** Calls back with each command of main and the ports that came with it. Returns what tells main of events. */
export function connectToMain<P extends Protocol>(
  onCommand: (command: P['command'], ports: readonly P['port'][]) => void,
): (event: P['event']) => void {
  const parentPort = Reflect.get(process, 'parentPort') as ParentPort;
  parentPort.on('message', ({ data, ports }) => {
    if (data === heartbeat.question) parentPort.postMessage(heartbeat.answer);
    else onCommand(data, ports);
  });
  return (event) => parentPort.postMessage(event);
}
