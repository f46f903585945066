import { spawn } from 'node:child_process';
import { constants } from 'node:os';
import { benchFolder, bundleBenchmarks } from './lib/bench.mjs';
import { electronExecutable } from './lib/electron.mjs';
import { electronEnvironment } from './lib/environment.mjs';
import { calledFrom, root } from './lib/paths.mjs';
import { prepare } from './lib/prepare.mjs';

/**
 * Runs the benchmarks, with a virtual display where there is none.
 * @param {readonly string[]} args
 * @param {string | null} packaged the packaged application's executable
 * @returns {Promise<number>} an exit code
 */
function measure(args, packaged) {
  const programs = JSON.stringify({
    electron: electronExecutable,
    bench: benchFolder,
    root,
    packaged,
  });
  const command = [process.execPath, `${benchFolder}/main.js`, programs, ...args];
  const display = process.env['DISPLAY']
    ? []
    : ['xvfb-run', '--auto-servernum', '--server-args=-screen 0 1920x1200x24'];
  const [program = '', ...rest] = [...display, ...command];
  return new Promise((resolve, reject) => {
    spawn(program, rest, { cwd: calledFrom(), env: electronEnvironment(), stdio: 'inherit' })
      .on('error', reject)
      .on('close', (code, signal) => resolve(code ?? 128 + constants.signals[signal ?? 'SIGTERM']));
  });
}

/**
 * Reads the command line before anything long begins: says what is wrong with it, or its help, and ends the process.
 * @param {readonly string[]} args
 * @returns {Promise<boolean>} whether starting is among what is measured
 */
async function measuresStart(args) {
  /** @type {typeof import('../bench/options.ts')} */
  const { readOptions } = await import(`${benchFolder}/options.js`);
  return readOptions(args).groups.includes('start');
}

/** Packs what is built, so that what is measured is what people install. @returns {Promise<string>} the executable */
async function packageApplication() {
  const { applicationFolder, buildApplication } = await import('./dist/application.mjs');
  await buildApplication();
  return `${applicationFolder}/cvae-workbench`;
}

if (await prepare({ forTests: true })) {
  const args = process.argv.slice(2);
  await bundleBenchmarks();
  process.exitCode = await measure(
    args,
    (await measuresStart(args)) ? await packageApplication() : null,
  );
} else {
  process.exitCode = 1;
}
