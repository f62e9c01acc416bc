// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <cstddef>
#include <filesystem>
#include <string>
#include <vector>

#include "funnel/article.h"
#include "searcher/commands/command_io.h"

namespace funnel::commands {

/// `funnel-searcher explain`.
struct ExplainCommand {
  std::filesystem::path kb;
  std::string lang;
  std::size_t limit = 3;
  std::vector<std::string> articles;  ///< Ids; without any, the first `limit` hits.
  Audience audience = Audience::kPublic;
  bool json = false;
  std::vector<std::string> query;  ///< Joined by spaces; a single "-" reads `io.in`.
};

/// Prints how the query was read and what the scores of the articles are made of, for people or as
/// JSON (explanation_format.h).
int RunExplain(const ExplainCommand& command, CommandIo& io);

}  // namespace funnel::commands
