import type { RunConfig } from '../../../shared/run-config';
import { tf, type Scalar, type Tensor, type Tensor1D } from '../tensorflow';
import { baselineLoss, elbo, type Batch, type Elbo } from './cvae';
import type { Weights } from './layers';

/** Tensors here are all to be disposed of by the caller. */
interface Gradients {
  /** d loss / d weight of the weights that the step changes, by name. */
  readonly gradients: Weights;
}

export interface ElboAndGradients extends Gradients, Pick<Elbo, 'loss' | 'reconstruction' | 'kl'> {}

export interface BaselineLossAndGradients extends Gradients {
  readonly loss: Scalar;
}

/** The baseline is trained on its own, before all other weights and never with them. */
const isOfBaseline = (name: string): boolean => name.startsWith('baseline.');

/** The loss of a batch, its parts, and the gradients of all weights but the baseline's. */
export function elboAndGradients(
  config: RunConfig,
  weights: Weights,
  batch: Batch,
  seed: Tensor1D,
  klWeight: Scalar,
): ElboAndGradients {
  let parts: Pick<Elbo, 'reconstruction' | 'kl'> | undefined;
  const differentiated = differentiate(
    weights,
    (name) => !isOfBaseline(name),
    (given) => {
      const { loss, reconstruction, kl } = elbo(config, given, batch, seed, klWeight);
      // Differentiation disposes of all but its result.
      parts = { reconstruction: tf.keep(reconstruction), kl: tf.keep(kl) };
      return loss;
    },
  );
  return { ...differentiated, ...parts! };
}

/** The baseline's loss of a batch, and the gradients of its weights. */
export function baselineLossAndGradients(
  config: RunConfig,
  weights: Weights,
  batch: Batch,
  seed: Tensor1D,
): BaselineLossAndGradients {
  return differentiate(weights, isOfBaseline, (given) => baselineLoss(config, given, batch, seed));
}

export function differentiate(
  weights: Weights,
  isVariable: (name: string) => boolean,
  lossOf: (weights: Weights) => Scalar,
): BaselineLossAndGradients {
  const names = Object.keys(weights).filter(isVariable);
  const named = (tensors: readonly Tensor[]): Weights =>
    Object.fromEntries(names.map((name, i) => [name, tensors[i]!]));
  const { value, grads } = tf.valueAndGrads((...tensors: Tensor[]) =>
    lossOf({ ...weights, ...named(tensors) }),
  )(names.map((name) => weights[name]!));
  return { loss: value, gradients: named(grads) };
}
