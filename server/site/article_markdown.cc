// SPDX-License-Identifier: GPL-2.0-or-later
#include "server/site/article_markdown.h"

#include <vector>

#include "indexer/base/json.h"
#include "indexer/base/utf8.h"
#include "indexer/base/white_space.h"
#include "indexer/text/markup/markdown_escape.h"
#include "indexer/text/markup/publishing_marks.h"
#include "searcher/answer/response_json.h"
#include "server/site/article_html.h"

namespace funnel::site {

namespace {

std::string Quoted(std::string_view text) {
  base::JsonBuffer buffer;
  base::JsonWriter writer(buffer);
  base::JsonString(writer, base::ToValidUtf8(text));
  return {buffer.GetString(), buffer.GetSize()};
}

void AddLine(std::string& out, std::string_view name, const std::string& text) {
  if (!text.empty()) out.append(name).append(": ").append(Quoted(text)) += '\n';
}

void AddLine(std::string& out, std::string_view name, const std::vector<std::string>& texts) {
  if (texts.empty()) return;
  out.append(name) += ": [";
  for (const std::string& text : texts) {
    if (&text != &texts.front()) out += ", ";
    out += Quoted(text);
  }
  out += "]\n";
}

std::string BodyOf(const Article& article) {
  if (article.format == BodyFormat::kPlain) {
    return text::FencedCode(base::WithoutControls(base::ToValidUtf8(article.body)), "text");
  }
  // As long a text is not rendered as Markdown for readers, either.
  if (article.body.size() > kMaxRenderedBytes) return base::ToValidUtf8(article.body);
  return base::ToValidUtf8(text::StripPublishingMarks(article.body));
}

}  // namespace

std::string ArticleMarkdown(const Article& article) {
  std::string out = "---\n";
  AddLine(out, "title", article.title.empty() ? article.id : article.title);
  AddLine(out, "summary", article.summary);
  AddLine(out, "lang", article.lang);
  AddLine(out, "products", article.products);
  AddLine(out, "versions", article.versions);
  AddLine(out, "updated", article.updated);
  const std::string original = answer::OriginalUrl(article);
  AddLine(out, "url", original.empty() ? answer::ArticlePath(article.lang, article.id) : original);
  out += "---\n\n";
  out += BodyOf(article);
  while (out.ends_with('\n')) out.pop_back();
  return out + '\n';
}

}  // namespace funnel::site
