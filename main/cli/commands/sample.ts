import { resolve } from 'node:path';
import { Command } from 'commander';
import { z } from 'zod';
import { classesNamed, mostClasses, numberedNames } from '../../../shared/datasets';
import { WorkbenchError } from '../../../shared/errors';
import { sheetRecipeSchema, type SheetRecipe } from '../../../shared/sheet-recipe';
import { mostRows, whole } from '../../../shared/sheets/content-schemas';
import { sheetModel, type SheetModel } from '../../../shared/sheets/model-schema';
import { chosenFormat } from '../../sheets/sheet-paths';
import { withWorkbench, type CommandContext } from '../context';
import { findCheckpoint, type CheckpointChoice } from '../find-checkpoint';
import { findRun } from '../find-run';
import { parseLabels } from '../label-ranges';
import { ProgressBar } from '../progress-bar';
import { firstOfEachField } from '../settings';
import { checkpointChoice, type CommonOptions } from './common-options';

interface SampleOptions extends CommonOptions {
  readonly labels?: string;
  readonly count: string;
  readonly seed: string;
  readonly scale: string;
  readonly checkpoint: CheckpointChoice;
  readonly out: string;
}

const choicesSchema = z.strictObject({
  count: whole(1, mostRows, 'Count'),
  seed: whole(0, 2_147_483_647, 'Seed'),
  scale: whole(1, 16, 'Scale'),
});

/** Columns of digits of a model that is not told labels. */
const usualColumns = Array.from({ length: 10 }, (_, column) => column);

/** `sample`: writes a sheet of generated digits. */
export function sampleCommand(context: CommandContext): Command {
  return new Command('sample')
    .summary('write a sheet of digits')
    .description(
      'Writes a sheet of generated digits as 8-bit gray PNG, SVG or PDF, one column a label, and its recipe as JSON '
        + 'beside it. The same options give the same bytes.',
    )
    .argument('<run>', 'id, the beginning of an id, or name')
    .requiredOption('--out <file>', 'file to write, ending in .png, .svg or .pdf')
    .option('--labels <labels>', 'such as 0-9 or 3,5,7; all of the dataset if not given')
    .option('--count <n>', 'samples of each label', '8')
    .option('--seed <n>', 'of the latents', '1')
    .option('--scale <n>', 'enlarge 1 to 16 times', '1')
    .option('--checkpoint <which>', 'best, last or an epoch', checkpointChoice, 'best')
    .action((run: string, options: SampleOptions) => sample(context, run, options));
}

async function sample(context: CommandContext, text: string, options: SampleOptions) {
  const choices = choicesFrom(options);
  const format = chosenFormat(options.out);
  const { output, signal } = context;
  await withWorkbench(context, options.profile, async (workbench) => {
    const run = workbench.runs.get(findRun(workbench.runs.list(), text).id);
    const { conditioning, dataset } = run.config;
    // A model that is not told labels has as many columns.
    const names =
      conditioning === 'label'
        ? workbench.datasets.get(dataset).classNames
        : numberedNames(mostClasses);
    const everyLabel = conditioning === 'label' ? classesNamed(names) : usualColumns;
    const labels = options.labels === undefined ? everyLabel : parseLabels(options.labels, names);
    const checkpoint = findCheckpoint(run, options.checkpoint);
    const bar = new ProgressBar(output, 'sheet [{bar}] {percentage}%');
    const written = await workbench.sheets.write(
      {
        recipe: recipeOf(labels, choices, sheetModel(run, checkpoint)),
        format,
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

/** Digits alone, white on black as MNIST has them: nothing around them. */
function recipeOf(
  labels: readonly number[],
  { count, seed, scale }: z.output<typeof choicesSchema>,
  model: SheetModel,
): SheetRecipe {
  return sheetRecipeSchema.parse({
    version: 2,
    content: { kind: 'digits', model, labels, count, latents: { seed } },
    style: { scale, margin: 0, headings: false, legend: false },
  });
}

function choicesFrom(options: SampleOptions) {
  // Which labels there are, the dataset tells; what is a list of none at all is refused before anything is opened.
  if (options.labels !== undefined) parseLabels(options.labels, numberedNames(mostClasses));
  const parsed = choicesSchema.safeParse({
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
