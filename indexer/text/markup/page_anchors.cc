// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/text/markup/page_anchors.h"

#include <algorithm>

#include "indexer/base/ascii.h"
#include "indexer/text/markup/anchor.h"
#include "indexer/text/markup/article_link.h"
#include "indexer/text/markup/html_tags.h"
#include "indexer/text/markup/publishing_marks.h"

namespace funnel::text {
namespace {

constexpr std::size_t kMaxAnchorBytes = 300;

bool IsAnchor(std::string_view name) {
  return !name.empty() && name.size() <= kMaxAnchorBytes &&
         std::none_of(name.begin(), name.end(), [](char c) {
           return base::IsControl(c) ||
                  std::string_view(" <>\"'`{}").find(c) != std::string_view::npos;
         });
}

}  // namespace

std::string NormalFragment(std::string_view fragment) {
  std::string slug = AnchorMaker().Next(DecodedAddress(fragment));
  std::erase_if(slug, [](char c) { return c == '-' || c == '_'; });
  return slug;
}

std::vector<std::string> HtmlAnchors(std::string_view html) {
  std::vector<std::string> anchors;
  for (const HtmlTag& tag : FindHtmlTags(html)) {
    std::string_view name = tag.Value("id");
    if (name.empty() && tag.name == "a") name = tag.Value("name");
    if (IsAnchor(name)) anchors.emplace_back(name);
  }
  return anchors;
}

std::vector<std::string> ExplicitAnchors(const MarkdownDocument& document) {
  std::vector<std::string> anchors;
  for (const MarkdownEvent& event : document.Events()) {
    if (event.part != MarkdownPart::kHtml && event.part != MarkdownPart::kHtmlBlock) continue;
    for (std::string& anchor : HtmlAnchors(document.Text(event))) {
      anchors.push_back(std::move(anchor));
    }
  }
  return anchors;
}

PageAnchors::PageAnchors(const Article& article) {
  const bool anchored = article.body.size() <= kMaxAnchoredBytes;
  if (anchored) {
    for (const Section& section : article.sections) Add(section.anchor);
  }
  if (anchored && article.format == BodyFormat::kMarkdown) {
    const MarkdownDocument document(StripPublishingMarks(article.body));
    for (const std::string& anchor : ExplicitAnchors(document)) Add(anchor);
  }
  by_normal_.emplace(NormalFragment(article.title), kTitleAnchor);
}

std::string_view PageAnchors::Find(std::string_view fragment) const {
  const auto exact = anchors_.find(fragment);
  if (exact != anchors_.end()) return *exact;
  const auto normal = by_normal_.find(NormalFragment(fragment));
  return normal == by_normal_.end() ? std::string_view() : std::string_view(normal->second);
}

void PageAnchors::Add(std::string_view anchor) {
  if (anchor.empty() || !anchors_.emplace(anchor).second) return;
  by_normal_.emplace(NormalFragment(anchor), anchor);
}

}  // namespace funnel::text
