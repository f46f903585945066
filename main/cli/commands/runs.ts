import { Command } from 'commander';
import { configGlance } from '../../../shared/run-config-glance';
import type { RunSummary } from '../../../shared/runs';
import { withWorkbench, type CommandContext } from '../context';
import { runLine } from '../events';
import { loss } from '../format';
import { hint } from '../hint';
import { plainTable } from '../table';
import type { CommonOptions } from './common-options';

/** `runs`: lists all runs, oldest first. */
export function runsCommand(context: CommandContext): Command {
  return new Command('runs')
    .summary('list all runs')
    .description(
      'Lists all runs but those in the trash, oldest first. -ELBO is the lowest negative ELBO of the test set after any epoch, in nats per image.',
    )
    .action((options: CommonOptions) => listRuns(context, options));
}

async function listRuns(context: CommandContext, { profile, json }: CommonOptions): Promise<void> {
  const { output, program } = context;
  await withWorkbench(context, profile, (workbench) => {
    const runs = workbench.runs.list();
    for (const { id, name, problem } of workbench.runs.damaged()) {
      output.say(`Left out: “${name}” (${id}), which cannot be read. ${problem}`);
    }
    if (json) for (const run of runs) output.json(runLine(workbench.runs.get(run.id)));
    else if (runs.length > 0) output.data(table(runs));
    else output.say(`There are no runs yet. Train one: ${hint(program, profile, 'train')}`);
  });
}

function table(runs: readonly RunSummary[]): string {
  const rows = runs.map(({ id, name, status, epochsDone, bestNegativeElbo, config }) => [
    ...[id, name, status, `${epochsDone}/${config.epochs}`],
    ...[loss(bestNegativeElbo), configGlance(config)],
  ]);
  return plainTable(columns, rows);
}

const columns = [
  ['ID', 'left'],
  ['NAME', 'left'],
  ['STATUS', 'left'],
  ['EPOCHS', 'right'],
  ['-ELBO', 'right'],
  ['CONFIGURATION', 'left'],
] as const;
