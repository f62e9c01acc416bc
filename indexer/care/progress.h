// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <atomic>
#include <cstdint>

#include "indexer/care/rebuild.h"
#include "indexer/cli/console.h"
#include "indexer/cli/progress_bar.h"

namespace funnel::care {

/// A progress bar, and callbacks that draw it and print diagnostics beside it.
class Progress {
 public:
  /// All must outlive this.
  Progress(cli::Console& console, bool bar, const std::atomic<bool>& interrupted);

  const CareCallbacks& callbacks() const { return callbacks_; }

 private:
  static constexpr std::uint64_t kSteps = 1000;
  cli::ProgressBar bar_;
  CareCallbacks callbacks_;
};

}  // namespace funnel::care
