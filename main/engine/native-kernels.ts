import { createRequire } from 'node:module';
import { tf } from './tensorflow';

const require = createRequire(import.meta.url);

/** Operations of our own for TensorFlow's graphs: native/operations.cc. */
export interface NativeKernels {
  /** Whether this processor has the instructions that they take. */
  readonly runs: boolean;
  /** Whether they are faster on it than TensorFlow's. */
  readonly gains: boolean;
}

/** Loads them into TensorFlow, unless they are there. */
export function nativeKernels(): NativeKernels {
  // They look for TensorFlow's library among what the process has loaded.
  tf.backend();
  const kernels = require('#kernels') as NativeKernels;
  // Each takes all processors by itself: two at once would be in each other's way.
  if (kernels.gains) process.env['TF_NUM_INTEROP_THREADS'] ??= '1';
  return kernels;
}
