import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

/** A process other than the test's own, with the database open. */
export interface DatabaseChild {
  readonly pid: number;
  /** Resolves when standard output has as many lines, with the lines. */
  lines(count: number): Promise<readonly string[]>;
  /** Ends it as a crash would (SIGKILL), waits for that, and returns all its lines. */
  kill(): Promise<readonly string[]>;
}

const bundle = fileURLToPath(new URL('../../../build/tests/storage-child.mjs', import.meta.url));

/** Starts `child.ts` under the runtime that runs the tests. */
export async function startDatabaseChild(
  task: 'hold' | 'write',
  folder: string,
): Promise<DatabaseChild> {
  await build({
    entryPoints: [fileURLToPath(new URL('child.ts', import.meta.url))],
    outfile: bundle,
    bundle: true,
    platform: 'node',
    format: 'esm',
    external: ['better-sqlite3'],
    logLevel: 'error',
  });
  const child = spawn(process.execPath, [bundle, task, folder], {
    env: { ...process.env, ELECTRON_RUN_AS_NODE: '1' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  return follow(child);
}

function follow(child: ChildProcess): DatabaseChild {
  let output = '';
  const all = (): string[] => output.split('\n').slice(0, -1);
  const exited = once(child, 'close');
  child.stdout?.setEncoding('utf8').on('data', (text: string) => (output += text));
  return {
    pid: child.pid ?? -1,
    async lines(count) {
      while (all().length < count) {
        if (child.exitCode !== null) throw new Error(`The child ended with ${child.exitCode}.`);
        await new Promise((resolve) => setTimeout(resolve, 5));
      }
      return all();
    },
    async kill() {
      child.kill('SIGKILL');
      await exited;
      return all();
    },
  };
}
