import { build } from 'esbuild';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { repository } from './fixtures';
import { run } from './headless';

/** In plain Node the package is the path of its executable. */
const electron = createRequire(import.meta.url)('electron') as unknown as string;

/** Writes runs straight into the database of a data folder that no workbench has open. */
export async function fillProfile(profile: string, runs: number): Promise<void> {
  const bundle = join(repository, 'build/tests/fill.mjs');
  await build({
    entryPoints: [join(repository, 'main/storage/testing/fill.ts')],
    outfile: bundle,
    bundle: true,
    platform: 'node',
    format: 'esm',
    external: ['better-sqlite3'],
    logLevel: 'error',
  });
  const env = { ELECTRON_RUN_AS_NODE: '1' };
  const { code, stderr } = await run(electron, [bundle, profile, String(runs)], env);
  if (code !== 0) throw new Error(`The data folder could not be filled:\n${stderr}`);
}
