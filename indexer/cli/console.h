// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <ostream>

namespace funnel::cli {

/// Exit codes of the program.
enum class ExitCode : int { kOk = 0, kFailed = 1, kUsage = 2, kInterrupted = 130 };

/// Where a command writes. Commands are functions of their options and this, so that tests can run
/// them; only main.cc knows of the process.
struct Console {
  std::ostream& out;
  std::ostream& err;
  bool terminal = false;  ///< `err` is a terminal: a progress bar may be drawn.
};

}  // namespace funnel::cli
