// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <unicode/unistr.h>

#include <vector>

#include "indexer/text/identifiers.h"

namespace funnel::text {

/// The signs of `text` (NFKC, letter case kept) that one may look for without a word, in order:
///   - pictures (emoji, ⌘; with `all` also arrows, stars and the like), each as one without its
///     variation and skin colour;
///   - keys: signs of the keyboard with what they are pressed with (⌘K, ⇧⌘P) -> "⌘k", "⇧⌘p";
///   - with `all`, two to six signs of ASCII in a row (??=, ||>, ->, ::), not what is punctuation
///   of
///     prose, a rule, a path or an option.
std::vector<Identifier> FindSigns(const icu::UnicodeString& text, bool all);

}  // namespace funnel::text
