// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/query/like_words.h"

#include <algorithm>
#include <set>
#include <string_view>
#include <utility>

#include "indexer/base/utf8.h"
#include "indexer/store/layout/vocabulary.h"
#include "searcher/query/known_words.h"
#include "searcher/query/word_splitter.h"

namespace funnel::query {
namespace {

constexpr std::size_t kMostWords = 6;     // like one of the query
constexpr std::size_t kMostLooks = 1000;  // for one
constexpr double kLeastBeginning = 0.6;   // likeness of words that only begin alike
constexpr double kLeastPart = 0.4;        // of one that is in the other
constexpr double kBesideKnown = 0.3;      // of what a word counts that is like one of the base
constexpr double kBegins = 0.8;           // likeness of words that begin with an unknown one
constexpr double kBesideWhole = 0.01;     // with one that the base has: behind all that has it
constexpr std::size_t kMostBeginnings = 10;
constexpr std::size_t kMostLonger = 300;  // looked at for these: each costs two looks

/// Where each character begins, and the end.
std::vector<std::size_t> Places(std::string_view word) {
  std::vector<std::size_t> places;
  for (std::size_t at = 0; at < word.size();) {
    places.push_back(at);
    base::NextCharacter(word, at);
  }
  places.push_back(word.size());
  return places;
}

bool IsLong(std::string_view word) { return store::IsKnowable(word, store::kShortestWordWithEnd); }

/// Collects the words like one.
class Likes {
 public:
  Likes(std::string_view word, TermCounts& counts, LookBudget& budget)
      : word_(word),
        places_(Places(word)),
        letters_(places_.size() - 1),
        vocabulary_(counts),
        budget_(budget) {}

  /// Those that have the first letters in common.
  void BeginningAlike() {
    const std::size_t shared = std::max<std::size_t>(4, letters_ * 6 / 10);
    if (shared > letters_) return;
    vocabulary_.Beginning(
        word_.substr(0, places_[shared]), kMostLooks, budget_,
        [&](const std::string& other, auto&& documents) {
          if (!IsLong(other)) return;
          const auto differs =
              std::mismatch(word_.begin(), word_.end(), other.begin(), other.end());
          const auto same = static_cast<std::size_t>(differs.first - word_.begin());
          const double likeness =
              2.0 * static_cast<double>(same) / static_cast<double>(word_.size() + other.size());
          if (likeness >= kLeastBeginning) Add(other, likeness, documents());
        });
  }

  /// Those that begin with it, the commonest.
  void Longer() {
    std::vector<Found> longer;
    vocabulary_.Beginning(word_, kMostLonger, budget_,
                          [&](const std::string& other, auto&& documents) {
                            if (other.size() <= word_.size()) return;
                            const Xapian::doccount having = documents();
                            if (having > 0) longer.push_back({other, kBegins, having});
                          });
    std::sort(longer.begin(), longer.end(), [](const Found& a, const Found& b) {
      return a.documents != b.documents ? a.documents > b.documents : a.word < b.word;
    });
    longer.resize(std::min(longer.size(), kMostBeginnings));
    found_.insert(found_.end(), longer.begin(), longer.end());
  }

  /// The longest word that it ends with, and the longest that it begins with.
  void Parts() {
    for (const bool from_end : {true, false}) {
      for (std::size_t left_out = 1; left_out + store::kShortestWordWithEnd <= letters_;
           ++left_out) {
        const std::string part(from_end ? word_.substr(places_[left_out])
                                        : word_.substr(0, places_[letters_ - left_out]));
        if (!budget_.Take()) return;
        const Xapian::doccount documents = vocabulary_.Documents(part);
        if (documents == 0) continue;
        const double likeness = Share(part.size(), word_.size());
        if (likeness >= kLeastPart) Add(part, likeness, documents);
        break;
      }
    }
  }

  /// Those that begin or end with it.
  void Compounds() {
    const auto add = [&](const std::string& other, auto&& documents) {
      if (other.size() <= word_.size() || !IsLong(other)) return;
      const double likeness = Share(word_.size(), other.size());
      if (likeness >= kLeastPart) Add(other, likeness, documents());
    };
    vocabulary_.Beginning(word_, kMostLooks, budget_, add);
    vocabulary_.Ending(word_, kMostLooks, budget_, add);
  }

  /// The best, without terms of `said`: the likest, of those alike the commonest.
  std::vector<LikeWord> Take(std::size_t planned, const std::set<std::string_view>& said,
                             std::size_t most) {
    std::sort(found_.begin(), found_.end(), [](const Found& a, const Found& b) {
      if (a.likeness != b.likeness) return a.likeness > b.likeness;
      return a.documents != b.documents ? a.documents > b.documents : a.word < b.word;
    });
    std::vector<LikeWord> best;
    std::set<std::string> taken;
    for (const Found& one : found_) {
      if (best.size() >= most) break;
      for (std::string& term : vocabulary_.Terms(one.word)) {
        if (said.contains(term) || !taken.insert(term).second) continue;
        best.push_back({planned, one.word, std::move(term), one.likeness});
      }
    }
    return best;
  }

 private:
  struct Found {
    std::string word;
    double likeness = 0;
    Xapian::doccount documents = 0;
  };

  static double Share(std::size_t part, std::size_t whole) {
    return static_cast<double>(part) / static_cast<double>(whole);
  }

  void Add(const std::string& word, double likeness, Xapian::doccount documents) {
    if (word != word_ && documents > 0) found_.push_back({word, likeness, documents});
  }

  std::string_view word_;
  std::vector<std::size_t> places_;
  std::size_t letters_;
  KnownWords vocabulary_;
  LookBudget& budget_;
  std::vector<Found> found_;
};

/// Whether the query is one word.
bool IsOneWord(const QueryPlan& plan) {
  std::set<std::pair<std::uint32_t, std::uint32_t>> words;
  for (std::size_t i = 0; i < plan.said; ++i) {
    if (plan.terms[i].lane == Lane::kWord) words.emplace(plan.terms[i].begin, plan.terms[i].end);
  }
  return words.size() == 1;
}

}  // namespace

std::vector<LikeWord> FindLikeWords(const QueryPlan& plan, TermCounts& counts, LookBudget& budget) {
  std::vector<LikeWord> like;
  if (!plan.parts.empty()) return like;
  std::set<std::pair<std::uint32_t, std::uint32_t>> known;
  std::set<std::string_view> said;
  for (const PlannedTerm& term : plan.terms) {
    said.insert(term.term);
    const bool word =
        term.lane == Lane::kWord || term.lane == Lane::kStem || term.lane == Lane::kFold;
    if (word && counts.Documents(term.term) > 0) known.emplace(term.begin, term.end);
  }
  const bool compounds = std::any_of(plan.langs.begin(), plan.langs.end(), MakesCompounds);
  const bool alone = IsOneWord(plan);
  for (std::size_t i = 0; i < plan.said && budget.left() > 0; ++i) {
    const PlannedTerm& word = plan.terms[i];
    if (word.lane != Lane::kWord || word.stop || InIdentifier(plan, word)) continue;
    if (!store::IsKnowable(word.term)) continue;
    Likes likes(word.term, counts, budget);
    const bool is_known = known.contains({word.begin, word.end});
    const bool is_short = !IsLong(word.term);
    // What is typed of a word that is not done yet, or short for it. In a longer question a word
    // of the base is meant as it is.
    if (is_short && (!is_known || alone)) likes.Longer();
    if (!is_short && !is_known) {
      likes.BeginningAlike();
      likes.Parts();
    }
    if (!is_short && compounds) likes.Compounds();
    const double beside_known = is_short ? kBesideWhole : kBesideKnown;
    const double factor = is_known ? beside_known : 1;
    for (LikeWord& other : likes.Take(i, said, is_short ? kMostBeginnings : kMostWords)) {
      other.likeness *= factor;
      like.push_back(std::move(other));
    }
  }
  return like;
}

}  // namespace funnel::query
