import type { CheckpointId, RunId } from '../../shared/ids';
import { pixelCount } from '../../shared/images';
import { quadrantsSeen, type RunConfig } from '../../shared/run-config';
import type { Snapshot } from '../../shared/snapshots';
import { call } from '../api';
import { knownDatasets } from '../known-datasets.svelte';
import { sampler } from '../sampler';
import { imagesByLabel, type ChosenImages } from './chosen-images';
import { tileLatents } from './latents';
import { absoluteDifferences, snapshotTiles, type ImageNats } from './tile-values';
import { testSetOf } from './test-sets';

/** What all runs are asked to show, each by its own model. */
export type TilePlan =
  | {
      readonly kind: 'latents';
      readonly labels: readonly number[];
      readonly columns: number;
      readonly seed: number;
      /** Whether a latent is the same under all labels. */
      readonly isShared: boolean;
    }
  | { readonly kind: 'images'; readonly images: ChosenImages }
  | { readonly kind: 'snapshots'; readonly labels: readonly number[]; readonly columns: number };

/** What of a run is shown. */
export interface TileModel {
  readonly run: RunId;
  readonly config: RunConfig;
  readonly checkpoint: CheckpointId;
  /** Whose snapshot is shown. */
  readonly epoch: number;
}

export interface TileWish {
  readonly plan: TilePlan;
  readonly model: TileModel;
}

/** Tiles in rows of a label or of test images. */
export interface DrawnTiles {
  readonly plan: TilePlan;
  readonly rows: number;
  readonly columns: number;
  /** Gray levels [rows * columns, 784]. */
  readonly pixels: Uint8Array;
  /** Mean absolute difference of each tile's pixels from the test image's, 0..1; null without test images. */
  readonly differences: Float32Array | null;
  /** What each test image costs; null without test images. */
  readonly nats: ImageNats | null;
}

/** @throws WorkbenchError what the sampler and main report */
export async function drawTiles({ plan, model }: TileWish): Promise<DrawnTiles> {
  switch (plan.kind) {
    case 'latents': {
      const { labels, columns } = plan;
      const pixels = await decodeLatents(plan, model);
      return { plan, rows: labels.length, columns, pixels, differences: null, nats: null };
    }
    case 'images': {
      const { rows, columns, labels, pixels: originals } = plan.images;
      const { pixels, ...nats } = await sampler.reconstruct(model.checkpoint, labels, originals);
      const differences = absoluteDifferences(originals, pixels);
      return { plan, rows, columns, pixels, differences, nats };
    }
    case 'snapshots': {
      const { labels, columns } = plan;
      const snapshot = await call('runs.snapshot', { run: model.run, epoch: model.epoch });
      const pixels =
        snapshot === null
          ? new Uint8Array(labels.length * columns * pixelCount)
          : snapshotTiles(snapshot, placesOf(labels, model, snapshot), columns);
      return { plan, rows: labels.length, columns, pixels, differences: null, nats: null };
    }
  }
}

/** Of labels among a snapshot's columns, which labelled models have of theirs alone. */
function placesOf(
  labels: readonly number[],
  { config }: TileModel,
  { columns }: Snapshot,
): readonly number[] {
  if (config.conditioning !== 'label') return labels;
  const drawn = knownDatasets.snapshotLabels(config.dataset, columns);
  return labels.map((label) => drawn.indexOf(label));
}

type LatentPlan = Extract<TilePlan, { kind: 'latents' }>;

/** A model that is told no label has a latent of its own for each tile: its rows would all be the same. */
async function decodeLatents(
  { labels, columns, seed, isShared }: LatentPlan,
  { config, checkpoint }: TileModel,
): Promise<Uint8Array> {
  const { conditioning, latentDimensions: z, dataset } = config;
  const shares = isShared && conditioning === 'label';
  const latents = tileLatents(seed, labels.length, columns, z, shares);
  if (quadrantsSeen(conditioning) === 0) {
    const each = Uint8Array.from(labels.flatMap((label) => Array<number>(columns).fill(label)));
    return sampler.decode(checkpoint, each, latents);
  }
  const shown = imagesByLabel(await testSetOf(dataset), labels, 1, seed);
  const repeated = new Uint8Array(labels.length * columns * pixelCount);
  for (let tile = 0; tile < labels.length * columns; tile++) {
    const image = shown.labels.indexOf(labels[Math.floor(tile / columns)]!);
    if (image === -1) continue;
    const levels = shown.pixels.subarray(image * pixelCount, (image + 1) * pixelCount);
    repeated.set(levels, tile * pixelCount);
  }
  const { pixels } = await sampler.complete(checkpoint, repeated, latents, true);
  return pixels;
}
