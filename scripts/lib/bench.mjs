import { mkdir, writeFile } from 'node:fs/promises';
import { inRoot, root } from './paths.mjs';

/** Folder of the bundled benchmarks. */
export const benchFolder = inRoot('build/bench');

/** What reads the command line, the program that measures, and those that it starts: in Electron's Node, and in Electron. */
const entries = ['options.ts', 'main.ts', 'train/epochs.ts', 'start/storage.ts', 'in-electron.ts'];

/** Bundles the benchmarks as the application is bundled. */
export async function bundleBenchmarks() {
  const esbuild = await import('esbuild');
  await esbuild.build({
    absWorkingDir: root,
    entryPoints: entries.map((entry) => inRoot('bench', entry)),
    entryNames: '[name]',
    outdir: benchFolder,
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node20.18',
    logLevel: 'warning',
    external: ['electron', 'better-sqlite3', '@tensorflow/tfjs-node', '@playwright/test'],
    banner: {
      js: "import { createRequire as createBundleRequire } from 'node:module'; const require = createBundleRequire(import.meta.url);",
    },
  });
  // To Electron the folder is an app of its own.
  const app = {
    name: 'workbench-benchmarks',
    version: '1.0.0',
    type: 'module',
    main: 'in-electron.js',
  };
  await mkdir(benchFolder, { recursive: true });
  await writeFile(`${benchFolder}/package.json`, JSON.stringify(app));
}
