import { spawn } from 'node:child_process';
import { constants } from 'node:os';
import { calledFrom, inRoot, root } from './paths.mjs';

export const electronExecutable = inRoot('node_modules/electron/dist/electron');

/** Chromium refuses its sandbox to root, and only to root. */
const sandbox = process.getuid?.() === 0 ? ['--no-sandbox'] : [];

/** Chromium's own words about missing graphics and buses do not belong on a terminal. */
const quiet = '--log-level=3';

/** One press of Ctrl-C can arrive twice: from the terminal, and passed on by npm. Milliseconds. */
const samePress = 500;

const passedOn = /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP']);

/**
 * Opens the workbench's window, and waits until it is closed.
 * @param {readonly string[]} args of the workbench
 * @returns {Promise<number>} its exit code
 */
export async function openWindow(args) {
  const wayland = process.env['DISPLAY'] ? [] : ['--ozone-platform=wayland'];
  return (await launch([...sandbox, ...wayland, quiet, root, ...args], false)).code;
}

/**
 * Runs the headless command to its end.
 * @param {readonly string[]} args of `cvae`
 * @param {{ capture?: boolean }} [options] `capture` gives standard output to the caller
 * @returns {Promise<{ code: number, output: string }>}
 */
export function cvae(args, { capture = false } = {}) {
  const windowless = ['--ozone-platform=headless', '--disable-gpu'];
  return launch([...sandbox, ...windowless, quiet, root, 'cvae', ...args], capture);
}

/**
 * @param {string[]} args
 * @param {boolean} capture
 * @returns {Promise<{ code: number, output: string }>}
 */
function launch(args, capture) {
  const { ELECTRON_RUN_AS_NODE: _, ...env } = process.env;
  // In a group of its own: a signal for the group reaches Electron through us, once.
  const child = spawn(electronExecutable, args, {
    cwd: calledFrom(),
    env,
    stdio: ['inherit', capture ? 'pipe' : 'inherit', 'inherit'],
    detached: true,
  });
  let last = -Infinity;
  const passOn = (/** @type {NodeJS.Signals} */ signal) => {
    if (performance.now() - last < samePress) return;
    last = performance.now();
    child.kill(signal);
  };
  for (const signal of passedOn) process.on(signal, passOn);
  let output = '';
  child.stdout?.setEncoding('utf8').on('data', (/** @type {string} */ text) => (output += text));
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code, signal) => {
      for (const each of passedOn) process.off(each, passOn);
      resolve({ code: code ?? 128 + constants.signals[signal ?? 'SIGTERM'], output });
    });
  });
}
