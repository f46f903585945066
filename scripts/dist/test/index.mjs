import { prepare } from '../../lib/prepare.mjs';

// `npm run test:dist` builds the package and tests it in a Debian of its own; with `-- --here` on this machine.

if (process.getuid?.() !== 0) {
  console.error('Installing packages needs root. Run it as root: sudo npm run test:dist');
  process.exitCode = 1;
} else if (await prepare()) {
  // What it loads is there only once the clone is set up.
  const { testPackages } = await import('./packages.mjs');
  const { passed, failed } = await testPackages({ here: process.argv.includes('--here') });
  console.log(`${passed} passed, ${failed} failed`);
  process.exitCode = failed === 0 ? 0 : 1;
} else {
  process.exitCode = 1;
}
