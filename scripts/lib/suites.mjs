import { spawn } from 'node:child_process';
import { rm, readFile } from 'node:fs/promises';
import { electronExecutable } from './electron.mjs';
import { inRoot, root } from './paths.mjs';

/**
 * @typedef {object} Count
 * @property {number} passed
 * @property {number} failed
 */

/** Each counts as one test: it finds nothing, or it failed and says what it found. */
const checks = /** @type {const} */ ({
  format: [['prettier', '--check', '--log-level=warn', '.']],
  lint: [['eslint', '.', '--max-warnings=0']],
  types: [
    ['tsc', '--build'],
    ['svelte-check', '--tsconfig', 'renderer/tsconfig.json', '--fail-on-warnings'],
  ],
});

/** @type {Readonly<Record<string, (args: readonly string[]) => Promise<Count>>>} */
export const suites = {
  format: () => check('format'),
  lint: () => check('lint'),
  types: () => check('types'),
  unit,
  e2e,
};

/** @param {keyof typeof checks} name */
async function check(name) {
  const count = { passed: 0, failed: 0 };
  for (const [tool, ...args] of checks[name]) {
    console.log(`\n${tool} ${args.join(' ')}`);
    const code = await runTool(inRoot('node_modules/.bin', tool), args, process.env);
    if (code === 0) count.passed++;
    else count.failed++;
  }
  return count;
}

/** Unit tests run on the Node that ships: Electron's. @param {readonly string[]} args of Vitest */
async function unit(args) {
  const report = inRoot('build/unit-tests.json');
  await rm(report, { force: true });
  console.log('\nvitest run');
  const vitest = [inRoot('node_modules/vitest/vitest.mjs'), 'run', ...args];
  const reporters = ['--reporter=dot', '--reporter=json', `--outputFile.json=${report}`];
  const code = await runTool(electronExecutable, [...vitest, ...reporters], {
    ...process.env,
    ELECTRON_RUN_AS_NODE: '1',
  });
  const { numPassedTests = 0, numFailedTests = 0 } = await readReport(report);
  return finished(code, numPassedTests, numFailedTests);
}

/** The real application in a real window. @param {readonly string[]} args of Playwright */
async function e2e(args) {
  const report = inRoot('build/e2e-tests.json');
  await rm(report, { force: true });
  console.log('\nplaywright test');
  const { ELECTRON_RUN_AS_NODE: _, ...env } = process.env;
  const playwright = [
    inRoot('node_modules/.bin/playwright'),
    'test',
    '--config=e2e/playwright.config.ts',
    '--reporter=list,json',
    ...args,
  ];
  const screen = ['xvfb-run', '-a', '-s', '-screen 0 1920x1200x24'];
  const [command = '', ...rest] = env['DISPLAY'] ? playwright : [...screen, ...playwright];
  const code = await runTool(command, rest, { ...env, PLAYWRIGHT_JSON_OUTPUT_NAME: report });
  const { stats: { expected = 0, flaky = 0, unexpected = 0 } = {} } = await readReport(report);
  return finished(code, expected + flaky, unexpected);
}

/** A runner that failed without a failed test, for instance because it could not start, counts as one. @param {number} code @param {number} passed @param {number} failed */
function finished(code, passed, failed) {
  const broken = failed === 0 && (code !== 0 || passed === 0);
  return { passed, failed: broken ? 1 : failed };
}

/** @param {string} path */
async function readReport(path) {
  try {
    return JSON.parse(await readFile(path, 'utf8'));
  } catch {
    return {};
  }
}

/**
 * @param {string} command
 * @param {readonly string[]} args
 * @param {NodeJS.ProcessEnv} env
 * @returns {Promise<number>} its exit code
 */
function runTool(command, args, env) {
  return new Promise((resolve) => {
    const child = spawn(command, args, { cwd: root, env, stdio: ['ignore', 'inherit', 'inherit'] });
    child.on('error', (error) => {
      console.error(error.message);
      resolve(127);
    });
    child.on('close', (code) => resolve(code ?? 1));
  });
}
