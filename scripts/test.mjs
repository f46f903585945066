import { prepare } from './lib/prepare.mjs';
import { suites, usualSuites } from './lib/suites.mjs';
import { inputsOfSuites, readVerdicts, storeVerdicts } from './lib/verdicts.mjs';

// `npm test` runs every suite that has not yet passed on the checkout as it is, `npm test -- --again` every suite;
// `npm test -- unit main/runs` runs one, with arguments for its runner.

const [first, ...args] = process.argv.slice(2);
const named = first === undefined || first === '--again' ? undefined : suites[first];
const total = { passed: 0, failed: 0 };

if (first !== undefined && first !== '--again' && !named) {
  console.error(`There is no suite "${first}". Choose from: ${Object.keys(suites).join(', ')}.`);
  process.exitCode = 2;
} else {
  if (!(await prepare({ forTests: true }))) total.failed = named ? 1 : usualSuites.length;
  else if (named) add(await named(args));
  else await runUsual(first === '--again');
  console.log(`${total.passed} passed, ${total.failed} failed`);
  process.exitCode = total.failed === 0 ? 0 : 1;
}

/** @param {boolean} again */
async function runUsual(again) {
  const inputs = await inputsOfSuites();
  let verdicts = again ? {} : await readVerdicts(inputs);
  for (const { name, run } of usualSuites) {
    const earlier = verdicts[name];
    const counts = earlier ? { ...earlier, failed: 0 } : await run([]);
    const since = earlier ? `; nothing has changed since ${earlier.at}` : '';
    console.log(`${name}: ${counts.passed} passed, ${counts.failed} failed${since}`);
    add(counts);
    if (earlier || counts.failed > 0) continue;
    verdicts = { ...verdicts, [name]: { passed: counts.passed, at: new Date().toISOString() } };
    await storeVerdicts(inputs, verdicts);
  }
}

/** @param {import('./lib/suites.mjs').Counts} counts */
function add({ passed, failed }) {
  total.passed += passed;
  total.failed += failed;
}
