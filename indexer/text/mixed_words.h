// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <unicode/unistr.h>

#include <vector>

#include "indexer/text/segmenter.h"

namespace funnel::text {

/// Adds `word` of `text` to `out`; one of letters and digits as people also write it apart:
/// "iPhone15" as iPhone and 15, "16GB", "python3.11", "1920x1080", "айфон15", "아이폰15". A word
/// stays whole where nobody sets its parts apart: short names ("S3", "3D", "k8s", "x86"), and
/// hexadecimal numbers, hashes and keys, in which letters and digits take turns. A version's v and
/// what follows its last digit ("v4.0.0", "4.0.0rc1") are words of their own.
void AddApart(const icu::UnicodeString& text, const Word& word, std::vector<Word>& out);

}  // namespace funnel::text
