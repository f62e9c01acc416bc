// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <condition_variable>
#include <cstddef>
#include <deque>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <thread>
#include <utility>
#include <vector>

namespace funnel::base {

/// Turns jobs into products on several threads and gives the products in the order of the jobs.
template <class Job, class Product>
class OrderedPipeline {
 public:
  /// The next job, or nothing when there are no more. Called by one thread at a time.
  using Source = std::function<std::optional<Job>()>;
  /// Makes a product; must not throw. Called by all threads; each is handed its own number.
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
    for (std::size_t i = 0; i < workers; ++i) threads_.emplace_back([this, i] { RunWorker(i); });
  }

  /// Drops what is not taken; waits for the jobs under way.
  ~OrderedPipeline() {
    {
      const std::lock_guard lock(mutex_);
      ended_ = true;
    }
    room_.notify_all();
    for (std::thread& thread : threads_) thread.join();
  }

  OrderedPipeline(const OrderedPipeline&) = delete;
  OrderedPipeline& operator=(const OrderedPipeline&) = delete;

  /// Waits for the next product; nothing when all are taken.
  std::optional<Product> Take() {
    std::unique_lock lock(mutex_);
    ready_.wait(lock,
                [this] { return slots_.empty() ? ended_ : slots_.front()->product.has_value(); });
    if (slots_.empty()) return std::nullopt;
    std::optional<Product> product = std::move(slots_.front()->product);
    bytes_ -= slots_.front()->bytes;
    slots_.pop_front();
    lock.unlock();
    room_.notify_all();
    return product;
  }

 private:
  struct Slot {
    std::optional<Product> product;
    std::size_t bytes = 0;
  };

  void RunWorker(std::size_t worker) {
    std::unique_lock lock(mutex_);
    while (true) {
      room_.wait(lock,
                 [this] { return ended_ || (slots_.size() < capacity_ && bytes_ < max_bytes_); });
      if (ended_) return;
      std::optional<Job> job = source_();
      if (!job) {
        ended_ = true;
        room_.notify_all();
        ready_.notify_all();
        return;
      }
      const auto slot = std::make_shared<Slot>();
      slot->bytes = size_(*job);
      bytes_ += slot->bytes;
      slots_.push_back(slot);
      lock.unlock();
      Product product = work_(std::move(*job), worker);
      lock.lock();
      slot->product = std::move(product);
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
