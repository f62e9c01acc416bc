// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <string_view>

namespace funnel::text {

/// True if the case-folded `word` asks in `lang` (canonical tag): "which", "сколько", "quiénes".
/// Stop words are few by purpose; these are the other forms. A text that answers has such words
/// rarely, so that what a lexicon knows of them is chance. Thread-safe.
bool IsQuestionWord(std::string_view word, std::string_view lang);

}  // namespace funnel::text
