import { createHash } from 'node:crypto';
import { pixelCount } from '../../../shared/images';
import { standardNormals } from '../../../shared/random';
import { runConfigSchema } from '../../../shared/run-config';

/** A network small enough to be computed here, in plain arithmetic, and compared with what the sampler says. */
export const tinyConfig = runConfigSchema.parse({ encoderSizes: [8], decoderSizes: [8] });
const classes = 10;
const z = tinyConfig.latentDimensions;

const shapes: Readonly<Record<string, readonly [number, number]>> = {
  'decoder.0': [z + classes, 8],
  'encoder.0': [pixelCount + classes, 8],
  'likelihood.logits': [8, pixelCount],
  'posterior.log_variance': [8, z],
  'posterior.mean': [8, z],
};

interface Dense {
  /** [inputs, outputs], row by row. */
  readonly kernel: Float32Array;
  readonly bias: Float32Array;
}

const layers = new Map<string, Dense>(
  Object.entries(shapes).map(([name, [inputs, outputs]], i) => [
    name,
    { kernel: standardNormals(i, inputs * outputs), bias: standardNormals(100 + i, outputs) },
  ]),
);

/** The network as a safetensors file, written by hand. */
export function tinyWeights(): { readonly weights: Uint8Array; readonly sha256: string } {
  const tensors = [...layers].flatMap(([name, { kernel, bias }]) => [
    { name: `${name}.bias`, shape: [bias.length], values: bias },
    { name: `${name}.kernel`, shape: shapes[name], values: kernel },
  ]);
  let end = 0;
  const header = tensors.map(({ name, shape, values }) => {
    const begin = end;
    end += values.byteLength;
    return [name, { dtype: 'F32', shape, data_offsets: [begin, end] }];
  });
  const json = Buffer.from(JSON.stringify(Object.fromEntries(header)));
  const length = Buffer.alloc(8);
  length.writeBigUInt64LE(BigInt(json.length));
  const weights = new Uint8Array(
    Buffer.concat([length, json, ...tensors.map(({ values }) => new Uint8Array(values.buffer))]),
  );
  return { weights, sha256: createHash('sha256').update(weights).digest('hex') };
}

/** Probabilities [784] of a pixel being white. */
export function tinyDecode(label: number, latent: readonly number[]): number[] {
  const hidden = dense('decoder.0', [...latent, ...oneHot(label)]).map((x) => Math.max(0, x));
  return dense('likelihood.logits', hidden).map((logit) => 1 / (1 + Math.exp(-logit)));
}

/** The posterior's mean [z]. */
export function tinyEncode(label: number, levels: Uint8Array): number[] {
  const inputs = [...[...levels].map((level) => level / 255), ...oneHot(label)];
  const hidden = dense('encoder.0', inputs).map((x) => Math.max(0, x));
  return dense('posterior.mean', hidden);
}

const oneHot = (label: number) => Array.from({ length: classes }, (_, i) => (i === label ? 1 : 0));

function layerNamed(name: string): Dense {
  const layer = layers.get(name);
  if (layer === undefined) throw new Error(`There is no layer ${name}.`);
  return layer;
}

function dense(name: string, inputs: readonly number[]): number[] {
  const { kernel, bias } = layerNamed(name);
  return Array.from(bias, (start, output) =>
    inputs.reduce((sum, x, i) => sum + x * (kernel[i * bias.length + output] ?? NaN), start),
  );
}
