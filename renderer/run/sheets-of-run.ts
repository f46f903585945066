import { quadrantsSeen, type RunConfig } from '../../shared/run-config';
import type { CheckpointSummary, RunDetail } from '../../shared/runs';
import { freshRecipe, sheetRecipeSchema, type SheetRecipe } from '../../shared/sheet-recipe';
import { sheetModel } from '../../shared/sheets/model-schema';
import { snapshotSeed, type Snapshot } from '../../shared/snapshots';
import { knownDatasets } from '../known-datasets.svelte';

/** Epochs that a sheet of the way of a training has at most: as many as are told apart on a page. */
const mostEpochs = 12;

/** Whether a run's snapshots complete test images. */
export const completesImages = ({ config }: { readonly config: RunConfig }): boolean =>
  quadrantsSeen(config.conditioning) > 0;

/**
 * The sheet of the very digits of a snapshot; null when the checkpoint that drew them is not kept.
 *
 * @param images that the snapshot completes, one a column, see `snapshotImages`
 */
export function sheetOfDigits(
  run: RunDetail,
  { epoch, rows, columns }: Snapshot,
  images?: readonly number[],
): SheetRecipe | null {
  const drew = run.checkpoints.find((each) => each.epoch === epoch && each.step === 0);
  if (drew === undefined) return null;
  return sheetRecipeSchema.parse(
    freshRecipe({
      kind: 'digits',
      model: sheetModel(run, drew),
      ...digits(run, columns, rows, images),
    }),
  );
}

/**
 * The sheet of the first row of a snapshot's digits over the epochs whose checkpoints are kept, evenly
 * chosen from the first to the last; null when there are not two.
 */
export function sheetOfEpochs(
  run: RunDetail,
  { columns }: Snapshot,
  images?: readonly number[],
): SheetRecipe | null {
  const kept = run.checkpoints.filter(({ step }) => step === 0);
  if (kept.length < 2) return null;
  return sheetRecipeSchema.parse(
    freshRecipe({
      kind: 'epochs',
      models: evenlyChosen(kept).map((checkpoint) => sheetModel(run, checkpoint)),
      ...digits(run, columns, 1, images),
    }),
  );
}

function digits(
  { config: { conditioning, dataset } }: RunDetail,
  columns: number,
  count: number,
  images: readonly number[] | undefined,
) {
  const labels =
    conditioning === 'label'
      ? [...knownDatasets.snapshotLabels(dataset, columns)]
      : Array.from({ length: columns }, (_, column) => column);
  return { labels, images, count, latents: { seed: snapshotSeed } };
}

function evenlyChosen(checkpoints: readonly CheckpointSummary[]): readonly CheckpointSummary[] {
  const count = Math.min(mostEpochs, checkpoints.length);
  return Array.from(
    { length: count },
    (_, index) => checkpoints[Math.round((index * (checkpoints.length - 1)) / (count - 1))]!,
  );
}
