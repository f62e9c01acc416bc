// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/search/corrector.h"

#include <algorithm>
#include <string_view>
#include <utility>

#include "searcher/query/look_budget.h"
#include "searcher/query/query_syntax.h"
#include "searcher/search/mistyped_layout.h"
#include "searcher/search/show.h"

namespace funnel::search {
namespace {

/// Words of the base that are looked at for all unknown words of a question.
constexpr std::size_t kMostLooks = 500'000;

/// The share of the time left that corrections may take.
constexpr double kMostTime = 0.5;

/// Corrected questions that are asked, and words that one corrects.
constexpr std::size_t kMostAsked = 4;
constexpr std::size_t kMostCorrections = 3;

/// A long question that is answered clearly has words enough, and more that are rare without being
/// misspelt. Of a short one it is said what its unknown words were taken for, however clear that
/// is.
constexpr std::size_t kLong = 60;  // bytes
/// A word that is guessed within the search is as sure as the same word asked for, about.
constexpr double kAbout = 0.05;
/// What speaks for the likelier of two words before either is asked for.
constexpr double kLikelier = 0.02;

double BestConfidence(const SearchResponse& response) {
  double best = response.confidence;
  for (const OtherLanguage& other : response.other_languages) {
    best = std::max(best, other.confidence);
  }
  return best;
}

/// What the question quotes or excludes is meant as it is.
bool IsQuoted(const query::ParsedQuery& parsed, std::string_view word) {
  const auto has = [&](std::string_view text) { return text.find(word) != std::string_view::npos; };
  return std::any_of(parsed.phrases.begin(), parsed.phrases.end(), has) ||
         std::any_of(parsed.excluded.begin(), parsed.excluded.end(),
                     [&](const query::Exclusion& excluded) { return has(excluded.text); });
}

}  // namespace

std::vector<Corrector::Proposal> Corrector::Spellings(const Request& question,
                                                      const Findings& answers,
                                                      WordKnowledge& knowledge) {
  std::vector<Proposal> proposals;
  query::LookBudget budget(kMostLooks, question.deadline);
  const query::ParsedQuery parsed = query::ParseQuery(question.request.query);
  for (std::size_t i = 0; i < answers.own && proposals.size() < kMostAsked; ++i) {
    const Asked& asked = answers.asked[i];
    if (!asked.translated_from.empty() || !asked.plan.parts.empty()) continue;
    const query::QueryPlan& plan = asked.plan;
    const guidance::CuratedQuestion curated = curator_.Read(plan, question.reader_lang, {});
    std::vector<query::Correction> corrections = finder_.Find(
        plan, *asked.counts,
        [&](const std::string& word) { return knowledge.HasElsewhere(asked.language, word); },
        budget);
    std::vector<std::vector<Change>> ways;  // of each correction, the likeliest first
    std::sort(corrections.begin(), corrections.end(),
              [](const auto& a, const auto& b) { return a.begin < b.begin; });
    for (const query::Correction& one : corrections) {
      const std::string typed = plan.text.substr(one.begin, one.end - one.begin);
      if (curated.Knows(one.begin, one.end) || IsQuoted(parsed, typed)) continue;
      std::vector<Change> changes;
      for (const std::string& word : one.words) {
        if (!curator_.Blocked(word)) changes.push_back({typed, InCaseOf(typed, word)});
      }
      if (!changes.empty()) ways.push_back(std::move(changes));
    }
    if (ways.empty() || ways.size() > kMostCorrections) continue;
    Proposal likeliest;
    for (const std::vector<Change>& changes : ways) likeliest.changes.push_back(changes.front());
    proposals.push_back(likeliest);
    for (std::size_t way = 0; way < ways.size(); ++way) {
      for (std::size_t k = 1; k < ways[way].size(); ++k) {
        proposals.push_back(likeliest);
        proposals.back().changes[way] = ways[way][k];
      }
    }
  }
  proposals.resize(std::min(proposals.size(), kMostAsked));
  return proposals;
}

Result<std::optional<DidYouMean>> Corrector::Ask(const Request& question, const std::string& typed,
                                                 const Proposal& proposal) {
  std::optional<DidYouMean> none;
  DidYouMean meant;
  meant.keyboard = proposal.keyboard;
  meant.pieces = Rewrite(typed, proposal.changes);
  meant.query = WholeText(meant.pieces);
  SearchRequest request = question.request;
  request.query = WholeText(Rewrite(question.request.query, proposal.changes));
  request.limit = std::max<std::size_t>(1, request.other_limit);
  request.facets.clear();
  if (meant.query.empty() || request.query.empty() || meant.query.size() > kMaxQueryBytes ||
      curator_.Blocked(meant.query)) {
    return none;
  }
  // What is meant is in words of the languages that were asked, and so are the hits that are shown.
  const Request other{request,           question.reader_lang, question.reader,    question.ranking,
                      question.deadline, question.filter,      question.explained, true};
  Result<Findings> found = engine_->Find(other);
  if (!found) return Fail(found.error());
  Result<SearchResponse> shown = Show(other, *found, engine_->analyzer());
  if (!shown) return Fail(shown.error());
  if (shown->hits.empty()) return none;
  meant.confidence = shown->confidence;
  meant.estimated_total_hits = shown->estimated_total_hits;
  meant.hits = std::move(shown->hits);
  meant.hits.resize(std::min(meant.hits.size(), request.other_limit));
  return meant;
}

Result<void> Corrector::Correct(const Request& question, const std::string& typed,
                                const Findings& answers, SearchResponse& response) {
  const SearchRequest& request = question.request;
  const double confidence = BestConfidence(response);
  const bool is_long = typed.size() > kLong;
  if (request.verbatim || !request.did_you_mean || question.Browses() || request.offset > 0 ||
      (confidence >= kClear && is_long) || typed.size() > kMaxQueryBytes) {
    return {};
  }
  const auto own = answers.asked.begin() + static_cast<std::ptrdiff_t>(answers.own);
  const auto has_all = [](const Asked& asked) {
    return query::HasAllWords(asked.plan, *asked.counts);
  };
  if (std::any_of(answers.asked.begin(), own, has_all)) return {};
  Request in_time = question;
  in_time.deadline = question.deadline.Within(kMostTime);
  curator_.Follow(dir_ / question.reader.generation());
  try {
    WordKnowledge knowledge(question.reader);
    for (std::vector<Change>& changes :
         OnOtherLayouts(request.query, knowledge, engine_->analyzer())) {
      auto meant = Ask(in_time, typed, {std::move(changes), true});
      if (!meant) return Fail(meant.error());
      if (!*meant || (*meant)->confidence <= confidence) continue;
      response.did_you_mean = *std::move(*meant);
      return {};
    }
    double best = confidence - (is_long ? 0 : kAbout);
    double handicap = 0;
    for (const Proposal& proposal : Spellings(in_time, answers, knowledge)) {
      auto meant = Ask(in_time, typed, proposal);
      if (!meant) return Fail(meant.error());
      if (*meant && (*meant)->confidence >= kAnswered && (*meant)->confidence > best + handicap) {
        best = (*meant)->confidence;
        response.did_you_mean = *std::move(*meant);
      }
      handicap = kLikelier;
    }
  } catch (const query::DeadlineExceeded&) {
    std::vector<Omission>& incomplete = response.incomplete;
    if (std::find(incomplete.begin(), incomplete.end(), Omission::kSpelling) == incomplete.end()) {
      incomplete.insert(incomplete.begin(), Omission::kSpelling);
    }
  }
  return {};
}

}  // namespace funnel::search
