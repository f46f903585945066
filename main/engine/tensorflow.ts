import { createRequire } from 'node:module';
import type * as tfjs from '@tensorflow/tfjs-node';

/**
 * The one place that loads tfjs-node, and with it TensorFlow's native library (about a second).
 */

export type {
  DataId,
  DataType,
  NamedTensorMap,
  Rank,
  Scalar,
  Tensor,
  Tensor1D,
  Tensor2D,
  Tensor4D,
  TensorInfo,
} from '@tensorflow/tfjs-node';

const require = createRequire(import.meta.url);

// tfjs-node calls this function of Node's, which newer versions of Node no longer have.
const nodeUtil = require('node:util') as { isNullOrUndefined?: (value: unknown) => boolean };
nodeUtil.isNullOrUndefined ??= (value) => value === null || value === undefined;

// TensorFlow greets on standard error when it is loaded; only its errors are of interest.
process.env['TF_CPP_MIN_LOG_LEVEL'] ??= '2';

// TensorFlow itself chooses oneDNN only where a processor has instructions for neural networks; on others its
// matrix products are twice as fast with it, too.
process.env['TF_ENABLE_ONEDNN_OPTS'] ??= '1';

// Small tensors come from TensorFlow's own pool, too: asking Electron's allocator for each takes 5% of a step.
process.env['TF_CPU_ALLOCATOR_USE_BFC'] ??= 'true';

export const tf = require('@tensorflow/tfjs-node') as typeof tfjs;
