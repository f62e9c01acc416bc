// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/readers/html_reader.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "indexer/base/ascii.h"
#include "indexer/base/diagnostic_line.h"
#include "indexer/base/known_language.h"
#include "indexer/readers/date.h"
#include "indexer/readers/front_matter.h"
#include "indexer/readers/front_matter_split.h"
#include "indexer/readers/markdown.h"
#include "indexer/readers/translation_path.h"
#include "indexer/readers/visibility.h"
#include "indexer/text/characters/charset.h"
#include "indexer/text/markup/author_remarks.h"
#include "indexer/text/markup/html_to_markdown.h"

namespace funnel::readers {
namespace {

/// How far a charset is looked for; the Encoding Standard stops at 1024 bytes, pages do not.
constexpr std::size_t kHeadBytes = 8192;

/// `date` as an ISO date, or nothing.
std::string DateOf(const std::string& date) { return ParseDate(date).value_or(std::string()); }

/// What the page says of its language, where its text may be in that: templates say it, too.
std::string LanguageOf(const text::HtmlPage& page, const Article& article) {
  auto tag = base::KnownLanguage(page.lang);
  if (!tag) return {};
  const bool whole = page.lang.find_first_of("-_") != std::string::npos;
  return LanguageAsNamed({std::move(*tag), whole, false}, article.title + "\n" + article.text)
      .value_or(std::string());
}

/// What the page's <meta> elements say of who may see it, into `read`, which has what its front
/// matter says: nothing there becomes wider.
Result<void> ReadVisibility(const text::HtmlPage& page, const std::string& file,
                            ReadArticle& read) {
  Visibility visibility(KeySource::kWebPage, file);
  for (const auto& [name, content] : page.metas) {
    const KeyValue value{KeyValue::Shape::kText, {content}};
    const auto taken = visibility.Take(name, value);
    if (!taken) return base::FailAt(file, 0, 0, taken.error().message);
    if (const auto wrong = MisspeltVisibilityKey(name, value); !wrong.empty()) {
      return base::FailAt(file, 0, 0, wrong);
    }
  }
  Article seen = read.article;
  const auto warning = visibility.Apply(seen);
  if (!warning) return base::FailAt(file, 0, 0, warning.error().message);
  read.article.state = seen.state;
  read.article.audience = std::max(read.article.audience, seen.audience);
  read.article.review_by = std::move(seen.review_by);
  if (!warning->empty()) {
    read.warnings.push_back(base::DiagnosticLine(file, 0, 0, "warning", *warning));
  }
  return {};
}

/// The keys of the front matter that Jekyll and Hugo take from pages, too. Gives the page behind
/// it.
Result<std::string_view> ReadKeys(std::string_view source, const std::string& file,
                                  ReadArticle& read) {
  const auto split = SplitFrontMatter(source, file);
  if (!split) return Fail(split.error());
  if (split->body.size() == source.size()) return source;
  if (auto known = ReadFrontMatter(*split, file, read.article, read.warnings); !known) {
    return Fail(known.error());
  }
  read.article.format = BodyFormat::kMarkdown;  // Whatever the keys say: it was made from the page.
  if (auto good = RefuseStrayFrontMatter(split->body, source, file); !good) {
    return Fail(good.error());
  }
  return split->body;
}

void FillIn(const std::string& text, std::string& field) {
  if (field.empty()) field = text;
}

}  // namespace

std::string DeclaredCharset(std::string_view html) {
  if (html.starts_with("\xEF\xBB\xBF")) return "utf-8";
  if (html.starts_with("\xFF\xFE")) return "utf-16le";
  if (html.starts_with("\xFE\xFF")) return "utf-16be";
  const std::string head = base::AsciiLower(html.substr(0, kHeadBytes));
  for (std::size_t meta = 0; (meta = head.find("<meta", meta)) != std::string::npos; ++meta) {
    const std::string_view tag = std::string_view(head).substr(meta, head.find('>', meta) - meta);
    std::size_t at = tag.find("charset");
    if (at == std::string_view::npos) continue;
    at = tag.find_first_not_of(" \t\n\r", at + 7);
    if (at == std::string_view::npos || tag[at] != '=') continue;
    at = tag.find_first_not_of(" \t\n\r\"'", at + 1);
    if (at == std::string_view::npos) continue;
    std::string_view name = tag.substr(at);
    name = name.substr(0, name.find_first_of(" \t\n\r\"'/;"));
    // Whoever could read this in bytes does not read UTF-16.
    return name.starts_with("utf-16") ? "utf-8" : std::string(name);
  }
  return {};
}

Result<ReadArticle> ReadHtmlArticle(std::string_view bytes, const SourceFile& file,
                                    const std::string& lang) {
  ReadArticle read;
  if (bytes.size() > kMaxArticleBytes) {
    return base::FailAt(
        file.name, 0, 0,
        fmt::format("longer than {} MiB; split the page", kMaxArticleBytes / (1024 * 1024)));
  }
  std::string converted;
  const std::string charset = DeclaredCharset(bytes);
  if (!charset.empty() && charset != "utf-8" && charset != "utf8") {
    auto utf8 = text::ToUtf8(bytes, charset);
    if (!utf8) return base::FailAt(file.name, 0, 0, utf8.error().message);
    converted = std::move(*utf8);
    bytes = converted;
  }
  const auto source = DecodeSource(bytes, file.name, read.warnings);
  if (!source) return Fail(source.error());
  const auto html = ReadKeys(*source, file.name, read);
  if (!html) return Fail(html.error());
  auto page = text::ReadHtmlPage(text::WithoutTemplateRemarks(*html));
  if (!page) return base::FailAt(file.name, 0, 0, page.error().message);

  Article& article = read.article;
  FillIn(file.id, article.id);
  FillIn(page->title, article.title);
  FillIn(page->summary, article.summary);
  FillIn(page->url, article.url);
  FillIn(DateOf(page->created), article.created);
  FillIn(DateOf(page->updated), article.updated);
  article.body = std::move(page->markdown);
  DeriveText(article);
  if (article.title.empty()) article.title = std::filesystem::path(file.path).stem().string();
  FillIn(LanguageOf(*page, article), article.lang);
  FillIn(file.name, article.source);
  if (auto seen = ReadVisibility(*page, file.name, read); !seen) return Fail(seen.error());
  if (article.text.empty()) {
    read.warnings.push_back(
        base::DiagnosticLine(file.name, 0, 0, "warning",
                             "the page has no text of its own; is its content made by a script?"));
  }
  CompleteFromPlace(article, file, lang);
  CompleteArticle(article, {});
  if (const std::string problem = ArticleProblem(article); !problem.empty()) {
    return base::FailAt(file.name, 0, 0, problem);
  }
  return read;
}

}  // namespace funnel::readers
