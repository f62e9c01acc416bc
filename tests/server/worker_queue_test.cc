// SPDX-License-Identifier: GPL-2.0-or-later
#include "server/http/worker_queue.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <functional>
#include <future>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

namespace funnel {
namespace {

using http::ServeMode;
using http::WorkerQueue;

char Letter(ServeMode mode) {
  return mode == ServeMode::kNormal ? 'n' : mode == ServeMode::kShed ? 's' : 'd';
}

/// Waits until `done`; false after ten seconds.
template <class Done>
bool Eventually(const Done& done) {
  for (int i = 0; i < 1000 && !done(); ++i) {
    std::this_thread::sleep_for(std::chrono::milliseconds(10));
  }
  return done();
}

/// Jobs that stand still until they are let go, and note in which mode they ran.
class Jobs {
 public:
  std::function<void()> Standing() {
    return [this] {
      Note();
      go_.wait();
    };
  }
  std::function<void()> Quick() {
    return [this] { Note(); };
  }
  void Go() { gate_.set_value(); }
  std::string modes() {
    const std::lock_guard lock(mutex_);
    return modes_;
  }

 private:
  void Note() {
    const std::lock_guard lock(mutex_);
    modes_ += Letter(WorkerQueue::mode());
  }

  std::promise<void> gate_;
  std::shared_future<void> go_ = gate_.get_future().share();
  std::mutex mutex_;
  std::string modes_;
};

TEST_CASE("WorkerQueue: what is over the bound is shed, what is over that is dropped at once") {
  Jobs jobs;
  std::atomic<std::size_t> waiting = 0;
  WorkerQueue queue(1, 2, &waiting);
  queue.enqueue(jobs.Standing());
  REQUIRE(Eventually([&] { return jobs.modes() == "n"; }));
  CHECK(waiting == 0);
  queue.enqueue(jobs.Quick());
  queue.enqueue(jobs.Quick());
  CHECK(waiting == 2);
  // The queue is full: this one holds the only thread that sheds,
  queue.enqueue(jobs.Standing());
  REQUIRE(Eventually([&] { return jobs.modes() == "ns"; }));
  queue.enqueue(jobs.Quick());
  queue.enqueue(jobs.Quick());
  // so two wait for it, and the next is run here.
  queue.enqueue(jobs.Quick());
  CHECK(jobs.modes() == "nsd");
  CHECK(WorkerQueue::mode() == ServeMode::kNormal);
  CHECK(waiting == 2);
  jobs.Go();
  REQUIRE(Eventually([&] { return jobs.modes().size() == 7; }));
  queue.shutdown();
  CHECK(waiting == 0);
  const std::string modes = jobs.modes();
  CHECK(std::count(modes.begin(), modes.end(), 'n') == 3);
  CHECK(std::count(modes.begin(), modes.end(), 's') == 3);
}

TEST_CASE("WorkerQueue: there is room again when a worker is free") {
  Jobs jobs;
  std::atomic<std::size_t> waiting = 0;
  WorkerQueue queue(2, 1, &waiting);
  for (int i = 0; i < 20; ++i) {
    queue.enqueue(jobs.Quick());
    REQUIRE(Eventually([&] { return jobs.modes().size() == static_cast<std::size_t>(i + 1); }));
  }
  CHECK(jobs.modes() == std::string(20, 'n'));
}

TEST_CASE("WorkerQueue: as many jobs run at once as there are threads") {
  Jobs jobs;
  std::atomic<std::size_t> waiting = 0;
  WorkerQueue queue(3, 5, &waiting);
  for (int i = 0; i < 4; ++i) queue.enqueue(jobs.Standing());
  REQUIRE(Eventually([&] { return jobs.modes() == "nnn"; }));
  CHECK(Eventually([&] { return waiting == 1; }));
  jobs.Go();
  CHECK(Eventually([&] { return jobs.modes() == "nnnn"; }));
}

TEST_CASE("WorkerQueue: finishes what is queued before it ends, also twice") {
  std::atomic<int> done = 0;
  std::atomic<std::size_t> waiting = 0;
  {
    WorkerQueue queue(2, 100, &waiting);
    for (int i = 0; i < 50; ++i) {
      queue.enqueue([&] {
        std::this_thread::sleep_for(std::chrono::milliseconds(1));
        ++done;
      });
    }
    queue.shutdown();
    CHECK(done == 50);
    queue.shutdown();
  }
  CHECK(done == 50);
}

}  // namespace
}  // namespace funnel
