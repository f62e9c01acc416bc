// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <condition_variable>
#include <cstddef>
#include <deque>
#include <exception>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

namespace funnel::base {

/// Does work on a few threads: that of one strand in the order in which it came and never two at a
/// time, on whichever thread is free; strands do not wait for each other. After the first failure
/// nothing more is begun. Its functions are for one thread at a time.
class Strands {
 public:
  using Work = std::function<void()>;

  /// A sequence of work. It must outlive what was posted to it.
  class Strand {
   public:
    Strand() = default;
    Strand(const Strand&) = delete;
    Strand& operator=(const Strand&) = delete;

   private:
    friend class Strands;
    std::deque<Work> queue_;
    bool busy_ = false;  ///< Waits for a thread or has one.
  };

  /// Works on at most so many threads, each started when there is work for it. Without any, also
  /// where the system has none left, who posts does the work at once.
  explicit Strands(std::size_t most_threads) : most_threads_(most_threads) {}

  /// As Drop.
  ~Strands();
  Strands(const Strands&) = delete;
  Strands& operator=(const Strands&) = delete;

  /// Has `work` done after all that was posted to `strand` before. After a failure does nothing.
  void Post(Strand& strand, Work work);

  /// Throws what the first work threw that failed, if any did.
  void Check();

  /// Waits until nothing is left to do, or in this strand. Throws as Check; then nothing is done
  /// any more anywhere.
  void Wait();
  void Wait(const Strand& strand);

  /// Waits until `enough` says so, which is asked each time that some work is done, or until
  /// nothing is left to do. Throws as Check.
  void WaitUntil(const std::function<bool()>& enough);

  /// Drops what is not begun, waits for what is, and forgets a failure.
  void Drop();

 private:
  void WaitAndCheck(const std::function<bool()>& enough);
  void StartThread();
  void Run();
  void DoFirst(std::unique_lock<std::mutex>& lock);
  void Leave(Strand& strand);
  void DropReady();

  const std::size_t most_threads_;
  std::mutex mutex_;                ///< Guards all below but threads_, and what is in strands.
  std::condition_variable posted_;  ///< For who works.
  std::condition_variable done_;    ///< For who posts.
  std::deque<Strand*> ready_;       ///< Wait for a thread.
  std::size_t busy_ = 0;            ///< Strands that wait for a thread or have one.
  std::size_t idle_ = 0;            ///< Threads that wait for work.
  bool ending_ = false;
  std::exception_ptr failure_;
  std::vector<std::thread> threads_;
};

}  // namespace funnel::base
