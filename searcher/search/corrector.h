// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "funnel/result.h"
#include "funnel/searcher.h"
#include "searcher/guidance/curation.h"
#include "searcher/query/corrections.h"
#include "searcher/search/engine.h"
#include "searcher/search/rewritten_question.h"
#include "searcher/search/task.h"
#include "searcher/search/word_knowledge.h"

namespace funnel::search {

/// Finds what a question with words that articles do not have may have been meant to be. One per
/// thread.
class Corrector {
 public:
  /// `dir` is the knowledge base. Borrows the engine.
  Corrector(std::filesystem::path dir, Engine& engine) : dir_(std::move(dir)), engine_(&engine) {}

  /// Sets `response.did_you_mean` to what `typed`, the question with its shortcuts, was meant to
  /// be, if that is answered at least about as likely as `response` answers it. Where there is no
  /// time for it, the response says so. Costs little where articles have all words.
  Result<void> Correct(const Request& question, const std::string& typed, const Findings& answers,
                       SearchResponse& response);

 private:
  struct Proposal {
    std::vector<Change> changes;
    bool keyboard = false;
  };
  std::vector<Proposal> Spellings(const Request& question, const Findings& answers,
                                  WordKnowledge& knowledge);

  /// Asks what the changes make of the question; none where that is no answer.
  Result<std::optional<DidYouMean>> Ask(const Request& question, const std::string& typed,
                                        const Proposal& proposal);

  std::filesystem::path dir_;
  Engine* engine_;
  guidance::Curator curator_;
  query::CorrectionFinder finder_;
};

}  // namespace funnel::search
