// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/rank/only_holders.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <map>
#include <string>
#include <utility>

#include "searcher/query/posting_scorer.h"

namespace funnel::rank {
namespace {

constexpr double kLong = 8;          // times the median of the candidates
constexpr double kLonger = 4;        // times the average
constexpr double kMostShare = 0.65;  // of the question, that another may have
constexpr std::size_t kMostWords = 8;
constexpr Xapian::doccount kMostPostings = 20'000;

/// A word of the question.
struct Word {
  std::vector<std::string> terms;
  double weight = 0;
};

std::vector<Word> WordsOf(const query::QueryPlan& plan, const query::BuiltQuery& built) {
  std::map<std::pair<std::uint32_t, std::uint32_t>, Word> words;
  for (const query::SearchedTerm& term : built.terms) {
    const query::PlannedTerm& planned = plan.terms[term.planned];
    const bool form =
        planned.lane == Lane::kWord || planned.lane == Lane::kStem || planned.lane == Lane::kFold;
    if (!form || planned.stop || planned.like || term.planned >= plan.said) continue;
    Word& word = words[{planned.begin, planned.end}];
    word.terms.push_back(term.term);
    word.weight = std::max(word.weight, built.weights.at(term.term));
  }
  std::vector<Word> all;
  for (auto& [place, word] : words) all.push_back(std::move(word));
  return all;
}

/// The share of the words that a document has, by weight: 1 only where it has all.
double ShareOf(const std::vector<Word>& words, const Xapian::Database& database,
               Xapian::docid document) {
  double has = 0;
  double all = 0;
  bool complete = true;
  for (const Word& word : words) {
    all += word.weight;
    const bool holds = std::any_of(word.terms.begin(), word.terms.end(), [&](const auto& term) {
      return query::WdfOf(database, document, term) > 0;
    });
    complete = complete && holds;
    if (holds) has += word.weight;
  }
  return complete ? 1 : has / all;
}

bool IsShort(const std::vector<Word>& words) {
  return words.size() > 1 && words.size() <= kMostWords;
}

/// A length that half of the documents have at most.
double Median(const std::vector<Judged>& judged, const store::ForwardRecords& records) {
  std::vector<std::uint32_t> lengths;
  for (const Judged& one : judged) lengths.push_back(records.Columns(one.document).length);
  const auto middle = lengths.begin() + static_cast<std::ptrdiff_t>(lengths.size() / 2);
  std::nth_element(lengths.begin(), middle, lengths.end());
  return middle == lengths.end() ? 0 : *middle;
}

}  // namespace

std::vector<Xapian::docid> LongHolders(const query::QueryPlan& plan, const query::BuiltQuery& built,
                                       query::TermCounts& counts,
                                       const store::ForwardRecords& records) {
  std::vector<Xapian::docid> holders;
  if (built.translated || !plan.parts.empty()) return holders;
  const std::vector<Word> words = WordsOf(plan, built);
  if (!IsShort(words)) return holders;
  const Word& rarest = *std::max_element(
      words.begin(), words.end(), [](const Word& a, const Word& b) { return a.weight < b.weight; });
  const store::DocumentLengths lengths = records.Lengths();
  const Xapian::Database& database = counts.database();
  for (const std::string& term : rarest.terms) {
    if (counts.Documents(term) > kMostPostings) return {};
    for (auto at = database.postlist_begin(term); at != database.postlist_end(term); ++at) {
      if (lengths.Of(*at) <= kLonger * counts.average_length()) continue;
      if (ShareOf(words, database, *at) < 1) continue;
      if (std::find(holders.begin(), holders.end(), *at) != holders.end()) continue;
      holders.push_back(*at);
      if (holders.size() > kMostHolders) return {};
    }
  }
  return holders;
}

void FindOnlyHolders(const query::QueryPlan& plan, const query::BuiltQuery& built,
                     query::TermCounts& counts, const store::ForwardRecords& records,
                     std::vector<Judged>& judged) {
  if (built.translated || !plan.parts.empty()) return;
  const std::vector<Word> words = WordsOf(plan, built);
  if (!IsShort(words)) return;
  const double usual = Median(judged, records);
  double others = 0;  // The greatest share of those that do not have all.
  std::vector<Judged*> holders;
  for (Judged& one : judged) {
    double share = one.features.asked;
    if (records.Columns(one.document).length > kLong * usual) {
      share = ShareOf(words, counts.database(), one.document);
      if (share == 1) {
        holders.push_back(&one);
        continue;
      }
    }
    others = std::max(others, share);
  }
  if (holders.size() > kMostHolders || others > kMostShare) return;
  for (Judged* holder : holders) holder->features.only = 1 - others;
}

}  // namespace funnel::rank
