// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/rank/part_search.h"

#include <algorithm>
#include <cmath>
#include <string>
#include <unordered_map>
#include <utility>

#include "searcher/query/bm25.h"
#include "searcher/query/query_builder.h"
#include "searcher/rank/judge.h"

namespace funnel::rank {
namespace {

/// Each part costs as much as a short query.
constexpr std::size_t kMostParts = 10;
/// Of each part so many documents are looked at, and of a log as a whole.
constexpr std::size_t kPartDepth = 50;
constexpr std::size_t kWholeDepth = 110;

/// The lanes of whole words: what they do not cover of a part is not said.
bool SaysWords(const query::PlannedTerm& term) {
  const bool word =
      term.lane == Lane::kWord || term.lane == Lane::kStem || term.lane == Lane::kIdentifier;
  return word && !term.stop;
}

/// What it would be worth to have a word, or all words of a part.
struct Worth {
  double all = 0;       ///< Whether the base knows them or not.
  double known = 0;     ///< Of those that it knows.
  bool common = false;  ///< A word of so many documents that looking at them all is not worth it.
};

std::vector<Worth> WorthOfTerms(const query::QueryPlan& plan, query::TermCounts& counts) {
  constexpr double kCommonShare = 0.25;
  const double documents = counts.all_documents();
  std::vector<Worth> worth(plan.terms.size());
  for (std::size_t i = 0; i < plan.terms.size(); ++i) {
    const query::PlannedTerm& term = plan.terms[i];
    if (!SaysWords(term)) continue;
    const Xapian::doccount frequency = counts.Documents(term.term);
    worth[i].all = term.weight * query::Idf(frequency, documents);
    worth[i].known = frequency > 0 ? worth[i].all : 0;
    worth[i].common = frequency > kCommonShare * documents;
  }
  return worth;
}

/// The worth of each part of `plan`.
std::vector<Worth> WorthOfParts(const query::QueryPlan& plan, const std::vector<Worth>& of_terms) {
  std::vector<Worth> worth(plan.parts.size());
  for (std::size_t part = 0; part < plan.parts.size(); ++part) {
    for (const std::size_t term : plan.parts[part].terms) {
      worth[part].all += of_terms[term].all;
      worth[part].known += of_terms[term].known;
    }
  }
  return worth;
}

/// The parts that say most about what is asked: first by what they are for it, then by what the
/// base knows of them.
std::vector<std::size_t> BestParts(const query::QueryPlan& plan, const std::vector<Worth>& worth) {
  std::vector<std::size_t> best;
  for (std::size_t i = 0; i < plan.parts.size(); ++i) {
    if (worth[i].known > 0) best.push_back(i);
  }
  std::stable_sort(best.begin(), best.end(), [&](std::size_t a, std::size_t b) {
    const double of_a = plan.parts[a].weight;
    const double of_b = plan.parts[b].weight;
    return of_a != of_b ? of_a > of_b : worth[a].known > worth[b].known;
  });
  best.resize(std::min(best.size(), kMostParts));
  return best;
}

/// A part as a question of its own, and the documents that answer it with their BM25, best first.
struct AskedPart {
  std::size_t part = 0;  ///< Index in QueryPlan::parts, or their number: the whole text.
  double all = 0;        ///< What it would be worth to have all its words.
  bool log = false;
  /// For stage 2; empty in a text that is all log, which is not judged part by part.
  query::QueryPlan plan;
  query::BuiltQuery built;
  std::vector<query::ScoredDocument> found;
};

/// Asks the parts one by one.
class PartSearch {
 public:
  PartSearch(query::TermCounts& counts, query::PostingScorer& scorer,
             const store::ForwardRecords& records, const RankingParameters& ranking,
             std::size_t languages, bool log, const query::Deadline& deadline,
             query::DocumentFilter* filter, std::vector<SearchedPart>* searched)
      : counts_(counts),
        scorer_(scorer),
        records_(records),
        ranking_(ranking),
        languages_(languages),
        log_(log),
        deadline_(deadline),
        filter_(filter),
        searched_(searched) {}

  /// `plan` is of the part alone; `rare` is the same without its common terms.
  void Ask(std::size_t number, query::QueryPlan plan, const query::QueryPlan& rare, double all,
           bool log) {
    AskedPart part{number, all, log, {}, {}, {}};
    query::BuiltQuery built = query::BuildQuery(rare, counts_, ranking_);
    if (searched_ != nullptr) searched_->push_back({number, built.leaves, {}});
    part.found = Find(built, kPartDepth);
    if (part.found.empty()) return;
    if (!log_) {
      const bool has_common = rare.terms.size() < plan.terms.size();
      part.built = has_common ? query::BuildQuery(plan, counts_, ranking_) : std::move(built);
      part.plan = std::move(plan);
    }
    asked_.push_back(std::move(part));
  }

  /// The whole text, number `part`, as one part more.
  void AskWhole(std::size_t part, const query::BuiltQuery& whole, double all) {
    if (searched_ != nullptr) searched_->push_back({part, {}, {}});
    AskedPart asked{part, all, true, {}, {}, Find(whole, kWholeDepth)};
    if (!asked.found.empty()) asked_.push_back(std::move(asked));
  }

  /// What each document that was found is worth for all parts together.
  std::vector<query::ScoredDocument> Matches() const {
    double most = 0;
    for (const AskedPart& part : asked_) most = std::max(most, part.all);
    std::unordered_map<Xapian::docid, double> sums;
    for (const AskedPart& part : asked_) {
      const std::vector<Judged> judged = JudgePart(part);
      const double best = part.found.front().score;
      const double factor = part.log ? 1 : ranking_.part_rerank;
      const double brevity = part.log ? 1 : std::pow(most / part.all, ranking_.part_brevity);
      for (std::size_t i = 0; i < part.found.size(); ++i) {
        const auto [document, bm25] = part.found[i];
        const double pairs = best * Reranker::Words(judged[i].features);
        const double weight = std::max(0.0, bm25 + pairs);
        const double covered = std::min(1.0, weight / part.all);
        const double record_adds =
            log_ ? 0 : factor * best * Reranker::Bonus(judged[i].features, ranking_.rerank);
        const double score =
            brevity * (weight * std::pow(covered, ranking_.part_coverage) + record_adds);
        const double power = std::pow(score, ranking_.part_contrast);
        sums[document] += power;
        Note(part.part, document, {bm25, pairs, covered, record_adds, score, power});
      }
    }
    std::vector<query::ScoredDocument> matches;
    matches.reserve(sums.size());
    for (const auto& [document, sum] : sums) {
      matches.push_back({document, std::pow(sum, 1 / ranking_.part_contrast)});
    }
    return matches;
  }

 private:
  /// What the records of the documents that a part found say of it, in their order. A text that is
  /// all log is not judged part by part.
  std::vector<Judged> JudgePart(const AskedPart& part) const {
    if (log_) return std::vector<Judged>(part.found.size());
    std::vector<Xapian::docid> documents;
    for (const query::ScoredDocument& one : part.found) documents.push_back(one.document);
    return Judge(part.plan, part.built, documents, counts_.average_length(), records_,
                 part.found.front().score, ranking_);
  }

  std::vector<query::ScoredDocument> Find(const query::BuiltQuery& query, std::size_t depth) {
    query::PostingScorer::Wanted wanted{depth, languages_};
    wanted.counted = false;
    wanted.filter = filter_;
    return scorer_.Find(query, counts_, records_, wanted, deadline_).best;
  }

  void Note(std::size_t number, Xapian::docid document, const SearchedPart::Match& match) const {
    if (searched_ == nullptr) return;
    for (SearchedPart& searched : *searched_) {
      if (searched.part == number) searched.matches[document] = match;
    }
  }

  query::TermCounts& counts_;
  query::PostingScorer& scorer_;
  const store::ForwardRecords& records_;
  const RankingParameters& ranking_;
  std::size_t languages_;
  bool log_;  ///< The whole text is one.
  query::Deadline deadline_;
  query::DocumentFilter* filter_;        ///< May be null.
  std::vector<SearchedPart>* searched_;  ///< May be null.
  std::vector<AskedPart> asked_;
};

}  // namespace

bool IsLog(const query::QueryPlan& plan) {
  return std::all_of(plan.parts.begin(), plan.parts.end(),
                     [](const query::PlannedPart& part) { return part.log; });
}

std::vector<query::ScoredDocument> SearchParts(
    const query::QueryPlan& plan, const query::BuiltQuery& whole, query::TermCounts& counts,
    query::PostingScorer& scorer, const store::ForwardRecords& records,
    const RankingParameters& ranking, std::size_t languages, const query::Deadline& deadline,
    std::vector<SearchedPart>* searched, query::DocumentFilter* filter) {
  const std::vector<Worth> of_terms = WorthOfTerms(plan, counts);
  const std::vector<Worth> worth = WorthOfParts(plan, of_terms);
  const bool log = IsLog(plan);
  PartSearch search(counts, scorer, records, ranking, languages, log, deadline, filter, searched);
  for (const std::size_t part : BestParts(plan, worth)) {
    query::QueryPlan alone;
    query::QueryPlan rare;
    for (const std::size_t term : plan.parts[part].terms) {
      alone.terms.push_back(plan.terms[term]);
      if (!of_terms[term].common) rare.terms.push_back(plan.terms[term]);
    }
    search.Ask(part, std::move(alone), rare, worth[part].all, plan.parts[part].log);
  }
  // Where nobody writes which line matters, all may.
  if (log && !whole.empty()) {
    double all = 0;
    for (const Worth& of_term : of_terms) all += of_term.all;
    if (all > 0) search.AskWhole(plan.parts.size(), whole, all);
  }
  std::vector<query::ScoredDocument> matches = search.Matches();
  std::sort(matches.begin(), matches.end(), query::Better);
  // Two parts may have found the same article in two languages.
  if (languages > 1) query::KeepOneOfFamily(records, matches);
  return matches;
}

}  // namespace funnel::rank
