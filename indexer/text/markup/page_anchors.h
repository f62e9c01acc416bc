// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <cstddef>
#include <set>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "funnel/article.h"
#include "indexer/text/markup/markdown_document.h"

namespace funnel::text {

/// `fragment` (without '#') without what publishing systems differ in: letter case, hyphens,
/// percent-encoding.
std::string NormalFragment(std::string_view fragment);

/// The anchors that the author wrote into a document, in its order: `id` of any tag, `name` of <a>.
/// Without those that no page could bear.
std::vector<std::string> ExplicitAnchors(const MarkdownDocument& document);

/// The same of one piece of raw HTML.
std::vector<std::string> HtmlAnchors(std::string_view html);

/// Longer bodies are shown as plain text: their pages have no anchors.
inline constexpr std::size_t kMaxAnchoredBytes = 256 * 1024;

/// What a page of ours calls the part that begins with its title.
inline constexpr std::string_view kTitleAnchor = "page-main";

/// The fragments of an article's page: its sections, what its author named, and its title.
class PageAnchors {
 public:
  explicit PageAnchors(const Article& article);

  /// The anchor on the page that `fragment` means, written as it is or as other publishing systems
  /// write it; empty for none.
  std::string_view Find(std::string_view fragment) const;

 private:
  void Add(std::string_view anchor);

  std::set<std::string, std::less<>> anchors_;
  std::unordered_map<std::string, std::string> by_normal_;  ///< The first of each.
};

}  // namespace funnel::text
