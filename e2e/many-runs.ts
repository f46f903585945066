import { build } from 'esbuild';
import { join } from 'node:path';
import { repository } from './fixtures';
import { electron, run } from './headless';

/** Writes runs straight into the database of a data folder that no workbench has open. */
export async function fillProfile(profile: string, runs: number): Promise<void> {
  await fill('fill', profile, String(runs));
}

/** What a run of very many steps is made of. */
export interface LongRun {
  readonly name: string;
  readonly epochs: number;
  readonly stepsPerEpoch: number;
  readonly latentDimensions: number;
}

/** Writes a run that was trained through into the database of a data folder that no workbench has open. */
export async function addLongRun(profile: string, long: LongRun): Promise<void> {
  const { name, epochs, stepsPerEpoch, latentDimensions } = long;
  const numbers = [epochs, stepsPerEpoch, latentDimensions].map(String);
  await fill('fill-long', profile, name, ...numbers);
}

/** Writes a good run, and damaged rows of each kind, into the database of a data folder that no workbench has open. */
export async function fillDamaged(profile: string): Promise<void> {
  await fill('fill-damaged', profile);
}

/** Runs one of the programs of `main/storage/testing` on a data folder. */
async function fill(program: string, profile: string, ...args: readonly string[]): Promise<void> {
  const bundle = join(repository, `build/tests/${program}.mjs`);
  await build({
    entryPoints: [join(repository, `main/storage/testing/${program}.ts`)],
    outfile: bundle,
    bundle: true,
    platform: 'node',
    format: 'esm',
    external: ['better-sqlite3'],
    logLevel: 'error',
  });
  const env = { ELECTRON_RUN_AS_NODE: '1' };
  const { code, stderr } = await run(electron, [bundle, profile, ...args], env);
  if (code !== 0) throw new Error(`The data folder could not be filled:\n${stderr}`);
}
