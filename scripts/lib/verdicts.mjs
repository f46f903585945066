import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { digestOf, filesIn } from './digest.mjs';
import { inRoot } from './paths.mjs';

/**
 * @typedef {{ passed: number, at: string }} Verdict how many tests of a suite passed, all of them, and when (ISO 8601)
 * @typedef {Readonly<Record<string, Verdict>>} Verdicts by suite
 */

/** What set-up, build, tests and git leave in the checkout: nothing that a suite judges. */
const leftovers = [
  ...['.git', 'node_modules', 'build', 'dist'],
  ...['test-results', 'playwright-report', 'coverage'],
];

/** What decides how the suites end: every file of the checkout, the Node at work, and settings that tests and engine read. */
export async function inputsOfSuites() {
  const settings = Object.entries(process.env)
    .filter(([name]) => /^(CVAE_WORKBENCH|TF|OMP)_/.test(name))
    .sort();
  const files = await digestOf(await filesIn('', leftovers));
  return JSON.stringify({ files, node: process.version, settings });
}

/**
 * Suites that passed on these inputs.
 * @param {string} inputs
 * @param {string} [path] of the file that remembers
 * @returns {Promise<Verdicts>} empty when anything has changed since
 */
export async function readVerdicts(inputs, path = inRoot('build/verdicts.json')) {
  try {
    /** @type {{ inputs: string, suites: Verdicts }} */
    const stored = JSON.parse(await readFile(path, 'utf8'));
    return stored.inputs === inputs ? stored.suites : {};
  } catch {
    return {};
  }
}

/**
 * Remembers suites that passed.
 * @param {string} inputs as they were before the suites ran
 * @param {Verdicts} suites
 */
export async function storeVerdicts(inputs, suites, path = inRoot('build/verdicts.json')) {
  await mkdir(dirname(path), { recursive: true });
  await writeFile(`${path}.new`, JSON.stringify({ inputs, suites }));
  await rename(`${path}.new`, path);
}
