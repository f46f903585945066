import { resolve } from 'node:path';
import { Command } from 'commander';
import { WorkbenchError } from '../../../shared/errors';
import { anySheetRecipeSchema } from '../../../shared/sheet-recipe';
import { firstRecipeSchema } from '../../../shared/sheets/first-version';
import { withWorkbench, type CommandContext } from '../context';
import { findCheckpoint, type CheckpointChoice } from '../find-checkpoint';
import { findRun } from '../find-run';
import { parseLabels } from '../label-ranges';
import { ProgressBar } from '../progress-bar';
import { firstOfEachField } from '../settings';
import { checkpointChoice, type CommonOptions } from './common-options';

interface SampleOptions extends CommonOptions {
  readonly labels: string;
  readonly count: string;
  readonly seed: string;
  readonly scale: string;
  readonly checkpoint: CheckpointChoice;
  readonly out: string;
}

const choicesSchema = firstRecipeSchema.omit({ run: true, checkpoint: true });

/** `sample`: writes a sheet of generated digits. */
export function sampleCommand(context: CommandContext): Command {
  return new Command('sample')
    .summary('write a sheet of digits as PNG')
    .description(
      'Writes a sheet of generated digits as 8-bit gray PNG, one column a label, and its recipe as JSON beside it. The same options give the same bytes.',
    )
    .argument('<run>', 'id, the beginning of an id, or name')
    .requiredOption('--out <file.png>', 'file to write')
    .option('--labels <labels>', 'such as 0-9 or 3,5,7', '0-9')
    .option('--count <n>', 'samples of each label', '8')
    .option('--seed <n>', 'of the latents', '1')
    .option('--scale <n>', 'enlarge 1 to 16 times', '1')
    .option('--checkpoint <which>', 'best, last or an epoch', checkpointChoice, 'best')
    .action((run: string, options: SampleOptions) => sample(context, run, options));
}

async function sample(context: CommandContext, text: string, options: SampleOptions) {
  const choices = choicesFrom(options);
  const { output, signal } = context;
  await withWorkbench(context, options.profile, async (workbench) => {
    const run = workbench.runs.get(findRun(workbench.runs.list(), text).id);
    const checkpoint = findCheckpoint(run, options.checkpoint);
    const bar = new ProgressBar(output, 'sheet [{bar}] {percentage}%');
    const recipe = { ...choices, run: run.id, checkpoint: checkpoint.id };
    const written = await workbench.sheets.write(
      {
        recipe: anySheetRecipeSchema.parse(recipe),
        format: 'png',
        path: resolve(options.out),
        carryModel: false,
      },
      { signal, onProgress: (share) => bar.show(share, 1) },
    );
    bar.clear();
    if (options.json) output.json({ event: 'written', ...written });
    output.say(
      `Wrote ${written.path} (${written.width} x ${written.height} pixels, epoch ${checkpoint.epoch}) and its recipe ${written.provenancePath}.`,
    );
  });
}

/** The recipe but for run and checkpoint. */
function choicesFrom(options: SampleOptions) {
  const parsed = choicesSchema.safeParse({
    version: 1,
    kind: 'digits',
    labels: parseLabels(options.labels),
    count: Number(options.count),
    seed: Number(options.seed),
    scale: Number(options.scale),
  });
  if (parsed.success) return parsed.data;
  const issues = parsed.error.issues.map(({ path, message }) => ({
    field: String(path[0]),
    message,
  }));
  throw new WorkbenchError({
    kind: 'invalid-input',
    message: 'The sheet cannot be made so. Nothing was written.',
    issues: firstOfEachField(issues),
  });
}
