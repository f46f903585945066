import { ESLint } from 'eslint';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import tseslint from 'typescript-eslint';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { importRules } from '../eslint.boundaries.js';
import { inRoot } from './lib/paths.mjs';

/** Files that the imports below lead to; each is empty. */
const files = [
  'shared/thing.ts',
  ...[
    'app',
    'cli',
    'datasets',
    'engine',
    'engine-host',
    'ipc',
    'preload',
    'runs',
    'sheets',
    'storage',
  ].map((folder) => `main/${folder}/thing.ts`),
  'main/storage/testing/thing.ts',
  ...['api.ts', 'main.ts', 'ui/thing.ts', 'runs/thing.ts', 'compare/thing.ts'].map(
    (path) => `renderer/${path}`,
  ),
  'e2e/thing.ts',
];

const forbidden: readonly (readonly [file: string, code: string])[] = [
  ['shared/a.ts', "import '../main/storage/thing';"],
  ['shared/a.ts', "import 'node:fs';"],
  ['shared/a.ts', "import 'svelte';"],
  ['renderer/runs/a.ts', "import '../compare/thing';"],
  ['renderer/runs/a.ts', "export * from '../compare/thing';"],
  ['renderer/runs/a.ts', "await import('../compare/thing');"],
  ['renderer/runs/a.ts', "import type { A } from '../../main/runs/thing';"],
  ['renderer/runs/a.ts', "import '../main';"],
  ['renderer/runs/a.ts', "import 'electron';"],
  ['renderer/ui/a.ts', "import '../runs/thing';"],
  ['renderer/ui/a.ts', "import '../api';"],
  ['main/preload/a.ts', "import '../runs/thing';"],
  ['main/preload/a.ts', "import 'node:fs';"],
  ['main/engine/a.ts', "import 'electron';"],
  ['main/engine/a.ts', "import '../storage/thing';"],
  ['main/engine-host/a.ts', "import '../engine/thing';"],
  ['main/engine-host/a.ts', "import '@tensorflow/tfjs-node';"],
  ['main/storage/a.ts', "import '../runs/thing';"],
  ['main/storage/a.ts', "import 'electron';"],
  ['main/runs/a.ts', "import 'electron';"],
  ['main/runs/a.ts', "import 'better-sqlite3';"],
  ['main/runs/a.ts', "import '../engine-host/thing';"],
  ['main/sheets/a.ts', "import '../engine-host/thing';"],
  ['main/datasets/a.ts', "import '../engine/thing';"],
  ['main/ipc/a.ts', "import '../storage/thing';"],
  ['main/cli/a.ts', "import '../storage/thing';"],
  ['main/app/a.ts', "import '../engine/thing';"],
  ['main/app/a.ts', "import '../preload/thing';"],
  ['main/index.ts', "import './engine/thing';"],
  ['main/runs/a.ts', "import '../storage/testing/thing';"],
  ['e2e/a.ts', "import '../shared/thing';"],
  ['e2e/a.ts', "import '../main/app/thing';"],
];

const allowed: readonly (readonly [file: string, code: string])[] = [
  ['shared/a.ts', "import 'zod';"],
  ['renderer/runs/a.ts', "import '../api'; import '../ui/thing'; import '../../shared/thing';"],
  ['renderer/runs/a.ts', "import './thing'; import 'svelte'; import '@lucide/svelte/icons/play';"],
  ['renderer/main.ts', "import './runs/thing';"],
  ['main/preload/a.ts', "import 'electron'; import '../../shared/thing';"],
  ['main/engine/a.ts', "import '@tensorflow/tfjs-node'; import 'node:fs';"],
  ['main/engine-host/a.ts', "import 'electron';"],
  ['main/storage/a.ts', "import 'better-sqlite3'; import 'node:fs';"],
  ['main/runs/a.ts', "import '../storage/thing'; import type { A } from '../engine-host/thing';"],
  ['main/cli/a.ts', "import '../runs/thing'; import type { A } from '../storage/thing';"],
  ['main/app/a.ts', "import '../engine-host/thing'; import '../cli/thing'; import 'electron';"],
  ['main/index.ts', "import './app/thing'; import 'electron';"],
  ['e2e/a.ts', "import type { A } from '../shared/thing'; import '@playwright/test';"],
  ['main/runs/a.test.ts', "import '../storage/testing/thing'; import 'vitest';"],
];

let root = '';
let eslint: ESLint;

beforeAll(async () => {
  await mkdir(inRoot('build'), { recursive: true });
  root = await mkdtemp(inRoot('build/import-rules-'));
  for (const file of files) {
    await mkdir(dirname(join(root, file)), { recursive: true });
    await writeFile(join(root, file), '');
  }
  eslint = new ESLint({
    cwd: root,
    overrideConfigFile: true,
    baseConfig: [
      { files: ['**/*.ts'], languageOptions: { parser: tseslint.parser } },
      importRules(root),
    ],
  });
});

afterAll(() => rm(root, { recursive: true }));

async function rulesBroken(file: string, code: string): Promise<readonly (string | null)[]> {
  const [result] = await eslint.lintText(code, { filePath: join(root, file) });
  return result?.messages.map(({ ruleId }) => ruleId) ?? [];
}

describe('who may import whom', () => {
  test.each(forbidden)('%s may not say %s', async (file, code) => {
    expect(await rulesBroken(file, code)).toEqual(['boundaries/dependencies']);
  });

  test.each(allowed)('%s may say %s', async (file, code) => {
    expect(await rulesBroken(file, code)).toEqual([]);
  });
});
