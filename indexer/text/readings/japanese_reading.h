// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <memory>
#include <string_view>

#include "indexer/text/readings/folded_text.h"
#include "indexer/text/readings/sound_text.h"

namespace funnel::text {

/// Japanese in romaji, as romaji.h has it: how the kanji are read, MeCab says, by the dictionary of
/// the Debian package mecab-ipadic-utf8. Where that is not installed, kanji have no reading, and
/// kana and all else have theirs. One per thread; the dictionary is mapped into memory once.
class JapaneseReading {
 public:
  JapaneseReading();
  ~JapaneseReading();
  JapaneseReading(JapaneseReading&&) noexcept;
  JapaneseReading& operator=(JapaneseReading&&) noexcept;

  /// The sound of `source`, whose fold is `text`.
  SoundText Of(std::string_view source, const FoldedText& text);

 private:
  class Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace funnel::text
