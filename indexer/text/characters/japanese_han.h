// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <unicode/unistr.h>

namespace funnel::text {

/// Folds the Han of a Japanese text in place: the forms before 1946 and those that only names keep
/// become the ones in use (會 -> 会, 髙 -> 高, 濵 -> 浜). A character that Japanese does not have,
/// in the Simplified writing of Chinese, becomes the Japanese one (认 -> 認). What is a character
/// of its own in Japanese stays it: 机 is no 機. Every character keeps its UTF-16 index.
void FoldJapaneseHan(icu::UnicodeString& text);

}  // namespace funnel::text
