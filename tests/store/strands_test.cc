// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/base/strands.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <chrono>
#include <cstddef>
#include <memory>
#include <mutex>
#include <set>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

namespace funnel::base {
namespace {

TEST_CASE("Strands: one strand's work is done in order, by one thread at a time") {
  for (const std::size_t threads : {0U, 1U, 4U}) {
    CAPTURE(threads);
    constexpr std::size_t kStrands = 5;
    constexpr int kEach = 400;
    std::array<Strands::Strand, kStrands> some;
    std::array<std::vector<int>, kStrands> done;  // Unguarded: a race here is what must not be.
    Strands strands(threads);
    for (int i = 0; i < kEach; ++i) {
      for (std::size_t s = 0; s < kStrands; ++s) {
        strands.Post(some[s], [&done, s, i] { done[s].push_back(i); });
      }
    }
    strands.Wait();
    for (const std::vector<int>& numbers : done) {
      REQUIRE(numbers.size() == kEach);
      for (int i = 0; i < kEach; ++i) CHECK(numbers[static_cast<std::size_t>(i)] == i);
    }
  }
}

TEST_CASE("Strands: several work at once, on no more threads than allowed") {
  std::array<Strands::Strand, 6> some;
  std::mutex mutex;
  std::set<std::thread::id> threads;
  std::atomic<int> at_once = 0;
  std::atomic<int> most = 0;
  Strands strands(3);
  for (Strands::Strand& strand : some) {
    strands.Post(strand, [&] {
      const int now = ++at_once;
      for (int seen = most; now > seen && !most.compare_exchange_weak(seen, now);) {
      }
      // Whoever comes first waits for company, if there is to be any.
      for (int i = 0; i < 2000 && most < 2; ++i) {
        std::this_thread::sleep_for(std::chrono::milliseconds(1));
      }
      --at_once;
      const std::lock_guard lock(mutex);
      threads.insert(std::this_thread::get_id());
    });
  }
  strands.Wait();
  CHECK(most >= 2);
  CHECK(most <= 3);
  CHECK(threads.size() <= 3);
  CHECK_FALSE(threads.contains(std::this_thread::get_id()));
}

TEST_CASE("Strands: waiting for one does not wait for the others") {
  Strands::Strand slow, quick;
  std::atomic<bool> go = false;
  bool done = false;
  Strands strands(2);
  strands.Post(slow, [&] {
    while (!go) std::this_thread::yield();
  });
  strands.Post(quick, [&] { done = true; });
  strands.Wait(quick);
  CHECK(done);
  go = true;
  strands.Wait();
}

TEST_CASE("Strands: after a failure nothing is begun, and every call says what it was") {
  for (const std::size_t threads : {0U, 1U, 4U}) {
    CAPTURE(threads);
    Strands::Strand failing, other;
    std::atomic<int> done = 0;
    Strands strands(threads);
    strands.Post(failing, [] { throw std::runtime_error("the disk is full"); });
    CHECK_THROWS_WITH(strands.Wait(), "the disk is full");
    for (Strands::Strand* strand : {&failing, &other}) strands.Post(*strand, [&] { ++done; });
    CHECK_THROWS_WITH(strands.Check(), "the disk is full");
    CHECK_THROWS_WITH(strands.Wait(other), "the disk is full");
    CHECK_THROWS_WITH(strands.WaitUntil([] { return true; }), "the disk is full");
    CHECK(done == 0);
    strands.Drop();
    strands.Post(failing, [&] { ++done; });
    strands.Wait();
    CHECK(done == 1);
  }
}

TEST_CASE("Strands: a failure drops what waits in all of them, and its objects") {
  const auto held = std::make_shared<int>();
  std::atomic<bool> go = false;
  std::atomic<int> done = 0;
  Strands::Strand failing, other;
  Strands strands(2);
  strands.Post(failing, [&] {
    while (!go) std::this_thread::yield();
    throw std::runtime_error("no");
  });
  strands.Post(other, [&] {
    while (!go) std::this_thread::yield();
    std::this_thread::sleep_for(std::chrono::milliseconds(50));  // Until the other has failed.
  });
  for (int i = 0; i < 100; ++i) {
    strands.Post(failing, [&done, held] { ++done; });
    strands.Post(other, [&done, held] { ++done; });
  }
  go = true;
  CHECK_THROWS_WITH(strands.Wait(), "no");
  CHECK(done == 0);
  CHECK(held.use_count() == 1);
}

TEST_CASE("Strands: wait until there is room") {
  Strands::Strand strand;
  std::atomic<int> waiting = 0;
  int most = 0;
  Strands strands(1);
  for (int i = 0; i < 200; ++i) {
    most = std::max(most, ++waiting);
    strands.Post(strand, [&] { --waiting; });
    strands.WaitUntil([&] { return waiting < 10; });
  }
  strands.Wait();
  CHECK(waiting == 0);
  CHECK(most <= 10);
}

TEST_CASE("Strands: what is not begun is dropped with them") {
  std::atomic<bool> begun = false;
  std::atomic<int> done = 0;
  Strands::Strand strand;
  {
    Strands strands(1);
    strands.Post(strand, [&] {
      begun = true;
      std::this_thread::sleep_for(std::chrono::milliseconds(50));
      ++done;
    });
    for (int i = 0; i < 10; ++i) strands.Post(strand, [&] { done += 100; });
    while (!begun) std::this_thread::yield();
  }
  CHECK(done == 1);
}

}  // namespace
}  // namespace funnel::base
