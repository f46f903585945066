import { readFileSync } from 'node:fs';

/** A tensor of a safetensors file. */
export interface Tensor {
  readonly shape: readonly number[];
  readonly values: Float32Array;
}

export interface SafetensorsFile {
  readonly tensors: ReadonlyMap<string, Tensor>;
  readonly metadata: Readonly<Record<string, string>>;
}

interface Header {
  readonly [name: string]: {
    readonly dtype: string;
    readonly shape: readonly number[];
    readonly data_offsets: readonly [number, number];
  };
}

/** Reads safetensors as its specification says, without any of the engine's code. */
export function readSafetensors(path: string): SafetensorsFile {
  const file = readFileSync(path);
  const headerEnd = 8 + Number(file.readBigUInt64LE(0));
  const { __metadata__: metadata, ...header } = JSON.parse(file.toString('utf8', 8, headerEnd)) as {
    __metadata__: Record<string, string>;
  } & Record<string, unknown>;
  const tensors = Object.entries(header as Header).map(([name, { dtype, shape, data_offsets }]) => {
    if (dtype !== 'F32') throw new Error(`${name} is ${dtype}.`);
    const [from, to] = data_offsets;
    const bytes = Uint8Array.from(file.subarray(headerEnd + from, headerEnd + to));
    return [name, { shape, values: new Float32Array(bytes.buffer) }] as const;
  });
  return { tensors: new Map(tensors), metadata };
}

/** Gray levels [784] of one latent [z] under a label: dense ReLU layers and a sigmoid, in plain numbers. */
export function decodeDigit(
  { tensors }: SafetensorsFile,
  latent: Float32Array,
  label: number,
): Uint8Array {
  let units = [...latent, ...Array.from({ length: 10 }, (_, i) => (i === label ? 1 : 0))];
  for (let layer = 0; tensors.has(`decoder.${layer}.kernel`); layer++) {
    units = dense(tensors, `decoder.${layer}`, units).map((unit) => Math.max(0, unit));
  }
  const logits = dense(tensors, 'likelihood.logits', units);
  return Uint8Array.from(logits, (logit) => Math.round(255 / (1 + Math.exp(-logit))));
}

function dense(tensors: SafetensorsFile['tensors'], name: string, units: readonly number[]) {
  const { values: kernel } = tensors.get(`${name}.kernel`)!;
  const { values: bias } = tensors.get(`${name}.bias`)!;
  return Array.from(bias, (start, out) =>
    units.reduce((sum, unit, i) => sum + unit * kernel[i * bias.length + out]!, start),
  );
}
