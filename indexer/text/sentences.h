// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace funnel::text {

/// The sentences of `paragraph` in order, without the white space around them, by ICU's boundaries.
/// A script that marks no sentence's end gives the paragraph as one. For what people paste: it cuts
/// at every mark that may end a sentence, "z. B." included, since short pieces do no harm there.
/// Thread-safe.
std::vector<std::string> SplitSentences(std::string_view paragraph);

/// Where the sentences of `paragraph` end, in bytes: after a full stop, question or exclamation
/// mark (SentenceEndOf) with what closes it. Where a stop may stand inside a word, only before a
/// space, and not after an initial or a number of one or two digits, nor before a small letter. The
/// last one is the paragraph's size.
std::vector<std::size_t> SentenceEnds(std::string_view paragraph);

}  // namespace funnel::text
