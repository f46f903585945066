import { Writable } from 'node:stream';
import { runCommand } from '../main';

/** Runs the command where nothing can be opened. `text` is all that it printed. */
export async function runUnopened(...argv: string[]): Promise<{ code: number; text: string }> {
  let text = '';
  const stream = new Writable({
    write: (chunk: Buffer, _, done) => {
      text += chunk.toString();
      done();
    },
  });
  const code = await runCommand(argv, () => Promise.reject(new Error('It was opened.')), {
    stdout: stream,
    stderr: stream,
    signals: { on: () => undefined, off: () => undefined },
    hasTerminal: true,
    exitNow: () => undefined,
    program: 'cvae',
  });
  return { code, text };
}

/** Every command but `help`, as the help lists them. */
export async function commandNames(): Promise<readonly string[]> {
  const { text } = await runUnopened('--help');
  return [...text.matchAll(/^ {2}([a-z]+) .*\S/gm)]
    .map(([, name]) => name!)
    .filter((name) => name !== 'help');
}
