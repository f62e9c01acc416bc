// SPDX-License-Identifier: GPL-2.0-or-later
#include "server/site/atom_feed.h"

#include <fmt/format.h>

#include <string_view>

#include "indexer/base/hash.h"
#include "searcher/answer/response_json.h"
#include "server/site/article_markdown.h"
#include "server/site/page_data.h"
#include "server/site/xml.h"

namespace funnel::site {

namespace {

/// Of version 8 (RFC 9562, 5.8): 122 bits of a hash.
std::string Urn(std::string_view kind, const std::string& first, const std::string& second) {
  base::FieldHasher hasher;
  hasher.Add(kind);
  hasher.Add(first);
  hasher.Add(second);
  std::string digits = hasher.Digest();
  digits[12] = '8';
  digits[16] = "89ab"[(digits[16] >= 'a' ? digits[16] - 'a' + 10 : digits[16] - '0') & 3];
  const std::string_view all = digits;
  return fmt::format("urn:uuid:{}-{}-{}-{}-{}", all.substr(0, 8), all.substr(8, 4),
                     all.substr(12, 4), all.substr(16, 4), all.substr(20, 12));
}

void AddElement(std::string& out, std::string_view name, std::string_view text) {
  out += fmt::format("<{0}>{1}</{0}>\n", name, EscapeXml(text));
}

void AddLink(std::string& out, std::string_view rel, std::string_view type,
             const std::string& href) {
  out += fmt::format("<link rel=\"{}\" type=\"{}\" href=\"{}\"/>\n", rel, type, EscapeXml(href));
}

/// A date of an article, as a time.
std::string TimeOf(const std::string& day) { return day + "T00:00:00Z"; }

void AddEntry(std::string& out, const ListedArticle& article, const std::string& address) {
  const std::string page = address + answer::ArticlePath(article.lang, article.id);
  out += fmt::format("<entry xml:lang=\"{}\">\n", EscapeXml(article.lang));
  AddElement(out, "title", article.title.empty() ? article.id : article.title);
  AddLink(out, "alternate", "text/html", page);
  AddLink(out, "alternate", "text/markdown", page + std::string(kMarkdownEnding));
  AddElement(out, "id", Urn("article", article.lang, article.id));
  AddElement(out, "updated", TimeOf(article.updated));
  if (!article.summary.empty()) AddElement(out, "summary", article.summary);
  for (const std::string& product : article.products) {
    out += fmt::format("<category term=\"{}\"/>\n", EscapeXml(product));
  }
  out += "</entry>\n";
}

}  // namespace

std::string FeedHref(const std::string& product, const std::string& lang) {
  std::string href(kFeedPath);
  if (!product.empty()) href += "?product=" + QueryEscape(product);
  if (!lang.empty()) href += (product.empty() ? "?lang=" : "&lang=") + QueryEscape(lang);
  return href;
}

std::string AtomFeed(const std::vector<ListedArticle>& articles, const std::string& product,
                     const std::string& lang, const std::string& address, const UiTexts& ui) {
  const std::string& site = ui["site_name"];
  std::string out = "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n";
  out += fmt::format("<feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"{}\">\n", ui.lang);
  AddElement(out, "title", product.empty() ? site : product + " – " + site);
  AddElement(out, "id", Urn("feed", product, lang));
  // One without entries has never changed.
  AddElement(out, "updated", TimeOf(articles.empty() ? "1970-01-01" : articles.front().updated));
  out += "<author>\n";
  AddElement(out, "name", site);
  out += "</author>\n";
  AddLink(out, "self", "application/atom+xml", address + FeedHref(product, lang));
  AddLink(out, "alternate", "text/html",
          address + (lang.empty() ? "/" : "/?lang=" + QueryEscape(lang)));
  for (const ListedArticle& article : articles) AddEntry(out, article, address);
  return out + "</feed>\n";
}

}  // namespace funnel::site
