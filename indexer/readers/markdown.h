// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "funnel/article.h"

namespace funnel::readers {

/// What a Markdown body says.
struct MarkdownText {
  std::string title;              ///< The title as given, or else the first heading; may be empty.
  std::string text;               ///< As Article::text.
  std::vector<Section> sections;  ///< As Article::sections.
};

/// The plain text of `body`, GitHub-flavoured Markdown in valid UTF-8, and its sections. Blocks are
/// separated by '\n', table cells by " | "; code and images' alternative texts are kept, raw HTML
/// only in its text, the marks of StripPublishingMarks not at all. A level-1 heading at the start
/// that repeats `title`, or stands there when `title` is empty, is the title and no part of the
/// text. Thread-safe.
MarkdownText ReadMarkdownText(std::string_view body, const std::string& title);

/// What follows from `article.body` by its format: text and sections anew, and of Markdown the
/// title where it has none.
void DeriveText(Article& article);

}  // namespace funnel::readers
