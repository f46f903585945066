#pragma once

// Registers of eight floats. Only for files that are compiled for AVX2.

#include <immintrin.h>

#include <cstdint>

namespace workbench {

constexpr int64_t kLanes = 8;

/** The nearest bfloat16, ties to even. */
inline __m256 RoundToBfloat16(__m256 x) {
  const __m256i bits = _mm256_castps_si256(x);
  const __m256i odd = _mm256_and_si256(_mm256_srli_epi32(bits, 16), _mm256_set1_epi32(1));
  const __m256i carried =
      _mm256_add_epi32(bits, _mm256_add_epi32(odd, _mm256_set1_epi32(0x7fff)));
  const __m256i rounded = _mm256_and_si256(carried, _mm256_set1_epi32(~0xffff));
  const __m256 undefined = _mm256_cmp_ps(x, x, _CMP_UNORD_Q);
  return _mm256_blendv_ps(_mm256_castsi256_ps(rounded), x, undefined);
}

template <bool kRound>
inline __m256 Rounded(__m256 x) {
  return kRound ? RoundToBfloat16(x) : x;
}

/** Selects the first `count` lanes. */
inline __m256i FirstLanes(int64_t count) {
  const __m256i lane = _mm256_setr_epi32(0, 1, 2, 3, 4, 5, 6, 7);
  return _mm256_cmpgt_epi32(_mm256_set1_epi32(static_cast<int>(count)), lane);
}

/** Rows to columns of 8 x 8. */
inline void Transpose(__m256 (&r)[kLanes]) {
  __m256 t[kLanes];
  for (int i = 0; i < 4; i++) {
    t[2 * i] = _mm256_unpacklo_ps(r[2 * i], r[2 * i + 1]);
    t[2 * i + 1] = _mm256_unpackhi_ps(r[2 * i], r[2 * i + 1]);
  }
  for (int half = 0; half < 2; half++) {
    const __m256* s = t + 4 * half;
    r[4 * half] = _mm256_shuffle_ps(s[0], s[2], 0x44);
    r[4 * half + 1] = _mm256_shuffle_ps(s[0], s[2], 0xee);
    r[4 * half + 2] = _mm256_shuffle_ps(s[1], s[3], 0x44);
    r[4 * half + 3] = _mm256_shuffle_ps(s[1], s[3], 0xee);
  }
  for (int i = 0; i < 4; i++) {
    const __m256 low = r[i], high = r[i + 4];
    r[i] = _mm256_permute2f128_ps(low, high, 0x20);
    r[i + 4] = _mm256_permute2f128_ps(low, high, 0x31);
  }
}

/** Loads 8 x 8 from `rows` x `columns` of a matrix; the rest is 0. */
inline void LoadBlock(const float* from, int64_t stride, int64_t rows, int64_t columns,
                      __m256 (&r)[kLanes]) {
  const __m256i mask = FirstLanes(columns);
  for (int i = 0; i < kLanes; i++) {
    r[i] = i < rows ? _mm256_maskload_ps(from + i * stride, mask) : _mm256_setzero_ps();
  }
}

}  // namespace workbench
