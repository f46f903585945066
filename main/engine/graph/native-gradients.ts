import { runKernel } from '../backend';
import { tf, type Tensor } from '../tensorflow';

/**
 * Gradients for which TensorFlow has one kernel where tfjs spells out several. They need the
 * activation's output alone, which leaves TensorFlow free to fuse matrix product, bias and activation.
 */
const gradients: Readonly<Record<string, (dy: Tensor, y: Tensor) => Tensor>> = {
  Relu: (dy, y) => runKernel('ReluGrad', { T: 'float32' }, [dy, y]),
  Tanh: (dy, y) => runKernel('TanhGrad', { T: 'float32' }, [y, dy]),
  Sigmoid: (dy, y) => runKernel('SigmoidGrad', { T: 'float32' }, [y, dy]),
};

/** Runs code that differentiates with these gradients in place of tfjs's own. */
export function withNativeGradients<T>(code: () => T): T {
  const originals = Object.keys(gradients).map((kernel) => tf.getGradient(kernel));
  for (const [kernelName, gradient] of Object.entries(gradients)) {
    tf.registerGradient({
      kernelName,
      outputsToSave: [true],
      gradFunc: (dy, [y]) => ({ x: () => gradient(dy as Tensor, y!) }),
    });
  }
  try {
    return code();
  } finally {
    for (const original of originals) tf.registerGradient(original);
  }
}
