import { setUp, setUpLocked } from './setup/set-up.mjs';

const forTests = process.argv.includes('--tests');
const done = process.argv.includes('--locked')
  ? await setUpLocked(forTests)
  : await setUp(forTests);
if (!done) process.exitCode = 1;
