import { standardNormals } from '../../shared/random';
import type { Condition } from './conditions';
import { decode, type ExploredModel } from './model';

export const samplesShown = 30;

export interface Samples {
  readonly model: ExploredModel;
  readonly condition: Condition;
  readonly seed: number;
}

/** Latents [30, z] of a seed. */
export function sampleLatents(seed: number, z: number): Float32Array {
  return standardNormals(seed, samplesShown * z);
}

/** Gray levels [30, 784] of draws from the prior. */
export function samples({ model, condition, seed }: Samples): Promise<Uint8Array> {
  const conditions = Array.from({ length: samplesShown }, () => condition);
  return decode(model, conditions, sampleLatents(seed, model.latentDimensions));
}
