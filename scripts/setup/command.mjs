import { spawn } from 'node:child_process';
import { electronEnvironment } from '../lib/environment.mjs';

/**
 * @typedef {object} Outcome
 * @property {number} code the exit code; 127 when there is no such command, 1 when a signal ended it
 * @property {string} output standard output and standard error together
 */

/**
 * Runs a command to its end, without a terminal and without a shell.
 * @param {string} command
 * @param {readonly string[]} args
 * @param {{ cwd?: string, env?: NodeJS.ProcessEnv, signal?: AbortSignal }} [options] `signal` ends it early
 * @returns {Promise<Outcome>}
 */
export function run(command, args, options = {}) {
  return new Promise((resolve) => {
    const child = spawn(command, args, { ...options, stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    const collect = (/** @type {string} */ text) => {
      output += text;
    };
    child.stdout.setEncoding('utf8').on('data', collect);
    child.stderr.setEncoding('utf8').on('data', collect);
    child.on('error', (error) => {
      const code = 'code' in error && error.code === 'ENOENT' ? 127 : 1;
      resolve({ code, output: `${output}\n${error.message}` });
    });
    child.on('close', (code) => resolve({ code: code ?? 1, output }));
  });
}

/** Without a network npm would try for minutes. Milliseconds. */
const impatient = ['--fetch-retry-mintimeout=1000', '--fetch-retry-maxtimeout=5000'];

/** Runs npm: the very one that called us, if one did. @param {string[]} args @param {string} cwd */
export function npm(args, cwd) {
  const caller = process.env['npm_execpath'];
  // Our own .npmrc silences npm, for the sake of standard output; its errors are wanted here.
  const loud = [...args, '--loglevel=error', '--prefer-offline', ...impatient];
  return caller?.endsWith('npm-cli.js')
    ? run(process.execPath, [caller, ...loud], { cwd })
    : run('npm', loud, { cwd });
}

/** Runs JavaScript in Electron's own Node. @param {string} executable @param {string} code @param {string[]} args */
export function runInElectron(executable, code, args = []) {
  return run(executable, ['-e', code, ...args], {
    env: { ...electronEnvironment(), ELECTRON_RUN_AS_NODE: '1', TF_CPP_MIN_LOG_LEVEL: '3' },
  });
}
