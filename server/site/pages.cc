// SPDX-License-Identifier: GPL-2.0-or-later
#include "server/site/pages.h"

#include <algorithm>
#include <utility>

#include "indexer/base/html.h"
#include "indexer/base/percent.h"
#include "searcher/answer/response_json.h"
#include "server/site/article_markdown.h"
#include "server/site/atom_feed.h"
#include "server/site/page_data.h"

namespace funnel::site {

namespace {

std::string SearchHref(const PageReader& reader, const std::string& query, std::size_t offset) {
  std::string href = "/search?q=" + QueryEscape(query) + LangSuffix(reader, '&');
  if (offset > 0) href += "&offset=" + std::to_string(offset);
  return href;
}

std::string ArticleHref(const PageReader& reader, std::string_view lang, std::string_view id) {
  return answer::ArticlePath(lang, id) + LangSuffix(reader, '?');
}

PageData Strings(const std::vector<std::string>& values) {
  PageData list = ListData();
  for (const std::string& value : values) list << PageData(value);
  return list;
}

/// Sets lang and dir, and the language's name where it is another than the reader's.
void SetLanguage(PageData& data, const PageReader& reader, const std::string& lang) {
  Set(data, "lang", lang);
  Set(data, "dir", std::string(Direction(lang)));
  if (lang != reader.lang) Set(data, "language_name", std::string(Autonym(lang)));
}

/// The part of an article's page where `section` stands, if it has a heading.
void SetSection(PageData& data, const HitSection& section, const std::string& article_href) {
  if (section.heading.empty() || section.anchor.empty()) return;
  Set(data, "section", section.heading);
  Set(data, "section_href", article_href + '#' + base::PercentEncoded(section.anchor, ""));
}

/// What the best article says to do: the card above the hits.
PageData CardData(const PageReader& reader, const AnswerCard& card) {
  PageData data = ObjectData();
  const std::string href = ArticleHref(reader, card.lang, card.id);
  Set(data, "title", card.title.empty() ? card.id : card.title);
  Set(data, "href", href);
  SetLanguage(data, reader, card.lang);
  SetSection(data, card.section, href);
  SetList(data, "lines", Strings(card.lines));
  Set(data, "is_cut", !card.whole);
  return data;
}

PageData HitData(const PageReader& reader, const Hit& hit) {
  PageData data = ObjectData();
  Set(data, "title",
      hit.title.empty() ? base::EscapeHtml(hit.id) : answer::PiecesHtml(hit.title_pieces));
  const std::string href = ArticleHref(reader, hit.lang, hit.id);
  Set(data, "href", href);
  SetIf(data, "snippet", answer::PiecesHtml(hit.snippet));
  SetSection(data, hit.section, href);
  SetLanguage(data, reader, hit.lang);
  Set(data, "is_case", hit.kind == Kind::kCase);
  Set(data, "pinned", hit.pinned);
  Set(data, "is_translated", hit.translated);
  Set(data, "products", Strings(hit.products));
  SetIf(data, "updated", hit.updated);
  return data;
}

PageData HitList(const PageReader& reader, const std::vector<Hit>& hits) {
  PageData list = ListData();
  for (const Hit& hit : hits) list << HitData(reader, hit);
  return list;
}

/// The blocks of other languages that stand before the hits, or behind them.
PageData OtherLanguages(const PageReader& reader, const SearchResponse& response, bool first) {
  PageData blocks = ListData();
  for (const OtherLanguage& other : response.other_languages) {
    if (other.first != first) continue;
    PageData block = ObjectData();
    Set(block, "lang", other.lang);
    Set(block, "dir", std::string(Direction(other.lang)));
    Set(block, "name", std::string(Autonym(other.lang)));
    SetList(block, "hits", HitList(reader, other.hits));
    blocks << block;
  }
  return blocks;
}

/// Where a person answers; a page there gets the question, a mail has it as its subject.
std::string ContactHref(const PageReader& reader, const std::string& query) {
  if (reader.contact.empty() || query.empty()) return reader.contact;
  const bool mail = reader.contact.starts_with("mailto:");
  const char joint = reader.contact.find('?') == std::string::npos ? '?' : '&';
  return reader.contact + joint + (mail ? "subject=" : "q=") + base::PercentEncoded(query, "");
}

/// The question that was probably meant, with its hits.
void SetDidYouMean(PageData& data, const PageReader& reader, const SearchResponse& response) {
  if (!response.did_you_mean) return;
  PageData meant = ObjectData();
  Set(meant, "href", SearchHref(reader, response.did_you_mean->query, 0));
  Set(meant, "query", answer::PiecesHtml(response.did_you_mean->pieces));
  SetList(meant, "hits", HitList(reader, response.did_you_mean->hits));
  Set(data, "did_you_mean", meant);
}

/// What is offered where nothing is found.
void SetInstead(PageData& data, const PageReader& reader, const SearchResponse& response) {
  if (response.fewer) {
    PageData fewer = ObjectData();
    Set(fewer, "href", SearchHref(reader, response.fewer->query, 0));
    Set(fewer, "query", response.fewer->query);
    SetList(fewer, "left_out", Strings(response.fewer->left_out));
    SetList(fewer, "hits", HitList(reader, response.fewer->hits));
    Set(data, "fewer", fewer);
  }
  PageData newest = ListData();
  for (const ListedArticle& article : response.newest) {
    PageData link = ObjectData();
    Set(link, "title", article.title.empty() ? article.id : article.title);
    Set(link, "href", ArticleHref(reader, article.lang, article.id));
    SetLanguage(link, reader, article.lang);
    newest << link;
  }
  SetList(data, "newest", std::move(newest));
}

std::string Joined(const std::vector<std::string>& values) {
  std::string text;
  for (const std::string& value : values) text += (text.empty() ? "" : ", ") + value;
  return text;
}

PageData Contents(const ArticleHtml& html) {
  PageData list = ListData();
  for (const ContentsEntry& entry : html.contents) {
    if (entry.level > 3) continue;
    PageData data = ObjectData();
    Set(data, "anchor", entry.anchor);
    Set(data, "heading", entry.heading);
    list << data;
  }
  return list;
}

bool HasSymptomsSection(const Article& article) {
  for (const Section& section : article.sections) {
    if (section.role == SectionRole::kSymptoms) return true;
  }
  return false;
}

}  // namespace

PageReader ReaderOf(const http::WebRequest& request, std::string_view otherwise) {
  PageReader reader;
  if (const std::string* lang = request.Param("lang"); lang && !lang->empty()) {
    if (auto canonical = CanonicalLanguage(*lang)) {
      reader.lang = *canonical;
      reader.chosen = true;
      reader.ui = FindUiTexts(reader.lang);
    }
  }
  for (const std::string& lang : AcceptedLanguages(request.accept_language)) {
    if (reader.lang.empty()) reader.lang = lang;
    if (!reader.ui) reader.ui = FindUiTexts(lang);
  }
  if (reader.lang.empty()) reader.lang = otherwise.empty() ? "en" : std::string(otherwise);
  if (!reader.ui) reader.ui = FindUiTexts(reader.lang);
  if (!reader.ui) reader.ui = &AllUiTexts().front();
  return reader;
}

http::WebReply HomePage(const PageReader& reader) {
  PageData data = CommonData(reader, "");
  Set(data, "body_class", "home");
  SetIf(data, "contact", reader.contact);
  Set(data, "description", (*reader.ui)["home_lead"]);
  Set(data, "focus_search", true);
  Set(data, "feed_href", FeedHref({}, reader.lang));
  return RenderPage("home", reader, data);
}

http::WebReply SearchPage(const PageReader& reader, const std::string& query, std::size_t offset,
                          const SearchResponse& response) {
  PageData data = CommonData(reader, query);
  Set(data, "body_class", "results");
  Set(data, "noindex", true);
  Set(data, "query", query);
  SetList(data, "hits", HitList(reader, response.hits));
  if (response.card) Set(data, "card", CardData(reader, *response.card));
  SetList(data, "first_others", OtherLanguages(reader, response, true));
  SetList(data, "others", OtherLanguages(reader, response, false));
  SetIf(data, "contact", ContactHref(reader, query));
  SetDidYouMean(data, reader, response);
  SetInstead(data, reader, response);
  const std::size_t end = offset + response.hits.size();
  const std::size_t total = std::max(response.estimated_total_hits, end);
  Set(data, "relaxed", response.relaxed);
  Set(data, "hurried", !response.incomplete.empty());
  Set(data, "count_text", WithNumber((*reader.ui)["results_count"], total));
  Set(data, "page_text", WithNumber((*reader.ui)["page"], offset / kHitsPerPage + 1));
  Set(data, "first_rank", std::to_string(offset + 1));
  const bool more =
      response.hits.size() == kHitsPerPage && total > end && end + kHitsPerPage <= kMaxDepth;
  if (more) Set(data, "next_href", SearchHref(reader, query, end));
  if (offset > 0) {
    const std::size_t previous = offset > kHitsPerPage ? offset - kHitsPerPage : 0;
    Set(data, "previous_href", SearchHref(reader, query, previous));
  }
  Set(data, "has_pages", more || offset > 0);
  return RenderPage("search", reader, data);
}

http::WebReply ArticlePage(const PageReader& reader, const access::ArticleView& view,
                           const ArticleHtml& html) {
  const Article& article = view.article;
  const std::string title = article.title.empty() ? article.id : article.title;
  PageData data = CommonData(reader, title);
  Set(data, "body_class", "article");
  SetIf(data, "contact", reader.contact);
  Set(data, "title", title);
  SetIf(data, "description", article.summary);
  SetIf(data, "summary", article.summary);
  SetLanguage(data, reader, article.lang);
  Set(data, "is_case", article.kind == Kind::kCase);
  Set(data, "products", Strings(article.products));
  SetIf(data, "versions", Joined(article.versions));
  SetIf(data, "updated", article.updated);
  Set(data, "unconfirmed", article.confidence == Confidence::kWorkInProgress);
  Set(data, "unformatted", html.unformatted);
  if (!HasSymptomsSection(article)) SetList(data, "symptoms", Strings(article.symptoms));
  Set(data, "body", html.html);
  SetIf(data, "original", answer::OriginalUrl(article));
  if (html.contents.size() >= 3) SetList(data, "contents", Contents(html));

  PageData others = ListData();
  PageData alternates = ListData();
  for (const auto& [lang, id] : view.translations) {
    PageData other = ObjectData();
    Set(other, "lang", lang);
    Set(other, "dir", std::string(Direction(lang)));
    Set(other, "name", std::string(Autonym(lang)));
    Set(other, "href", ArticleHref(reader, lang, id));
    if (lang != article.lang || id != article.id) others << other;
    PageData alternate = ObjectData();
    Set(alternate, "lang", lang);
    Set(alternate, "href", answer::ArticlePath(lang, id));
    alternates << alternate;
  }
  SetList(data, "translations", std::move(others));
  Set(data, "alternates", std::move(alternates));

  PageData links = ListData();
  for (const access::RelatedArticle& other : view.related) {
    PageData link = ObjectData();
    Set(link, "lang", other.lang);
    Set(link, "dir", std::string(Direction(other.lang)));
    Set(link, "title", other.title);
    Set(link, "href", ArticleHref(reader, other.lang, other.id));
    links << link;
  }
  SetList(data, "related", std::move(links));
  const std::string product = article.products.empty() ? "" : article.products.front();
  Set(data, "feed_href", FeedHref(product, article.lang));
  Set(data, "markdown_href",
      answer::ArticlePath(article.lang, article.id) + std::string(kMarkdownEnding));
  return RenderPage("article", reader, data, "Accept");
}

http::WebReply MarkdownReply(const Article& article, bool by_address) {
  http::WebReply reply;
  reply.content_type = "text/markdown; charset=utf-8";
  reply.body = ArticleMarkdown(article);
  reply.Header("Cache-Control", "private, no-cache");
  reply.Header("Vary", by_address ? "Accept-Encoding" : "Accept, Accept-Language, Accept-Encoding");
  reply.Header("Link",
               '<' + answer::ArticlePath(article.lang, article.id) + ">; rel=\"canonical\"");
  return reply;
}

http::WebReply ErrorPage(const PageReader& reader, const http::Problem& problem) {
  std::string key = "error_request";
  if (problem.status == 404) key = "error_not_found";
  if (problem.status == 503) key = problem.again ? "error_busy" : "error_timeout";
  if (problem.status == 500 || problem.code == http::kUnavailable.code) key = "error_internal";
  std::string text_key = key + "_text";
  if (problem.status == 413 || problem.status == 414) text_key = "error_too_long_text";
  if (key == "error_timeout") text_key = "none_tip_short";
  const UiTexts& texts = *reader.ui;
  PageData data = CommonData(reader, texts[key]);
  Set(data, "body_class", "error");
  Set(data, "noindex", true);
  Set(data, "heading", texts[key]);
  Set(data, "text", texts[text_key]);
  http::WebReply reply = RenderPage("error", reader, data);
  reply.status = problem.status;
  if (problem.again) reply.Header("Retry-After", "1");
  return reply;
}

}  // namespace funnel::site
