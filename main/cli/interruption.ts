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

/**
 * What asks the application to end: a person by Ctrl-C; service managers and batch systems (Slurm announces the end
 * of a job by a signal of one's choice); a terminal that was closed; and `disconnect`, when the script that
 * started us is gone.
 */
export const endings = ['SIGINT', 'SIGTERM', 'SIGUSR1', 'SIGHUP', 'disconnect'] as const;
export type Ending = (typeof endings)[number];

/** The process, as far as its end goes. */
export interface SignalSource {
  on(ending: Ending, listener: () => void): unknown;
  off(ending: Ending, listener: () => void): unknown;
}

/** Milliseconds. One press of Ctrl-C arrives several times: from the terminal, and passed on by npm and our script. */
const samePress = 500;

/**
 * Aborts the controller at the first signal, and ends the process at a Ctrl-C after that.
 *
 * @param hasTerminal whether the command reads from or writes to a terminal. One that does not, as under nohup, is
 * not concerned by the terminal's end. (Whether SIGHUP was ignored before cannot be told: Node, in npm and in
 * Electron, undoes that when it starts.)
 * @returns what stops listening.
 */
export function abortOnSignals(
  source: SignalSource,
  hasTerminal: boolean,
  controller: AbortController,
  exitNow: (code: ExitCode) => void,
): () => void {
  let first: number | null = null;
  const listeners = endings.map((ending) => {
    const listener = () => {
      if (ending === 'SIGHUP' && !hasTerminal) return;
      const now = performance.now();
      first ??= now;
      if (ending === 'SIGINT' && now - first >= samePress) exitNow(exitCodes.interrupted);
      controller.abort(new Interruption('Interrupted.', exitCodes.interrupted));
    };
    source.on(ending, listener);
    return () => source.off(ending, listener);
  });
  return () => {
    for (const stop of listeners) stop();
  };
}
