// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <cstddef>
#include <filesystem>
#include <string>
#include <vector>

#include "funnel/analyzer.h"
#include "funnel/result.h"
#include "funnel/searcher.h"
#include "searcher/query/posting_scorer.h"
#include "searcher/search/asked.h"
#include "searcher/search/languages.h"
#include "searcher/search/missing_families.h"
#include "searcher/search/plan.h"
#include "searcher/search/task.h"
#include "searcher/translate/cross_language.h"

namespace funnel::search {

/// What a question has found.
struct Findings {
  std::vector<Asked> asked;  ///< In order; the first `own` have the hits.
  std::size_t own = 0;
  double ask_others_below = 0;  ///< The others were, where the own ones were less sure.
  std::vector<Omission> incomplete;
  /// Where languages are counted beside the parts of the filter about them: what is found in all.
  std::vector<Asked> any_language;

  /// Those that the hits are of: of the question's own languages; where these have none, of the one
  /// that answers best.
  std::vector<const Asked*> Main() const;
};

/// Takes a request from its words to what it finds: plans it and matches it in its own languages
/// and, where these have no answer, in others. Holds what one request learns for the next. One per
/// thread.
class Engine {
 public:
  /// `dir` is the knowledge base.
  explicit Engine(const std::filesystem::path& dir) : planner_(dir), cross_language_(dir) {}

  /// Leaves out what there is no time for. Throws DeadlineExceeded where nothing was found in time,
  /// and what Xapian and store::Reader throw.
  Result<Findings> Find(const Request& question);

  /// Asks in one ranking language, as the question stands.
  Result<Asked> Ask(const Request& question, const std::string& language);

  Analyzer& analyzer() { return analyzer_; }

 private:
  Result<Findings> FindOnce(const Request& question, const LanguageChoice& choice);

  /// Lists all that meets the filter, in the reader's language; in all where he has none, or there
  /// is nothing in it.
  Result<Findings> Browse(const Request& question, const LanguageChoice& choice);

  /// Finds what there is in any language for counts of these.
  Result<void> FindInAnyLanguage(const Request& question, Findings& answers);

  /// What is asked in another language than its own, for a reader who types the one and reads the
  /// other.
  Result<void> AskOwnTranslated(const Request& question, const LanguageChoice& choice,
                                query::LookBudget& budget, Findings& answers);

  /// Those of the languages that the question may be in, or can be translated into.
  Result<void> AskOthers(const Request& question, const LanguageChoice& choice,
                         query::LookBudget& budget, Findings& answers);
  Result<Asked> AskTranslated(const Request& question, const std::string& language,
                              const std::vector<std::string>& from, query::LookBudget& budget);

  /// What the question excludes is excluded in the words of the other language, too.
  void ExcludeTranslated(const Request& question, Asked& asked, query::LookBudget& budget);

  /// Notes whether the question quotes phrases, and drops them where it is relaxed.
  void Relax(Asked& asked);

  Result<void> Pin(const Request& question, const std::vector<std::string>& langs,
                   Findings& answers);

  QuestionPlanner planner_;
  translate::CrossLanguage cross_language_;
  MissingFamilies missing_families_;
  query::PostingScorer scorer_;
  Analyzer analyzer_;
  // Of the question at hand.
  std::vector<std::string> pins_;
  bool spelling_left_out_ = false;
  bool quotes_phrases_ = false;
  bool relaxed_ = false;  ///< Its quoted phrases are read as words.
};

}  // namespace funnel::search
