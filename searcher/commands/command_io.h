// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <istream>
#include <ostream>
#include <string>
#include <string_view>

#include "funnel/result.h"
#include "searcher/measure/lines.h"

namespace funnel::commands {

/// Exit codes of the programs.
inline constexpr int kExitOk = 0;
inline constexpr int kExitFailed = 1;
inline constexpr int kExitUsage = 2;

/// What a command reads and writes. Commands are functions of their options and these streams, so
/// that tests can run them; only main.cc knows of the process.
struct CommandIo {
  std::istream& in;
  std::ostream& out;
  std::ostream& err;
  bool colour = false;    ///< `out` is a terminal that shows bold and colour.
  bool progress = false;  ///< `err` is a terminal: a progress line may be drawn.
};

/// Prints "funnel-searcher: error: ..." and returns kExitFailed.
int ReportFailure(CommandIo& io, const Error& error);

/// A Report that prints its line to `io.err`.
measure::Report ReportTo(CommandIo& io);

}  // namespace funnel::commands
