import { spawn } from 'node:child_process';
import { constants } from 'node:os';
import { benchFolder, bundleBenchmarks } from './lib/bench.mjs';
import { electronExecutable } from './lib/electron.mjs';
import { calledFrom, root } from './lib/paths.mjs';
import { prepare } from './lib/prepare.mjs';

/**
 * Runs the benchmarks, with a virtual display where there is none.
 * @param {readonly string[]} args
 * @returns {Promise<number>} an exit code
 */
function measure(args) {
  const programs = JSON.stringify({ electron: electronExecutable, bench: benchFolder, root });
  const command = [process.execPath, `${benchFolder}/main.js`, programs, ...args];
  const display = process.env['DISPLAY']
    ? []
    : ['xvfb-run', '--auto-servernum', '--server-args=-screen 0 1920x1200x24'];
  const [program = '', ...rest] = [...display, ...command];
  const { ELECTRON_RUN_AS_NODE: _, ...env } = process.env;
  return new Promise((resolve, reject) => {
    spawn(program, rest, { cwd: calledFrom(), env, stdio: 'inherit' })
      .on('error', reject)
      .on('close', (code, signal) => resolve(code ?? 128 + constants.signals[signal ?? 'SIGTERM']));
  });
}

if (await prepare({ forTests: true })) {
  await bundleBenchmarks();
  process.exitCode = await measure(process.argv.slice(2));
} else {
  process.exitCode = 1;
}
