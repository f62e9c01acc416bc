// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <cstdint>

namespace funnel::text {

/// How a character ends a sentence.
enum class SentenceEnd : std::uint8_t {
  kNone,
  kBeforeSpace,  ///< Where a space follows or the text ends; it stands within words, too: "5.3".
  kAlways,
};

/// Of the full stops, question and exclamation marks of Latin, Han, Devanagari, Arabic,
/// Burmese and Khmer writing. A table of our own, not ICU's Sentence_Terminal: lexicons are learned
/// from sentences, and must not depend on the release of ICU.
SentenceEnd SentenceEndOf(char32_t c);

}  // namespace funnel::text
