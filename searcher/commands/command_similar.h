// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <cstddef>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "funnel/article.h"
#include "funnel/similar.h"
#include "searcher/commands/command_io.h"

namespace funnel::commands {

/// `funnel-searcher similar`.
struct SimilarCommand {
  std::filesystem::path kb;
  Audience audience = Audience::kPublic;
  SimilarCasesRequest request;
  bool copies = false;  ///< List them, too.
  bool json = false;
  std::vector<std::string> text;  ///< Joined by spaces; a single "-" reads `io.in`.
};

/// Prints the cases: rank and title, id, language and last change, then the terms that they share;
/// or, as JSON, what the server answers.
int RunSimilar(const SimilarCommand& command, CommandIo& io);

/// `funnel-searcher triage`.
struct TriageCommand {
  std::filesystem::path kb;
  Audience audience = Audience::kPublic;
  SimilarCasesRequest request;
  std::size_t products = 3;
  bool json = false;
  std::vector<std::string> text;  ///< As of SimilarCommand.
};

/// Prints the products with their shares, how sure that is, and the cases it rests on; or, as JSON,
/// what the server answers.
int RunTriage(const TriageCommand& command, CommandIo& io);

}  // namespace funnel::commands
