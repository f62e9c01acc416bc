// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/text/characters/sentence_end.h"

namespace funnel::text {

SentenceEnd SentenceEndOf(char32_t c) {
  switch (c) {
    case U'。':
    case U'！':
    case U'？':
    case U'｡':
    case U'।':
    case U'॥':
    case U'۔':
    case U'။':
    case U'។':
      return SentenceEnd::kAlways;
    case U'.':
    case U'!':
    case U'?':
    case U'؟':
    case U'…':
      return SentenceEnd::kBeforeSpace;
    default:
      return SentenceEnd::kNone;
  }
}

}  // namespace funnel::text
