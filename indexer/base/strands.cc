// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/base/strands.h"

#include <system_error>
#include <utility>

namespace funnel::base {

Strands::~Strands() {
  Drop();
  {
    const std::lock_guard lock(mutex_);
    ending_ = true;
  }
  posted_.notify_all();
  for (std::thread& thread : threads_) thread.join();
}

void Strands::Post(Strand& strand, Work work) {
  std::unique_lock lock(mutex_);
  if (failure_) return;
  strand.queue_.push_back(std::move(work));
  if (strand.busy_) return;
  strand.busy_ = true;
  ++busy_;
  ready_.push_back(&strand);
  if (ready_.size() > idle_ && threads_.size() < most_threads_) StartThread();
  if (threads_.empty()) {
    DoFirst(lock);
  } else {
    lock.unlock();
    posted_.notify_one();
  }
}

void Strands::Check() {
  WaitAndCheck([] { return true; });
}

void Strands::Wait() {
  WaitAndCheck([this] { return busy_ == 0; });
}

void Strands::Wait(const Strand& strand) {
  WaitAndCheck([&] { return !strand.busy_; });
}

void Strands::WaitUntil(const std::function<bool()>& enough) {
  WaitAndCheck([&] { return busy_ == 0 || enough(); });
}

void Strands::WaitAndCheck(const std::function<bool()>& enough) {
  std::unique_lock lock(mutex_);
  done_.wait(lock, [&] { return failure_ ? busy_ == 0 : enough(); });
  if (failure_) std::rethrow_exception(failure_);
}

void Strands::Drop() {
  std::unique_lock lock(mutex_);
  // Not a failure, but what is under way is to end as after one.
  if (!failure_) failure_ = std::make_exception_ptr(std::exception());
  DropReady();
  done_.wait(lock, [this] { return busy_ == 0; });
  failure_ = nullptr;
}

void Strands::StartThread() {
  try {
    threads_.emplace_back([this] { Run(); });
  } catch (const std::system_error&) {  // Those that there are do it.
  }
}

void Strands::Run() {
  std::unique_lock lock(mutex_);
  while (true) {
    ++idle_;
    posted_.wait(lock, [this] { return ending_ || !ready_.empty(); });
    --idle_;
    if (ready_.empty()) return;
    DoFirst(lock);
  }
}

void Strands::DoFirst(std::unique_lock<std::mutex>& lock) {
  Strand& strand = *ready_.front();
  ready_.pop_front();
  // All of it on one thread, which then has in its cache what the strand works on.
  while (!strand.queue_.empty()) {
    Work work = std::move(strand.queue_.front());
    strand.queue_.pop_front();
    lock.unlock();
    std::exception_ptr thrown;
    try {
      work();
    } catch (...) {
      thrown = std::current_exception();
    }
    work = nullptr;  // What it holds is this thread's until others hear that it is done.
    lock.lock();
    if (thrown && !failure_) {
      failure_ = thrown;
      DropReady();
    }
    if (failure_) strand.queue_.clear();
    if (!strand.queue_.empty()) done_.notify_all();
  }
  Leave(strand);
}

void Strands::Leave(Strand& strand) {
  strand.busy_ = false;
  --busy_;
  done_.notify_all();
}

void Strands::DropReady() {
  for (Strand* strand : std::exchange(ready_, {})) {
    strand->queue_.clear();
    Leave(*strand);
  }
}

}  // namespace funnel::base
