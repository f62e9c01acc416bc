// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/explain/explained_query.h"

#include <algorithm>
#include <cstdint>
#include <string>
#include <tuple>
#include <unordered_map>
#include <unordered_set>

#include "indexer/schema/index_schema.h"
#include "searcher/explain/term_scores.h"
#include "searcher/query/bm25.h"

namespace funnel::explain {
namespace {

/// A term that is searched, as the search weighs it.
struct Searched {
  const query::QueryLeaf* leaf = nullptr;
  double weight = 0;
  double idf = 0;
};

/// Lists the terms of a plan with what the search made of them.
class TermLister {
 public:
  TermLister(const SearchTrace& trace, const Xapian::Database& database,
             const RankingParameters& ranking)
      : trace_(trace), counts_(database), ranking_(ranking) {
    bool whole = trace.parts.empty();
    for (const rank::SearchedPart& part : trace.parts) {
      Note(part.leaves);
      whole = whole || part.part == trace.plan.parts.size();
    }
    if (whole) Note(trace.built.leaves);
  }

  std::vector<ExplainedTerm> List() {
    for (std::size_t i = 0; i < trace_.plan.terms.size(); ++i) {
      const query::PlannedTerm& planned = trace_.plan.terms[i];
      // Stage 2 reads the one, stems are searched for the other.
      if (!schema::HasPostings(planned.lane) || planned.stemmed) continue;
      Add(planned.term, planned, OriginOf(i));
    }
    // Identifiers that begin with one of the query are no terms of the plan.
    for (const auto& [term, searched] : searched_) {
      query::PlannedTerm longer;
      longer.begin = searched.leaf->begin;
      longer.end = searched.leaf->end;
      Add(term, longer, TermOrigin::kQuery);
    }
    std::stable_sort(terms_.begin(), terms_.end(), [](const auto& a, const auto& b) {
      if (a.begin != b.begin) return a.begin < b.begin;
      if (a.end != b.end) return a.end < b.end;
      return a.lane != b.lane ? a.lane < b.lane : a.text < b.text;
    });
    return std::move(terms_);
  }

 private:
  void Note(const std::vector<query::QueryLeaf>& leaves) {
    for (const query::QueryLeaf& leaf : leaves) {
      for (const query::StructuredTerm& term : leaf.any) {
        const double weight = FactorOf(term);
        for (const query::WeightedAlternative& alternative : term.any) {
          Searched& searched = searched_[alternative.term];
          const double share = weight * alternative.probability;
          if (share > searched.weight) searched = {&leaf, share, term.idf};
        }
      }
    }
  }

  void Add(const std::string& term, const query::PlannedTerm& planned, TermOrigin origin) {
    if (!listed_.insert(term).second) return;
    const std::size_t documents = counts_.Documents(term);
    // The authors' other word for it may be one that only articles of other audiences have.
    if (documents == 0 && origin == TermOrigin::kSynonym) return;
    ExplainedTerm& out = terms_.emplace_back();
    std::tie(out.lane, out.text) = SplitTerm(term);
    out.begin = planned.begin;
    out.end = planned.end;
    out.origin = origin;
    out.stop = planned.stop;
    out.documents = documents;
    if (const auto searched = searched_.find(term); searched != searched_.end()) {
      out.weight = searched->second.weight;
      out.idf = searched->second.idf;
      return;
    }
    out.use = out.documents == 0    ? TermUse::kUnknown
              : planned.weight <= 0 ? TermUse::kReplaced
                                    : TermUse::kLeftOut;
    out.weight = planned.weight * query::QueryFactor(planned.count);
    out.idf = query::MakeStructuredTerm({{term, 1.0}}, counts_, ranking_, 1).idf;
  }

  TermOrigin OriginOf(std::size_t planned) const {
    if (planned < trace_.plan.said) return TermOrigin::kQuery;
    if (planned < trace_.planned) return TermOrigin::kVariant;
    for (const SearchTrace::Addition& addition : trace_.additions) {
      if (planned < addition.terms) return addition.origin;
    }
    return TermOrigin::kTranslation;
  }

  const SearchTrace& trace_;
  query::TermCounts counts_;
  const RankingParameters& ranking_;
  std::unordered_map<std::string, Searched> searched_;
  std::unordered_set<std::string> listed_;
  std::vector<ExplainedTerm> terms_;
};

std::vector<QueryChange> Changes(const SearchTrace& trace, const Xapian::Database& database) {
  std::vector<QueryChange> changes;
  for (const SearchTrace::Addition& addition : trace.additions) {
    if (addition.words.empty()) continue;
    changes.push_back(
        {addition.origin, addition.begin, addition.end, addition.words, "", addition.factor});
  }
  for (const translate::TranslatedWord& word : trace.translated.words) {
    if (word.lane == Lane::kPair) continue;  // They follow from the words.
    for (const query::WeightedAlternative& other : word.any) {
      if (!database.term_exists(other.term)) continue;
      changes.push_back({TermOrigin::kTranslation, word.begin, word.end,
                         SplitTerm(other.term).second, word.lang, other.probability});
    }
  }
  return changes;
}

}  // namespace

ExplainedQuery ExplainQuery(const SearchTrace& trace, const Xapian::Database& database,
                            const RankingParameters& ranking) {
  ExplainedQuery query;
  query.text = trace.plan.text;
  query.langs = trace.plan.langs;
  query.translated_from = trace.translated.from;
  query.phrases = trace.plan.phrases.size();
  query.cited = trace.plan.cited.size();
  query.excluded = trace.plan.exclusions.size();
  query.articles = database.get_doccount();
  query.terms = TermLister(trace, database, ranking).List();
  query.changes = Changes(trace, database);
  for (std::size_t i = 0; i < trace.plan.parts.size(); ++i) {
    const query::PlannedPart& part = trace.plan.parts[i];
    const bool searched =
        std::any_of(trace.parts.begin(), trace.parts.end(),
                    [&](const rank::SearchedPart& other) { return other.part == i; });
    query.parts.push_back({static_cast<std::uint32_t>(part.begin),
                           static_cast<std::uint32_t>(part.end), part.weight, searched});
  }
  return query;
}

}  // namespace funnel::explain
