import { EigenvalueDecomposition, Matrix } from 'ml-matrix';
import { tf, type Tensor1D, type Tensor2D } from '../tensorflow';

/** Mean [d] and covariance [d, d] of a set of features. */
export interface Moments {
  readonly mean: Float32Array;
  readonly covariance: Matrix;
}

/** Of features [n * width], with n at least 2. */
export function momentsOf(features: Float32Array, width: number): Moments {
  const count = features.length / width;
  const [mean, covariance] = tf.tidy(() => {
    const rows = tf.tensor2d(features, [count, width]);
    const centre = tf.mean<Tensor1D>(rows, 0);
    const centred = tf.sub<Tensor2D>(rows, centre);
    return [centre, tf.div<Tensor2D>(tf.matMul(centred, centred, true), count - 1)] as const;
  });
  const moments = {
    mean: mean.dataSync<'float32'>(),
    covariance: Matrix.from1DArray(width, width, covariance.dataSync<'float32'>()),
  };
  tf.dispose([mean, covariance]);
  return moments;
}

/**
 * The Fréchet distance between two normal distributions, squared (Dowson and Landau 1982), by which
 * Heusel et al. (2017) compare sets of images on a classifier's features:
 *
 *   d^2 = |m1 - m2|^2 + tr(C1 + C2 - 2 (C1 C2)^(1/2))
 *
 * in squared units of the features; 0 for equal moments. The trace of the root is that of
 * (R C2 R)^(1/2) with R = C1^(1/2), whose argument is symmetric: its eigenvalues are real.
 */
export function frechetDistance(a: Moments, b: Moments): number {
  const meanDistance = a.mean.reduce((sum, value, i) => sum + (value - b.mean[i]!) ** 2, 0);
  const root = squareRoot(a.covariance);
  const product = root.mmul(b.covariance).mmul(root);
  const traceOfRoot = eigenvalues(product).reduce((sum, value) => sum + Math.sqrt(value), 0);
  const distance = meanDistance + a.covariance.trace() + b.covariance.trace() - 2 * traceOfRoot;
  return Math.max(distance, 0);
}

/** Of a symmetric positive semidefinite matrix. */
function squareRoot(matrix: Matrix): Matrix {
  const { eigenvectorMatrix: vectors, realEigenvalues } = decompose(matrix);
  const roots = Matrix.diag(realEigenvalues.map((value) => Math.sqrt(Math.max(value, 0))));
  return vectors.mmul(roots).mmul(vectors.transpose());
}

const eigenvalues = (matrix: Matrix): number[] =>
  decompose(matrix).realEigenvalues.map((value) => Math.max(value, 0));

/** Rounding leaves a product of symmetric matrices a little asymmetric, and eigenvalues a little below 0. */
const decompose = (matrix: Matrix): EigenvalueDecomposition =>
  new EigenvalueDecomposition(Matrix.add(matrix, matrix.transpose()).div(2), {
    assumeSymmetric: true,
  });
