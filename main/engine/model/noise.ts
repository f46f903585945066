import { runKernel } from '../backend';
import { tf, type Tensor, type Tensor1D } from '../tensorflow';

/**
 * Noise as a pure function of a seed: TensorFlow's own counter-based generator (Philox, Salmon et al.
 * 2011). tf.randomNormal draws in JavaScript, from a hidden state, and is no node of a graph.
 */

/** Standard normal draws; the seed is int32 [2]. */
export const standardNormal = <T extends Tensor>(shape: T['shape'], seed: Tensor1D): T =>
  draw('StatelessRandomNormal', shape, seed);

/** Draws uniform in [0, 1); the seed is int32 [2]. */
export const uniform = <T extends Tensor>(shape: T['shape'], seed: Tensor1D): T =>
  draw('StatelessRandomUniform', shape, seed);

/** Another, independent seed for a second purpose at the same step. */
export const seedFor = (purpose: number, seed: Tensor1D): Tensor1D =>
  tf.add(seed, tf.tensor1d([purpose, 0], 'int32'));

function draw<T extends Tensor>(op: string, shape: T['shape'], seed: Tensor1D): T {
  const types = { T: 'int32', Tseed: 'int32', dtype: 'float32' } as const;
  return tf.tidy(() => runKernel(op, types, [tf.tensor1d(shape, 'int32'), seed]) as T);
}
