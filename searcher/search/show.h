// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "funnel/analyzer.h"
#include "funnel/explanation.h"
#include "funnel/result.h"
#include "funnel/searcher.h"
#include "searcher/answer/likely_place.h"
#include "searcher/rank/candidate.h"
#include "searcher/rank/record_place.h"
#include "searcher/search/engine.h"
#include "searcher/search/task.h"

namespace funnel::search {

/// The languages to show an article in, the best first, of a question written in one of these.
std::vector<std::string> ShownLanguages(const Request& question,
                                        const std::vector<std::string>& written_in);

/// A candidate, and the language that found it.
struct FoundAt {
  const Asked* asked = nullptr;
  std::size_t index = 0;

  const rank::Candidate& candidate() const { return asked->matched.candidates[index]; }
};

/// What an answer consists of.
struct Composed {
  std::vector<FoundAt> hits;  ///< Of all pages, best first, one for each family.
  std::size_t total = 0;
  struct Block {
    const Asked* asked = nullptr;
    bool first = false;
    std::vector<FoundAt> hits;
  };
  std::vector<Block> others;  ///< The likeliest to answer first.
};

/// Orders what was found: the question's own languages by the probability that their hits answer;
/// the others, as far as one of their hits may, beside them.
Composed Compose(const Findings& answers, const SearchRequest& request);

/// Where the hits of a language went.
LanguagePlace PlaceOf(const Asked& asked, const Composed& composed);

/// Finds where what a language was asked stands: about, by a forward record, and in a text.
struct SoughtPlaces {
  explicit SoughtPlaces(const answer::TermWeights& weights) : record(weights), text(weights) {}

  rank::RecordPlace record;
  answer::LikelyPlace text;
};

/// The hit that a candidate becomes: the article of its family that the reader is shown; with its
/// snippet if `places` are given, those of its language; then also `card`, if that is.
Result<Hit> MakeHit(const Request& question, const FoundAt& place, const SoughtPlaces* places,
                    Analyzer& analyzer, std::optional<AnswerCard>* card = nullptr);

/// The page that was asked for.
Result<SearchResponse> Show(const Request& question, const Findings& answers, Analyzer& analyzer);

}  // namespace funnel::search
