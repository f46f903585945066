import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startVitest } from 'vitest/node';
import { applicationFolder, buildApplication } from '../application.mjs';
import { buildDebianPackage } from '../debian/package.mjs';
import { release } from '../release.mjs';

/** Of one test, in milliseconds: some download a hundred megabytes. */
const longest = 15 * 60_000;

/**
 * Builds the package and tests it in a Debian of its own, made for the purpose in a temporary folder. Needs root, and everything set up
 * and built.
 * @param {{ here?: boolean }} [options] `here` installs it on this machine
 * @returns {Promise<{ passed: number, failed: number }>}
 */
export async function testPackages({ here = false } = {}) {
  const folder = await mkdtemp(join(tmpdir(), 'cvae-workbench-dist-'));
  try {
    await buildPackages(folder, here);
    return await test();
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** This version's package, and one that passes for the version before. @param {string} folder for the latter @param {boolean} here */
async function buildPackages(folder, here) {
  await buildApplication();
  const { version, date } = await release();
  const common = { application: applicationFolder, date };
  process.env['CVAE_PACKAGE'] = await buildDebianPackage({ ...common, version });
  process.env['CVAE_PREVIOUS_PACKAGE'] = await buildDebianPackage({
    ...common,
    version: `${version}~previous`,
    compression: 'none',
    folder,
  });
  process.env['CVAE_TEST_HERE'] = here ? '1' : '';
}

async function test() {
  const vitest = await startVitest('test', [], {
    config: false,
    root: import.meta.dirname,
    include: ['*.test.mjs'],
    run: true,
    fileParallelism: false,
    testTimeout: longest,
    hookTimeout: longest,
    reporters: ['verbose'],
  });
  const modules = vitest.state.getTestModules();
  const tests = modules.flatMap((module) => [...module.children.allTests()]);
  const passed = tests.filter((each) => each.result().state === 'passed').length;
  // A file that cannot be loaded has no tests to count, and fails all the same.
  const broken = modules.filter((module) => !module.ok() && module.children.size === 0).length;
  const failed = tests.length - passed + broken;
  return { passed, failed: passed + failed === 0 ? 1 : failed };
}
