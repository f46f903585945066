import { constants } from 'node:os';

/** How a utility process ended. What it achieved before, only its own messages tell. */
export type ProcessExit =
  /** We ended it. */
  { readonly kind: 'stopped' } | UnexpectedExit;

export interface UnexpectedExit {
  /** `finished` when it ended itself without an error, `hung` when we ended it since it did not respond. */
  readonly kind: 'finished' | 'crashed' | 'hung';
  /** On POSIX systems the number of the signal that ended it, if one did. */
  readonly code: number;
  /** The end of what it wrote to its standard output and error. */
  readonly output: string;
}

/** Signals by which a process dies of its own fault, or for lack of memory. */
const fatalSignals = [
  'SIGILL',
  'SIGTRAP',
  'SIGABRT',
  'SIGBUS',
  'SIGFPE',
  'SIGKILL',
  'SIGSEGV',
] as const;

/** The end for a person to read, such as `exit code 9, SIGKILL; its last words: ...`. */
export function describeExit({ kind, code, output }: UnexpectedExit): string {
  if (kind === 'hung') return 'it had stopped responding';
  const signal = fatalSignals.find((name) => constants.signals[name] === code);
  const words = lastWords(output);
  return `exit code ${code}${signal ? `, ${signal}` : ''}${words ? `; its last words: ${words}` : ''}`;
}

/** Signals that end a process for lack of memory: the system's, and those of allocators that give up. */
const memorySignals = ['SIGKILL', 'SIGTRAP', 'SIGILL', 'SIGABRT'] as const;

/** Whether memory may have run out. */
export function mayLackMemory({ kind, code }: UnexpectedExit): boolean {
  return kind === 'crashed' && memorySignals.some((name) => constants.signals[name] === code);
}

/** What TensorFlow always writes when it loads: neither a cause nor last words. */
const remark = /^[IW]\d{4} |^WARNING: All log messages before/;

/** The line that says what went wrong; failing that, the last one. Empty when nothing was written. */
export function lastWords(output: string): string {
  const lines = output
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '' && !line.startsWith('at ') && !remark.test(line));
  return (
    lines.findLast((line) => /error\b|fatal|failed|terminate/i.test(line)) ?? lines.at(-1) ?? ''
  );
}
