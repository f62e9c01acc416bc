// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <atomic>
#include <cstdint>
#include <initializer_list>
#include <string>
#include <utility>

#include "funnel/result.h"
#include "indexer/care/rebuild.h"
#include "indexer/cli/console.h"
#include "indexer/cli/progress_bar.h"

// How the commands that care for a base speak.

namespace funnel {

/// Prints the error; kFailed.
ExitCode Refuse(Console& console, const Error& error);

/// Says that nothing happened; kInterrupted.
ExitCode Interrupted(Console& console);

/// Turns the value of --lang into its canonical form; an empty one stays. False when it is no
/// language, which is said.
bool ReadLang(Console& console, std::string& lang);

/// Whether the value of --by can stand in the history; what is wrong is said. An empty one can: the
/// login name takes its place.
bool CheckBy(Console& console, const std::string& by);

/// A JSON object of numbers and the time taken, on one line.
std::string JsonLine(std::initializer_list<std::pair<const char*, std::uint64_t>> numbers,
                     double seconds);

/// A progress bar, and callbacks that draw it and print diagnostics beside it.
class Progress {
 public:
  /// All must outlive this.
  Progress(Console& console, bool bar, const std::atomic<bool>& interrupted);

  const CareCallbacks& callbacks() const { return callbacks_; }

 private:
  static constexpr std::uint64_t kSteps = 1000;
  ProgressBar bar_;
  CareCallbacks callbacks_;
};

}  // namespace funnel
