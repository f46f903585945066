import type { RunConfig } from '../../../shared/run-config';
import { completesImages } from '../model/conditioning';
import { complete, decode, likelihoodMean, variationalBound } from '../model/cvae';
import type { Tensor1D, Tensor2D } from '../tensorflow';
import type { GraphBuilder } from './graph-builder';
import { lowering } from './lower';
import { record } from './record';
import { batchStandIns, weightStandIns } from './stand-ins';
import {
  examples,
  feedOf,
  type DataVariables,
  type EntryDefinition,
  type WeightVariable,
} from './variables';

/*
 * What is measured and shown is computed in float32 whatever the precision of training, so that a
 * checkpoint's loss is the one that any other program finds for it.
 */

/** indices, seed to reconstruction, KL and posterior mean of n test images. */
export function evaluation(
  graph: GraphBuilder,
  config: RunConfig,
  data: DataVariables,
  weights: readonly WeightVariable[],
  n: number,
): EntryDefinition {
  const indices = feedOf(graph, 'evaluate/indices', 'int32', [n]);
  const seed = feedOf(graph, 'evaluate/seed', 'int32', [2]);
  const batch = examples(graph, data, indices.name);
  const fetches = record(graph, lowering('float32'), (standIn) => {
    const { reconstruction, kl, posterior } = variationalBound(
      config,
      weightStandIns(standIn, weights),
      batchStandIns(standIn, batch, n),
      standIn<Tensor1D>(seed.name, [2], 'int32'),
    );
    return [reconstruction, kl, posterior.mean];
  });
  return { feeds: [indices, seed], fetches };
}

/** latents, conditions to n images in 0..1; a condition is a label or, with quadrants, a test image. */
export function decoding(
  graph: GraphBuilder,
  config: RunConfig,
  data: DataVariables,
  weights: readonly WeightVariable[],
  n: number,
): EntryDefinition {
  const z = config.latentDimensions;
  const latents = feedOf(graph, 'decode/latents', 'float32', [n, z]);
  const conditions = feedOf(graph, 'decode/conditions', 'int32', [n]);
  const completed = completesImages(config) ? examples(graph, data, conditions.name) : null;
  const fetches = record(graph, lowering('float32'), (standIn) => {
    const given = weightStandIns(standIn, weights);
    const noise = standIn<Tensor2D>(latents.name, [n, z]);
    if (completed !== null) {
      const { images } = batchStandIns(standIn, completed, n);
      return [complete(config, given, images, noise)];
    }
    const labels = standIn<Tensor1D>(conditions.name, [n], 'int32');
    return [likelihoodMean(config, decode(config, given, noise, labels))];
  });
  return { feeds: [latents, conditions], fetches };
}
