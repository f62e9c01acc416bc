// SPDX-License-Identifier: GPL-2.0-or-later
#include "server/site/article_html.h"

#include <cmark-gfm-core-extensions.h>
#include <cmark-gfm.h>

#include <algorithm>
#include <array>
#include <memory>
#include <mutex>

#include "indexer/base/utf8.h"
#include "indexer/base/white_space.h"
#include "indexer/text/markup/links.h"
#include "searcher/answer/page_markup.h"
#include "searcher/answer/response_json.h"

namespace funnel::site {

namespace {

// Safe mode is the library's default: without CMARK_OPT_UNSAFE no raw HTML gets through.
constexpr int kOptions = CMARK_OPT_DEFAULT | CMARK_OPT_VALIDATE_UTF8;

struct FreeParser {
  void operator()(cmark_parser* parser) const { cmark_parser_free(parser); }
};
struct FreeNode {
  void operator()(cmark_node* node) const { cmark_node_free(node); }
};
using ParserPtr = std::unique_ptr<cmark_parser, FreeParser>;
using NodePtr = std::unique_ptr<cmark_node, FreeNode>;

/// Guards parsing: cmark-gfm adds the extensions' special characters to a table of the whole
/// process while it reads inline text, and takes them out again after.
std::mutex parsing;

ParserPtr NewParser() {
  static std::once_flag registered;
  std::call_once(registered, cmark_gfm_core_extensions_ensure_registered);
  ParserPtr parser(cmark_parser_new(kOptions));
  for (const char* name : {"table", "strikethrough", "autolink", "tagfilter", "tasklist"}) {
    if (auto* extension = cmark_find_syntax_extension(name)) {
      cmark_parser_attach_syntax_extension(parser.get(), extension);
    }
  }
  return parser;
}

/// The tree of `markdown`.
NodePtr Parse(cmark_parser* parser, std::string_view markdown) {
  const std::lock_guard lock(parsing);
  cmark_parser_feed(parser, markdown.data(), markdown.size());
  return NodePtr(cmark_parser_finish(parser));
}

/// The nodes that are changed; found first, because a tree must not change under its iterator.
struct Found {
  std::vector<cmark_node*> headings, links, images, html;
};

Found Find(cmark_node* root) {
  Found found;
  cmark_iter* iter = cmark_iter_new(root);
  for (auto event = cmark_iter_next(iter); event != CMARK_EVENT_DONE;
       event = cmark_iter_next(iter)) {
    if (event != CMARK_EVENT_ENTER) continue;
    cmark_node* node = cmark_iter_get_node(iter);
    const cmark_node_type type = cmark_node_get_type(node);
    if (type == CMARK_NODE_HEADING) found.headings.push_back(node);
    if (type == CMARK_NODE_LINK) found.links.push_back(node);
    if (type == CMARK_NODE_IMAGE) found.images.push_back(node);
    if (type == CMARK_NODE_HTML_BLOCK || type == CMARK_NODE_HTML_INLINE) found.html.push_back(node);
  }
  cmark_iter_free(iter);
  return found;
}

/// Puts the children of `node` in its place.
void Unwrap(cmark_node* node) {
  while (cmark_node* child = cmark_node_first_child(node)) cmark_node_insert_before(node, child);
  cmark_node_unlink(node);
  cmark_node_free(node);
}

/// Makes a bold paragraph of a heading that has no section of its own. The heading goes to `kept`:
/// the texts in it are views of its source.
void Demote(cmark_node* heading, std::vector<NodePtr>& kept) {
  cmark_node* strong = cmark_node_new(CMARK_NODE_STRONG);
  while (cmark_node* child = cmark_node_first_child(heading)) {
    cmark_node_append_child(strong, child);
  }
  cmark_node* paragraph = cmark_node_new(CMARK_NODE_PARAGRAPH);
  cmark_node_append_child(paragraph, strong);
  cmark_node_insert_before(heading, paragraph);
  cmark_node_unlink(heading);
  kept.emplace_back(heading);
}

/// Puts in the place of raw HTML, which safe mode leaves out, what Markdown can show of it: tables,
/// lists, pictures and text, but neither scripts nor attributes. What must live as long as the tree
/// is returned.
std::vector<NodePtr> ReplaceHtml(cmark_node* root) {
  std::vector<NodePtr> kept;
  std::size_t total = 0;
  for (cmark_node* node : Find(root).html) {
    const char* literal = cmark_node_get_literal(node);
    const std::string_view html = literal == nullptr ? std::string_view() : literal;
    const bool block = cmark_node_get_type(node) == CMARK_NODE_HTML_BLOCK;
    if (!block && html.starts_with("<br")) {
      cmark_node_insert_before(node, cmark_node_new(CMARK_NODE_LINEBREAK));
    } else if (block || html.starts_with("<img")) {
      const std::string markdown = answer::HtmlAsMarkdown(html);
      total += markdown.size();
      if (total > kMaxRenderedBytes) break;
      const ParserPtr parser = NewParser();
      kept.push_back(Parse(parser.get(), markdown));
      cmark_node* from = kept.back().get();
      for (cmark_node* heading : Find(from).headings) Demote(heading, kept);
      if (!block) from = cmark_node_first_child(from);  // The paragraph around a picture.
      while (cmark_node* child = from == nullptr ? nullptr : cmark_node_first_child(from)) {
        cmark_node_insert_before(node, child);
      }
    }
    cmark_node_unlink(node);
    cmark_node_free(node);
  }
  return kept;
}

std::string PlainText(cmark_node* root) {
  std::string text;
  cmark_iter* iter = cmark_iter_new(root);
  for (auto event = cmark_iter_next(iter); event != CMARK_EVENT_DONE;
       event = cmark_iter_next(iter)) {
    if (event != CMARK_EVENT_ENTER) continue;
    cmark_node* node = cmark_iter_get_node(iter);
    const cmark_node_type type = cmark_node_get_type(node);
    if (type == CMARK_NODE_TEXT || type == CMARK_NODE_CODE) {
      text += cmark_node_get_literal(node);
    } else if (type == CMARK_NODE_SOFTBREAK || type == CMARK_NODE_LINEBREAK) {
      text += ' ';
    }
  }
  cmark_iter_free(iter);
  return text;
}

/// What the headings are given: in the order of the page, one for each `<hN>` of the output.
std::vector<ContentsEntry> ArrangeHeadings(const std::vector<cmark_node*>& headings,
                                           const Article& article) {
  std::vector<const Section*> sections;
  for (const Section& section : article.sections) {
    if (section.level > 0) sections.push_back(&section);
  }
  // A first heading that repeats the title would stand twice on the page.
  const bool repeats = !headings.empty() && PlainText(headings.front()) == article.title;
  int top = 6;
  for (std::size_t i = repeats ? 1 : 0; i < headings.size(); ++i) {
    top = std::min(top, cmark_node_get_heading_level(headings[i]));
  }
  constexpr std::ptrdiff_t kLookAhead = 20;
  std::vector<ContentsEntry> entries;
  auto section = sections.begin();  // The title and headings without text have none.
  for (std::size_t i = 0; i < headings.size(); ++i) {
    if (i == 0 && repeats) {
      cmark_node_unlink(headings[i]);
      cmark_node_free(headings[i]);
      continue;
    }
    const int level = std::min(6, cmark_node_get_heading_level(headings[i]) - top + 2);
    cmark_node_set_heading_level(headings[i], level);
    const std::string text = PlainText(headings[i]);
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

/// Adds the anchors to the headings and a scrolling box around tables. The output holds no tag
/// that is not the renderer's own, so that its plain `<h2>` and `<table>` are what they seem.
std::string Decorate(std::string_view html, const std::vector<ContentsEntry>& headings) {
  std::string out;
  std::size_t heading = 0;
  for (std::size_t at = 0; at < html.size();) {
    const std::size_t tag = std::min(html.find('<', at), html.size());
    out += html.substr(at, tag - at);
    const std::string_view rest = html.substr(tag);
    at = tag;
    if (rest.size() > 3 && rest[1] == 'h' && rest[2] >= '1' && rest[2] <= '6' && rest[3] == '>') {
      out += rest.substr(0, 3);
      if (heading < headings.size() && !headings[heading].anchor.empty()) {
        out += " id=\"" + answer::EscapeHtml(headings[heading].anchor) + '"';
      }
      ++heading;
      at += 3;
    } else if (rest.starts_with("<table>")) {
      out += "<div class=\"table\" role=\"group\" tabindex=\"0\"><table>";
      at += 7;
    } else if (rest.starts_with("</table>")) {
      out += "</table></div>";
      at += 8;
    } else if (!rest.empty()) {
      out += '<';
      at += 1;
    }
  }
  return out;
}

std::string RenderPlain(std::string_view body) {
  if (body.size() > kMaxRenderedBytes) {
    std::size_t end = kMaxRenderedBytes;
    while (end > 0 && (static_cast<unsigned char>(body[end]) & 0xC0) == 0x80) --end;
    body = body.substr(0, end);
  }
  std::string text = base::WithoutControls(base::ToValidUtf8(body));
  std::string html;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find("\n\n", at), text.size());
    const std::string paragraph = text.substr(at, end - at);
    if (paragraph.find_first_not_of(" \t\n") != std::string::npos) {
      html += "<p class=\"plain\">" + answer::EscapeHtml(paragraph) + "</p>\n";
    }
    at = end + 2;
  }
  return html;
}

}  // namespace

ArticleHtml RenderArticle(const Article& article) {
  ArticleHtml result;
  if (article.format == BodyFormat::kPlain) {
    result.html = RenderPlain(article.body);
    result.unformatted = article.body.size() > kMaxRenderedBytes;
    return result;
  }
  if (article.body.size() > kMaxRenderedBytes) {
    result.html = RenderPlain(article.text.empty() ? article.body : article.text);
    result.unformatted = true;
    return result;
  }
  const ParserPtr parser = NewParser();
  const NodePtr root = Parse(parser.get(), answer::PageMarkdown(article.body));
  const std::vector<NodePtr> kept = ReplaceHtml(root.get());
  const Found found = Find(root.get());
  for (cmark_node* image : found.images) Unwrap(image);
  for (cmark_node* link : found.links) {
    if (!text::IsAllowedLink(cmark_node_get_url(link))) Unwrap(link);
  }
  result.contents = ArrangeHeadings(found.headings, article);
  const std::unique_ptr<char, decltype(&std::free)> html(
      cmark_render_html(root.get(), kOptions, cmark_parser_get_syntax_extensions(parser.get())),
      &std::free);
  result.html = Decorate(base::WithoutControls(html.get()), result.contents);
  std::erase_if(result.contents, [](const ContentsEntry& entry) { return entry.anchor.empty(); });
  return result;
}

}  // namespace funnel::site
