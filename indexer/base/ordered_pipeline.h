// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <condition_variable>
#include <cstddef>
#include <deque>
#include <exception>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <thread>
#include <utility>
#include <vector>

namespace funnel::base {

/// Turns jobs into products on several threads and gives the products in the order of the jobs.
/// What the callbacks throw comes out of Take(), in its place in that order.
template <class Job, class Product>
class OrderedPipeline {
 public:
  /// The next job, or nothing when there are no more. Called by one thread at a time.
  using Source = std::function<std::optional<Job>()>;
  /// Makes a product. Called by all threads; each is handed its own number.
  using Work = std::function<Product(Job, std::size_t worker)>;

  /// The size of a job in bytes.
  using Size = std::function<std::size_t(const Job&)>;

  /// Starts `workers` threads. At most `capacity` jobs are under way or wait to be taken, and no
  /// more are begun while those have `max_bytes` together.
  OrderedPipeline(
      Source source, Work work, std::size_t workers, std::size_t capacity,
      Size size = [](const Job&) { return std::size_t{0}; }, std::size_t max_bytes = 1)
      : source_(std::move(source)),
        work_(std::move(work)),
        capacity_(capacity),
        size_(std::move(size)),
        max_bytes_(max_bytes) {
    try {
      for (std::size_t i = 0; i < workers; ++i) threads_.emplace_back([this, i] { RunWorker(i); });
    } catch (...) {  // The system has no thread left.
      Join();
      throw;
    }
  }

  /// Drops what is not taken; waits for the jobs under way.
  ~OrderedPipeline() { Join(); }

  OrderedPipeline(const OrderedPipeline&) = delete;
  OrderedPipeline& operator=(const OrderedPipeline&) = delete;

  /// Waits for the next product; nothing when all are taken. Throws what the making of it threw;
  /// where that was the source, no product comes after.
  std::optional<Product> Take() {
    std::unique_lock lock(mutex_);
    ready_.wait(lock, [this] { return slots_.empty() ? ended_ : slots_.front()->IsDone(); });
    if (slots_.empty()) return std::nullopt;
    const std::shared_ptr<Slot> slot = std::move(slots_.front());
    bytes_ -= slot->bytes;
    slots_.pop_front();
    lock.unlock();
    room_.notify_all();
    if (slot->thrown) std::rethrow_exception(slot->thrown);
    return std::move(slot->product);
  }

 private:
  struct Slot {
    std::optional<Product> product;
    std::exception_ptr thrown;
    std::size_t bytes = 0;

    bool IsDone() const { return product.has_value() || thrown != nullptr; }
  };

  void Join() {
    {
      const std::lock_guard lock(mutex_);
      ended_ = true;
    }
    room_.notify_all();
    for (std::thread& thread : threads_) thread.join();
  }

  void RunWorker(std::size_t worker) {
    std::unique_lock lock(mutex_);
    while (true) {
      room_.wait(lock,
                 [this] { return ended_ || (slots_.size() < capacity_ && bytes_ < max_bytes_); });
      if (ended_) return;
      const auto slot = std::make_shared<Slot>();
      std::optional<Job> job;
      try {
        job = source_();
        if (job) slot->bytes = size_(*job);
      } catch (...) {
        job.reset();
        slot->thrown = std::current_exception();
        slots_.push_back(slot);
      }
      if (!job) {
        ended_ = true;
        room_.notify_all();
        ready_.notify_all();
        return;
      }
      bytes_ += slot->bytes;
      slots_.push_back(slot);
      lock.unlock();
      std::optional<Product> product;
      std::exception_ptr thrown;
      try {
        product.emplace(work_(std::move(*job), worker));
      } catch (...) {
        thrown = std::current_exception();
      }
      lock.lock();
      slot->product = std::move(product);
      slot->thrown = thrown;
      ready_.notify_all();
    }
  }

  Source source_;
  Work work_;
  std::size_t capacity_;
  Size size_;
  std::size_t max_bytes_;
  std::mutex mutex_;  ///< Guards all below.
  std::condition_variable room_;
  std::condition_variable ready_;
  std::deque<std::shared_ptr<Slot>> slots_;  ///< In the order of the jobs.
  std::size_t bytes_ = 0;                    ///< Of their jobs.
  bool ended_ = false;
  std::vector<std::thread> threads_;
};

}  // namespace funnel::base
