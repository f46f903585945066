#pragma once

#include <cstdint>
#include <cstdlib>
#include <memory>
#include <new>

namespace workbench {

constexpr int64_t CeilDiv(int64_t a, int64_t b) { return (a + b - 1) / b; }

/** Memory that grows and is kept for the next product. */
template <typename T>
class Scratch {
 public:
  T* Get(int64_t count) {
    if (count > count_) {
      const size_t bytes = count * sizeof(T);
      values_.reset(static_cast<T*>(std::aligned_alloc(64, CeilDiv(bytes, 64) * 64)));
      if (values_ == nullptr) throw std::bad_alloc();
      count_ = count;
    }
    return values_.get();
  }

 private:
  struct Free {
    void operator()(T* values) const { std::free(values); }
  };
  std::unique_ptr<T, Free> values_;
  int64_t count_ = 0;
};

}  // namespace workbench
