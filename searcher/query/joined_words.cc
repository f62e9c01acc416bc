// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/query/joined_words.h"

#include <algorithm>
#include <map>
#include <string_view>
#include <utility>

#include "funnel/searcher.h"
#include "indexer/base/utf8.h"
#include "indexer/schema/index_schema.h"
#include "indexer/text/characters/script.h"
#include "indexer/text/languages/stop_words.h"
#include "searcher/query/bm25.h"
#include "searcher/query/word_splitter.h"

namespace funnel::query {
namespace {

constexpr std::size_t kMostJoined = 6;
constexpr std::size_t kMostWays = 2;        // to take a word apart
constexpr std::size_t kShortestJoined = 3;  // in letters
constexpr std::size_t kLongestJoined = 24;
constexpr double kFunctionWordFirst = 0.5;

using Place = std::pair<std::uint32_t, std::uint32_t>;

/// A word of a query with the terms that it is found by.
struct Said {
  const PlannedTerm* word = nullptr;
  std::size_t planned = 0;
  std::vector<std::string_view> stems;  ///< Without prefix.
};

/// The words of the query itself, by place: of each the whole, before parts of it.
std::map<Place, Said> WordsOf(const QueryPlan& plan) {
  std::map<Place, Said> words;
  for (std::size_t i = 0; i < plan.said; ++i) {
    const PlannedTerm& term = plan.terms[i];
    if (term.lane == Lane::kWord) {
      Said& said = words[{term.begin, term.end}];
      if (said.word == nullptr) said = {&term, i, {}};
    } else if (term.lane == Lane::kStem) {
      const auto said = words.find({term.begin, term.end});
      if (said != words.end()) said->second.stems.push_back(schema::TermText(term.term));
    }
  }
  return words;
}

bool IsPasted(const QueryPlan& plan) {
  return !plan.parts.empty() || plan.text.size() > kMaxQueryBytes;
}

bool IsOneLetter(std::string_view word) {
  std::size_t at = 0;
  return !word.empty() && (base::NextCharacter(word, at), at == word.size());
}

/// The e of "e-mail", which in some languages is also a function word.
constexpr std::string_view kElectronic = "e";

/// Whether two words may be one: "a way" is no "away", and two function words mean something else.
bool MayJoin(bool first_stops, bool second_stops, std::string_view first) {
  return !first_stops || (!second_stops && (!IsOneLetter(first) || first == kElectronic));
}

bool IsStop(std::string_view word, const std::vector<std::string>& langs) {
  return std::any_of(langs.begin(), langs.end(),
                     [&](const std::string& lang) { return text::IsStopWord(word, lang); });
}

/// What one word for two has to weigh beside what it does: what both do together. One that the base
/// does not have would weigh no more than the joined.
double FactorOf(const Said& first, const Said& second, const std::string& joined,
                TermCounts& counts) {
  constexpr double kLeast = 0.3, kMost = 8;
  const double all = counts.all_documents();
  const double own = Idf(counts.Documents(joined), all);
  double together = 0;
  for (const Said* said : {&first, &second}) {
    Xapian::doccount documents = 0;
    for (const std::string_view stem : said->stems) {
      documents = std::max(documents, counts.Documents(schema::IndexTerm(Lane::kStem, stem)));
    }
    together += documents > 0 ? Idf(documents, all) : (said->word->stop ? 0 : own);
  }
  return own <= 0 ? 1 : std::clamp(together / own, kLeast, kMost);
}

}  // namespace

/// Cuts words of one plan in two.
class WritingFinder::Cutter {
 public:
  Cutter(text::Stemmers& stemmers, const QueryPlan& plan, TermCounts& counts, LookBudget& budget)
      : stemmers_(stemmers), plan_(plan), counts_(counts), budget_(budget) {}

  /// The ways to cut a word, the likeliest first.
  std::vector<ApartWord> Ways(const Said& said) {
    const std::string_view word = said.word->term;
    const std::vector<std::size_t> letters = LetterPlaces(word);
    if (letters.size() < 3) return {};
    std::size_t at = 0;
    script_ = text::ScriptOf(static_cast<UChar32>(base::NextCharacter(word, at)));
    // A syllable of Hangul has what takes others two letters or three.
    const std::size_t shortest = script_ == text::Script::kHangul ? 2 : kShortestJoined;
    if (letters.size() <= shortest || letters.size() > kLongestJoined + 1) return {};
    // One letter behind a word is an ending. First pieces lie side by side in the index: one look
    // after the other finds most of them in the block that it has.
    std::vector<std::string> firsts;
    for (std::size_t i = 1; i + 2 < letters.size() && budget_.Take(); ++i) {
      firsts.push_back(TermOf(word.substr(0, letters[i]), {}));
    }
    std::vector<std::pair<Xapian::doccount, ApartWord>> found;
    for (std::size_t i = 1; i <= firsts.size(); ++i) {
      if (firsts[i - 1].empty()) continue;
      const std::string_view first = word.substr(0, letters[i]);
      const std::string_view second = word.substr(letters[i]);
      if (!MayBe(first, second, said)) continue;
      ApartWord way{
          said.planned, std::move(firsts[i - 1]), TermOf(second, Tails(said, first)), {}, false};
      if (way.second.empty()) continue;
      way.words.append(first).append(1, ' ').append(second);
      way.doubtful = first == kElectronic && IsStop(first, plan_.langs);
      found.emplace_back(std::min(counts_.Documents(way.first), counts_.Documents(way.second)),
                         std::move(way));
    }
    std::stable_sort(found.begin(), found.end(),
                     [](const auto& a, const auto& b) { return a.first > b.first; });
    found.resize(std::min(found.size(), kMostWays));
    std::vector<ApartWord> ways;
    for (auto& [documents, way] : found) ways.push_back(std::move(way));
    return ways;
  }

 private:
  /// What the stems of a word have behind a piece of it.
  static std::vector<std::string_view> Tails(const Said& said, std::string_view first) {
    std::vector<std::string_view> tails;
    for (const std::string_view stem : said.stems) {
      if (stem.size() > first.size() && stem.starts_with(first)) {
        tails.push_back(stem.substr(first.size()));
      }
    }
    return tails;
  }

  /// The commonest index term of a piece, which may be found by `stems`, too; empty if the base has
  /// none.
  std::string TermOf(std::string_view piece, const std::vector<std::string_view>& stems) {
    std::string best;
    Xapian::doccount most = 0;
    const auto consider = [&](std::string_view stem) {
      std::string term = schema::IndexTerm(Lane::kStem, stem);
      const Xapian::doccount documents = counts_.Documents(term);
      if (documents <= most) return;
      most = documents;
      best = std::move(term);
    };
    for (const std::string& lang : plan_.langs) consider(stemmers_.Stem(piece, script_, lang));
    for (const std::string_view stem : stems) consider(stem);
    return best;
  }

  bool MayBe(std::string_view first, std::string_view second, const Said& said) {
    const bool first_stops = IsStop(first, plan_.langs);
    if (!MayJoin(first_stops, IsStop(second, plan_.langs), first)) return false;
    // What is said "in form" is not "inform", where the base has that.
    return !first_stops || first == kElectronic ||
           std::none_of(said.stems.begin(), said.stems.end(), [&](std::string_view stem) {
             return counts_.Documents(schema::IndexTerm(Lane::kStem, stem)) > 0;
           });
  }

  text::Stemmers& stemmers_;
  const QueryPlan& plan_;
  TermCounts& counts_;
  LookBudget& budget_;
  text::Script script_ = text::Script::kNone;
};

std::vector<JoinedPair> WritingFinder::JoinedPairs(const QueryPlan& plan, TermCounts& counts) {
  std::vector<JoinedPair> pairs;
  if (IsPasted(plan)) return pairs;
  const Said* before = nullptr;
  const std::map<Place, Said> words = WordsOf(plan);
  for (const auto& [place, said] : words) {
    if (pairs.size() == kMostJoined) break;
    const Said* first = std::exchange(before, &said);
    if (first == nullptr || first->word->end + 1 != place.first) continue;
    if (!MayJoin(first->word->stop, said.word->stop, first->word->term)) continue;
    const std::string both = first->word->term + said.word->term;
    if (LetterPlaces(both).size() <= kShortestJoined) continue;
    std::size_t at = 0;
    const text::Script script = text::ScriptOf(static_cast<UChar32>(base::NextCharacter(both, at)));
    for (const std::string& lang : plan.langs) {
      const std::string joined = schema::IndexTerm(Lane::kStem, stemmers_.Stem(both, script, lang));
      if (counts.Documents(joined) == 0) continue;
      const bool function_word = first->word->stop && first->word->term != kElectronic;
      const double factor =
          function_word ? kFunctionWordFirst : FactorOf(*first, said, joined, counts);
      pairs.push_back({first->word->begin, place.second, both, factor});
      break;
    }
  }
  return pairs;
}

std::vector<ApartWord> WritingFinder::ApartWords(const QueryPlan& plan, TermCounts& counts,
                                                 LookBudget& budget) {
  std::vector<ApartWord> apart;
  if (IsPasted(plan)) return apart;
  Cutter cutter(stemmers_, plan, counts, budget);
  const std::map<Place, Said> words = WordsOf(plan);
  for (const auto& entry : words) {
    if (apart.size() >= kMostJoined || budget.left() == 0) break;
    const Place place = entry.first;
    const Said& said = entry.second;
    if (said.word->stop || said.stems.empty()) continue;
    const bool in_longer =
        std::any_of(plan.terms.begin(), plan.terms.end(), [&](const PlannedTerm& other) {
          return other.lane == Lane::kIdentifier && other.begin <= place.first &&
                 other.end >= place.second && Place{other.begin, other.end} != place;
        });
    if (in_longer) continue;
    for (ApartWord& way : cutter.Ways(said)) apart.push_back(std::move(way));
  }
  return apart;
}

}  // namespace funnel::query
