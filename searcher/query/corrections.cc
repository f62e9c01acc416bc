// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/query/corrections.h"

#include <algorithm>
#include <cmath>
#include <set>
#include <string_view>
#include <tuple>
#include <utility>

#include "indexer/base/edit_distance.h"
#include "indexer/base/utf8.h"
#include "indexer/schema/index_schema.h"
#include "indexer/text/characters/script.h"
#include "searcher/query/compounds.h"
#include "searcher/query/hangul_keys.h"
#include "searcher/query/known_words.h"
#include "searcher/query/spelling.h"

namespace funnel::query {
namespace {

constexpr std::size_t kMostWords = 3;
constexpr Xapian::doccount kFewest = 2;  // A word of one article may be misspelt itself.
constexpr std::size_t kFewestKeys = 4;
constexpr std::size_t kMostKeys = 24;
constexpr std::size_t kMostTerms = 50'000;  // looked at of a script without spaces
constexpr std::size_t kLongestWindow = 20;  // characters
/// How much commoner a word must be to make up for one edit more: e^this times.
constexpr double kEdit = 5;

struct Candidate {
  std::string word;
  double score = 0;
};

std::vector<std::string> Best(std::vector<Candidate> candidates) {
  std::sort(candidates.begin(), candidates.end(), [](const Candidate& a, const Candidate& b) {
    return a.score != b.score ? a.score > b.score : a.word < b.word;
  });
  std::vector<std::string> words;
  for (Candidate& one : candidates) {
    if (words.size() == kMostWords) break;
    if (std::find(words.begin(), words.end(), one.word) == words.end()) {
      words.push_back(std::move(one.word));
    }
  }
  return words;
}

double Score(std::size_t edits, Xapian::doccount documents) {
  return std::log(static_cast<double>(documents)) - kEdit * static_cast<double>(edits);
}

text::Script ScriptOfFirst(std::string_view word) {
  std::size_t at = 0;
  return word.empty() ? text::Script::kNone
                      : text::ScriptOf(static_cast<UChar32>(base::NextCharacter(word, at)));
}

std::vector<std::string> AlphabetWords(const std::string& word, TermCounts& counts,
                                       LookBudget& budget) {
  std::vector<Candidate> candidates;
  for (const CloseWord& close : FindCloseWords(word, counts, budget)) {
    if (close.documents < kFewest) continue;
    candidates.push_back({close.word, Score(close.edits, close.documents)});
  }
  return Best(std::move(candidates));
}

/// Each text that is one slip of the hand away.
template <typename Visit>
void ForEachSlip(const std::string& keys, Visit&& visit) {
  static constexpr std::string_view kKeys = "abcdefghijklmnopqrstuvwxyzQWERTOP";
  for (std::size_t at = 0; at <= keys.size(); ++at) {
    std::string slip = keys;
    if (at + 1 < keys.size() && keys[at] != keys[at + 1]) {
      std::swap(slip[at], slip[at + 1]);
      visit(slip);
    }
    if (at < keys.size()) visit(std::string(keys).erase(at, 1));
    for (const char key : kKeys) {
      visit(std::string(keys).insert(at, 1, key));
      if (at == keys.size() || keys[at] == key) continue;
      slip = keys;
      slip[at] = key;
      visit(slip);
    }
  }
}

bool IsSyllables(std::string_view text) {
  for (std::size_t at = 0; at < text.size();) {
    const char32_t c = base::NextCharacter(text, at);
    if (c < 0xAC00 || c > 0xD7A3) return false;
  }
  return true;
}

/// A stretch of a script without spaces that may be one misspelt word.
struct Window {
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
  std::u32string characters;
  std::uint64_t letters = 0;  // a bit for each
};

std::uint64_t LettersOf(std::u32string_view characters) {
  std::uint64_t letters = 0;
  for (const char32_t c : characters) letters |= std::uint64_t{1} << (c % 64);
  return letters;
}

std::size_t MostEdits(const Window& window) { return window.characters.size() < 8 ? 1 : 2; }

bool IsKatakana(std::u32string_view characters) {
  return std::all_of(characters.begin(), characters.end(),
                     [](char32_t c) { return c >= 0x30A1 && c <= 0x30FE; });
}

/// Words of scripts without spaces that are unknown, or single characters, with those beside them.
class Windows {
 public:
  Windows(const QueryPlan& plan, const std::vector<const PlannedTerm*>& words, TermCounts& counts) {
    for (std::size_t i = 0; i < words.size(); ++i) {
      if (!IsPart(*words[i]) || InIdentifier(plan, *words[i])) continue;
      const bool alone = base::CountCharacters(words[i]->term) == 1;
      if (!alone && counts.Documents(words[i]->term) > 0) continue;
      for (std::size_t before = 0; before <= 2; ++before) {
        for (std::size_t behind = 0; before + behind <= 2; ++behind) {
          if (before <= i && i + behind < words.size()) Add(words, i - before, i + behind);
        }
      }
    }
  }

  const std::vector<Window>& windows() const { return windows_; }

  /// What index terms may begin with that are close to a window: two bytes choose a script's half.
  std::set<std::string> Beginnings() const {
    std::set<std::string> beginnings;
    for (const Window& window : windows_) {
      for (const char32_t c : window.characters) {
        std::string utf8;
        base::AppendUtf8(c, utf8);
        beginnings.insert(utf8.substr(0, 2));
      }
    }
    return beginnings;
  }

 private:
  static bool IsPart(const PlannedTerm& word) {
    const text::Script script = ScriptOfFirst(word.term);
    return script == text::Script::kCluster || script == text::Script::kKana;
  }

  void Add(const std::vector<const PlannedTerm*>& words, std::size_t first, std::size_t last) {
    Window window{words[first]->begin, words[last]->end, {}, 0};
    for (std::size_t i = first; i <= last; ++i) {
      if (!IsPart(*words[i]) || (i > first && words[i]->begin != words[i - 1]->end)) return;
      window.characters += base::Characters(words[i]->term);
    }
    if (window.characters.size() < 4 || window.characters.size() > kLongestWindow) return;
    const bool kana = ScriptOfFirst(words[first]->term) == text::Script::kKana;
    if (kana && !IsKatakana(window.characters)) return;
    window.letters = LettersOf(window.characters);
    windows_.push_back(std::move(window));
  }

  std::vector<Window> windows_;
};

struct WindowWord {
  const Window* window;
  Candidate candidate;
};

/// The terms close to a window, the best of all first.
std::vector<WindowWord> WordsOfWindows(const Windows& windows, TermCounts& counts,
                                       LookBudget& budget) {
  std::vector<WindowWord> found;
  std::size_t left = kMostTerms;
  const auto look = [&](const std::string& term) {
    const std::u32string characters = base::Characters(term);
    const std::uint64_t letters = LettersOf(characters);
    for (const Window& window : windows.windows()) {
      const std::size_t most = MostEdits(window), size = window.characters.size();
      if (characters.size() + most < size || characters.size() > size + most) continue;
      const auto differing =
          static_cast<std::size_t>(__builtin_popcountll(letters ^ window.letters));
      if (differing > 2 * most) continue;
      const std::size_t edits = base::EditDistance(window.characters, characters, most);
      if (edits == 0 || edits > most) continue;
      const Xapian::doccount documents = counts.Documents(term);
      if (documents < kFewest) continue;
      // Of two stretches the longer one is matched by chance more rarely.
      const double score = Score(edits, documents) + kEdit * static_cast<double>(size) / 4;
      found.push_back({&window, {term, score}});
    }
  };
  for (const std::string& beginning : windows.Beginnings()) {
    const Xapian::Database& database = counts.database();
    const auto end = database.allterms_end(beginning);
    for (auto at = database.allterms_begin(beginning); at != end && left > 0; ++at, --left) {
      if (!budget.Take()) break;
      const std::string term = *at;
      if (term.size() <= 4 * (kLongestWindow + 2)) look(term);
    }
  }
  std::sort(found.begin(), found.end(), [](const WindowWord& a, const WindowWord& b) {
    if (a.candidate.score != b.candidate.score) return a.candidate.score > b.candidate.score;
    return std::tie(a.candidate.word, a.window) < std::tie(b.candidate.word, b.window);
  });
  return found;
}

/// Adds the corrections of stretches that do not overlap.
void AddWindowCorrections(const QueryPlan& plan, const std::vector<const PlannedTerm*>& words,
                          TermCounts& counts, LookBudget& budget,
                          std::vector<Correction>& corrections) {
  const Windows windows(plan, words, counts);
  if (windows.windows().empty()) return;
  for (WindowWord& word : WordsOfWindows(windows, counts, budget)) {
    const Window& window = *word.window;
    bool overlaps = false;
    for (Correction& other : corrections) {
      if (other.begin >= window.end || window.begin >= other.end) continue;
      overlaps = true;
      const bool same = other.begin == window.begin && other.end == window.end;
      if (same && other.words.size() < kMostWords) {
        other.words.push_back(std::move(word.candidate.word));
      }
      break;
    }
    if (!overlaps) {
      corrections.push_back({window.begin, window.end, {std::move(word.candidate.word)}});
    }
  }
}

/// The terms of a question as it was written, without what was added to it.
QueryPlan AsSaid(const QueryPlan& plan) {
  QueryPlan said = plan;
  said.terms.resize(std::min(said.said, said.terms.size()));
  return said;
}

using Places = std::vector<std::pair<std::uint32_t, std::uint32_t>>;

/// The places of words that articles have: as they are, by their stem, without their marks, as
/// parts of a name or as two words.
Places KnownPlaces(const QueryPlan& said, TermCounts& counts) {
  Places places;
  for (const PlannedTerm& term : said.terms) {
    const bool apart = term.neighbours != nullptr;
    if (apart || (SaysWord(term.lane) && counts.Documents(term.term) > 0)) {
      places.emplace_back(term.begin, term.end);
    }
  }
  return places;
}

bool LiesIn(const Places& places, const PlannedTerm& word) {
  return std::any_of(places.begin(), places.end(), [&](const auto& place) {
    return place.first <= word.begin && word.end <= place.second;
  });
}

}  // namespace

bool HasAllWords(const QueryPlan& plan, TermCounts& counts) {
  const QueryPlan said = AsSaid(plan);
  const Places known = KnownPlaces(said, counts);
  return std::all_of(said.terms.begin(), said.terms.end(), [&](const PlannedTerm& term) {
    return term.lane != Lane::kWord || LiesIn(known, term);
  });
}

bool CorrectionFinder::HasKnownStem(const QueryPlan& plan, const PlannedTerm& word,
                                    TermCounts& counts) {
  const std::string text = plan.text.substr(word.begin, word.end - word.begin);
  const std::vector<Term> terms = analyzer_.AnalyzeQuery(text, plan.langs).terms;
  return std::any_of(terms.begin(), terms.end(), [&](const Term& term) {
    return term.lane == Lane::kStem &&
           counts.Documents(schema::IndexTerm(term.lane, term.text)) > 0;
  });
}

std::vector<std::string> CorrectionFinder::KoreanWords(const std::string& word, TermCounts& counts,
                                                       LookBudget& budget) {
  std::vector<Candidate> candidates;
  const std::string keys = KeysOfHangul(word);
  if (keys.size() < kFewestKeys || keys.size() > kMostKeys) return {};
  std::set<std::string> seen = {word};
  ForEachSlip(keys, [&](const std::string& slip) {
    std::string other = HangulOfKeys(slip);
    if (!IsSyllables(other) || !seen.insert(other).second || !budget.Take()) return;
    Xapian::doccount documents = KnownWords(counts).Documents(other);
    if (documents == 0) {
      // Articles may have it with another ending.
      for (const Term& term : analyzer_.AnalyzeQuery(other, {"ko"}).terms) {
        if (term.lane != Lane::kStem) continue;
        documents = std::max(documents, counts.Documents(schema::IndexTerm(term.lane, term.text)));
      }
    }
    if (documents < kFewest) return;
    candidates.push_back({std::move(other), Score(1, documents)});
  });
  return Best(std::move(candidates));
}

std::vector<Correction> CorrectionFinder::Find(const QueryPlan& full, TermCounts& counts,
                                               const KnownElsewhere& known_elsewhere,
                                               LookBudget& budget) {
  const QueryPlan plan = AsSaid(full);
  Places known = KnownPlaces(plan, counts);
  for (const Compound& compound : FindCompounds(plan, counts, budget)) {
    known.emplace_back(compound.begin, compound.end);
  }
  std::vector<Correction> corrections;
  std::vector<const PlannedTerm*> words;
  for (const PlannedTerm& word : plan.terms) {
    if (word.lane == Lane::kWord) words.push_back(&word);
  }
  std::sort(words.begin(), words.end(), [](const PlannedTerm* a, const PlannedTerm* b) {
    return std::tie(a->begin, a->end) < std::tie(b->begin, b->end);
  });
  for (const PlannedTerm* word : words) {
    if (budget.left() == 0) break;
    if (LiesIn(known, *word) || InIdentifier(plan, *word)) continue;
    const bool korean = ScriptOfFirst(word->term) == text::Script::kHangul;
    if (!korean && !IsCorrectable(word->term)) continue;
    if (HasKnownStem(plan, *word, counts) || known_elsewhere(word->term)) continue;
    std::vector<std::string> meant = korean ? KoreanWords(word->term, counts, budget)
                                            : AlphabetWords(word->term, counts, budget);
    if (!meant.empty()) corrections.push_back({word->begin, word->end, std::move(meant)});
  }
  AddWindowCorrections(plan, words, counts, budget, corrections);
  return corrections;
}

}  // namespace funnel::query
