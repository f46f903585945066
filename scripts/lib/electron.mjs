import { spawn } from 'node:child_process';
import { constants } from 'node:os';
import { electronEnvironment } from './environment.mjs';
import { calledFrom, inRoot, root } from './paths.mjs';

export const electronExecutable = inRoot('node_modules/electron/dist/electron');

/** Chromium refuses its sandbox to root, and only to root. */
const sandbox = process.getuid?.() === 0 ? ['--no-sandbox'] : [];

/** Chromium's own words about missing graphics and buses do not belong on a terminal. */
const quiet = '--log-level=3';

/** A terminal sends them to Electron as well, which counts those that come together once. */
const passedOn = /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP', 'SIGUSR1']);

/** Milliseconds between two looks at whether npm is still there. */
const betweenLooks = 500;

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
  // In our group, so that Ctrl-Z and Ctrl-\ mean Electron too. The channel tells it by its end when we are killed.
  const child = spawn(electronExecutable, args, {
    cwd: calledFrom(),
    env: electronEnvironment(),
    stdio: ['inherit', capture ? 'pipe' : 'inherit', 'inherit', 'ipc'],
  });
  const stopFollowing = followNpm(() => child.kill('SIGTERM'));
  const passOn = (/** @type {NodeJS.Signals} */ signal) => {
    // npm dies of it. Whether the work goes on, as under nohup, Electron decides.
    if (signal === 'SIGHUP') stopFollowing();
    child.kill(signal);
  };
  for (const signal of passedOn) process.on(signal, passOn);
  let output = '';
  child.stdout?.setEncoding('utf8').on('data', (/** @type {string} */ text) => (output += text));
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code, signal) => {
      stopFollowing();
      for (const each of passedOn) process.off(each, passOn);
      resolve({ code: code ?? 128 + constants.signals[signal ?? 'SIGTERM'], output });
    });
  });
}

/**
 * Calls back when npm, which started us, was killed: what we run would go on unseen.
 * @param {() => void} onGone
 * @returns {() => void} what ends that
 */
function followNpm(onGone) {
  const npm = process.ppid;
  if (process.env['npm_lifecycle_event'] === undefined) return () => undefined;
  let isMissed = false;
  const looking = setInterval(() => {
    if (process.ppid === npm) return;
    // A hang-up that npm died of is heard of before the second look.
    if (isMissed) {
      clearInterval(looking);
      onGone();
    }
    isMissed = true;
  }, betweenLooks);
  return () => clearInterval(looking);
}
