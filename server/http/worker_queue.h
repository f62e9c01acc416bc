// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <httplib.h>

#include <atomic>
#include <condition_variable>
#include <cstddef>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>
#include <utility>
#include <vector>

namespace funnel::http {

/// How a connection is to be served on this thread.
enum class ServeMode {
  kNormal,
  kShed,  ///< Answer 503 and close: all workers are busy and the queue is full.
  kDrop,  ///< Close at once: even the threads that answer 503 are behind.
};

/// The threads that serve connections, with a bounded queue. The library's own queue has no bound,
/// and a job must run or its socket leaks: so what is over the bound runs too, on a thread of its
/// own, in a mode that costs next to nothing.
class WorkerQueue : public httplib::TaskQueue {
 public:
  /// `waiting` counts the connections that wait for a worker; it may be read from any thread.
  WorkerQueue(std::size_t threads, std::size_t max_waiting, std::atomic<std::size_t>* waiting);
  ~WorkerQueue() override;

  /// The library's newer versions return bool here, older ones nothing.
  using Enqueued = decltype(std::declval<httplib::TaskQueue&>().enqueue(nullptr));
  Enqueued enqueue(std::function<void()> job) override;

  /// Finishes what is queued, then joins the threads.
  void shutdown() override;

  /// The mode of the calling thread.
  static ServeMode mode();

 private:
  struct Line {
    std::deque<std::function<void()>> jobs;
    std::condition_variable ready;
  };
  void Run(Line& line, ServeMode mode);

  const std::size_t max_waiting_;
  std::atomic<std::size_t>* const waiting_;
  std::mutex mutex_;
  bool stopping_ = false;
  Line normal_, shed_;
  std::vector<std::thread> threads_;
};

}  // namespace funnel::http
