import { Command } from 'commander';
import { withWorkbench, type CommandContext } from '../context';
import { findRun } from '../find-run';
import { followRun } from '../follow-run';
import type { CommonOptions } from './common-options';

/** `resume`: goes on with a run from its last checkpoint. */
export function resumeCommand(context: CommandContext): Command {
  return new Command('resume')
    .summary('go on with a run')
    .description(
      'Trains a paused, stopped, interrupted or failed run on from its last checkpoint. It ends with the same weights as if it had never stopped.',
    )
    .argument('<run>', 'id, the beginning of an id, or name')
    .action((run: string, options: CommonOptions) => resume(context, run, options));
}

async function resume(context: CommandContext, text: string, options: CommonOptions) {
  await withWorkbench(context, options.profile, async (workbench) => {
    const { id } = findRun(workbench.runs.list(), text);
    await followRun(context, workbench, id, options);
  });
}
