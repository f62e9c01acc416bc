// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/commands/command_io.h"

#include "indexer/base/terminal_text.h"

namespace funnel::commands {

int ReportFailure(CommandIo& io, const Error& error) {
  io.err << "funnel-searcher: error: " << base::ForTerminal(error.message) << '\n';
  return kExitFailed;
}

measure::Report ReportTo(CommandIo& io) {
  return [&err = io.err](const std::string& line) { err << line << '\n'; };
}

}  // namespace funnel::commands
