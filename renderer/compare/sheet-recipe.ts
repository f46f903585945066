import { quadrantsSeen } from '../../shared/run-config';
import type { CheckpointSummary, RunDetail } from '../../shared/runs';
import { freshRecipe, sheetRecipeSchema, type SheetRecipe } from '../../shared/sheet-recipe';
import { sheetModel } from '../../shared/sheets/model-schema';
import { snapshotColumns, snapshotSeed } from '../../shared/snapshots';
import type { TilePlan } from './draw-tiles';
import { checkpointAt } from './epochs';

/** What a sheet of what is compared can show. */
export interface ComparedSheet {
  readonly shown: readonly { readonly run: RunDetail; readonly checkpoint: CheckpointSummary }[];
  readonly leftOut: readonly RunDetail[];
}

/** The test images that models complete. */
export interface CompletedImages {
  /** By number, one of each of these labels that there is; null for none of a label. */
  ofLabels(
    dataset: string,
    labels: readonly number[],
    seed: number,
  ): Promise<readonly (number | null)[]>;
  /** Those of snapshots. */
  ofSnapshots(dataset: string): Promise<readonly number[]>;
}

const completes = ({ config }: RunDetail): boolean => quadrantsSeen(config.conditioning) > 0;

/**
 * The runs that a sheet can show beside each other at an epoch: those whose checkpoint is kept, of snapshots the one
 * that drew them, and that are shown images of the same test set.
 */
export function comparedSheet(
  runs: readonly RunDetail[],
  epoch: number | null,
  plan: TilePlan,
): ComparedSheet {
  const seesImages = (run: RunDetail): boolean => plan.kind === 'images' || completes(run);
  const dataset = runs.find(seesImages)?.config.dataset;
  const found = runs.map((run) => {
    const hasImages = !seesImages(run) || run.config.dataset === dataset;
    return { run, checkpoint: hasImages ? checkpointOf(run, epoch, plan) : null };
  });
  return {
    shown: found.flatMap(({ run, checkpoint }) =>
      checkpoint === null ? [] : [{ run, checkpoint }],
    ),
    leftOut: found.filter(({ checkpoint }) => checkpoint === null).map(({ run }) => run),
  };
}

function checkpointOf(
  run: RunDetail,
  epoch: number | null,
  { kind }: TilePlan,
): CheckpointSummary | null {
  if (kind !== 'snapshots') return checkpointAt(run.checkpoints, epoch);
  const drawnAt = Math.min(epoch ?? run.epochsDone, run.epochsDone);
  return run.checkpoints.find((each) => each.epoch === drawnAt && each.step === 0) ?? null;
}

/** The sheet that shows these runs as they are compared; null for what no recipe can say. */
export async function comparisonRecipe(
  { shown }: ComparedSheet,
  plan: TilePlan,
  images: CompletedImages,
): Promise<SheetRecipe | null> {
  const content = await contentOf(
    shown.map(({ run }) => run),
    plan,
    images,
  );
  const models = shown.map(({ run, checkpoint }) => sheetModel(run, checkpoint));
  return sheetRecipeSchema.safeParse(freshRecipe({ ...content, models })).data ?? null;
}

async function contentOf(runs: readonly RunDetail[], plan: TilePlan, images: CompletedImages) {
  const dataset = runs.find(completes)?.config.dataset;
  switch (plan.kind) {
    case 'latents': {
      const { labels, columns: count, seed, isShared } = plan;
      const table = {
        kind: 'runs',
        count,
        latents: { seed },
        ...(isShared ? {} : { isEachApart: true }),
      };
      if (dataset === undefined) return { ...table, labels: [...labels] };
      const chosen = await images.ofLabels(dataset, labels, seed);
      return {
        ...table,
        labels: labels.filter((_, index) => chosen[index] !== null),
        images: chosen.filter((image) => image !== null),
      };
    }
    case 'images':
      return {
        kind: 'reconstructions',
        images: [...plan.images.numbers],
        columns: plan.images.columns,
      };
    case 'snapshots': {
      const table = { kind: 'runs', count: plan.columns, latents: { seed: snapshotSeed } };
      // Draws that are no label's belong to their column: all columns are shown where there are such.
      if (runs.every(({ config }) => config.conditioning === 'label')) {
        return { ...table, labels: [...plan.labels] };
      }
      const labels = Array.from({ length: snapshotColumns }, (_, label) => label);
      if (dataset === undefined) return { ...table, labels };
      return { ...table, labels, images: await images.ofSnapshots(dataset) };
    }
  }
}

/** Why not all of what is compared can be on a sheet; null when it can. */
export function leftOutWords({ leftOut }: ComparedSheet, { kind }: TilePlan): string | null {
  if (leftOut.length === 0) return null;
  const names = leftOut.map(({ name }) => `“${name}”`).join(', ');
  return kind === 'snapshots'
    ? `Not on the sheet: ${names}. The checkpoint that drew the snapshot is not kept.`
    : `Not on the sheet: ${names}. There is no checkpoint so early, or the test set is another.`;
}
