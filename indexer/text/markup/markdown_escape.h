// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <string>
#include <string_view>

namespace funnel::text {

/// Appends `text`, one line without control characters, so that CommonMark (and
/// StripPublishingMarks) reads it as that text. `line_start`: it stands at the start of a line of a
/// paragraph, where more characters mean something.
void AppendEscaped(std::string_view text, bool line_start, std::string& out);

/// Appends `code` (not empty, one line) as a code span; in a cell of a table as escaped text where
/// the table would cut the span.
void AppendCodeSpan(std::string_view code, bool in_cell, std::string& out);

/// `text` as a fenced code block of `language` (a word, or empty), without a line end behind it.
std::string FencedCode(std::string_view text, std::string_view language);

/// `url` as a link's destination: what would end or change that is percent-encoded.
std::string LinkDestination(std::string_view url);

/// What a reader of CommonMark may take for punctuation, and what each surely does: all know that
/// of Unicode 6, newer ones more, and the newest also take symbols for it.
bool MayBePunctuation(char32_t c);
bool IsSurelyPunctuation(char32_t c);

/// Unicode white space as CommonMark has it; control characters, too.
bool IsUnicodeSpace(char32_t c);

}  // namespace funnel::text
