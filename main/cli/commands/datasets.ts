import { Command } from 'commander';
import { classesNamed } from '../../../shared/datasets';
import { withWorkbench, type CommandContext } from '../context';
import { datasetLine } from '../events';
import { wholeNumber } from '../format';
import { plainTable } from '../table';
import type { CommonOptions } from './common-options';

/** `datasets`: lists what runs can be trained on. */
export function datasetsCommand(context: CommandContext): Command {
  return new Command('datasets')
    .summary('list all datasets')
    .description(
      'Lists the datasets that runs can be trained on, by the id that `train --set dataset=ID` takes.',
    )
    .action((options: CommonOptions) => listDatasets(context, options));
}

async function listDatasets(context: CommandContext, { profile, json }: CommonOptions) {
  const { output } = context;
  await withWorkbench(context, profile, ({ datasets }) => {
    const list = datasets.list();
    if (json) {
      for (const dataset of list) output.json(datasetLine(dataset));
      return;
    }
    const rows = list.map(({ id, name, classNames, trainCount, testCount }) => [
      ...[id, name, classesNamed(classNames).length],
      ...[wholeNumber(trainCount), wholeNumber(testCount)],
    ]);
    output.data(plainTable(columns, rows));
    for (const { name, problem } of list) {
      if (problem !== null) output.say(`“${name}” cannot be trained on. ${problem}`);
    }
  });
}

const columns = [
  ['ID', 'left'],
  ['NAME', 'left'],
  ['CLASSES', 'right'],
  ['TRAINING IMAGES', 'right'],
  ['TEST IMAGES', 'right'],
] as const;
