// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/text/phrases.h"

#include <xxhash.h>

#include <algorithm>
#include <tuple>
#include <utility>

#include "indexer/text/characters/normalized_text.h"
#include "indexer/text/identifiers.h"
#include "indexer/text/languages/latin.h"
#include "indexer/text/languages/stemmer.h"
#include "indexer/text/segmenter.h"

namespace funnel::text {
namespace {

// What a form is, in front of it: they must not meet.
constexpr char kWord = 'w';
constexpr char kStem = 's';
constexpr char kBare = 'b';  // without marks
constexpr char kIdentifier = 'i';

/// Steps of one look-up: more than any text takes with phrases that people write.
constexpr std::size_t kMostSteps = 200'000;

std::string Form(char kind, std::string_view text) { return std::string(1, kind).append(text); }

void AddOnce(PhraseForm form, std::vector<PhraseForm>& forms) {
  if (std::find(forms.begin(), forms.end(), form) == forms.end()) forms.push_back(std::move(form));
}

/// A unit before it is asked for a form.
struct RawUnit {
  Word place;  ///< UTF-16 units.
  std::string normal;
  std::string bare;               ///< Of Latin words; the normal form where it has no marks.
  std::vector<PhraseForm> codes;  ///< Canonical identifiers that begin here, longer ones first.
  bool begins_word = true;
  bool ends_word = true;
};

}  // namespace

class PhraseReader::Impl {
 public:
  std::vector<PhraseUnit> Units(std::string_view source, const std::vector<std::string>& langs) {
    const NormalizedText text = Folded(source);
    std::vector<PhraseUnit> units;
    for (RawUnit& raw : Read(text)) {
      PhraseUnit unit;
      unit.begin = text.SourceBegin(raw.place.begin);
      unit.end = text.SourceEnd(raw.place.end);
      unit.begins_word = raw.begins_word;
      unit.ends_word = raw.ends_word;
      unit.forms.push_back({Form(kWord, raw.normal)});
      for (const std::string& lang : langs) AddOnce({Stem(raw, lang)}, unit.forms);
      if (!raw.bare.empty() && raw.bare == raw.normal) {
        unit.forms.push_back({Form(kBare, raw.bare)});
      }
      for (PhraseForm& code : raw.codes) unit.forms.push_back(std::move(code));
      units.push_back(std::move(unit));
    }
    return units;
  }

  std::vector<std::vector<std::string>> Writings(std::string_view phrase,
                                                 const std::vector<std::string>& langs) {
    const std::vector<RawUnit> units = Read(Folded(phrase));
    std::vector<std::vector<std::string>> writings;
    const auto add = [&](auto form_of) {
      std::vector<std::string> plain, coded;
      for (const RawUnit& unit : units) plain.push_back(form_of(unit));
      for (std::size_t i = 0; i < units.size();) {
        const bool code = !units[i].codes.empty();
        coded.push_back(code ? units[i].codes.front().text : plain[i]);
        i += code ? units[i].codes.front().units : 1;
      }
      for (std::vector<std::string>& writing : {std::ref(plain), std::ref(coded)}) {
        if (std::find(writings.begin(), writings.end(), writing) == writings.end()) {
          writings.push_back(std::move(writing));
        }
      }
    };
    if (units.empty()) return writings;
    add([](const RawUnit& unit) { return Form(kWord, unit.normal); });
    for (const std::string& lang : langs) {
      add([&](const RawUnit& unit) { return Stem(unit, lang); });
    }
    add([](const RawUnit& unit) {
      return unit.bare.empty() ? Form(kWord, unit.normal) : Form(kBare, unit.bare);
    });
    return writings;
  }

 private:
  static NormalizedText Folded(std::string_view source) {
    NormalizedText text = Normalize(source);
    FoldHan(text.text);
    return text;
  }

  /// The stem, as a form; the word where it does not inflect.
  std::string Stem(const RawUnit& unit, const std::string& lang) {
    if (!Inflects(unit.place.script)) return Form(kWord, unit.normal);
    return Form(kStem, stemmers_.Stem(unit.normal, unit.place.script, lang));
  }

  std::vector<RawUnit> Read(const NormalizedText& text) {
    std::vector<RawUnit> units;
    for (const Word& word : segmenter_.Words(text.text)) {
      if (IsCjk(word.script) || word.script == Script::kCluster) {
        AddCharacters(text, word, units);
      } else {
        AddWord(text, word, units);
      }
    }
    AddIdentifiers(text, units);
    return units;
  }

  void AddCharacters(const NormalizedText& text, const Word& word, std::vector<RawUnit>& units) {
    const std::vector<std::int32_t> at = segmenter_.Clusters(text.text, word.begin, word.end);
    for (std::size_t i = 0; i + 1 < at.size(); ++i) {
      RawUnit unit;
      unit.place = {at[i], at[i + 1], word.script};
      unit.normal = CaseFolded(text.text, at[i], at[i + 1]);
      unit.begins_word = i == 0;
      unit.ends_word = i + 2 == at.size();
      units.push_back(std::move(unit));
    }
  }

  static void AddWord(const NormalizedText& text, const Word& word, std::vector<RawUnit>& units) {
    RawUnit unit;
    unit.place = word;
    unit.normal = CaseFolded(text.text, word.begin, word.end);
    if (word.script == Script::kLatin) {
      NormalizeVietnameseTone(unit.normal);
      unit.bare = WithoutMarks(unit.normal);
    }
    units.push_back(std::move(unit));
  }

  /// Gives the canonical forms of a code to the first of the words that it is made of.
  static void AddIdentifiers(const NormalizedText& text, std::vector<RawUnit>& units) {
    for (const Identifier& identifier : FindIdentifiers(text.text, true)) {
      const auto first = std::partition_point(units.begin(), units.end(), [&](const RawUnit& unit) {
        return unit.place.begin < identifier.begin;
      });
      auto last = first;
      while (last != units.end() && last->place.end <= identifier.end) ++last;
      const bool whole =
          last != first && (last == units.end() || last->place.begin >= identifier.end);
      if (!whole) continue;  // It begins or ends within a word.
      AddOnce({Form(kIdentifier, identifier.term), static_cast<std::size_t>(last - first)},
              first->codes);
    }
    for (RawUnit& unit : units) {
      std::stable_sort(unit.codes.begin(), unit.codes.end(),
                       [](const PhraseForm& a, const PhraseForm& b) { return a.units > b.units; });
    }
  }

  Segmenter segmenter_;
  Stemmers stemmers_;
};

PhraseReader::PhraseReader() : impl_(std::make_unique<Impl>()) {}
PhraseReader::~PhraseReader() = default;
PhraseReader::PhraseReader(PhraseReader&&) noexcept = default;
PhraseReader& PhraseReader::operator=(PhraseReader&&) noexcept = default;

std::vector<PhraseUnit> PhraseReader::Units(std::string_view text,
                                            const std::vector<std::string>& langs) {
  return impl_->Units(text, langs);
}

std::vector<std::vector<std::string>> PhraseReader::Writings(
    std::string_view phrase, const std::vector<std::string>& langs) {
  return impl_->Writings(phrase, langs);
}

std::uint64_t PhraseTable::Key(Node node, std::string_view form) {
  return XXH3_64bits_withSeed(form.data(), form.size(), node);
}

void PhraseTable::Add(const std::vector<std::vector<std::string>>& writings, std::uint32_t value) {
  for (const std::vector<std::string>& writing : writings) {
    Node node = 0;
    for (const std::string& form : writing) {
      const auto [next, is_new] = next_.try_emplace(Key(node, form), nodes_);
      if (is_new) ++nodes_;
      node = next->second;
    }
    std::vector<std::uint32_t>& values = values_[node];
    if (std::find(values.begin(), values.end(), value) == values.end()) values.push_back(value);
  }
}

/// Follows all phrases that begin at one unit.
class PhraseTable::Walk {
 public:
  Walk(const PhraseTable& table, const std::vector<PhraseUnit>& units, std::vector<Match>& matches)
      : table_(table), units_(units), matches_(matches) {}

  bool From(std::size_t begin) {
    begin_ = begin;
    Step(0, begin);
    return steps_ < kMostSteps;
  }

 private:
  void Step(Node node, std::size_t at) {
    if (const auto found = table_.values_.find(node); found != table_.values_.end()) {
      for (const std::uint32_t value : found->second) {
        if (++steps_ >= kMostSteps) return;
        matches_.push_back({begin_, at, value});
      }
    }
    if (at == units_.size()) return;
    for (const PhraseForm& form : units_[at].forms) {
      if (++steps_ >= kMostSteps) return;
      const auto next = table_.next_.find(Key(node, form.text));
      if (next != table_.next_.end()) Step(next->second, at + form.units);
    }
  }

  const PhraseTable& table_;
  const std::vector<PhraseUnit>& units_;
  std::vector<Match>& matches_;
  std::size_t begin_ = 0;
  std::size_t steps_ = 0;
};

std::vector<PhraseTable::Match> PhraseTable::Find(const std::vector<PhraseUnit>& units) const {
  std::vector<Match> matches;
  if (empty()) return matches;
  Walk walk(*this, units, matches);
  for (std::size_t begin = 0; begin < units.size() && walk.From(begin); ++begin) {
  }
  const auto order = [](const Match& match) {
    return std::make_tuple(match.begin, ~match.end, match.value);
  };
  std::sort(matches.begin(), matches.end(),
            [&](const Match& a, const Match& b) { return order(a) < order(b); });
  matches.erase(std::unique(matches.begin(), matches.end(),
                            [&](const Match& a, const Match& b) { return order(a) == order(b); }),
                matches.end());
  return matches;
}

}  // namespace funnel::text
