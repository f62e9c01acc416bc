// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/text/markup/html_to_markdown.h"

#include <string>
#include <utility>
#include <vector>

#include "indexer/base/ascii.h"
#include "indexer/base/web_address.h"
#include "indexer/text/markup/confluence_page.h"
#include "indexer/text/markup/html_blocks.h"
#include "indexer/text/markup/html_tree.h"

namespace funnel::text {
namespace {

/// What the walk over a page finds for the whole.
struct Landmarks {
  const GumboNode* body = nullptr;
  const GumboNode* main = nullptr;
  const GumboNode* article = nullptr;
  int articles = 0;
  const GumboNode* heading = nullptr;  ///< The first <h1> that readers see.
};

/// What the head declares.
struct Declared {
  std::string title, og_title, site, summary, og_summary, url, created, updated;
  std::vector<std::pair<std::string, std::string>> metas;
};

void ReadMeta(const GumboElement& meta, Declared& declared) {
  std::string name = LowerAttribute(meta, "name");
  if (name.empty()) name = LowerAttribute(meta, "property");
  const struct {
    std::string_view name;
    std::string& field;
  } fields[] = {{"description", declared.summary},
                {"og:description", declared.og_summary},
                {"og:title", declared.og_title},
                {"og:site_name", declared.site},
                {"article:published_time", declared.created},
                {"article:modified_time", declared.updated},
                {"last-modified", declared.updated},
                {"ms.date", declared.updated}};
  for (const auto& field : fields) {
    if (name == field.name && field.field.empty()) {
      field.field = base::Trim(AttributeOf(meta, "content"));
    }
  }
  if (!name.empty()) declared.metas.emplace_back(name, base::Trim(AttributeOf(meta, "content")));
}

/// Walks the document without recursion.
void Survey(const GumboNode* root, Landmarks& marks, Declared& declared) {
  struct Step {
    const GumboNode* node;
    bool in_article;
  };
  std::vector<Step> rest = {{root, false}};
  while (!rest.empty()) {
    const auto [node, was_in_article] = rest.back();
    rest.pop_back();
    const GumboElement* element = ElementOf(node);
    if (element == nullptr) continue;
    if (element->tag == GUMBO_TAG_META) ReadMeta(*element, declared);
    if (element->tag == GUMBO_TAG_TITLE && declared.title.empty() &&
        element->tag_namespace == GUMBO_NAMESPACE_HTML) {
      declared.title = PlainTextOf(node);
    }
    if (element->tag == GUMBO_TAG_LINK && LowerAttribute(*element, "rel") == "canonical" &&
        declared.url.empty()) {
      declared.url = base::Trim(AttributeOf(*element, "href"));
    }
    if (element->tag == GUMBO_TAG_BODY && marks.body == nullptr) marks.body = node;
    const bool head = element->tag == GUMBO_TAG_HEAD;
    if (!head && (IsInvisible(*element) || IsChrome(*element, was_in_article))) continue;
    const bool is_main =
        element->tag == GUMBO_TAG_MAIN || LowerAttribute(*element, "role") == "main";
    if (is_main && marks.main == nullptr) marks.main = node;
    if (element->tag == GUMBO_TAG_ARTICLE) {
      ++marks.articles;
      if (marks.article == nullptr) marks.article = node;
    }
    if (element->tag == GUMBO_TAG_H1 && marks.heading == nullptr) marks.heading = node;
    const bool in_article = was_in_article || is_main || element->tag == GUMBO_TAG_ARTICLE;
    const HtmlChildren children(node);
    for (auto child = children.end(); child != children.begin();) {
      rest.push_back({*--child, in_article});
    }
  }
}

/// `title` without " - Site" or " | Site" behind it.
std::string WithoutSite(const std::string& title, const std::string& site) {
  if (site.empty() || title.size() <= site.size() + 3) return title;
  for (const std::string_view dash :
       {" - ", " | ", " \xE2\x80\x93 ", " \xE2\x80\x94 ", " \xC2\xB7 "}) {
    const std::string tail = std::string(dash) + site;
    if (title.ends_with(tail)) return title.substr(0, title.size() - tail.size());
  }
  return title;
}

std::string TitleOf(const Landmarks& marks, const Declared& declared) {
  const std::string heading = marks.heading == nullptr ? "" : PlainTextOf(marks.heading);
  const std::string declares =
      WithoutSite(declared.og_title.empty() ? declared.title : declared.og_title, declared.site);
  // A heading that the declared title contains is that title without what the site adds to it.
  if (declares.empty() || (!heading.empty() && declares.find(heading) != std::string::npos)) {
    return heading;
  }
  return declares;
}

bool HasText(const GumboNode* node) { return node != nullptr && !PlainTextOf(node).empty(); }

}  // namespace

Result<HtmlPage> ReadHtmlPage(std::string_view html) {
  const auto tree = HtmlTree::Parse(html);
  if (!tree) return Fail(tree.error());
  Landmarks marks;
  Declared declared;
  Survey(tree->root(), marks, declared);
  HtmlPage page;
  page.title = TitleOf(marks, declared);
  page.summary = declared.summary.empty() ? declared.og_summary : declared.summary;
  page.lang = base::Trim(AttributeOf(*ElementOf(tree->root()), "lang"));
  if (page.lang.empty()) page.lang = base::Trim(AttributeOf(*ElementOf(tree->root()), "xml:lang"));
  if (base::IsWebAddress(declared.url)) page.url = declared.url;
  page.created = declared.created;
  page.updated = declared.updated;
  page.metas = std::move(declared.metas);
  const auto confluence = ReadConfluencePage(tree->root());
  if (confluence) {
    page.title = confluence->title;
    page.updated = confluence->updated;
    page.markdown = MarkdownOf(confluence->content, true);
    return page;
  }
  const GumboNode* content = HasText(marks.main)                             ? marks.main
                             : marks.articles == 1 && HasText(marks.article) ? marks.article
                                                                             : marks.body;
  if (content != nullptr) page.markdown = MarkdownOf(content, content != marks.body);
  return page;
}

Result<std::string> HtmlToMarkdown(std::string_view html) {
  const auto tree = HtmlTree::Parse(html);
  if (!tree) return Fail(tree.error());
  for (const GumboNode* child : HtmlChildren(tree->root())) {
    if (IsTag(child, GUMBO_TAG_BODY)) return MarkdownOf(child, true);
  }
  return std::string();
}

}  // namespace funnel::text
