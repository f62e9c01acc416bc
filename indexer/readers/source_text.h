// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "funnel/article.h"
#include "funnel/ingest.h"
#include "funnel/result.h"

namespace funnel::readers {

/// Longest article accepted, in bytes of its file or line.
inline constexpr std::size_t kMaxArticleBytes = 16 * 1024 * 1024;

using ReadArticle = IngestedArticle;

/// The text of a field: with '\n' for CR LF and CR, with a space in place of every other control
/// character but tab. Sets `*controls`, if it is given, to the number of these.
std::string CleanText(std::string_view text, std::size_t* controls = nullptr);

/// Checks and cleans the bytes of a whole file, without byte order mark. NUL bytes and invalid
/// UTF-8 are refused, with the place and the remedy.
Result<std::string> DecodeSource(std::string_view bytes, const std::string& file,
                                 std::vector<std::string>& warnings);

/// Fills in what `article` (title, body, text, sections as read) leaves to be found out: lang
/// (`fallback_lang`, if any, before detection), family, error codes; cuts nothing.
void CompleteArticle(Article& article, const std::string& fallback_lang);

/// Why `article` cannot be indexed, as a message without place; empty when it can.
std::string ArticleProblem(const Article& article);

}  // namespace funnel::readers
