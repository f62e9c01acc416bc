// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <filesystem>
#include <string>

#include "funnel/article.h"
#include "searcher/commands/command_io.h"

namespace funnel::commands {

/// `funnel-searcher show`.
struct ShowCommand {
  std::filesystem::path kb;
  std::string lang;
  std::string id;
  Audience audience = Audience::kPublic;
  bool json = false;
};

/// Prints one article as its author wrote it, below a few lines about it.
int RunShow(const ShowCommand& command, CommandIo& io);

/// `funnel-searcher status`.
struct StatusCommand {
  std::filesystem::path kb;
  bool json = false;
};

/// Prints the generation, how many articles each audience sees, and the languages.
int RunStatus(const StatusCommand& command, CommandIo& io);

}  // namespace funnel::commands
