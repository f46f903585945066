#pragma once

#include <cstdint>

namespace workbench {

/** float32 in rows of `columns`; stands for its transpose if `transposed`. */
struct Matrix {
  const float* values;
  int64_t rows;
  int64_t columns;
  bool transposed;

  int64_t Rows() const { return transposed ? columns : rows; }
  int64_t Columns() const { return transposed ? rows : columns; }
};

/** What is done to a product before it is stored. */
enum class Epilogue {
  kNone,
  /** + a value for each column. */
  kBias,
  /** + a value for each column; then what is negative becomes 0. */
  kBiasRelu,
  /** Becomes 0 where a matrix of the product's size is not positive: the gradient of what ReLU gave that matrix. */
  kReluGradient,
};

/**
 * Only for processors with AVX2 and FMA.
 *
 * product [left.Rows(), right.Columns()] = epilogue(left x right), float32, on all threads of the pool.
 *
 * Each element is the sum of its products in the order of the inner dimension, whatever the other rows
 * and columns and however many threads there are: the same rows give the same bytes in every batch. What
 * is 0 in six neighbouring rows of `left`, as most of an image of a digit is, is left out; so infinite
 * and undefined numbers of `right` are not seen where all of these six are 0.
 *
 * `round_to_bfloat16` rounds both operands to the nearest bfloat16, ties to even, as training in that
 * precision does; products and sums are float32.
 */
void Multiply(const Matrix& left, const Matrix& right, Epilogue epilogue, const float* side,
              bool round_to_bfloat16, float* product);

}  // namespace workbench
