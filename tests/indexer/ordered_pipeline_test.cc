// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/base/ordered_pipeline.h"

#include <doctest/doctest.h>

#include <atomic>
#include <optional>
#include <stdexcept>
#include <string>

namespace funnel {
namespace {

/// Runs 200 jobs, of which every tenth has 50 bytes and all others 1; the most in work at once.
std::size_t MostInWork(std::size_t capacity, std::size_t max_bytes) {
  std::atomic<std::size_t> in_work = 0;
  std::size_t most = 0;
  int number = 0;
  const auto bytes_of = [](int job) { return std::size_t{job % 10 == 0 ? 50U : 1U}; };
  base::OrderedPipeline<int, int> pipeline(
      [&]() -> std::optional<int> {  // By one thread at a time.
        if (number == 200) return std::nullopt;
        in_work += bytes_of(number);
        most = std::max(most, in_work.load());
        return number++;
      },
      [](int job, std::size_t) { return job; }, 3, capacity, bytes_of, max_bytes);
  for (int expected = 0;; ++expected) {
    const auto job = pipeline.Take();
    if (!job) {
      CHECK(expected == 200);
      return most;
    }
    CHECK(*job == expected);
    in_work -= bytes_of(*job);
  }
}

TEST_CASE("OrderedPipeline: no more jobs are begun than shall be in memory") {
  // One job more at the most is begun below the limit; what is taken counts a moment longer here.
  CHECK(MostInWork(1000, 60) <= 60 + 50 + 50);
  CHECK(MostInWork(1000, 1) <= 50 + 50);
  CHECK(MostInWork(4, 1'000'000) <= 50 + 4 + 50);
}

/// Takes from 10 jobs until the end: the sum of the products, and what was thrown at which of them.
struct Taken {
  int sum = 0;
  std::string thrown;
};

Taken TakeAll(int source_fails_at, int work_fails_at) {
  int number = 0;
  base::OrderedPipeline<int, int> pipeline(
      [&]() -> std::optional<int> {
        if (number == source_fails_at) throw std::runtime_error("source");
        if (number == 10) return std::nullopt;
        return number++;
      },
      [&](int job, std::size_t) {
        if (job == work_fails_at) throw std::runtime_error("work");
        return 1 << job;
      },
      3, 4);
  Taken taken;
  for (int at = 0; at < 100; ++at) {
    try {
      const auto product = pipeline.Take();
      if (!product) break;
      taken.sum += *product;
    } catch (const std::runtime_error& error) {
      taken.thrown += error.what() + std::to_string(at);
    }
  }
  return taken;
}

TEST_CASE("OrderedPipeline: what is thrown comes out of Take, in its place") {
  const Taken whole = TakeAll(-1, -1);
  CHECK(whole.sum == 1023);
  CHECK(whole.thrown == "");
  const Taken no_source = TakeAll(3, -1);
  CHECK(no_source.sum == 1 + 2 + 4);
  CHECK(no_source.thrown == "source3");
  const Taken at_once = TakeAll(0, -1);
  CHECK(at_once.sum == 0);
  CHECK(at_once.thrown == "source0");
  const Taken no_work = TakeAll(-1, 5);
  CHECK(no_work.sum == 1023 - (1 << 5));
  CHECK(no_work.thrown == "work5");
}

TEST_CASE("OrderedPipeline: ends with its threads when what was thrown is not taken") {
  for (int i = 0; i < 50; ++i) {
    base::OrderedPipeline<int, int> pipeline(
        []() -> std::optional<int> { throw std::runtime_error("source"); },
        [](int job, std::size_t) { return job; }, 3, 4);
  }
}

}  // namespace
}  // namespace funnel
