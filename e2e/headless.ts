import { spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import { environment, repository, sandbox } from './fixtures';
import type { RunningApp } from './running-app';

/** In plain Node the package is the path of its executable. */
export const electron = createRequire(import.meta.url)('electron') as unknown as string;

export interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs the headless command with the Electron of a running workbench, as `npm run cvae` does, to its end. */
export function cvae(beside: RunningApp, ...args: readonly string[]): Promise<Ended> {
  const quiet = ['--ozone-platform=headless', '--disable-gpu', '--log-level=3'];
  return run(beside.executable, [...sandbox, ...quiet, repository, 'cvae', ...args]);
}

/** Runs a program to its end, in a folder or here. */
export function run(
  program: string,
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
  folder?: string,
): Promise<Ended> {
  const child = spawn(program, args, {
    cwd: folder,
    env: { ...environment(), ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const ended = { stdout: '', stderr: '' };
  child.stdout.setEncoding('utf8').on('data', (text: string) => (ended.stdout += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (ended.stderr += text));
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => resolve({ code, ...ended }));
  });
}
