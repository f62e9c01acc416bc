// SPDX-License-Identifier: GPL-2.0-or-later
#include "server/http/worker_queue.h"

namespace funnel::http {

namespace {
thread_local ServeMode thread_mode = ServeMode::kNormal;
}  // namespace

WorkerQueue::WorkerQueue(std::size_t threads, std::size_t max_waiting,
                         std::atomic<std::size_t>* waiting)
    : max_waiting_(max_waiting), waiting_(waiting) {
  for (std::size_t i = 0; i < threads; ++i) {
    threads_.emplace_back([this] { Run(normal_, ServeMode::kNormal); });
  }
  threads_.emplace_back([this] { Run(shed_, ServeMode::kShed); });
}

WorkerQueue::~WorkerQueue() { shutdown(); }

WorkerQueue::Enqueued WorkerQueue::enqueue(std::function<void()> job) {
  {
    const std::lock_guard lock(mutex_);
    Line& line = normal_.jobs.size() < max_waiting_ ? normal_ : shed_;
    if (line.jobs.size() < max_waiting_) {
      line.jobs.push_back(std::move(job));
      job = nullptr;
      waiting_->store(normal_.jobs.size(), std::memory_order_relaxed);
      line.ready.notify_one();
    }
  }
  if (job) {
    thread_mode = ServeMode::kDrop;
    job();
    thread_mode = ServeMode::kNormal;
  }
  return Enqueued(true);
}

void WorkerQueue::shutdown() {
  {
    const std::lock_guard lock(mutex_);
    stopping_ = true;
  }
  normal_.ready.notify_all();
  shed_.ready.notify_all();
  for (std::thread& thread : threads_) {
    if (thread.joinable()) thread.join();
  }
}

ServeMode WorkerQueue::mode() { return thread_mode; }

void WorkerQueue::Run(Line& line, ServeMode mode) {
  thread_mode = mode;
  for (;;) {
    std::function<void()> job;
    {
      std::unique_lock lock(mutex_);
      line.ready.wait(lock, [&] { return stopping_ || !line.jobs.empty(); });
      if (line.jobs.empty()) return;
      job = std::move(line.jobs.front());
      line.jobs.pop_front();
      waiting_->store(normal_.jobs.size(), std::memory_order_relaxed);
    }
    job();
  }
}

}  // namespace funnel::http
