import { prepare } from './lib/prepare.mjs';
import { suites } from './lib/suites.mjs';

const [part, ...args] = process.argv.slice(2);

if (part !== undefined && !Object.hasOwn(suites, part)) {
  console.error(`There is no suite "${part}". Choose from: ${Object.keys(suites).join(', ')}.`);
  process.exitCode = 2;
} else {
  const chosen = Object.entries(suites).filter(([name]) => part === undefined || name === part);
  let passed = 0;
  let failed = 0;
  if (await prepare({ forTests: true })) {
    for (const [, run] of chosen) {
      const counts = await run(args);
      passed += counts.passed;
      failed += counts.failed;
    }
  } else {
    failed = chosen.length;
  }
  console.log(`${passed} passed, ${failed} failed`);
  process.exitCode = failed === 0 ? 0 : 1;
}
