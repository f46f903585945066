import { pixelCount } from '../../../shared/images';
import type { RunConfig } from '../../../shared/run-config';
import type { GraphBuilder } from '../graph/graph-builder';
import type { Signature, SignatureTensor } from '../graph/graph-def';
import { lowering } from '../graph/lower';
import { record } from '../graph/record';
import { weightStandIns } from '../graph/stand-ins';
import { feedOf, type WeightVariable } from '../graph/variables';
import { completesImages } from '../model/conditioning';
import { complete, decode, encode, likelihoodMean } from '../model/cvae';
import type { Tensor1D, Tensor2D } from '../tensorflow';
import { forAnyBatch, recordedBatch as n } from './any-batch';

/** images [n, 784] in 0..1 and, for a model that is told them, labels int32 [n] to q(z | x, y). */
export function encodeSignature(
  graph: GraphBuilder,
  config: RunConfig,
  weights: readonly WeightVariable[],
): Signature {
  const images = floats(graph, 'encode/images', pixelCount);
  const labels = labelsOf(graph, config, 'encode');
  const [mean, logVariance] = record(graph, forAnyBatch(lowering('float32')), (standIn) => {
    const x = standIn<Tensor2D>(images.output, [n, pixelCount]);
    const y = standIn<Tensor1D>(labels?.output ?? '', [n], 'int32');
    const posterior = encode(config, weightStandIns(standIn, weights), x, y);
    return [posterior.mean, posterior.logVariance];
  });
  const latents = (output: string): SignatureTensor => ({
    output,
    type: 'float32',
    shape: [-1, config.latentDimensions],
  });
  return {
    inputs: { images, ...(labels && { labels }) },
    outputs: { mean: latents(mean!), log_variance: latents(logVariance!) },
  };
}

/**
 * latents [n, z] and labels int32 [n] to images [n, 784] in 0..1, the likelihood's mean. A model that
 * completes images takes, in place of labels, images [n, 784] of which it reads the seen quadrants.
 */
export function decodeSignature(
  graph: GraphBuilder,
  config: RunConfig,
  weights: readonly WeightVariable[],
): Signature {
  const z = config.latentDimensions;
  const latents = floats(graph, 'decode/latents', z);
  const labels = labelsOf(graph, config, 'decode');
  const seen = completesImages(config) ? floats(graph, 'decode/images', pixelCount) : null;
  const [decoded] = record(graph, forAnyBatch(lowering('float32')), (standIn) => {
    const given = weightStandIns(standIn, weights);
    const noise = standIn<Tensor2D>(latents.output, [n, z]);
    if (seen !== null) {
      const images = standIn<Tensor2D>(seen.output, [n, pixelCount]);
      return [complete(config, given, images, noise)];
    }
    const y = standIn<Tensor1D>(labels?.output ?? '', [n], 'int32');
    return [likelihoodMean(config, decode(config, given, noise, y))];
  });
  return {
    inputs: { latents, ...(labels && { labels }), ...(seen && { images: seen }) },
    outputs: { images: { output: decoded!, type: 'float32', shape: [-1, pixelCount] } },
  };
}

function floats(graph: GraphBuilder, name: string, width: number): SignatureTensor {
  const { type, shape } = feedOf(graph, name, 'float32', [-1, width]);
  return { output: name, type, shape };
}

/** Null for a model that is not told the label. */
function labelsOf(graph: GraphBuilder, config: RunConfig, entry: string): SignatureTensor | null {
  if (config.conditioning !== 'label') return null;
  const { name, type, shape } = feedOf(graph, `${entry}/labels`, 'int32', [-1]);
  return { output: name, type, shape };
}
