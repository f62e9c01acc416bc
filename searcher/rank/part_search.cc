// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/rank/part_search.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <string>
#include <unordered_map>
#include <unordered_set>
#include <utility>

#include "indexer/schema/index_schema.h"
#include "searcher/query/bm25.h"
#include "searcher/query/query_builder.h"
#include "searcher/rank/judge.h"

namespace funnel::rank {
namespace {

/// Each part costs as much as a short query.
constexpr std::size_t kMostParts = 10;
/// Of each part so many documents are looked at, and of a log as a whole.
constexpr Xapian::doccount kPartDepth = 50;
constexpr Xapian::doccount kWholeDepth = 110;

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

std::vector<Worth> WorthOfTerms(const query::QueryPlan& plan, const Xapian::Database& database) {
  constexpr double kCommonShare = 0.25;
  const double documents = database.get_doccount();
  std::vector<Worth> worth(plan.terms.size());
  for (std::size_t i = 0; i < plan.terms.size(); ++i) {
    const query::PlannedTerm& term = plan.terms[i];
    if (!SaysWords(term)) continue;
    const Xapian::doccount frequency = database.get_termfreq(term.term);
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
  std::vector<std::pair<Xapian::docid, double>> found;
};

/// Reads what stands in `slot` of each document, in one pass.
void ReadValues(const Xapian::Database& database, Xapian::valueno slot,
                std::map<Xapian::docid, std::string>& values) {
  Xapian::ValueIterator at = database.valuestream_begin(slot);
  const Xapian::ValueIterator end = database.valuestream_end(slot);
  for (auto& [document, bytes] : values) {
    if (at != end) at.skip_to(document);
    if (at != end && at.get_docid() == document) bytes = *at;
  }
}

/// Asks the parts one by one.
class PartSearch {
 public:
  PartSearch(const Xapian::Database& database, const RecordOf& record_of,
             const RankingParameters& ranking, bool several_languages, bool log,
             const query::Deadline& deadline, std::vector<SearchedPart>* searched)
      : database_(database),
        record_of_(record_of),
        ranking_(ranking),
        log_(log),
        enquire_(database),
        deadline_(deadline),
        searched_(searched) {
    enquire_.set_weighting_scheme(query::Bm25(ranking));
    if (several_languages) enquire_.set_collapse_key(schema::kFamilySlot);
  }

  /// `plan` is of the part alone; `rare` is the same without its common terms.
  void Ask(std::size_t number, query::QueryPlan plan, const query::QueryPlan& rare, double all,
           bool log) {
    std::vector<query::QueryLeaf>* leaves = nullptr;
    if (searched_ != nullptr) {
      leaves = &searched_->emplace_back(SearchedPart{number, {}, {}}).leaves;
    }
    AskedPart part{number, all, log, {}, {}, {}};
    query::BuiltQuery built = query::BuildQuery(rare, database_, ranking_, {}, leaves);
    const Xapian::Query query = built.query;
    if (!log_) {
      const bool has_common = rare.terms.size() < plan.terms.size();
      part.built = has_common ? query::BuildQuery(plan, database_, ranking_) : std::move(built);
      part.plan = std::move(plan);
    }
    Find(std::move(part), query, kPartDepth);
  }

  /// The whole text, number `part`, as one part more.
  void AskWhole(std::size_t part, const Xapian::Query& whole, double all) {
    if (searched_ != nullptr) searched_->push_back({part, {}, {}});
    Find({part, all, true, {}, {}, {}}, whole, kWholeDepth);
  }

  /// What each document that was found is worth for all parts together.
  std::vector<PartMatch> Matches() const {
    double most = 0;
    for (const AskedPart& part : asked_) most = std::max(most, part.all);
    std::unordered_map<Xapian::docid, double> sums;
    for (const AskedPart& part : asked_) {
      const std::vector<Judged> judged = JudgePart(part);
      const double best = part.found.front().second;
      const double factor = part.log ? 1 : ranking_.part_rerank;
      const double brevity = part.log ? 1 : std::pow(most / part.all, ranking_.part_brevity);
      for (std::size_t i = 0; i < part.found.size(); ++i) {
        const Xapian::docid document = part.found[i].first;
        const double pairs = best * Reranker::Words(judged[i].features);
        const double weight = std::max(0.0, part.found[i].second + pairs);
        const double covered = std::min(1.0, weight / part.all);
        const double record_adds =
            log_ ? 0 : factor * best * Reranker::Bonus(judged[i].features, ranking_.rerank);
        const double score =
            brevity * (weight * std::pow(covered, ranking_.part_coverage) + record_adds);
        const double power = std::pow(score, ranking_.part_contrast);
        sums[document] += power;
        Note(part.part, document,
             {part.found[i].second, pairs, covered, record_adds, score, power});
      }
    }
    std::vector<PartMatch> matches;
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
    for (const auto& [document, weight] : part.found) documents.push_back(document);
    return Judge(part.plan, part.built, documents, database_, record_of_, part.found.front().second,
                 ranking_);
  }

  void Find(AskedPart part, Xapian::Query query, Xapian::doccount depth) {
    enquire_.set_query(query::WithDeadline(std::move(query), deadline_));
    const Xapian::MSet matches = enquire_.get_mset(0, depth);
    for (auto at = matches.begin(); at != matches.end(); ++at) {
      part.found.emplace_back(*at, at.get_weight());
    }
    if (!part.found.empty()) asked_.push_back(std::move(part));
  }

  void Note(std::size_t number, Xapian::docid document, const SearchedPart::Match& match) const {
    if (searched_ == nullptr) return;
    for (SearchedPart& searched : *searched_) {
      if (searched.part == number) searched.matches[document] = match;
    }
  }

  const Xapian::Database& database_;
  const RecordOf& record_of_;
  const RankingParameters& ranking_;
  bool log_;  ///< The whole text is one.
  Xapian::Enquire enquire_;
  query::Deadline deadline_;
  std::vector<SearchedPart>* searched_;  ///< May be null.
  std::vector<AskedPart> asked_;
};

/// Of sorted `matches` the first of each family: two parts may have found the same article in two
/// languages.
std::vector<PartMatch> OneOfEachFamily(const std::vector<PartMatch>& matches,
                                       const Xapian::Database& database) {
  std::map<Xapian::docid, std::string> families;
  for (const PartMatch& match : matches) families.try_emplace(match.document);
  ReadValues(database, schema::kFamilySlot, families);
  std::unordered_set<std::string> known;
  std::vector<PartMatch> kept;
  for (const PartMatch& match : matches) {
    const std::string& family = families.at(match.document);
    if (family.empty() || known.insert(family).second) kept.push_back(match);
  }
  return kept;
}

}  // namespace

bool IsLog(const query::QueryPlan& plan) {
  return std::all_of(plan.parts.begin(), plan.parts.end(),
                     [](const query::PlannedPart& part) { return part.log; });
}

std::vector<PartMatch> SearchParts(const query::QueryPlan& plan, const query::BuiltQuery& whole,
                                   const Xapian::Database& database, const RecordOf& record_of,
                                   const RankingParameters& ranking, bool several_languages,
                                   const query::Deadline& deadline,
                                   std::vector<SearchedPart>* searched) {
  const std::vector<Worth> of_terms = WorthOfTerms(plan, database);
  const std::vector<Worth> worth = WorthOfParts(plan, of_terms);
  const bool log = IsLog(plan);
  PartSearch search(database, record_of, ranking, several_languages, log, deadline, searched);
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
    if (all > 0) search.AskWhole(plan.parts.size(), whole.query, all);
  }
  std::vector<PartMatch> matches = search.Matches();
  std::sort(matches.begin(), matches.end(), [](const PartMatch& a, const PartMatch& b) {
    return a.score != b.score ? a.score > b.score : a.document < b.document;
  });
  return several_languages ? OneOfEachFamily(matches, database) : matches;
}

}  // namespace funnel::rank
