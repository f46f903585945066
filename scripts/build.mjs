import { build, isBuilt } from './lib/build.mjs';
import { Progress } from './lib/progress.mjs';

if (!(await isBuilt())) {
  const progress = new Progress();
  progress.begin('Build');
  try {
    await build();
    progress.done();
  } catch (error) {
    progress.failed();
    progress.say(error instanceof Error ? error.message : String(error));
    process.exitCode = 1;
  }
}
