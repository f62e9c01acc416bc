// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <cstddef>
#include <filesystem>
#include <string>
#include <vector>

#include "funnel/article.h"
#include "searcher/commands/command_io.h"

namespace funnel::commands {

/// `funnel-searcher suggest`.
struct SuggestCommand {
  std::filesystem::path kb;
  std::string lang;
  std::size_t limit = 10;
  Audience audience = Audience::kPublic;
  bool json = false;
  std::vector<std::string> text;  ///< Joined by spaces.
};

/// Prints a suggestion a line, with language and id; or, as JSON, what the server answers.
int RunSuggest(const SuggestCommand& command, CommandIo& io);

}  // namespace funnel::commands
