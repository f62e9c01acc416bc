// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/text/segmenter.h"

#include <unicode/locid.h>
#include <unicode/uchar.h>

#include "indexer/base/icu.h"
#include "indexer/text/mixed_words.h"

namespace funnel::text {
namespace {

/// Splits what ICU calls one word where our lanes need several.
class WordSplitter {
 public:
  WordSplitter(const icu::UnicodeString& text, std::vector<Word>& out) : text_(text), out_(out) {}

  void Split(std::int32_t begin, std::int32_t end) {
    word_ = Word{begin, begin, Script::kNone};
    for (std::int32_t i = begin; i < end;) {
      const UChar32 c = text_.char32At(i);
      const std::int32_t next = text_.moveIndex32(i, 1);
      if (IsSeparator(c, i, next, end)) {
        Close(i);
        word_ = Word{next, next, Script::kNone};
      } else {
        Take(c, i);
      }
      i = next;
    }
    Close(end);
  }

 private:
  bool IsSeparator(UChar32 c, std::int32_t at, std::int32_t next, std::int32_t end) const {
    if (c == '_' || c == '@') return true;
    if (c != '.' && c != ':' && c != 0x00B7) return false;
    return !(next < end && u_isdigit(text_.char32At(next)) && at > 0 &&
             u_isdigit(text_.char32At(text_.moveIndex32(at, -1))));
  }

  /// Starts a new word where the script of a letter differs from that of the letters before.
  /// Digits go with Latin, and with whatever stands before them.
  void Take(UChar32 c, std::int32_t at) {
    const Script script = ScriptOf(c);
    digits_ = digits_ || script == Script::kDigit;
    if (script == Script::kNone || script == word_.script) return;
    const bool joins = word_.script == Script::kNone ||
                       (word_.script == Script::kDigit && script == Script::kLatin) ||
                       (script == Script::kDigit) || (IsCjk(script) && IsCjk(word_.script));
    if (!joins) {
      Close(at);
      word_ = Word{at, at, script};
    } else if (script != Script::kDigit || word_.script == Script::kNone) {
      // A word of kanji and kana counts as Han: the kanji carry its meaning.
      if (!(script == Script::kKana && word_.script == Script::kHan)) word_.script = script;
    }
  }

  void Close(std::int32_t end) {
    word_.end = end;
    if (word_.end > word_.begin && word_.script != Script::kNone) {
      if (digits_ && word_.script != Script::kDigit) {
        AddApart(text_, word_, out_);
      } else {
        out_.push_back(word_);
      }
    }
    digits_ = false;
  }

  const icu::UnicodeString& text_;
  std::vector<Word>& out_;
  Word word_;
  bool digits_ = false;  ///< The word has some.
};

}  // namespace

Segmenter::Segmenter() {
  UErrorCode status = U_ZERO_ERROR;
  words_.reset(icu::BreakIterator::createWordInstance(icu::Locale::getRoot(), status));
  base::CheckIcu(status, "the boundaries of words");
  characters_.reset(icu::BreakIterator::createCharacterInstance(icu::Locale::getRoot(), status));
  base::CheckIcu(status, "the boundaries of characters");
}

std::vector<Word> Segmenter::Words(const icu::UnicodeString& text) {
  std::vector<Word> words;
  words.reserve(static_cast<std::size_t>(text.length()) / 5 + 1);
  WordSplitter splitter(text, words);
  words_->setText(text);
  std::int32_t begin = words_->first();
  for (std::int32_t end = words_->next(); end != icu::BreakIterator::DONE;
       begin = end, end = words_->next()) {
    splitter.Split(begin, end);
  }
  return words;
}

std::vector<std::int32_t> Segmenter::Clusters(const icu::UnicodeString& text, std::int32_t begin,
                                              std::int32_t end) {
  std::vector<std::int32_t> boundaries = {begin};
  const icu::UnicodeString part = text.tempSubStringBetween(begin, end);
  characters_->setText(part);
  characters_->first();
  for (std::int32_t at = characters_->next(); at != icu::BreakIterator::DONE;
       at = characters_->next()) {
    boundaries.push_back(begin + at);
  }
  return boundaries;
}

}  // namespace funnel::text
