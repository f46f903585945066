/** Exit codes of the headless command. */
export const exitCodes = {
  success: 0,
  failure: 1,
  wrongUsage: 2,
  /** 128 + SIGINT, for every signal that asked it to stop. */
  interrupted: 130,
  /** 128 + SIGPIPE: whoever read standard output went away. */
  brokenPipe: 141,
} as const;

export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];

/** Why a command was asked to stop early; the reason of its abort signal. */
export class Interruption extends Error {
  readonly exitCode: ExitCode;

  constructor(message: string, exitCode: ExitCode) {
    super(message);
    this.name = 'Interruption';
    this.exitCode = exitCode;
  }
}

const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** The process, as far as signals go. */
export interface SignalSource {
  on(signal: NodeJS.Signals, listener: () => void): unknown;
  off(signal: NodeJS.Signals, listener: () => void): unknown;
}

/**
 * Aborts the controller at the first signal, and ends the process at the second.
 *
 * @returns what stops listening.
 */
export function abortOnSignals(
  source: SignalSource,
  controller: AbortController,
  exitNow: (code: ExitCode) => void,
): () => void {
  let received = 0;
  const listener = () => {
    received++;
    if (received > 1) exitNow(exitCodes.interrupted);
    controller.abort(new Interruption('Interrupted.', exitCodes.interrupted));
  };
  for (const signal of signals) source.on(signal, listener);
  return () => {
    for (const signal of signals) source.off(signal, listener);
  };
}
