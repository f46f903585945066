// Only for this file: the others run on any processor.
#pragma GCC target("avx2,fma")

#include "matrix-product.h"

#include <algorithm>

#include "packing.h"
#include "scratch.h"
#include "thread-pool.h"
#include "vectors.h"

// The way of Goto and van de Geijn (Anatomy of High-Performance Matrix Multiplication, 2008): both
// operands are copied into the order in which they are read, and tiles of the product are summed in
// registers. A tile is 6 x 16: 12 of AVX2's 16 registers, which two multiply-adds a cycle keep busy.

namespace workbench {
namespace {

/** Of the inner dimension at a time: two threads of one core then share its first cache, of 32 kB or more. */
constexpr int64_t kMostDepth = 200;

/** A `right` of up to this many bytes stays in the second cache, and is copied once for all. */
constexpr int64_t kSmallRight = 384 * 1024;

/** Below this many multiply-adds, waking other threads takes longer than the work. */
constexpr int64_t kWorthSharing = 100'000;

/** A tile's row: its first and its last eight sums. */
struct Row {
  __m256 half[2];

  void Add(const float* a, __m256 b0, __m256 b1) {
    const __m256 x = _mm256_broadcast_ss(a);
    half[0] = _mm256_fmadd_ps(x, b0, half[0]);
    half[1] = _mm256_fmadd_ps(x, b1, half[1]);
  }
};

struct Tile {
  Row rows[kTileRows];
};

/** Sums a tile. Its rows have names, since the compiler keeps no array in registers. */
inline Tile SumTile(const LeftTile& left, const float* right) {
  Row r0{}, r1{}, r2{}, r3{}, r4{}, r5{};
  const float* a = left.values;
  const auto add = [&](const float* b) __attribute__((always_inline)) {
    const __m256 b0 = _mm256_load_ps(b), b1 = _mm256_load_ps(b + kLanes);
    r0.Add(a, b0, b1);
    r1.Add(a + 1, b0, b1);
    r2.Add(a + 2, b0, b1);
    r3.Add(a + 3, b0, b1);
    r4.Add(a + 4, b0, b1);
    r5.Add(a + 5, b0, b1);
    a += kTileRows;
  };
  if (left.places != nullptr) {
    for (int64_t k = 0; k < left.count; k++) add(right + left.places[k] * kTileColumns);
  } else {
#pragma GCC unroll 4
    for (int64_t k = 0; k < left.count; k++) add(right + k * kTileColumns);
  }
  return {{r0, r1, r2, r3, r4, r5}};
}

/** Lines of memory that hold `rows` times `columns` floats, fetched into the cache some at a time. */
class Lines {
 public:
  Lines() = default;
  Lines(const float* values, int64_t rows, int64_t columns, int64_t stride)
      : values_(values), rows_(rows), columns_(columns), stride_(stride) {}

  int64_t Count() const { return rows_ * CeilDiv(columns_, kLine); }

  void Fetch(int64_t count) {
    for (; count > 0 && row_ < rows_; count--) {
      _mm_prefetch(reinterpret_cast<const char*>(values_ + row_ * stride_ + column_), _MM_HINT_T1);
      column_ += kLine;
      if (column_ >= columns_) {
        column_ = 0;
        row_++;
      }
    }
  }

 private:
  static constexpr int64_t kLine = 16;

  const float* values_ = nullptr;
  int64_t rows_ = 0, columns_ = 0, stride_ = 0;
  int64_t row_ = 0, column_ = 0;
};

/** How a tile's sums reach the product. */
struct Store {
  float* product;
  int64_t stride;
  Epilogue epilogue;
  const float* side;

  /** `column` is a multiple of 8; `lanes` of the register count. `add`: to what is there; `last`: with the epilogue. */
  void Lanes(int64_t row, int64_t column, int64_t lanes, __m256 x, bool add, bool last) const {
    const __m256i mask = FirstLanes(lanes);
    float* to = product + row * stride + column;
    if (add) x = _mm256_add_ps(x, _mm256_maskload_ps(to, mask));
    if (last) x = Finished(x, row, column, mask);
    if (lanes == kLanes) {
      _mm256_storeu_ps(to, x);
    } else {
      _mm256_maskstore_ps(to, mask, x);
    }
  }

 private:
  __m256 Finished(__m256 x, int64_t row, int64_t column, __m256i mask) const {
    const __m256 zero = _mm256_setzero_ps();
    switch (epilogue) {
      case Epilogue::kNone:
        return x;
      case Epilogue::kBias:
        return _mm256_add_ps(x, _mm256_maskload_ps(side + column, mask));
      case Epilogue::kBiasRelu:
        // The second operand is what max gives of undefined numbers.
        return _mm256_max_ps(zero, _mm256_add_ps(x, _mm256_maskload_ps(side + column, mask)));
      case Epilogue::kReluGradient: {
        const __m256 y = _mm256_maskload_ps(side + row * stride + column, mask);
        return _mm256_and_ps(x, _mm256_cmp_ps(y, zero, _CMP_GT_OQ));
      }
    }
    return x;
  }
};

template <bool kRound>
class Product final : public Job {
 public:
  Product(const Matrix& left, const Matrix& right, const Store& store)
      : left_(left),
        right_(right),
        store_(store),
        rows_(left.Rows()),
        columns_(right.Columns()),
        inner_(left.Columns()),
        tiles_(CeilDiv(rows_, kTileRows)),
        panels_(CeilDiv(columns_, kTileColumns)),
        blocks_(std::max<int64_t>(1, CeilDiv(inner_, kMostDepth))),
        depth_(CeilDiv(CeilDiv(inner_, blocks_), kLanes) * kLanes),
        shares_right_(columns_ * inner_ * int64_t{sizeof(float)} <= kSmallRight),
        packing_(shares_right_ ? panels_ * blocks_ : tiles_ * blocks_),
        multiplying_(shares_right_ ? tiles_ : panels_) {
    static thread_local Scratch<float> values;
    static thread_local Scratch<uint16_t> places;
    static thread_local Scratch<LeftTile> tiles;
    if (shares_right_) {
      packed_ = values.Get(panels_ * blocks_ * depth_ * kTileColumns);
    } else {
      packed_ = values.Get(tiles_ * blocks_ * LeftSize());
      places_ = places.Get(tiles_ * blocks_ * depth_);
      packed_tiles_ = tiles.Get(tiles_ * blocks_);
    }
  }

  bool WorthSharing() const { return rows_ * columns_ * inner_ >= kWorthSharing; }

  void Run() override {
    if (shares_right_) {
      RunSharingRight();
    } else {
      RunSharingLeft();
    }
    multiplying_.Wait();
  }

 private:
  /** Few rows: all of `left` is copied first; then each thread takes panels of the large `right`. */
  void RunSharingLeft() {
    packing_.DoAll([this](int64_t part) {
      const int64_t tile = part / blocks_, block = part % blocks_;
      packed_tiles_[part] = PackLeft<kRound>(left_, tile * kTileRows, block * depth_, Depth(block),
                                             packed_ + part * LeftSize(),
                                             places_ + part * depth_);
    });
    packing_.Wait();
    static thread_local Scratch<float> scratch;
    float* right = scratch.Get(depth_ * kTileColumns);
    multiplying_.DoAllLookingAhead([&](int64_t panel, int64_t next) {
      Lines coming = next < panels_ ? LinesOfPanel(next) : Lines{};
      const int64_t lines = CeilDiv(coming.Count(), tiles_ * blocks_);
      for (int64_t block = 0; block < blocks_; block++) {
        PackRight<kRound>(right_, panel * kTileColumns, block * depth_, Depth(block), right);
        for (int64_t tile = 0; tile < tiles_; tile++) {
          coming.Fetch(lines);
          MultiplyTile(packed_tiles_[tile * blocks_ + block], right, tile, panel, block);
        }
      }
    });
  }

  /** All of a small `right` is copied first; then each thread takes rows of `left`. */
  void RunSharingRight() {
    packing_.DoAll([this](int64_t part) {
      const int64_t panel = part / blocks_, block = part % blocks_;
      PackRight<kRound>(right_, panel * kTileColumns, block * depth_, Depth(block),
                        packed_ + part * depth_ * kTileColumns);
    });
    packing_.Wait();
    static thread_local Scratch<float> scratch;
    static thread_local Scratch<uint16_t> scratch_places;
    float* values = scratch.Get(LeftSize());
    uint16_t* places = scratch_places.Get(depth_);
    multiplying_.DoAll([&](int64_t tile) {
      for (int64_t block = 0; block < blocks_; block++) {
        const LeftTile left = PackLeft<kRound>(left_, tile * kTileRows, block * depth_,
                                               Depth(block), values, places);
        for (int64_t panel = 0; panel < panels_; panel++) {
          const float* right = packed_ + (panel * blocks_ + block) * depth_ * kTileColumns;
          MultiplyTile(left, right, tile, panel, block);
        }
      }
    });
  }

  void MultiplyTile(const LeftTile& left, const float* right, int64_t tile, int64_t panel,
                    int64_t block) const {
    const Tile sums = SumTile(left, right);
    const int64_t rows = std::min(kTileRows, rows_ - tile * kTileRows);
    const bool last = block == blocks_ - 1;
    for (int64_t half = 0; half < 2; half++) {
      const int64_t column = panel * kTileColumns + half * kLanes;
      const int64_t lanes = std::min(kLanes, columns_ - column);
      if (lanes <= 0) break;
      for (int64_t i = 0; i < rows; i++) {
        store_.Lanes(tile * kTileRows + i, column, lanes, sums.rows[i].half[half], block > 0, last);
      }
    }
  }

  /** Where a panel of `right` lies. */
  Lines LinesOfPanel(int64_t panel) const {
    const int64_t column = panel * kTileColumns;
    const int64_t columns = std::min(kTileColumns, columns_ - column);
    return right_.transposed ? Lines{right_.values + column * inner_, columns, inner_, inner_}
                             : Lines{right_.values + column, inner_, columns, columns_};
  }

  int64_t LeftSize() const { return depth_ * kTileRows + kLanes; }
  int64_t Depth(int64_t block) const { return std::clamp<int64_t>(inner_ - block * depth_, 0, depth_); }

  const Matrix left_, right_;
  const Store store_;
  const int64_t rows_, columns_, inner_;
  const int64_t tiles_, panels_;
  const int64_t blocks_, depth_;
  const bool shares_right_;
  float* packed_ = nullptr;
  uint16_t* places_ = nullptr;
  LeftTile* packed_tiles_ = nullptr;
  Parts packing_, multiplying_;
};

template <bool kRound>
void MultiplyRounding(const Matrix& left, const Matrix& right, const Store& store) {
  Product<kRound> product(left, right, store);
  if (product.WorthSharing()) {
    ThreadPool::Get().Run(product);
  } else {
    product.Run();
  }
}

}  // namespace

void Multiply(const Matrix& left, const Matrix& right, Epilogue epilogue, const float* side,
              bool round_to_bfloat16, float* product) {
  const FlushDenormals flush;
  const Store store{product, right.Columns(), epilogue, side};
  if (round_to_bfloat16) {
    MultiplyRounding<true>(left, right, store);
  } else {
    MultiplyRounding<false>(left, right, store);
  }
}

}  // namespace workbench
