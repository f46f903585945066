import type { Condition } from './conditions';
import { sampleLatents, samplesShown } from './draws';
import { decode, type ExploredModel } from './model';

export interface Samples {
  readonly model: ExploredModel;
  readonly condition: Condition;
  readonly seed: number;
}

/** Gray levels [30, 784] of draws from the prior. */
export function samples({ model, condition, seed }: Samples): Promise<Uint8Array> {
  const conditions = Array.from({ length: samplesShown }, () => condition);
  return decode(model, conditions, sampleLatents(seed, model.latentDimensions));
}
