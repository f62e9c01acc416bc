// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/query/query_builder.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <map>
#include <utility>
#include <vector>

#include "indexer/schema/index_schema.h"
#include "searcher/query/bm25.h"

namespace funnel::query {
namespace {

/// Collects the terms of a plan that a base has, those that are worth most.
class TermWeigher {
 public:
  TermWeigher(const QueryPlan& plan, TermCounts& counts, const RankingParameters& ranking)
      : plan_(plan), counts_(counts), ranking_(ranking) {}

  std::vector<SearchedTerm> Weigh() {
    terms_.reserve(plan_.terms.size());
    for (std::size_t i = 0; i < plan_.terms.size(); ++i) {
      const PlannedTerm& planned = plan_.terms[i];
      if (planned.weight <= 0 || !schema::HasPostings(planned.lane)) continue;
      if (planned.neighbours != nullptr) {
        terms_.push_back({i, planned.term, planned.neighbours->documents(), 0, 0});
        continue;
      }
      if (!Add(i, planned.term) && planned.lane == Lane::kIdentifier) AddLonger(i);
    }
    Cap();
    for (SearchedTerm& term : terms_) {
      const SharedNeighbours& neighbours = plan_.terms[term.planned].neighbours;
      term.occurrences =
          neighbours != nullptr ? neighbours->occurrences() : counts_.Occurrences(term.term);
      term.weight = plan_.terms[term.planned].weight *
                    Burst(term.documents, term.occurrences, ranking_.burstiness);
    }
    return std::move(terms_);
  }

 private:
  /// Adds `term` if the base has it.
  bool Add(std::size_t planned, const std::string& term) {
    const Xapian::doccount documents = counts_.Documents(term);
    if (documents == 0) return false;
    terms_.push_back({planned, term, documents, 0, 0});
    return true;
  }

  /// Adds identifiers that begin with one that the base does not have: a code is often copied or
  /// typed without its end.
  void AddLonger(std::size_t planned) {
    constexpr std::size_t kShortestBytes = 6;  // index prefix included
    constexpr int kMostLonger = 8;
    const std::string& term = plan_.terms[planned].term;
    if (term.size() < kShortestBytes) return;
    int left = kMostLonger;
    auto at = counts_.database().allterms_begin(term);
    const auto end = counts_.database().allterms_end(term);
    for (; at != end && left > 0; ++at, --left) Add(planned, *at);
  }

  /// Keeps the rarest terms of each lane; of a text in parts those that are worth most.
  void Cap() {
    const double all = counts_.all_documents();
    const auto worth = [&](const SearchedTerm& term) {
      const double telling = plan_.parts.empty() ? 1 : plan_.terms[term.planned].weight;
      return telling * Idf(term.documents, all);
    };
    for (SearchedTerm& term : terms_) term.weight = worth(term);
    std::stable_sort(
        terms_.begin(), terms_.end(),
        [](const SearchedTerm& a, const SearchedTerm& b) { return a.weight > b.weight; });
    std::array<std::size_t, kLaneCount> kept{};
    std::erase_if(terms_, [&](const SearchedTerm& term) {
      return ++kept[static_cast<std::size_t>(plan_.terms[term.planned].lane)] >
             ranking_.max_terms_per_lane;
    });
  }

  const QueryPlan& plan_;
  TermCounts& counts_;
  const RankingParameters& ranking_;
  std::vector<SearchedTerm> terms_;
};

using Place = std::pair<std::uint32_t, std::uint32_t>;

/// What the unmarked writing of a word weighs less for being rare where the word itself is not:
/// both are one word, and where a base has few texts without marks, these tell no more than others.
class UnmarkedShare {
 public:
  UnmarkedShare(const QueryPlan& plan, const std::vector<SearchedTerm>& terms, double all_documents)
      : plan_(plan), all_documents_(all_documents) {
    for (const SearchedTerm& term : terms) {
      const PlannedTerm& planned = plan.terms[term.planned];
      if (planned.unmarked) continue;
      Xapian::doccount& documents = marked_[{planned.begin, planned.end}];
      documents = std::max(documents, term.documents);
    }
  }

  double Of(const SearchedTerm& term) const {
    const PlannedTerm& planned = plan_.terms[term.planned];
    if (!planned.unmarked) return 1;
    const auto marked = marked_.find({planned.begin, planned.end});
    if (marked == marked_.end()) return 1;
    return std::min(1.0, Idf(marked->second, all_documents_) / Idf(term.documents, all_documents_));
  }

 private:
  const QueryPlan& plan_;
  double all_documents_;
  std::map<Place, Xapian::doccount> marked_;
};

}  // namespace

std::vector<double> BuiltQuery::TermWeights() const {
  std::vector<double> of_terms;
  for (const SearchedTerm& term : terms) of_terms.push_back(weights.at(term.term));
  return of_terms;
}

namespace {

/// Takes neighbours, which are another writing of the word at `leaf`'s place, into its terms: a
/// word is as rare as all its writings together, and worth the same in each.
void AddWriting(const PlannedTerm& planned, const QueryPlan& plan, TermCounts& counts,
                const RankingParameters& ranking, QueryLeaf& leaf, BuiltQuery& built) {
  const auto said = std::find_if(leaf.any.begin(), leaf.any.end(), [&](const StructuredTerm& term) {
    return std::any_of(plan.terms.begin(), plan.terms.begin() + static_cast<long>(plan.said),
                       [&](const PlannedTerm& other) {
                         return other.term == term.any.front().term && other.begin == leaf.begin;
                       });
  });
  std::vector<WeightedAlternative> writings;
  if (said != leaf.any.end()) writings = said->any;
  writings.push_back({planned.term, 1.0, planned.neighbours});
  const double factor = planned.weight * QueryFactor(planned.count);
  StructuredTerm together = MakeStructuredTerm(writings, counts, ranking, factor);
  double documents = 0;
  double occurrences = 0;
  for (const WeightedAlternative& writing : writings) {
    documents +=
        writing.neighbours ? writing.neighbours->documents() : counts.Documents(writing.term);
    occurrences +=
        writing.neighbours ? writing.neighbours->occurrences() : counts.Occurrences(writing.term);
  }
  const double all = counts.all_documents();
  const double weight = planned.weight * Burst(documents, occurrences, ranking.burstiness) *
                        Idf(std::min(documents, all), all);
  for (const WeightedAlternative& writing : writings) built.weights[writing.term] = weight;
  if (said != leaf.any.end()) {
    *said = std::move(together);
  } else {
    leaf.any.push_back(std::move(together));
  }
}

/// A word that is joined of several stands for them.
void NoteJoined(const QueryPlan& plan, BuiltQuery& built) {
  for (QueryLeaf& joined : built.leaves) {
    const bool is_joined =
        std::any_of(plan.terms.begin(), plan.terms.end(), [&](const PlannedTerm& term) {
          return term.joined && term.lane == joined.lane && term.begin == joined.begin &&
                 term.end == joined.end;
        });
    if (!is_joined) continue;
    for (std::size_t i = 0; i < built.leaves.size(); ++i) {
      const QueryLeaf& part = built.leaves[i];
      const bool within = part.begin >= joined.begin && part.end <= joined.end &&
                          part.end - part.begin < joined.end - joined.begin;
      if (within && SaysWord(part.lane)) joined.instead_of.push_back(i);
    }
  }
}

}  // namespace

bool HasAlternatives(Lane lane) { return lane == Lane::kStem; }

BuiltQuery BuildQuery(const QueryPlan& plan, TermCounts& counts, const RankingParameters& ranking,
                      std::vector<QueryLeaf> extra) {
  BuiltQuery built;
  built.terms = TermWeigher(plan, counts, ranking).Weigh();
  built.leaves = std::move(extra);
  built.phrases = plan.phrases;
  built.excluded = plan.excluded;
  // Terms of one lane and one place are the same word read in several languages: the best counts.
  std::map<std::pair<Lane, Place>, std::size_t> leaves;
  const UnmarkedShare share(plan, built.terms, counts.all_documents());
  const auto leaf_of = [&](const PlannedTerm& planned) -> QueryLeaf& {
    const Lane lane = planned.like || planned.unmarked ? Lane::kStem : planned.lane;
    const Place place{planned.begin, planned.end};
    const auto [at, is_new] = leaves.try_emplace({lane, place}, built.leaves.size());
    if (is_new || !HasAlternatives(lane)) {
      at->second = built.leaves.size();
      built.leaves.push_back({lane, planned.begin, planned.end, true, {}});
    }
    QueryLeaf& leaf = built.leaves[at->second];
    leaf.stop = leaf.stop && planned.stop;
    return leaf;
  };
  for (SearchedTerm& term : built.terms) {
    const PlannedTerm& planned = plan.terms[term.planned];
    if (planned.neighbours != nullptr) continue;
    term.weight *= share.Of(term);
    built.weights[term.term] = term.weight * Idf(term.documents, counts.all_documents());
    leaf_of(planned).any.push_back(
        MakeStructuredTerm({{term.term, 1.0}}, counts, ranking,
                           share.Of(term) * planned.weight * QueryFactor(planned.count)));
  }
  for (const SearchedTerm& term : built.terms) {
    const PlannedTerm& planned = plan.terms[term.planned];
    if (planned.neighbours == nullptr) continue;
    AddWriting(planned, plan, counts, ranking, leaf_of(planned), built);
  }
  NoteJoined(plan, built);
  return built;
}

}  // namespace funnel::query
