// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/query/deadline.h"

#include <doctest/doctest.h>

#include <chrono>
#include <thread>

namespace funnel::query {
namespace {

using std::chrono::milliseconds;

TEST_CASE("Deadline: passes when its time is over, however little or much that is") {
  struct Row {
    milliseconds time;
    bool passed;
  };
  for (const Row& row : {Row{milliseconds(0), true}, Row{milliseconds(-1), true},
                         Row{milliseconds::min(), true}, Row{std::chrono::hours(1), false},
                         Row{milliseconds::max(), false}, Row{milliseconds::max() / 2, false}}) {
    CAPTURE(row.time.count());
    const Deadline deadline = Deadline::In(row.time);
    CHECK(deadline.Passed() == row.passed);
    CHECK(deadline.Within(0.5).Passed() == row.passed);
  }
  CHECK_FALSE(Deadline().Passed());
  CHECK_FALSE(Deadline().Within(0).Passed());
}

TEST_CASE("Deadline: a share of it passes before it does") {
  const Deadline deadline = Deadline::In(std::chrono::minutes(10));
  const Deadline soon = deadline.Within(1e-6);
  std::this_thread::sleep_for(milliseconds(5));
  CHECK(soon.Passed());
  CHECK_THROWS_AS(soon.Check(), DeadlineExceeded);
  CHECK_NOTHROW(deadline.Check());
}

}  // namespace
}  // namespace funnel::query
