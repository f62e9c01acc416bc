// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <chrono>

namespace funnel::query {

/// Thrown by work that ran into its deadline.
struct DeadlineExceeded {};

/// Until when an answer is of use. Made once for a request and passed down to all that works on it.
class Deadline {
 public:
  /// Never.
  Deadline() = default;

  /// `time` from now: at once if that is not above 0, never if no clock goes so far.
  static Deadline In(std::chrono::milliseconds time);

  /// When `share` (0 to 1) of the time that is left has passed.
  Deadline Within(double share) const;

  bool Passed() const;

  /// Throws DeadlineExceeded if it has passed.
  void Check() const;

 private:
  using Clock = std::chrono::steady_clock;

  explicit Deadline(Clock::time_point at) : at_(at) {}

  Clock::time_point at_ = Clock::time_point::max();
};

}  // namespace funnel::query
