// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/query/deadline.h"

#include <algorithm>

namespace funnel::query {

Deadline Deadline::In(std::chrono::milliseconds time) {
  const Clock::time_point now = Clock::now();
  const auto furthest =
      std::chrono::duration_cast<std::chrono::milliseconds>(Clock::time_point::max() - now);
  if (time >= furthest) return Deadline();
  return Deadline(now + std::max(time, std::chrono::milliseconds(0)));
}

Deadline Deadline::Within(double share) const {
  if (at_ == Clock::time_point::max()) return *this;
  const Clock::time_point now = Clock::now();
  if (now >= at_) return *this;
  return Deadline(now + std::chrono::duration_cast<Clock::duration>((at_ - now) * share));
}

bool Deadline::Passed() const { return at_ != Clock::time_point::max() && Clock::now() >= at_; }

void Deadline::Check() const {
  if (Passed()) throw DeadlineExceeded{};
}

}  // namespace funnel::query
