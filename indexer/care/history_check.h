// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <cstddef>
#include <filesystem>
#include <functional>
#include <optional>
#include <set>
#include <string>
#include <utility>

#include "funnel/result.h"
#include "indexer/cli/diagnostic.h"
#include "indexer/store/history/history.h"

namespace funnel::care {

/// Compares the history of a base with its articles, while publishing goes on.
class HistoryCheck {
 public:
  HistoryCheck(std::filesystem::path dir, std::function<void(const cli::Diagnostic&)> report);

  /// Opens the history and checks its file. What is wrong is reported.
  void Begin();

  /// Looks at one article of the base.
  void See(const std::string& unique_term, const std::string& hash);

  /// Looks for articles that the base has lost, then anew at all that seemed wrong, and reports
  /// what still is.
  void End();

 private:
  using Name = std::pair<std::string, std::string>;  ///< Language and id.

  void Report(cli::Severity severity, std::string message);
  /// What is wrong with one article; empty when nothing is.
  Result<std::string> Judge(const Name& name) const;

  std::filesystem::path dir_;
  std::filesystem::path file_;
  std::function<void(const cli::Diagnostic&)> report_;
  std::optional<store::HistoryReader> history_;  ///< Absent when there is nothing to compare.
  std::set<Name> suspects_;
};

}  // namespace funnel::care
