import { createRequire } from 'node:module';
import type * as tfjs from '@tensorflow/tfjs-node';
import { engineEnvironment } from '../../shared/engine-environment';

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

// Main starts the engine with this environment; tests and benchmarks also load it in processes of their own.
Object.assign(process.env, engineEnvironment(process.env));

export const tf = require('@tensorflow/tfjs-node') as typeof tfjs;
