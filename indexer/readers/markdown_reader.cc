// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/readers/markdown_reader.h"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <iterator>

#include "indexer/base/ascii.h"
#include "indexer/base/diagnostic_line.h"
#include "indexer/readers/front_matter.h"
#include "indexer/readers/front_matter_split.h"
#include "indexer/readers/markdown.h"

namespace funnel::readers {
namespace {

/// Folders are taken for languages only by these tags: most names are well-formed tags.
constexpr std::string_view kFolderLanguages[] = {
    "ar", "bn", "cs", "da", "de", "el", "en", "es", "fa", "fi", "fil", "fr", "he",
    "hi", "hu", "id", "it", "ja", "km", "ko", "lo", "ms", "my", "nb",  "nl", "pl",
    "pt", "ro", "ru", "sv", "ta", "th", "tl", "tr", "uk", "ur", "vi",  "zh", "yue"};

}  // namespace

std::string LanguageOfPath(std::string_view path) {
  std::filesystem::path folder = std::filesystem::path(path).parent_path();
  for (; folder.has_filename(); folder = folder.parent_path()) {
    const std::string name = folder.filename().string();
    const std::string language = base::AsciiLower(name.substr(0, name.find_first_of("-_")));
    const bool known = std::find(std::begin(kFolderLanguages), std::end(kFolderLanguages),
                                 language) != std::end(kFolderLanguages);
    // A language, and a script or region: "zh-Hant", "pt_BR", but not "it-support".
    if (!known || name.size() > language.size() + 5) continue;
    if (auto tag = CanonicalLanguage(name)) return *tag;
  }
  return {};
}

Result<ReadArticle> ReadMarkdownArticle(std::string_view bytes, const SourceFile& file,
                                        const std::string& lang) {
  ReadArticle read;
  if (bytes.size() > kMaxArticleBytes) {
    return base::FailAt(
        file.name, 0, 0,
        fmt::format("longer than {} MiB; split the article", kMaxArticleBytes / (1024 * 1024)));
  }
  const auto source = DecodeSource(bytes, file.name, read.warnings);
  if (!source) return Fail(source.error());
  const auto split = SplitFrontMatter(*source, file.name);
  if (!split) return Fail(split.error());
  Article& article = read.article;
  if (auto known = ReadFrontMatter(split->front_matter, file.name, article, read.warnings);
      !known) {
    return Fail(known.error());
  }
  // A plain text may begin like that; nothing in it is meant for a reader of Markdown.
  if (article.format == BodyFormat::kMarkdown) {
    const auto good = RefuseStrayFrontMatter(split->body, *source, file.name);
    if (!good) return Fail(good.error());
  }
  article.body = split->body;
  DeriveText(article);
  if (article.title.empty() && article.format == BodyFormat::kMarkdown) {
    article.title = std::filesystem::path(file.path).stem().string();
  }
  if (article.id.empty()) article.id = file.id;
  if (article.source.empty()) article.source = file.name;
  CompleteArticle(article, lang.empty() ? LanguageOfPath(file.name) : lang);
  if (const std::string problem = ArticleProblem(article); !problem.empty()) {
    return base::FailAt(file.name, 1, 1, problem);
  }
  return read;
}

}  // namespace funnel::readers
