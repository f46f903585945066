import { mkdir } from 'node:fs/promises';
import { setUp } from '../setup/set-up.mjs';
import { isBuilt } from './build.mjs';
import { runLocked } from './lock.mjs';
import { inRoot } from './paths.mjs';
import { Progress } from './progress.mjs';

/**
 * Brings the checkout to where the application can be started: set up and built. Says nothing when it is there already.
 * @param {{ forTests?: boolean }} [options]
 * @returns {Promise<boolean>} false when that failed, which was told then
 */
export async function prepare({ forTests = false } = {}) {
  if (!(await setUp(forTests))) return false;
  if (await isBuilt()) return true;
  const progress = new Progress();
  await mkdir(inRoot('build'), { recursive: true });
  const code = await runLocked(
    inRoot('build/lock'),
    [inRoot('scripts/build.mjs'), '--locked'],
    () => progress.say('Another build is at work; waiting for it to end.'),
  );
  return code === 0;
}
