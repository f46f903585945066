#pragma once

#include <atomic>
#include <condition_variable>
#include <cstdint>
#include <mutex>
#include <thread>
#include <vector>

namespace workbench {

/** Work in numbered parts, of which each is done once, by any thread. */
class Job {
 public:
  virtual void Run() = 0;

 protected:
  ~Job() = default;
};

/** Hands out the numbers 0..count-1, and knows when all that was handed out is done. */
class Parts {
 public:
  explicit Parts(int64_t count) : count_(count) {}

  /** Does what is left to hand out. */
  template <typename Work>
  void DoAll(Work work) {
    for (int64_t part; (part = next_.fetch_add(1, std::memory_order_relaxed)) < count_;) {
      work(part);
      done_.fetch_add(1, std::memory_order_release);
    }
  }

  /** The same, telling of each part which one this thread does after it; `count` or more is none. */
  template <typename Work>
  void DoAllLookingAhead(Work work) {
    int64_t next = next_.fetch_add(1, std::memory_order_relaxed);
    while (next < count_) {
      const int64_t part = next;
      next = next_.fetch_add(1, std::memory_order_relaxed);
      work(part, next);
      done_.fetch_add(1, std::memory_order_release);
    }
  }

  /** Returns when every part is done; to be called after DoAll, so that somebody is at each. */
  void Wait() const;

 private:
  const int64_t count_;
  std::atomic<int64_t> next_{0};
  std::atomic<int64_t> done_{0};
};

/**
 * Threads that help with jobs of some tens to hundreds of microseconds. After one they wait for the next
 * awake, since the products of a step come close together and waking up can take as long as a product.
 */
class ThreadPool {
 public:
  /** One for each processor that this process may use, the caller's included; never destroyed. */
  static ThreadPool& Get();

  /**
   * Runs `job` on the calling thread and, unless they help another one, on the pool's. Returns when all
   * have left it. Its parts must not depend on which thread does them.
   */
  void Run(Job& job);

 private:
  explicit ThreadPool(int helpers);
  void Help();
  /** The number of the newest job, once it is not `seen`. */
  uint64_t AwaitJob(uint64_t seen);

  std::vector<std::thread> threads_;
  /** Counts the jobs. */
  std::atomic<uint64_t> newest_{0};
  std::atomic<int> inside_{0};
  std::mutex mutex_;
  std::condition_variable wake_;
  Job* job_ = nullptr;
  int sleeping_ = 0;
};

/** Takes numbers too small for full precision as 0 while it lives, as TensorFlow's own threads do. */
class FlushDenormals {
 public:
  FlushDenormals();
  ~FlushDenormals();
  FlushDenormals(const FlushDenormals&) = delete;
  FlushDenormals& operator=(const FlushDenormals&) = delete;

 private:
  const uint32_t before_;
};

}  // namespace workbench
