// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/text/sentences.h"

#include <unicode/brkiter.h>

#include <cstdint>
#include <memory>

#include "indexer/base/icu.h"

namespace funnel::text {

std::vector<std::string> SplitSentences(std::string_view paragraph) {
  const icu::UnicodeString text = base::IcuString(paragraph);
  UErrorCode status = U_ZERO_ERROR;
  const std::unique_ptr<icu::BreakIterator> breaks(
      icu::BreakIterator::createSentenceInstance(icu::Locale::getRoot(), status));
  base::CheckIcu(status, "the boundaries of sentences");
  std::vector<std::string> sentences;
  breaks->setText(text);
  std::int32_t begin = breaks->first();
  for (std::int32_t end = breaks->next(); end != icu::BreakIterator::DONE; end = breaks->next()) {
    icu::UnicodeString sentence(text, begin, end - begin);
    sentence.trim();
    if (!sentence.isEmpty()) sentence.toUTF8String(sentences.emplace_back());
    begin = end;
  }
  return sentences;
}

}  // namespace funnel::text
