// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <cstddef>
#include <filesystem>
#include <string>
#include <vector>

#include "funnel/article.h"
#include "funnel/searcher.h"
#include "searcher/commands/command_io.h"

namespace funnel::commands {

/// `funnel-searcher search`.
struct SearchCommand {
  std::filesystem::path kb;
  std::string lang;
  std::size_t limit = 10;
  std::size_t offset = 0;
  Audience audience = Audience::kPublic;
  std::string filter;               ///< As ParseFilter reads it.
  std::vector<std::string> facets;  ///< Their names.
  bool verbatim = false;            ///< SearchRequest::verbatim.
  bool json = false;
  std::vector<std::string> query;  ///< Joined by spaces; a single "-" reads `io.in`.
};

/// What a command asks for by its words, or, if they are a single "-", by what `in` holds: up to
/// one byte more than may be asked, so that the searcher names the limit.
SearchRequest RequestOf(const std::vector<std::string>& words, const std::string& lang,
                        std::istream& in);

/// One line on what a search left out; empty if nothing.
std::string OmissionLine(const std::vector<Omission>& incomplete);

/// Prints the hits: rank and title, then id, language and score, then the snippet; behind them each
/// facet with its values; or, as JSON, what the server answers.
int RunSearch(const SearchCommand& command, CommandIo& io);

}  // namespace funnel::commands
