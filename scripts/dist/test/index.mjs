import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startVitest } from 'vitest/node';
import { prepare } from '../../lib/prepare.mjs';
import { applicationFolder, buildApplication } from '../application.mjs';
import { buildDebianPackage } from '../debian/package.mjs';
import { release } from '../release.mjs';

// `npm run test:dist` builds the package and tests it in a Debian of its own, installed for the purpose into a temporary folder; with
// `-- --here` on this machine.

/** Of one test, in milliseconds: some download a hundred megabytes. */
const longest = 15 * 60_000;

if (process.getuid?.() !== 0) {
  console.error('Installing packages needs root. Run it as root: sudo npm run test:dist');
  process.exitCode = 1;
} else if (await prepare()) {
  const folder = await mkdtemp(join(tmpdir(), 'cvae-workbench-dist-'));
  try {
    await buildPackages(folder);
    process.exitCode = await test();
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
} else {
  process.exitCode = 1;
}

/** This version's package, and one that passes for the version before. @param {string} folder for the latter */
async function buildPackages(folder) {
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
  process.env['CVAE_TEST_HERE'] = process.argv.includes('--here') ? '1' : '';
}

/** @returns {Promise<number>} the exit code */
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
  const failed = tests.length - passed;
  console.log(`${passed} passed, ${failed} failed`);
  return failed === 0 && passed > 0 ? 0 : 1;
}
