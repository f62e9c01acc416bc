// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/base/ordered_pipeline.h"

#include <doctest/doctest.h>

#include <atomic>
#include <optional>

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

}  // namespace
}  // namespace funnel
