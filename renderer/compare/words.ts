import { counted } from '../../shared/counted';
import type { Anchor } from '../../shared/comparisons';
import { checkpointPlace } from '../../shared/checkpoints';
import { negativeElbo } from '../../shared/elbo';
import type { EpochMetrics } from '../../shared/metrics';
import { quadrantsSeen, type RunConfig } from '../../shared/run-config';
import type { RunDetail } from '../../shared/runs';
import { formatCount, formatLoss } from '../ui/format';
import type { Mark } from './comparing.svelte';
import type { DrawnTiles } from './draw-tiles';
import { scaleGap } from './comparable';
import { checkpointAt } from './epochs';
import { imageLosses, meanOf } from './tile-values';

/** Which state of a run is shown at an epoch, and its negative ELBO, e.g. `Epoch 5, the last kept by 7 · −ELBO 128.03`. */
export function placeWords(
  run: RunDetail,
  metrics: readonly EpochMetrics[],
  epoch: number | null,
  anchor: Anchor,
): string {
  if (anchor === 'snapshots') {
    if (run.epochsDone === 0) return '';
    const shown = Math.min(epoch ?? run.epochsDone, run.epochsDone);
    return epoch !== null && shown < epoch ? `Epoch ${shown}, its last` : `Epoch ${shown}`;
  }
  const checkpoint = checkpointAt(run.checkpoints, epoch);
  if (checkpoint === null) return '';
  const isEarlier = epoch !== null && checkpoint.epoch < epoch;
  const place = `Epoch ${checkpointPlace(checkpoint)}`;
  const measured =
    checkpoint.step === 0 ? metrics.find((each) => each.epoch === checkpoint.epoch) : undefined;
  const loss = measured === undefined ? '' : ` · −ELBO ${formatLoss(negativeElbo(measured))}`;
  if (!isEarlier) return place + loss;
  const isLast = checkpoint === run.checkpoints.at(-1);
  return `${place}, ${isLast ? 'its last' : `the last kept by ${epoch}`}${loss}`;
}

/**
 * How well a run does test images, in lines: the marked tile, or all on average. `best` tells of each image which run
 * does it best; null where runs cannot be compared by that, or there is one alone.
 */
export function imageLines(
  { differences, nats, columns }: DrawnTiles,
  mark: Mark | null,
  run: number,
  best: Uint8Array | null,
): string[] {
  if (differences === null || nats === null) return [];
  const index = mark === null ? null : mark.row * columns + mark.column;
  const of = (values: Float32Array): number =>
    index === null ? meanOf(values) : (values[index] ?? Number.NaN);
  const percent = `${(100 * of(differences)).toFixed(1)} %`;
  const loss = formatLoss(of(imageLosses(nats)));
  const { reconstruction, kl } = nats;
  const terms =
    kl === null ? '' : ` = ${formatLoss(of(reconstruction))} + KL ${formatLoss(of(kl))}`;
  return [
    index === null ? `Differs by ${percent}` : `This one by ${percent}`,
    `Loss ${loss}${terms}`,
    ...(best === null ? [] : [bestWords(best, run, index)]),
  ];
}

function bestWords(best: Uint8Array, run: number, index: number | null): string {
  if (index !== null) return best[index] === run ? 'Best for this one' : '';
  return `Best for ${best.filter((each) => each === run).length} of ${best.length}`;
}

/** Why a run has nothing to show at an epoch. */
export function missingWords({ checkpoints: [first], epochsDone }: RunDetail): string {
  if (first !== undefined) return `Its first checkpoint is of epoch ${checkpointPlace(first)}.`;
  return epochsDone === 0
    ? 'Nothing to show yet: its first checkpoint is kept after its first epoch.'
    : 'None of its checkpoints was kept.';
}

/** What is different about how a model is shown; null when nothing is. */
export function conditionNote({ conditioning }: RunConfig, anchor: Anchor): string | null {
  const seen = quadrantsSeen(conditioning);
  const quadrants = counted(seen, 'quadrant');
  switch (anchor) {
    case 'latents':
      if (seen > 0) return `Completes test images: shown ${quadrants}.`;
      return conditioning === 'none' ? 'Told no label: each tile is a draw of its own.' : null;
    case 'images':
      return seen > 0 ? `Completes from ${quadrants}, by its prior’s mean.` : null;
    case 'snapshots':
      if (seen > 0) return `Completes a test image a row: shown ${quadrants}.`;
      return conditioning === 'none' ? 'Told no label: each tile is a draw of its own.' : null;
  }
}

/** How far what is shown can be compared between the runs; null when there is nothing to say. */
export function anchorWords(runs: readonly RunDetail[], anchor: Anchor): string | null {
  switch (anchor) {
    case 'latents':
      return runs.length > 1 ? alignmentWords(runs) : null;
    case 'images':
      return `${lossWords(runs)} ${scaleGap(runs) ?? ''}`.trimEnd();
    case 'snapshots':
      return null;
  }
}

/** What losses of single images are of. */
function lossWords(runs: readonly RunDetail[]): string {
  return runs.some(({ config }) => quadrantsSeen(config.conditioning) > 0)
    ? 'Losses are −log p of the predicted pixels, in nats an image, each from one latent: the mean of its posterior (plus KL) or, of completions, of its prior.'
    : 'Loss = −log p(x | z, y) + KL in nats an image, with z the mean of its posterior. Test losses draw z, and are mostly higher.';
}

/** How far the same latents mean the same in all runs. */
export function alignmentWords(runs: readonly RunDetail[]): string {
  const sizes = [...new Set(runs.map(({ config }) => config.latentDimensions))];
  if (sizes.length > 1) {
    const list = sizes.toSorted((a, b) => a - b).map((z) => `z ${formatCount(z)}`);
    return `Latents are drawn for each number of dimensions (${list.join(', ')}): runs of different ones share labels alone.`;
  }
  if (runs.length > 1 && areBranches(runs)) {
    return 'Runs that branched from one another began with the same latent space.';
  }
  return 'The same latents in every run. Latent spaces trained apart are not aligned: the same latent may be another style.';
}

/** Whether every run but one branched from another of them. */
function areBranches(runs: readonly RunDetail[]): boolean {
  const ids = new Set(runs.map(({ id }) => id));
  return runs.filter(({ parent }) => parent === null || !ids.has(parent.run)).length === 1;
}
