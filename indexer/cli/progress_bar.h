// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <chrono>
#include <cstdint>
#include <ostream>
#include <string>

namespace funnel::cli {

/// One line at the bottom of a terminal that says how far a run has come.
class ProgressBar {
 public:
  /// `total` bytes are to be read. Draws on `out`, nothing at all unless `enabled`.
  ProgressBar(std::ostream& out, std::uint64_t total, bool enabled)
      : out_(out), total_(total), enabled_(enabled) {}
  ~ProgressBar() { Clear(); }
  ProgressBar(const ProgressBar&) = delete;
  ProgressBar& operator=(const ProgressBar&) = delete;

  /// Draws anew, but not more often than the eye can follow.
  void Show(std::uint64_t bytes, std::size_t articles);

  /// The same for work that has no articles to count.
  void ShowShare(std::uint64_t bytes);

  /// Takes the bar away, so that a line can be printed in its place.
  void Clear();

 private:
  void Draw(std::uint64_t bytes, const std::string& behind);

  std::ostream& out_;
  std::uint64_t total_;
  bool enabled_;
  bool drawn_ = false;
  std::chrono::steady_clock::time_point last_{};
};

}  // namespace funnel::cli
