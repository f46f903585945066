import type { RunConfig } from '../../../shared/run-config';
import { tf, type Scalar, type Tensor, type Tensor1D } from '../tensorflow';
import { elbo, type Batch, type Elbo } from './cvae';
import type { Weights } from './layers';

export interface ElboAndGradients extends Pick<Elbo, 'loss' | 'reconstruction' | 'kl'> {
  /** d loss / d weight, in the order of the weights. */
  readonly gradients: readonly Tensor[];
}

/** The loss of a batch, its parts and its gradients, all to be disposed of by the caller. */
export function elboAndGradients(
  config: RunConfig,
  weights: Weights,
  batch: Batch,
  seed: Tensor1D,
  klWeight: Scalar,
): ElboAndGradients {
  const names = Object.keys(weights);
  let parts: Pick<Elbo, 'reconstruction' | 'kl'> | undefined;
  const lossOf = (...tensors: Tensor[]): Scalar => {
    const given = Object.fromEntries(names.map((name, i) => [name, tensors[i]!]));
    const { loss, reconstruction, kl } = elbo(config, given, batch, seed, klWeight);
    // Differentiation disposes of all but its result.
    parts = { reconstruction: tf.keep(reconstruction), kl: tf.keep(kl) };
    return loss;
  };
  const { value, grads } = tf.valueAndGrads(lossOf)(Object.values(weights));
  return { loss: value, ...parts!, gradients: grads };
}
