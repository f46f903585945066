#pragma once

// Copies of a product's operands in the order in which they are read. Only for files that are compiled
// for AVX2.

#include <algorithm>
#include <cstdint>

#include "matrix-product.h"
#include "vectors.h"

namespace workbench {

/** A tile of a product: what is summed in registers at a time. */
constexpr int64_t kTileRows = 6;
constexpr int64_t kTileColumns = 16;

/** Six rows of `left` in a range of the inner dimension, without what is 0 in all six. */
struct LeftTile {
  /** [count][6]; two more are overwritten. */
  const float* values;
  /** Places in the range; null if none was left out. */
  const uint16_t* places;
  int64_t count;
};

template <bool kRound>
LeftTile PackLeft(const Matrix& left, int64_t row, int64_t begin, int64_t depth, float* values,
                  uint16_t* places) {
  const int64_t rows = std::min(kTileRows, left.Rows() - row);
  int64_t count = 0;
  const auto append = [&](__m256 x, int64_t place) {
    x = Rounded<kRound>(x);
    _mm256_storeu_ps(values + count * kTileRows, x);
    places[count] = static_cast<uint16_t>(place);
    count += _mm256_movemask_ps(_mm256_cmp_ps(x, _mm256_setzero_ps(), _CMP_NEQ_UQ)) != 0;
  };
  if (left.transposed) {
    const __m256i mask = FirstLanes(rows);
    for (int64_t k = 0; k < depth; k++) {
      append(_mm256_maskload_ps(left.values + (begin + k) * left.columns + row, mask), k);
    }
  } else {
    const float* from = left.values + row * left.columns + begin;
    for (int64_t k = 0; k < depth; k += kLanes) {
      const int64_t columns = std::min(kLanes, depth - k);
      __m256 r[kLanes];
      LoadBlock(from + k, left.columns, rows, columns, r);
      Transpose(r);
      for (int64_t i = 0; i < columns; i++) append(r[i], k + i);
    }
  }
  return {values, count < depth ? places : nullptr, count};
}

/** Sixteen columns of `right` in a range of the inner dimension: [depth][16]; 0 beyond its last column. */
template <bool kRound>
void PackRight(const Matrix& right, int64_t column, int64_t begin, int64_t depth, float* values) {
  const int64_t columns = std::min(kTileColumns, right.Columns() - column);
  for (int64_t half = 0; half < kTileColumns; half += kLanes) {
    const int64_t lanes = std::clamp<int64_t>(columns - half, 0, kLanes);
    float* to = values + half;
    if (right.transposed) {
      const float* from = right.values + (column + half) * right.columns + begin;
      for (int64_t k = 0; k < depth; k += kLanes) {
        const int64_t places = std::min(kLanes, depth - k);
        __m256 r[kLanes];
        LoadBlock(from + k, right.columns, lanes, places, r);
        Transpose(r);
        for (int64_t i = 0; i < places; i++) {
          _mm256_store_ps(to + (k + i) * kTileColumns, Rounded<kRound>(r[i]));
        }
      }
    } else {
      const __m256i mask = FirstLanes(lanes);
      const float* from = right.values + begin * right.columns + column + half;
      for (int64_t k = 0; k < depth; k++) {
        const __m256 x = _mm256_maskload_ps(from + k * right.columns, mask);
        _mm256_store_ps(to + k * kTileColumns, Rounded<kRound>(x));
      }
    }
  }
}

}  // namespace workbench
