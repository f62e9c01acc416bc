// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/check/fragments.h"

#include <utility>

#include "indexer/readers/front_matter_split.h"
#include "indexer/readers/markdown.h"

namespace funnel::check {

text::PageAnchors FindFragments(std::string_view text) {
  const auto split = readers::SplitFrontMatter(text, "");
  Article article;
  article.body = split ? split->body : text;
  readers::MarkdownText markdown = readers::ReadMarkdownText(article.body, "");
  article.title = std::move(markdown.title);
  article.sections = std::move(markdown.sections);
  return text::PageAnchors(article);
}

}  // namespace funnel::check
