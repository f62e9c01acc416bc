// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/cli/progress_bar.h"

#include <fmt/format.h>

#include <algorithm>

namespace funnel::cli {

void ProgressBar::Show(std::uint64_t bytes, std::size_t articles) {
  Draw(bytes, fmt::format("  {} articles", articles));
}

void ProgressBar::ShowShare(std::uint64_t bytes) { Draw(bytes, ""); }

void ProgressBar::Draw(std::uint64_t bytes, const std::string& behind) {
  constexpr std::chrono::milliseconds kPause{100};
  constexpr int kWidth = 30;
  const auto now = std::chrono::steady_clock::now();
  if (!enabled_ || now - last_ < kPause) return;
  last_ = now;
  drawn_ = true;
  const double share =
      total_ == 0 ? 1.0 : std::min(1.0, static_cast<double>(bytes) / static_cast<double>(total_));
  const int filled = static_cast<int>(share * kWidth);
  out_ << fmt::format("\r[{:#<{}}{:.<{}}] {:3.0f}%{}\x1b[K", "", filled, "", kWidth - filled,
                      share * 100, behind)
       << std::flush;
}

void ProgressBar::Clear() {
  if (drawn_) out_ << "\r\x1b[K" << std::flush;
  drawn_ = false;
}

}  // namespace funnel::cli
