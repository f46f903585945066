import { tf, type Tensor, type Tensor1D } from '../tensorflow';

/**
 * Noise as a pure function of a seed: TensorFlow's own counter-based generator (Philox, Salmon et al.
 * 2011). tf.randomNormal draws in JavaScript, from a hidden state, and is no node of a graph.
 */

interface KernelBackend {
  readonly binding: {
    readonly TF_ATTR_TYPE: number;
    readonly TF_FLOAT: number;
    readonly TF_INT32: number;
  };
  executeSingleOutput(op: string, attributes: object[], inputs: Tensor[]): Tensor;
}

function draw(op: string, shape: readonly number[], seed: Tensor1D): Tensor {
  const backend = tf.backend() as unknown as KernelBackend;
  const { TF_ATTR_TYPE, TF_FLOAT, TF_INT32 } = backend.binding;
  const attributes = [
    { name: 'T', type: TF_ATTR_TYPE, value: TF_INT32 },
    { name: 'Tseed', type: TF_ATTR_TYPE, value: TF_INT32 },
    { name: 'dtype', type: TF_ATTR_TYPE, value: TF_FLOAT },
  ];
  return tf.tidy(() =>
    backend.executeSingleOutput(op, attributes, [tf.tensor1d([...shape], 'int32'), seed]),
  );
}

/** Standard normal draws; the seed is int32 [2]. */
export const standardNormal = <T extends Tensor>(shape: T['shape'], seed: Tensor1D): T =>
  draw('StatelessRandomNormal', shape, seed) as T;

/** Draws uniform in [0, 1); the seed is int32 [2]. */
export const uniform = <T extends Tensor>(shape: T['shape'], seed: Tensor1D): T =>
  draw('StatelessRandomUniform', shape, seed) as T;

/** Another, independent seed for a second purpose at the same step. */
export const seedFor = (purpose: number, seed: Tensor1D): Tensor1D =>
  tf.add(seed, tf.tensor1d([purpose, 0], 'int32'));
