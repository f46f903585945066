import { build } from 'esbuild';
import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { promisify } from 'node:util';

const root = join(import.meta.dirname, '../../..');
const deadline = 60_000;

/**
 * Utility processes exist in Electron's main process only. Bundles `main`, which calls `runScenarios`,
 * and the scripts of its utility processes (paths from the project's root), runs them in the Electron
 * that runs this test, without a window, and returns the outcomes by scenario. Rejects with what
 * Electron wrote when it fails.
 */
export async function runInElectron<Outcomes>(
  main: string,
  entries: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Promise<Outcomes> {
  // Inside the project, so that the bundles find its native packages.
  await mkdir(join(root, 'build'), { recursive: true });
  const folder = await mkdtemp(join(root, 'build', 'electron-test-'));
  try {
    await bundle(folder, [main, ...entries]);
    const app = { name: 'electron-test', version: '1.0.0', type: 'module' };
    const manifest = { ...app, main: basename(main).replace(/\.ts$/, '.js') };
    await writeFile(join(folder, 'package.json'), JSON.stringify(manifest));
    const { ELECTRON_RUN_AS_NODE: _, ...inherited } = process.env;
    const { stdout } = await promisify(execFile)(
      process.execPath,
      [
        ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
        '--ozone-platform=headless',
        `--user-data-dir=${join(folder, 'profile')}`,
        folder,
      ],
      { env: { ...inherited, ...env }, timeout: deadline, maxBuffer: 1 << 28 },
    );
    return JSON.parse(stdout) as Outcomes;
  } finally {
    await rm(folder, { recursive: true });
  }
}

async function bundle(outdir: string, entryPoints: readonly string[]): Promise<void> {
  await build({
    absWorkingDir: root,
    entryPoints: entryPoints.map((path) => ({
      in: path,
      out: basename(path).replace(/\.ts$/, ''),
    })),
    outdir,
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node20.18',
    external: ['electron', '@tensorflow/tfjs-node'],
    logLevel: 'warning',
  });
}
