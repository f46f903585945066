import type { Activation } from '../../../shared/run-config';
import { tf, type Tensor, type Tensor2D, type Tensor4D } from '../tensorflow';

/** Every tensor of a model, by name; a layer `x` owns `x.kernel` and `x.bias`. */
export type Weights = Readonly<Record<string, Tensor>>;

/** Throws when the weights are not those of this model. */
export function weight(weights: Weights, name: string): Tensor {
  const found = weights[name];
  if (found === undefined) throw new Error(`The weights hold no tensor "${name}".`);
  return found;
}

export function activate<T extends Tensor>(activation: Activation, x: T): T {
  switch (activation) {
    case 'relu':
      return tf.relu(x);
    case 'silu':
      return tf.mul(x, tf.sigmoid(x));
    case 'tanh':
      return tf.tanh(x);
  }
}

/** x [n, in] to x W + b [n, out]. */
export function dense(weights: Weights, layer: string, x: Tensor2D): Tensor2D {
  const kernel = weight(weights, `${layer}.kernel`);
  return tf.add(tf.matMul(x, kernel), weight(weights, `${layer}.bias`));
}

/** Layers `prefix.0`, `prefix.1`, ..., each followed by the activation: [n, in] to [n, out]. */
export function perceptron(
  weights: Weights,
  prefix: string,
  depth: number,
  activation: Activation,
  x: Tensor2D,
): Tensor2D {
  let hidden = x;
  for (let i = 0; i < depth; i++) {
    hidden = activate(activation, dense(weights, `${prefix}.${i}`, hidden));
  }
  return hidden;
}

/** x [n, s, s, in] to [n, ceil(s / 2), ceil(s / 2), out]. */
export function convolution(weights: Weights, layer: string, x: Tensor4D): Tensor4D {
  const kernel = weight(weights, `${layer}.kernel`) as Tensor4D;
  return tf.add(tf.conv2d(x, kernel, 2, 'same'), weight(weights, `${layer}.bias`));
}

/** x [n, s, s, in] to [n, 2 s, 2 s, out]; the kernel is [k, k, out, in]. */
export function deconvolution(weights: Weights, layer: string, x: Tensor4D): Tensor4D {
  const kernel = weight(weights, `${layer}.kernel`) as Tensor4D;
  const [n, height, width] = x.shape;
  const shape: [number, number, number, number] = [n, 2 * height, 2 * width, kernel.shape[2]];
  return tf.add(tf.conv2dTranspose(x, kernel, shape, 2, 'same'), weight(weights, `${layer}.bias`));
}
