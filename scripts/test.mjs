import { prepare } from './lib/prepare.mjs';
import { suites } from './lib/suites.mjs';

// `npm test` runs every suite; `npm test -- unit main/runs` runs one, with arguments of its runner.
const [chosen, ...args] = process.argv.slice(2);

if (chosen !== undefined && !Object.hasOwn(suites, chosen)) {
  console.error(`There is no suite ${chosen}. Choose one of ${Object.keys(suites).join(', ')}.`);
  process.exitCode = 2;
} else if (!(await prepare({ forTests: true }))) {
  console.log('0 passed, 1 failed');
  process.exitCode = 1;
} else {
  const total = { passed: 0, failed: 0 };
  for (const [name, run] of Object.entries(suites)) {
    if (chosen !== undefined && chosen !== name) continue;
    const { passed, failed } = await run(args);
    console.log(`${name}: ${passed} passed, ${failed} failed`);
    total.passed += passed;
    total.failed += failed;
  }
  console.log(`${total.passed} passed, ${total.failed} failed`);
  process.exitCode = total.failed === 0 ? 0 : 1;
}
