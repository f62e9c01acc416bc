// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <string_view>

namespace funnel::text {

/// True if the case-folded `word` is a function word of `lang` (canonical tag). Languages without
/// a list have none. Stop words are never dropped from the index: they take part in pairs, and in
/// the words with the little weight that their frequency leaves them. Thread-safe.
bool IsStopWord(std::string_view word, std::string_view lang);

}  // namespace funnel::text
