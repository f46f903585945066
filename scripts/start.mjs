import { openWindow } from './lib/electron.mjs';
import { runHeadlessJob } from './lib/headless-job.mjs';
import { prepare } from './lib/prepare.mjs';

const flag = '--headless';
const given = process.argv.slice(2);
const args = given.filter((argument) => argument !== flag);
const hasDisplay = Boolean(process.env['DISPLAY'] || process.env['WAYLAND_DISPLAY']);

if (!(await prepare())) {
  process.exitCode = 1;
} else if (given.includes(flag)) {
  process.exitCode = await runHeadlessJob(args);
} else if (hasDisplay) {
  process.exitCode = await openWindow(args);
} else {
  console.log(
    'There is no display to open a window on, so the seed preset is trained without one.',
  );
  process.exitCode = await runHeadlessJob(args);
}
