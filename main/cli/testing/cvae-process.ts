import { spawn, type ChildProcessByStdio } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('../../..', import.meta.url));

export interface CvaeResult {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
  /** Standard output, parsed line by line. */
  readonly events: readonly CvaeEvent[];
}

export type CvaeEvent = Readonly<Record<string, unknown>>;

/** The headless command in a real Electron. */
export interface CvaeProcess {
  readonly child: ChildProcessByStdio<null, Readable, Readable>;
  readonly result: Promise<CvaeResult>;
}

/**
 * Starts the built application as `cvae ARGS`. These tests run in Electron's own Node, so the executable
 * is the one that runs them.
 */
export function startCvae(...args: readonly string[]): CvaeProcess {
  return startCvaeIn({}, ...args);
}

/** The same, with variables added to the environment. */
export function startCvaeIn(
  variables: Readonly<Record<string, string>>,
  ...args: readonly string[]
): CvaeProcess {
  if (!existsSync(join(root, 'build/main/index.js'))) {
    throw new Error('The application is not built: run `npm run build` first.');
  }
  const { ELECTRON_RUN_AS_NODE: _, ...inherited } = process.env;
  const sandbox = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  const quiet = ['--ozone-platform=headless', '--disable-gpu', '--log-level=3'];
  const child = spawn(process.execPath, [...sandbox, ...quiet, root, 'cvae', ...args], {
    env: { ...inherited, ...variables },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  // A test that gave up on it must not leave it behind.
  const kill = () => child.kill('SIGKILL');
  process.once('exit', kill);
  let [stdout, stderr] = ['', ''];
  child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
  const result = new Promise<CvaeResult>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => {
      process.off('exit', kill);
      resolve({
        code,
        stdout,
        stderr,
        get events() {
          return stdout
            .trim()
            .split('\n')
            .map((line) => JSON.parse(line) as CvaeEvent);
        },
      });
    });
  });
  return { child, result };
}

/** Runs `cvae ARGS` to its end. */
export function cvae(...args: readonly string[]): Promise<CvaeResult> {
  return startCvae(...args).result;
}

/** Resolves when standard output holds `text`. */
export function printed({ child, result }: CvaeProcess, text: string): Promise<void> {
  return new Promise((resolve, reject) => {
    let seen = '';
    child.stdout.on('data', (more: string) => {
      seen += more;
      if (seen.includes(text)) resolve();
    });
    result.then(({ stderr }) => reject(new Error(`It ended without “${text}”: ${stderr}`)), reject);
  });
}
