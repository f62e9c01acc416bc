// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "funnel/article.h"
#include "funnel/indexer.h"
#include "indexer/cli/diagnostic.h"
#include "indexer/gate/gate.h"

namespace funnel::gate {

/// One article on its way through the gate.
struct GatedArticle {
  Article article;
  std::string file;
  Outcome outcome = Outcome::kAdded;
  GateReport gate;

  /// Whether it is too much like another one to be published unasked. One that is in the base
  /// already, just so, does no new harm.
  bool duplicate() const;
};

/// What a publish did, or would do.
struct PublishReport {
  std::vector<GatedArticle> articles;
  std::vector<cli::Diagnostic> diagnostics;  ///< Everything that was said on standard error.
  std::size_t curation_files = 0;            ///< Files of rules that are new or changed.
  bool dry_run = false;
  bool published = false;
  double seconds = 0;
};

/// What authors should know of `gated`: near-duplicates are errors, or with `despite_duplicates`
/// warnings; so are questions that do not find it on the first page.
std::vector<cli::Diagnostic> GateDiagnostics(const GatedArticle& gated, bool despite_duplicates);

/// The lines of one article for people: what becomes of it, what is similar, and the ranks.
std::string ArticleLines(const GatedArticle& gated);

/// The last line for people.
std::string SummaryLine(const PublishReport& report);

/// All of it as one JSON object, on one line.
std::string ToJson(const PublishReport& report);

}  // namespace funnel::gate
