// SPDX-License-Identifier: GPL-2.0-or-later
#include "server/site/llms_txt.h"

#include <fmt/format.h>

#include <algorithm>
#include <string_view>
#include <utility>
#include <vector>

#include "indexer/base/utf8.h"
#include "indexer/base/white_space.h"
#include "indexer/text/markup/markdown_escape.h"
#include "searcher/answer/response_json.h"
#include "server/site/article_markdown.h"
#include "server/site/atom_feed.h"

namespace funnel::site {

namespace {

/// Descriptions in the memory of one server: of so many languages, or by so many names of it.
constexpr std::size_t kMostKept = 64;
constexpr std::size_t kMostSummary = 200;

/// `text` as text of one line of Markdown.
std::string Line(std::string_view text) {
  std::string one = base::WithoutControls(base::ToValidUtf8(text));
  std::replace(one.begin(), one.end(), '\n', ' ');
  std::replace(one.begin(), one.end(), '\t', ' ');
  std::string out;
  text::AppendEscaped(one, false, out);
  return out;
}

void AddArticles(std::string& out, std::string_view heading,
                 const std::vector<ListedArticle>& articles, const std::string& address) {
  if (articles.empty()) return;
  out += fmt::format("\n## {}\n\n", heading);
  for (const ListedArticle& article : articles) {
    out += fmt::format("- [{}]({}{}{})", Line(article.title.empty() ? article.id : article.title),
                       address, answer::ArticlePath(article.lang, article.id), kMarkdownEnding);
    const std::string_view summary = article.summary;
    if (!summary.empty()) {
      out += ": " + Line(summary.substr(0, base::CharacterBegin(summary, kMostSummary)));
    }
    out += '\n';
  }
}

std::string Head(const BaseDescription& about, const UiTexts& ui, const std::string& address) {
  std::string languages;
  for (const std::string& lang : about.languages) {
    languages += (languages.empty() ? "" : ", ") + lang;
  }
  return fmt::format(
      "# {0}\n\n> {1}\n\n"
      "{2} articles and solved cases of product support, in these languages: {3}.\n\n"
      "- Each article is at {4}/articles/{{lang}}/{{id}}, and as Markdown with \".md\" behind that "
      "(or with Accept: text/markdown).\n"
      "- {4}/v1/search?q={{question}}&lang={{lang}} finds articles, as JSON, best first; "
      "{4}/v1/articles/{{lang}}/{{id}} has one.\n"
      "- {4}/mcp is a server of the Model Context Protocol (Streamable HTTP) with tools to search "
      "and read.\n"
      "- This file in another language: {4}/llms.txt?lang={{lang}}\n",
      Line(ui["site_name"]), Line(ui["home_lead"]), about.articles,
      languages.empty() ? "none" : languages, address);
}

}  // namespace

Result<std::string> LlmsTxt::Get(const std::string& lang, const std::string& address) {
  const auto about = base_.Describe();
  if (!about) return Fail(about.error());
  const auto& langs = about->languages;
  const auto known = [&](const std::string& one) {
    return std::find(langs.begin(), langs.end(), one) != langs.end();
  };
  std::string chosen = known(lang) ? lang : "en";
  if (!known(chosen) && !langs.empty()) chosen = langs.front();
  const std::string state = fmt::format("{} {}", about->generation, about->publishes);
  const std::string key = chosen + ' ' + address;
  {
    const std::lock_guard lock(mutex_);
    if (state_ != state || made_.size() >= kMostKept) made_.clear();
    state_ = state;
    if (const auto made = made_.find(key); made != made_.end()) return made->second;
  }
  auto text = Make(*about, chosen, address);
  if (text) {
    const std::lock_guard lock(mutex_);
    if (state_ == state) made_.insert_or_assign(key, *text);
  }
  return text;
}

Result<std::string> LlmsTxt::Make(const BaseDescription& about, const std::string& lang,
                                  const std::string& address) {
  const UiTexts* const own = FindUiTexts(lang);
  std::string out = Head(about, own != nullptr ? *own : AllUiTexts().front(), address);
  const auto products = base_.Products(kMostProducts);
  if (!products) return Fail(products.error());
  NewestRequest wanted{{}, lang, kArticlesOfProduct, true};
  for (const std::string& product : *products) {
    wanted.product = product;
    const auto articles = base_.Newest(wanted);
    if (!articles) return Fail(articles.error());
    AddArticles(out, Line(product), *articles, address);
  }
  wanted.product.clear();
  const auto newest = base_.Newest(wanted);
  if (!newest) return Fail(newest.error());
  AddArticles(out, "Newest articles", *newest, address);
  out += fmt::format(
      "\n## Optional\n\n- [Feed of new and changed articles]({}{}): Atom; product= and lang= "
      "choose\n",
      address, FeedHref({}, lang));
  return out;
}

}  // namespace funnel::site
