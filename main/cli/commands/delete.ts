import { Command } from 'commander';
import { withWorkbench, type CommandContext } from '../context';
import { findRun } from '../find-run';
import type { CommonOptions } from './common-options';

interface DeleteOptions extends CommonOptions {
  readonly forever: boolean;
}

/** `delete`: puts a run into the trash, or removes it for good. */
export function deleteCommand(context: CommandContext): Command {
  return new Command('delete')
    .summary('put a run into the trash')
    .description('Puts a run into the trash, from where the window can restore it.')
    .argument('<run>', 'id, the beginning of an id, or name')
    .option('--forever', 'remove it for good, also if it is in the trash already', false)
    .action((run: string, options: DeleteOptions) => deleteRun(context, run, options));
}

async function deleteRun(context: CommandContext, text: string, options: DeleteOptions) {
  const { output } = context;
  await withWorkbench(context, options.profile, async ({ runs, trash }) => {
    const candidates = options.forever ? [...runs.list(), ...trash.list()] : runs.list();
    const run = findRun(candidates, text);
    if (run.deletedAt === null) await trash.remove([run.id]);
    if (options.forever) await trash.removeForever([run.id]);
    if (options.json) output.json({ event: 'deleted', run: run.id, forever: options.forever });
    output.say(
      options.forever
        ? `Removed “${run.name}” (${run.id}) for good.`
        : `Put “${run.name}” (${run.id}) into the trash; the window can restore it.`,
    );
  });
}
