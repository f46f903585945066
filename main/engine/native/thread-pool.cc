#include "thread-pool.h"

#include <sched.h>
#include <xmmintrin.h>

#include <algorithm>
#include <chrono>
#include <system_error>

namespace workbench {
namespace {

/** About four microseconds, in which most waits are over. */
constexpr int kSpins = 100;

/** How long a thread stays awake after a job: steps have gaps in which TensorFlow's threads work, of less than that. */
constexpr auto kAwake = std::chrono::microseconds(500);

/** More threads than this have nothing to share in matrices of this size. */
constexpr int kMostThreads = 16;

int ProcessorCount() {
  cpu_set_t set;
  CPU_ZERO(&set);
  if (sched_getaffinity(0, sizeof set, &set) != 0) return 1;
  return CPU_COUNT(&set);
}

/** Waits a moment; after the first ones it lets others run, who may be those it waits for. */
class Patience {
 public:
  void Wait() {
    if (spins_ < kSpins) {
      spins_++;
      _mm_pause();
    } else {
      sched_yield();
    }
  }

 private:
  int spins_ = 0;
};

}  // namespace

void Parts::Wait() const {
  for (Patience patience; done_.load(std::memory_order_acquire) < count_;) patience.Wait();
}

ThreadPool& ThreadPool::Get() {
  static auto* pool = new ThreadPool(std::min(ProcessorCount(), kMostThreads) - 1);
  return *pool;
}

ThreadPool::ThreadPool(int helpers) {
  try {
    for (int i = 0; i < helpers; i++) threads_.emplace_back([this] { Help(); });
  } catch (const std::system_error&) {
    // The system gives no more threads: those there are do the work.
  }
}

void ThreadPool::Run(Job& job) {
  bool helped = false;
  if (!threads_.empty()) {
    const std::lock_guard lock(mutex_);
    if (job_ == nullptr) {
      helped = true;
      job_ = &job;
      newest_.fetch_add(1, std::memory_order_release);
      if (sleeping_ > 0) wake_.notify_all();
    }
  }
  job.Run();
  if (!helped) return;
  {
    const std::lock_guard lock(mutex_);
    job_ = nullptr;
  }
  for (Patience patience; inside_.load(std::memory_order_acquire) > 0;) patience.Wait();
}

void ThreadPool::Help() {
  const FlushDenormals flush;
  uint64_t seen = 0;
  while (true) {
    seen = AwaitJob(seen);
    Job* job;
    {
      const std::lock_guard lock(mutex_);
      job = job_;
      if (job != nullptr) inside_.fetch_add(1, std::memory_order_relaxed);
    }
    if (job == nullptr) continue;
    job->Run();
    inside_.fetch_sub(1, std::memory_order_release);
  }
}

uint64_t ThreadPool::AwaitJob(uint64_t seen) {
  using Clock = std::chrono::steady_clock;
  const auto end = Clock::now() + kAwake;
  for (Patience patience; Clock::now() < end;) {
    const uint64_t newest = newest_.load(std::memory_order_acquire);
    if (newest != seen) return newest;
    patience.Wait();
  }
  std::unique_lock lock(mutex_);
  sleeping_++;
  wake_.wait(lock, [&] { return newest_.load(std::memory_order_acquire) != seen; });
  sleeping_--;
  return newest_.load(std::memory_order_acquire);
}

// Bits 15 and 6 of MXCSR: results and operands that are denormal become 0.
FlushDenormals::FlushDenormals() : before_(_mm_getcsr()) { _mm_setcsr(before_ | 0x8040); }

FlushDenormals::~FlushDenormals() { _mm_setcsr(before_); }

}  // namespace workbench
