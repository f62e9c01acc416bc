// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/text/characters/han_writing.h"

#include "indexer/text/characters/normalized_text.h"
#include "indexer/text/characters/script.h"

namespace funnel::text {

HanWriting HanWritingOf(std::string_view utf8) {
  const NormalizedText normal = Normalize(utf8);
  icu::UnicodeString folded = normal.text;
  FoldHan(folded);
  HanWriting writing;
  for (std::int32_t i = 0; i < folded.length(); ++i) {
    if (ScriptOf(normal.text[i]) != Script::kHan) continue;
    ++writing.han;
    if (folded[i] != normal.text[i]) ++writing.traditional;
  }
  return writing;
}

}  // namespace funnel::text
