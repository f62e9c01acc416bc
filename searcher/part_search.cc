// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/part_search.h"

#include <algorithm>
#include <cmath>
#include <unordered_map>

#include "funnel/index_schema.h"
#include "searcher/bm25.h"
#include "searcher/query_builder.h"

namespace funnel {
namespace {

/// Each part costs as much as a short query.
constexpr std::size_t kMostParts = 10;
/// Of each part so many documents are looked at.
constexpr Xapian::doccount kPartDepth = 50;

/// The lanes of whole words: what they do not cover of a part is not said.
bool SaysWords(const PlannedTerm& term) {
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

std::vector<Worth> WorthOfTerms(const QueryPlan& plan, const Xapian::Database& database) {
  constexpr double kCommonShare = 0.25;
  const double documents = database.get_doccount();
  std::vector<Worth> worth(plan.terms.size());
  for (std::size_t i = 0; i < plan.terms.size(); ++i) {
    const PlannedTerm& term = plan.terms[i];
    if (!SaysWords(term)) continue;
    const Xapian::doccount frequency = database.get_termfreq(term.term);
    worth[i].all = term.weight * Idf(frequency, documents);
    worth[i].known = frequency > 0 ? worth[i].all : 0;
    worth[i].common = frequency > kCommonShare * documents;
  }
  return worth;
}

/// The worth of each part of `plan`, and of all together as the last.
std::vector<Worth> WorthOfParts(const QueryPlan& plan, const std::vector<Worth>& of_terms) {
  std::vector<Worth> worth(plan.parts.size() + 1);
  for (const Worth& of_term : of_terms) {
    worth.back().all += of_term.all;
    worth.back().known += of_term.known;
  }
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
std::vector<std::size_t> BestParts(const QueryPlan& plan, const std::vector<Worth>& worth) {
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

/// Adds what the best documents of one part score to `scores`.
class PartScorer {
 public:
  PartScorer(const Xapian::Database& database, const RankingParameters& ranking,
             bool several_languages, std::chrono::steady_clock::time_point deadline)
      : enquire_(database), ranking_(ranking), deadline_(deadline) {
    enquire_.set_weighting_scheme(Bm25(ranking));
    if (several_languages) enquire_.set_collapse_key(kFamilySlot);
  }

  /// Notes the matches in `searched`, if given.
  void Add(const Xapian::Query& part, double all, Xapian::doccount depth, SearchedPart* searched) {
    enquire_.set_query(WithDeadline(part, deadline_));
    const Xapian::MSet matches = enquire_.get_mset(0, depth);
    for (auto at = matches.begin(); at != matches.end(); ++at) {
      const double covered = std::min(1.0, at.get_weight() / all);
      const double score = at.get_weight() * std::pow(covered, ranking_.part_coverage);
      const double power = std::pow(score, ranking_.part_contrast);
      scores_[*at] += power;
      if (searched != nullptr) searched->matches[*at] = {at.get_weight(), covered, score, power};
    }
  }

  std::vector<PartMatch> Best(std::size_t depth) const {
    std::vector<PartMatch> best;
    best.reserve(scores_.size());
    for (const auto& [document, score] : scores_) {
      best.push_back({document, std::pow(score, 1 / ranking_.part_contrast)});
    }
    std::sort(best.begin(), best.end(), [](const PartMatch& a, const PartMatch& b) {
      return a.score != b.score ? a.score > b.score : a.document < b.document;
    });
    best.resize(std::min(best.size(), depth));
    return best;
  }

 private:
  Xapian::Enquire enquire_;
  const RankingParameters& ranking_;
  std::chrono::steady_clock::time_point deadline_;
  std::unordered_map<Xapian::docid, double> scores_;
};

}  // namespace

std::vector<PartMatch> SearchParts(const QueryPlan& plan, const BuiltQuery& whole,
                                   const Xapian::Database& database,
                                   const RankingParameters& ranking, bool several_languages,
                                   std::size_t depth,
                                   std::chrono::steady_clock::time_point deadline,
                                   std::vector<SearchedPart>* searched) {
  const auto note = [&](std::size_t part, double all) -> SearchedPart* {
    return searched == nullptr ? nullptr : &searched->emplace_back(SearchedPart{part, all, {}, {}});
  };
  const std::vector<Worth> of_terms = WorthOfTerms(plan, database);
  const std::vector<Worth> worth = WorthOfParts(plan, of_terms);
  PartScorer scorer(database, ranking, several_languages, deadline);
  for (const std::size_t part : BestParts(plan, worth)) {
    QueryPlan alone;
    for (const std::size_t term : plan.parts[part].terms) {
      if (!of_terms[term].common) alone.terms.push_back(plan.terms[term]);
    }
    SearchedPart* const noted = note(part, worth[part].all);
    const BuiltQuery built =
        BuildQuery(alone, database, ranking, {}, noted == nullptr ? nullptr : &noted->leaves);
    scorer.Add(built.query, worth[part].all, kPartDepth, noted);
  }
  if (worth.back().all > 0) {
    scorer.Add(whole.query, worth.back().all, static_cast<Xapian::doccount>(depth),
               note(plan.parts.size(), worth.back().all));
  }
  return scorer.Best(depth);
}

}  // namespace funnel
