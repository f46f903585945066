import { resolve } from 'node:path';
import { Command } from 'commander';
import { WorkbenchError } from '../../../shared/errors';
import type { SheetRecipe } from '../../../shared/sheet-recipe';
import { ordersForRuns, type RunOrder } from '../../sheets/orders-for-runs';
import { recipeFromFile } from '../../sheets/recipe-text';
import { chosenFormat } from '../../sheets/sheet-paths';
import { writeEach } from '../../sheets/write-each';
import { withWorkbench, type CommandContext, type Workbench } from '../context';
import { findCheckpoint, type CheckpointChoice } from '../find-checkpoint';
import { findRun } from '../find-run';
import { ProgressBar } from '../progress-bar';
import { checkpointChoice, type CommonOptions } from './common-options';

interface SheetOptions extends CommonOptions {
  readonly out: string;
  readonly runs?: readonly string[];
  readonly checkpoint: CheckpointChoice;
  readonly carryModel?: boolean;
  readonly overwrite?: boolean;
}

/** `sheet`: writes the sheet that a recipe describes, or the same sheet of several runs. */
export function sheetCommand(context: CommandContext): Command {
  return new Command('sheet')
    .summary('write the sheet of a recipe as PNG, SVG or PDF')
    .description(
      'Writes the sheet that a recipe describes, and where it came from as JSON beside it. The recipe is a JSON file: '
        + 'one that was kept, or the JSON beside a sheet. The same recipe gives the same bytes.\n\n'
        + 'With --runs, writes that sheet of each of these runs; the name of the files then holds {name}, {epoch}, '
        + '{number} or {run}. Other files that are there already are left alone, and nothing is written, unless '
        + '--overwrite is given.',
    )
    .argument('<recipe.json>', 'recipe, or the JSON beside a sheet')
    .requiredOption('--out <file>', 'file to write, ending in .png, .svg or .pdf')
    .option('--runs <run...>', 'make it of each of these runs: ids, beginnings of ids, or names')
    .option(
      '--checkpoint <which>',
      'of these runs: best, last or an epoch',
      checkpointChoice,
      'best',
    )
    .option('--carry-model', 'put the weights into the file too, to be opened where the run is not')
    .option('--overwrite', 'with --runs: replace files that are there already')
    .action((recipe: string, options: SheetOptions) => sheet(context, recipe, options));
}

async function sheet(context: CommandContext, recipePath: string, options: SheetOptions) {
  const { output, signal } = context;
  const format = chosenFormat(options.out);
  const recipe = await recipeFromFile(recipePath);
  await withWorkbench(context, options.profile, async (workbench) => {
    const carryModel = options.carryModel === true;
    const orders = ordersFrom(workbench, recipe, options).map((order) => ({
      ...order,
      format,
      carryModel,
    }));
    if (options.runs !== undefined) {
      const inTheWay = await workbench.sheets.inTheWay(orders);
      if (options.overwrite !== true) refuseToReplace(inTheWay);
    }
    const bar = new ProgressBar(output, 'sheet [{bar}] {percentage}%');
    await writeEach(workbench.sheets, orders, {
      signal,
      onProgress: (share) => bar.show(share, 1),
      onWritten: (written) => {
        bar.clear();
        if (options.json) output.json({ event: 'written', ...written });
        const { path, width, height, provenancePath } = written;
        output.say(`Wrote ${path} (${width} x ${height} pixels) and ${provenancePath}.`);
      },
    });
  });
}

function ordersFrom(
  { runs }: Workbench,
  recipe: SheetRecipe,
  { out, runs: names, checkpoint: choice }: SheetOptions,
): readonly RunOrder[] {
  if (names === undefined) return [{ recipe, path: resolve(out) }];
  const all = runs.list();
  const chosen = names.map((name) => {
    const run = runs.get(findRun(all, name).id);
    return { run, checkpoint: findCheckpoint(run, choice) };
  });
  return ordersForRuns(recipe, resolve(out), chosen);
}

/** Files that are named in a message. */
const mostNamed = 5;

function refuseToReplace(paths: readonly string[]): void {
  if (paths.length === 0) return;
  const more = paths.length > mostNamed ? ` and ${paths.length - mostNamed} more` : '';
  const [are, them] = paths.length === 1 ? ['is', 'it'] : ['are', 'them'];
  throw new WorkbenchError({
    kind: 'conflict',
    message: `${paths.slice(0, mostNamed).join(', ')}${more} ${are} there already. Nothing was written.`,
    remedy: `Add --overwrite to replace ${them}, or choose other names.`,
  });
}
