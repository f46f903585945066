import { spawn } from 'node:child_process';
import { readFile, rm } from 'node:fs/promises';
import { electronExecutable } from './electron.mjs';
import { electronEnvironment } from './environment.mjs';
import { inRoot, root } from './paths.mjs';

/**
 * @typedef {{ passed: number, failed: number }} Counts
 * @typedef {(args: readonly string[]) => Promise<Counts>} Suite `args` are handed to the test runner
 * @typedef {{ status: string, assertionResults: { status: string }[] }} VitestFile
 * @typedef {{ numPassedTests: number, numFailedTests: number, testResults: VitestFile[] }} VitestReport
 * @typedef {{ stats: { expected: number, flaky: number, unexpected: number }, errors: unknown[] }} PlaywrightReport
 */

const tool = (/** @type {string} */ path) => inRoot('node_modules', path);
const svelteCheck = [
  ...[tool('svelte-check/bin/svelte-check'), '--workspace', 'renderer'],
  ...['--tsconfig', 'tsconfig.json', '--fail-on-warnings'],
];

/** A virtual display of a size that people have. */
const screen = ['--auto-servernum', '--server-args=-screen 0 1920x1200x24'];

/** Each part of `npm test`, in the order in which they run. @type {Readonly<Record<string, Suite>>} */
export const suites = {
  lint: () =>
    runChecks({
      'Formatting (Prettier)': [
        tool('prettier/bin/prettier.cjs'),
        '--check',
        '--log-level=warn',
        '.',
      ],
      'Rules (ESLint)': [tool('eslint/bin/eslint.js'), '--max-warnings=0', '.'],
    }),
  types: () =>
    runChecks({
      'Types (tsc)': [tool('typescript/bin/tsc'), '--build'],
      'Types (svelte-check)': svelteCheck,
    }),
  unit: runUnitTests,
  e2e: runEndToEndTests,
  dist: async () => (await import('../dist/test/packages.mjs')).testPackages(),
};

/**
 * Suites that `npm test` runs by itself. The package takes minutes and a hundred megabytes of Debian's packages to test, and root: that is
 * left to machines that do nothing else.
 */
export const usualSuites = Object.entries(suites)
  .map(([name, run]) => ({ name, run }))
  .filter(
    ({ name }) => name !== 'dist' || (process.env['CI'] !== undefined && process.getuid?.() === 0),
  );

/** Runs checks side by side. Each counts as one test, and tells its findings. @param {Record<string, string[]>} checks */
async function runChecks(checks) {
  const passed = await Promise.all(
    Object.entries(checks).map(async ([title, command]) => {
      const started = performance.now();
      // Checkers make and drop very many small objects; room for those spares collecting them so often.
      const node = ['--max-semi-space-size=64', ...command];
      const { code, output } = await run(process.execPath, node, { capture: true });
      const seconds = Math.round((performance.now() - started) / 1000);
      console.log(`${title}: ${code === 0 ? 'passed' : 'failed'} (${seconds} s)`);
      if (code !== 0) console.log(output.trim());
      return code === 0;
    }),
  );
  const good = passed.filter(Boolean).length;
  return { passed: good, failed: passed.length - good };
}

/** Vitest, under the Node that ships: Electron's. @type {Suite} */
async function runUnitTests(args) {
  const report = inRoot('build/reports/unit.json');
  await rm(report, { force: true });
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
  const { code } = await run(
    electronExecutable,
    [tool('vitest/vitest.mjs'), 'run', ...reporters, ...args],
    { env: { ELECTRON_RUN_AS_NODE: '1' } },
  );
  /** @type {VitestReport | undefined} */
  const results = await readReport(report);
  if (!results) return neverStarted;
  // A file that cannot be loaded has no tests to count, and fails all the same.
  const broken = results.testResults.filter(
    (file) =>
      file.status === 'failed' && !file.assertionResults.some(({ status }) => status === 'failed'),
  );
  return consistent(code, {
    passed: results.numPassedTests,
    failed: results.numFailedTests + broken.length,
  });
}

/** Playwright, in a virtual display where there is none. @type {Suite} */
async function runEndToEndTests(args) {
  const report = inRoot('build/reports/e2e.json');
  await rm(report, { force: true });
  const playwright = [
    ...[tool('@playwright/test/cli.js'), 'test', '--config=e2e/playwright.config.ts'],
    ...['--reporter=list,json', ...args],
  ];
  const env = { PLAYWRIGHT_JSON_OUTPUT_NAME: report };
  const { code } = process.env['DISPLAY']
    ? await run(process.execPath, playwright, { env })
    : await run('xvfb-run', [...screen, process.execPath, ...playwright], { env });
  /** @type {PlaywrightReport | undefined} */
  const results = await readReport(report);
  if (!results) return neverStarted;
  const { expected, flaky, unexpected } = results.stats;
  return consistent(code, {
    passed: expected + flaky,
    failed: unexpected + (expected + flaky + unexpected === 0 ? results.errors.length : 0),
  });
}

/** @type {Counts} */
const neverStarted = { passed: 0, failed: 1 };

/** A runner that says it failed did, whatever it counted; and one that ran no test did. @param {number} code @param {Counts} counts */
function consistent(code, { passed, failed }) {
  const broken = failed === 0 && (code !== 0 || passed === 0);
  return { passed, failed: broken ? 1 : failed };
}

/** @param {string} path */
async function readReport(path) {
  try {
    return JSON.parse(await readFile(path, 'utf8'));
  } catch {
    return undefined;
  }
}

/**
 * @param {string} command
 * @param {readonly string[]} args
 * @param {{ env?: NodeJS.ProcessEnv, capture?: boolean }} [options]
 * @returns {Promise<{ code: number, output: string }>}
 */
function run(command, args, { env = {}, capture = false } = {}) {
  const out = capture ? 'pipe' : 'inherit';
  const child = spawn(command, args, {
    cwd: root,
    env: { ...electronEnvironment(), ...env },
    stdio: ['ignore', out, out],
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding('utf8').on('data', (/** @type {string} */ text) => (output += text));
  }
  return new Promise((resolve) => {
    child.on('error', (error) => resolve({ code: 127, output: error.message }));
    child.on('close', (code) => resolve({ code: code ?? 1, output }));
  });
}
