// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <unicode/brkiter.h>
#include <unicode/unistr.h>

#include <cstdint>
#include <memory>
#include <vector>

#include "indexer/text/characters/script.h"

namespace funnel::text {

/// One word of a text, in UTF-16 units.
struct Word {
  std::int32_t begin = 0;
  std::int32_t end = 0;
  Script script = Script::kNone;  ///< Of its letters; kDigit if it has none.
};

/// Splits text into words: ICU's word boundaries (dictionaries for Chinese, Japanese, Thai, Lao,
/// Khmer, Burmese), split further where the script changes ("Windows에서") and at the dots, colons
/// and underscores that ICU keeps inside a word ("winhttp.dll", but "5.3.2" stays whole), and
/// between letters and digits ("iPhone15"; mixed_words.h).
/// One per thread.
class Segmenter {
 public:
  Segmenter();

  /// The words of `text` in order, without punctuation and spaces.
  std::vector<Word> Words(const icu::UnicodeString& text);

  /// The boundaries of the grapheme clusters between two units of `text`, both ends included.
  std::vector<std::int32_t> Clusters(const icu::UnicodeString& text, std::int32_t begin,
                                     std::int32_t end);

 private:
  std::unique_ptr<icu::BreakIterator> words_;
  std::unique_ptr<icu::BreakIterator> characters_;
};

}  // namespace funnel::text
