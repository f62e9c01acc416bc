// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/query/query_builder.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <map>
#include <span>
#include <utility>
#include <vector>

#include "indexer/schema/index_schema.h"
#include "searcher/query/bm25.h"

namespace funnel::query {
namespace {

/// Collects the terms of a plan that a base has, those that are worth most.
class TermWeigher {
 public:
  TermWeigher(const QueryPlan& plan, const Xapian::Database& database,
              const RankingParameters& ranking)
      : plan_(plan), database_(database), ranking_(ranking) {}

  std::vector<SearchedTerm> Weigh() {
    terms_.reserve(plan_.terms.size());
    for (std::size_t i = 0; i < plan_.terms.size(); ++i) {
      const PlannedTerm& planned = plan_.terms[i];
      if (planned.weight <= 0 || !schema::HasPostings(planned.lane)) continue;
      if (!Add(i, planned.term) && planned.lane == Lane::kIdentifier) AddLonger(i);
    }
    Cap();
    for (SearchedTerm& term : terms_) {
      term.occurrences = database_.get_collection_freq(term.term);
      term.weight = plan_.terms[term.planned].weight *
                    Burst(term.documents, term.occurrences, ranking_.burstiness);
    }
    return std::move(terms_);
  }

 private:
  /// Adds `term` if the base has it.
  bool Add(std::size_t planned, const std::string& term) {
    const Xapian::doccount documents = database_.get_termfreq(term);
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
    for (auto at = database_.allterms_begin(term); at != database_.allterms_end(term) && left > 0;
         ++at, --left) {
      Add(planned, *at);
    }
  }

  /// Keeps the rarest terms of each lane; of a text in parts those that are worth most.
  void Cap() {
    const double all = database_.get_doccount();
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
  const Xapian::Database& database_;
  const RankingParameters& ranking_;
  std::vector<SearchedTerm> terms_;
};

/// Terms of which the best counts, each at the weight that it has alone.
std::vector<StructuredTerm> Alternatives(const QueryPlan& plan, std::span<const SearchedTerm> terms,
                                         const Xapian::Database& database,
                                         const RankingParameters& ranking) {
  std::vector<StructuredTerm> any;
  for (const SearchedTerm& term : terms) {
    const PlannedTerm& planned = plan.terms[term.planned];
    any.push_back(MakeStructuredTerm({{term.term, 1.0}}, database, ranking,
                                     planned.weight * QueryFactor(planned.count)));
  }
  return any;
}

/// Matches every document at no weight, and looks at the clock while it does: Xapian's own time
/// limit does not bound a query on a local database.
class DeadlineSource : public Xapian::PostingSource {
 public:
  explicit DeadlineSource(const Deadline& deadline) : deadline_(deadline) {}

  void init(const Xapian::Database& database) override {
    documents_ = database.get_doccount();
    last_ = database.get_lastdocid();
    at_ = 0;
    set_maxweight(0.0);
  }
  Xapian::doccount get_termfreq_min() const override { return documents_; }
  Xapian::doccount get_termfreq_est() const override { return documents_; }
  Xapian::doccount get_termfreq_max() const override { return documents_; }
  Xapian::docid get_docid() const override { return at_; }
  bool at_end() const override { return at_ > last_; }
  void next(double) override {
    ++at_;
    LookAtClock();
  }
  void skip_to(Xapian::docid to, double) override {
    at_ = std::max(at_, to);
    LookAtClock();
  }
  bool check(Xapian::docid to, double) override {
    at_ = to;
    LookAtClock();
    return true;
  }
  PostingSource* clone() const override { return new DeadlineSource(deadline_); }

 private:
  void LookAtClock() {
    constexpr unsigned kCallsPerLook = 64;
    if (++calls_ % kCallsPerLook == 0) deadline_.Check();
  }

  Deadline deadline_;
  Xapian::doccount documents_ = 0;
  Xapian::docid last_ = 0;
  Xapian::docid at_ = 0;
  unsigned calls_ = 0;
};

}  // namespace

std::vector<double> BuiltQuery::TermWeights() const {
  std::vector<double> of_terms;
  for (const SearchedTerm& term : terms) of_terms.push_back(weights.at(term.term));
  return of_terms;
}

bool HasAlternatives(Lane lane) { return lane == Lane::kStem; }

Xapian::Query RequirementQuery(const Requirement& requirement) {
  std::vector<Xapian::Query> all;
  for (const std::vector<std::string>& any : requirement.all) {
    all.emplace_back(Xapian::Query::OP_OR, any.begin(), any.end());
  }
  return Xapian::Query(Xapian::Query::OP_AND, all.begin(), all.end());
}

BuiltQuery BuildQuery(const QueryPlan& plan, const Xapian::Database& database,
                      const RankingParameters& ranking, const std::vector<Xapian::Query>& extra,
                      std::vector<QueryLeaf>* leaves) {
  BuiltQuery built;
  TermWeigher weigher(plan, database, ranking);
  built.terms = weigher.Weigh();
  const double all_documents = database.get_doccount();
  // Terms of one lane and one place are the same word read in several languages: the best counts.
  std::map<std::pair<Lane, std::pair<std::uint32_t, std::uint32_t>>, std::vector<SearchedTerm>>
      places;
  for (const SearchedTerm& term : built.terms) {
    const PlannedTerm& planned = plan.terms[term.planned];
    const Lane lane = planned.like ? Lane::kStem : planned.lane;
    built.weights[term.term] = term.weight * Idf(term.documents, all_documents);
    places[{lane, {planned.begin, planned.end}}].push_back(term);
  }
  std::vector<Xapian::Query> parts = extra;
  std::vector<Xapian::Query> function_words;
  for (const auto& entry : places) {
    const Lane lane = entry.first.first;
    const std::vector<SearchedTerm>& terms = entry.second;
    const auto add = [&](Xapian::Query leaf, std::span<const SearchedTerm> of) {
      if (leaves != nullptr) {
        const auto& [begin, end] = entry.first.second;
        leaves->push_back({lane, begin, end, leaf, Alternatives(plan, of, database, ranking)});
      }
      const bool stop = std::all_of(of.begin(), of.end(), [&](const SearchedTerm& term) {
        return plan.terms[term.planned].stop;
      });
      (stop ? function_words : parts).push_back(std::move(leaf));
    };
    if (HasAlternatives(lane) && terms.size() > 1) {
      add(BestOf(Alternatives(plan, terms, database, ranking)), terms);
      continue;
    }
    for (const SearchedTerm& term : terms) {
      add(Xapian::Query(Xapian::Query::OP_SCALE_WEIGHT,
                        Xapian::Query(term.term, plan.terms[term.planned].count), term.weight),
          std::span(&term, 1));
    }
  }
  // Nearly all articles have function words: they order what the others find, unless there are no
  // others.
  if (parts.empty()) parts.swap(function_words);
  built.query = Xapian::Query(Xapian::Query::OP_OR, parts.begin(), parts.end());
  if (!function_words.empty()) {
    built.query = Xapian::Query(
        Xapian::Query::OP_AND_MAYBE, built.query,
        Xapian::Query(Xapian::Query::OP_OR, function_words.begin(), function_words.end()));
  }
  for (const Requirement& phrase : plan.phrases) {
    built.query = Xapian::Query(Xapian::Query::OP_FILTER, built.query, RequirementQuery(phrase));
  }
  for (const Requirement& excluded : plan.excluded) {
    built.query = Xapian::Query(Xapian::Query::OP_AND_NOT, built.query, RequirementQuery(excluded));
  }
  return built;
}

Xapian::Query WithDeadline(const Xapian::Query& query, const Deadline& deadline) {
  auto* source = new DeadlineSource(deadline);
  return Xapian::Query(Xapian::Query::OP_FILTER, query, Xapian::Query(source->release()));
}

}  // namespace funnel::query
