import { prepare } from './lib/prepare.mjs';
import { suites, usualSuites } from './lib/suites.mjs';

// `npm test` runs every suite; `npm test -- unit main/runs` runs one, with arguments for its runner.

const [suite, ...args] = process.argv.slice(2);

if (suite !== undefined && !Object.hasOwn(suites, suite)) {
  console.error(`There is no suite "${suite}". Choose from: ${Object.keys(suites).join(', ')}.`);
  process.exitCode = 2;
} else {
  const wanted = suite === undefined ? usualSuites : [suite];
  const chosen = Object.entries(suites).filter(([name]) => wanted.includes(name));
  let passed = 0;
  let failed = 0;
  if (await prepare({ forTests: true })) {
    for (const [name, run] of chosen) {
      const counts = await run(args);
      console.log(`${name}: ${counts.passed} passed, ${counts.failed} failed`);
      passed += counts.passed;
      failed += counts.failed;
    }
  } else {
    failed = chosen.length;
  }
  console.log(`${passed} passed, ${failed} failed`);
  process.exitCode = failed === 0 ? 0 : 1;
}
