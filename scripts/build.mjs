import { build, isBuilt } from './lib/build.mjs';
import { prepare } from './lib/prepare.mjs';
import { Progress } from './lib/progress.mjs';

const done = process.argv.includes('--locked') ? await buildLocked() : await prepare();
if (!done) process.exitCode = 1;

/**
 * What runs under the lock, on a checkout that is set up.
 * @returns {Promise<boolean>} false when that failed, which was told then
 */
async function buildLocked() {
  if (await isBuilt()) return true;
  const progress = new Progress();
  progress.begin('Build');
  try {
    await build();
    progress.done();
    return true;
  } catch (error) {
    progress.failed();
    progress.say(error instanceof Error ? error.message : String(error));
    return false;
  }
}
