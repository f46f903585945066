import { Command } from 'commander';
import { branchKeys } from '../../../shared/branching';
import { branchName } from '../../../shared/run-name';
import { withWorkbench, type CommandContext } from '../context';
import { findCheckpoint, type CheckpointChoice } from '../find-checkpoint';
import { findRun } from '../find-run';
import { followRun } from '../follow-run';
import { branchChangesFrom, keyHelp, type Assignment } from '../settings';
import { assignment, checkpointChoice, runName, type CommonOptions } from './common-options';

interface BranchOptions extends CommonOptions {
  readonly checkpoint: CheckpointChoice;
  readonly name?: string;
  readonly epochs?: string;
  readonly set?: readonly Assignment[];
}

/** `branch`: makes a run that goes on from a checkpoint of another, and trains it. */
export function branchCommand(context: CommandContext): Command {
  return new Command('branch')
    .summary('train on from a checkpoint with other settings')
    .description(
      'Trains a new run on from a checkpoint of another, with its weights, optimiser and random state, and with what is set here. The other run stays as it is.',
    )
    .argument('<run>', 'id, the beginning of an id, or name')
    .option(
      '--checkpoint <which>',
      'best, last or an epoch; its optimiser state must be kept, as that of the last two is',
      checkpointChoice,
      'last',
    )
    .option(
      '--name <text>',
      'name of the new run; made from that of the other if not given',
      runName,
    )
    .option('--epochs <n>', 'the same as --set epochs=N: epochs in all, those before with them')
    .option('--set <key=value>', 'change a key; may be repeated', assignment)
    .addHelpText('after', `\n${keysHelp()}`)
    .action((run: string, options: BranchOptions) => branch(context, run, options));
}

async function branch(context: CommandContext, text: string, options: BranchOptions) {
  const { epochs, set = [] } = options;
  const changes = branchChangesFrom([
    ...(epochs === undefined ? [] : [['epochs', epochs] as const]),
    ...set,
  ]);
  await withWorkbench(context, options.profile, async (workbench) => {
    const parent = workbench.runs.get(findRun(workbench.runs.list(), text).id);
    const checkpoint = findCheckpoint(parent, options.checkpoint);
    const name = options.name ?? branchName(parent.name, checkpoint);
    const run = workbench.runs.branch({ checkpoint: checkpoint.id, name, changes });
    await followRun(context, workbench, run.id, options);
  });
}

function keysHelp(): string {
  return ['Keys that can change:', ...branchKeys.map((key) => `  ${keyHelp(key)}`)].join('\n');
}
