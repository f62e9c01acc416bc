// SPDX-License-Identifier: GPL-2.0-or-later
#include "server/site/article_html.h"

#include <algorithm>

#include "indexer/base/html.h"
#include "indexer/base/utf8.h"
#include "indexer/base/white_space.h"
#include "indexer/text/markup/markdown_document.h"
#include "indexer/text/markup/publishing_marks.h"

namespace funnel::site {

namespace {

/// A heading of the source.
struct Heading {
  std::string text;
  int level = 1;
};

std::vector<Heading> FindHeadings(const text::MarkdownDocument& document) {
  using text::MarkdownPart;
  std::vector<Heading> headings;
  bool in_heading = false;
  for (const text::MarkdownEvent& event : document.Events()) {
    const bool is_break =
        event.part == MarkdownPart::kSoftBreak || event.part == MarkdownPart::kHardBreak;
    if (event.part == MarkdownPart::kEnter && event.node == text::MarkdownNode::kHeading) {
      in_heading = true;
      headings.push_back({{}, static_cast<int>(event.number)});
    } else if (event.part == MarkdownPart::kLeave && event.node == text::MarkdownNode::kHeading) {
      in_heading = false;
    } else if (in_heading && is_break) {
      headings.back().text += ' ';
    } else if (in_heading &&
               (event.part == MarkdownPart::kText || event.part == MarkdownPart::kCode)) {
      headings.back().text += document.Text(event);
    }
  }
  return headings;
}

/// What the headings are given: in the order of the page, one for each of them that is shown.
/// `first` is the first that is.
std::vector<ContentsEntry> ArrangeHeadings(const std::vector<Heading>& headings, std::size_t first,
                                           const Article& article) {
  std::vector<const Section*> sections;
  for (const Section& section : article.sections) {
    if (section.level > 0) sections.push_back(&section);
  }
  int top = 6;
  for (std::size_t i = first; i < headings.size(); ++i) top = std::min(top, headings[i].level);
  constexpr std::ptrdiff_t kLookAhead = 20;
  std::vector<ContentsEntry> entries;
  auto section = sections.begin();  // The title and headings without text have none.
  for (std::size_t i = first; i < headings.size(); ++i) {
    const int level = std::min(6, headings[i].level - top + 2);
    const std::string& text = headings[i].text;
    const auto ahead = std::min<std::ptrdiff_t>(sections.end() - section, kLookAhead);
    const auto own = std::find_if(section, section + ahead, [&](const Section* candidate) {
      return candidate->heading == text;
    });
    const bool found = own != section + ahead;
    entries.push_back({found ? (*own)->anchor : std::string(), text, level});
    if (found) section = std::next(own);
  }
  return entries;
}

std::string RenderPlain(std::string_view body) {
  body = body.substr(0, base::CharacterBegin(body, kMaxRenderedBytes));
  std::string text = base::WithoutControls(base::ToValidUtf8(body));
  std::string html;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find("\n\n", at), text.size());
    const std::string paragraph = text.substr(at, end - at);
    if (paragraph.find_first_not_of(" \t\n") != std::string::npos) {
      html += "<p class=\"plain\">" + base::EscapeHtml(paragraph) + "</p>\n";
    }
    at = end + 2;
  }
  return html;
}

}  // namespace

ArticleHtml RenderArticle(const Article& article, const LinkRewriter& links) {
  ArticleHtml result;
  result.unformatted = article.body.size() > kMaxRenderedBytes;
  if (article.format == BodyFormat::kPlain) {
    result.html = RenderPlain(article.body);
    return result;
  }
  const std::string& plain = article.text.empty() ? article.body : article.text;
  if (result.unformatted) {
    result.html = RenderPlain(plain);
    return result;
  }
  const text::MarkdownDocument document(
      base::ToValidUtf8(text::StripPublishingMarks(article.body)));
  if (document.refused()) {
    result.html = RenderPlain(plain);
    result.unformatted = true;
    return result;
  }
  const std::vector<Heading> headings = FindHeadings(document);
  // A first heading that repeats the title would stand twice on the page.
  const bool repeats = !headings.empty() && headings.front().text == article.title;
  result.contents = ArrangeHeadings(headings, repeats ? 1 : 0, article);
  std::vector<HeadingStyle> styles;
  if (repeats) styles.push_back({2, "", true});
  for (const ContentsEntry& entry : result.contents) {
    styles.push_back({entry.level, entry.anchor, false});
  }
  result.html = base::WithoutControls(MarkdownHtml(document, styles, kMaxRenderedBytes, links));
  std::erase_if(result.contents, [](const ContentsEntry& entry) { return entry.anchor.empty(); });
  return result;
}

}  // namespace funnel::site
