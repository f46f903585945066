import { quadrantsSeen } from '../../shared/run-config';
import type { RunDetail } from '../../shared/runs';
import { sheetRecipeSchema, type SheetRecipe } from '../../shared/sheet-recipe';
import { sheetModel } from '../../shared/sheets/model-schema';
import type { TilePlan } from './draw-tiles';
import { checkpointAt } from './epochs';

/**
 * The sheet that shows what is compared: each run's checkpoint at an epoch under the same labels and latents, or what
 * each makes of the same test images. Runs that sheets cannot show beside the others are left out; null when none is
 * left, or for snapshots, which are not decoded.
 */
export function comparisonRecipe(
  runs: readonly RunDetail[],
  epoch: number | null,
  plan: TilePlan | null,
): SheetRecipe | null {
  if (plan === null || plan.kind === 'snapshots') return null;
  const dataset = runs[0]?.config.dataset;
  const models = runs.flatMap((run) => {
    const checkpoint = checkpointAt(run.checkpoints, epoch);
    const isShown =
      quadrantsSeen(run.config.conditioning) === 0
      && (plan.kind === 'latents' || run.config.dataset === dataset);
    return checkpoint !== null && isShown ? [sheetModel(run, checkpoint)] : [];
  });
  if (models.length === 0) return null;
  const content =
    plan.kind === 'latents'
      ? {
          kind: 'runs',
          models,
          labels: [...plan.labels],
          count: plan.columns,
          latents: { seed: plan.seed },
        }
      : {
          kind: 'reconstructions',
          models,
          images: [...plan.images.numbers],
          columns: plan.images.columns,
        };
  return sheetRecipeSchema.safeParse({ version: 2, content }).data ?? null;
}
