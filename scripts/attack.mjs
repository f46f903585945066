import { prepare } from './lib/prepare.mjs';

// `npm run attack -- NAME` tries for as long as it is told to break the application as it is built. Each attack takes `--rounds N` and
// `--seed N`, says what it did, and ends with 1 if something gave way. They take minutes to hours, so no test suite runs them.

/** What can be tried, by name. @type {Readonly<Record<string, () => Promise<{ attack: (options: Options) => Promise<number> }>>>} */
const attacks = {
  calls: () => import('./attack/calls.mjs'),
  kills: () => import('./attack/kills.mjs'),
  sheets: () => import('./attack/sheets.mjs'),
};

/** @typedef {{ rounds: number, seed: number }} Options `seed` makes a sequence of attempts happen again */

const [name = '', ...args] = process.argv.slice(2);
const load = attacks[name];
/** @param {string} option @param {number} usual */
const numberOf = (option, usual) =>
  args.includes(option) ? Number(args[args.indexOf(option) + 1]) : usual;
const options = { rounds: numberOf('--rounds', 20), seed: numberOf('--seed', Date.now() % 1e9) };

if (load === undefined || !Number.isInteger(options.rounds) || !Number.isInteger(options.seed)) {
  console.error(
    `Usage: npm run attack -- ${Object.keys(attacks).join('|')} [--rounds N] [--seed N]`,
  );
  process.exitCode = 2;
} else if (await prepare()) {
  console.log(`${name}: ${options.rounds} rounds, seed ${options.seed}`);
  const { attack } = await load();
  const failures = await attack(options);
  console.log(failures === 0 ? 'It held.' : `It gave way ${failures} times.`);
  process.exitCode = failures === 0 ? 0 : 1;
} else {
  process.exitCode = 1;
}
