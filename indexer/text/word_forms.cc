// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/text/word_forms.h"

#include <algorithm>
#include <utility>

#include "indexer/base/add_once.h"
#include "indexer/base/icu.h"
#include "indexer/text/characters/normalized_text.h"
#include "indexer/text/digit_groups.h"
#include "indexer/text/languages/japanese.h"
#include "indexer/text/languages/latin.h"
#include "indexer/text/languages/stop_words.h"

namespace funnel::text {
namespace {

/// So many words are remembered, in all languages together: some 8 MB.
constexpr std::size_t kMostRemembered = 32 * 1024;

}  // namespace

void FormMaker::Begin(const std::vector<std::string>& langs, bool remember) {
  langs_ = langs;
  once_.clear();
  if (words_ != &once_) remembered_count_ += words_->size();
  if (remembered_count_ > kMostRemembered) {
    remembered_.clear();
    remembered_count_ = 0;
  }
  words_ = remember ? &remembered_[langs] : &once_;
  if (remember) remembered_count_ -= words_->size();  // They are counted when the text is done.
}

const WordForms& FormMaker::Of(const icu::UnicodeString& text, const Word& word) {
  const std::u16string_view units(text.getBuffer() + word.begin,
                                  static_cast<std::size_t>(word.end - word.begin));
  const auto known = words_->find(units);
  if (known != words_->end()) return known->second;
  return words_->emplace(units, Make(text, word)).first->second;
}

WordForms FormMaker::Make(const icu::UnicodeString& text, const Word& word) {
  WordForms forms;
  forms.normal = Lower(text, word);
  if (word.script == Script::kDigit) forms.normal = WithoutThousandsMarks(forms.normal);
  if (word.script == Script::kKana) forms.normal = NormalizeKatakana(forms.normal);
  if (word.script == Script::kLatin) {
    NormalizeVietnameseTone(forms.normal);
    forms.bare = WithoutMarks(forms.normal);
    if (forms.bare == forms.normal) forms.bare.clear();
  }
  forms.stems = StemsOf(forms.normal, word.script);
  forms.marks_tell =
      !forms.bare.empty() && (AnySpelledIn() || StemsOf(forms.bare, word.script) != forms.stems);
  forms.stop = IsStop(forms.normal, word.script);
  if (words_ == &once_ && word.script == Script::kLatin) AddUnmarked(word.script, forms);
  return forms;
}

/// Whether questions look for the unmarked words of any of the languages by SpelledIn.
bool FormMaker::AnySpelledIn() const {
  return std::any_of(langs_.begin(), langs_.end(), SpellsLettersOut);
}

std::string FormMaker::Lower(const icu::UnicodeString& text, const Word& word) const {
  if (word.script != Script::kLatin) return CaseFolded(text, word.begin, word.end);
  if (langs_.empty() || !HasDotlessI(langs_.front())) {
    return WithoutDotOfI(CaseFolded(text, word.begin, word.end));
  }
  std::string letters;
  text.tempSubStringBetween(word.begin, word.end).toUTF8String(letters);
  const icu::UnicodeString lower = base::IcuString(LowerDotlessI(letters));
  return CaseFolded(lower, 0, lower.length());
}

void FormMaker::AddUnmarked(Script script, WordForms& forms) {
  const auto add = [&](const std::string& word) {
    if (word.empty()) return;
    for (std::string& stem : StemsOf(word, script)) {
      if (std::find(forms.stems.begin(), forms.stems.end(), stem) == forms.stems.end()) {
        base::AddOnce(std::move(stem), forms.unmarked);
      }
    }
  };
  add(forms.bare);
  for (const std::string& lang : langs_) {
    if (!forms.bare.empty()) add(SpelledOut(forms.normal, lang));
    if (forms.bare.empty() && forms.spelled.empty()) {
      forms.spelled = SpelledIn(forms.normal, lang);
    }
  }
}

std::vector<std::string> FormMaker::StemsOf(const std::string& word, Script script) {
  std::vector<std::string> stems;
  if (!Inflects(script)) return stems;
  if (langs_.empty()) stems.push_back(stemmers_.Stem(word, script, ""));
  for (const std::string& lang : langs_) stems.push_back(stemmers_.Stem(word, script, lang));
  return stems;
}

bool FormMaker::IsStop(const std::string& word, Script script) const {
  bool english = script == Script::kLatin;
  for (const std::string& lang : langs_) {
    if (IsStopWord(word, lang)) return true;
    if (Stemmers::WritesIn(lang, script)) english = false;
  }
  return english && IsStopWord(word, "en");
}

}  // namespace funnel::text
