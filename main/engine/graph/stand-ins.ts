import { pixelCount } from '../../../shared/images';
import type { Batch } from '../model/cvae';
import type { Weights } from '../model/layers';
import type { Tensor1D, Tensor2D } from '../tensorflow';
import type { StandIn } from './record';
import type { Examples, WeightVariable } from './variables';

/** The model's weights, standing for the values of variables. */
export function weightStandIns(standIn: StandIn, variables: readonly WeightVariable[]): Weights {
  return Object.fromEntries(
    variables.map(({ weight, value, shape }) => [weight, standIn(value, [...shape])]),
  );
}

/** A batch of n, standing for examples. */
export function batchStandIns(standIn: StandIn, { images, labels }: Examples, n: number): Batch {
  return {
    images: standIn<Tensor2D>(images, [n, pixelCount]),
    labels: standIn<Tensor1D>(labels, [n], 'int32'),
  };
}
