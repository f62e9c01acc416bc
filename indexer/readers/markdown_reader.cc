// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/readers/markdown_reader.h"

#include <fmt/format.h>

#include <filesystem>

#include "indexer/base/diagnostic_line.h"
#include "indexer/readers/front_matter.h"
#include "indexer/readers/front_matter_split.h"
#include "indexer/readers/markdown.h"
#include "indexer/readers/translation_path.h"
#include "indexer/text/markup/author_remarks.h"

namespace funnel::readers {

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
  if (auto known = ReadFrontMatter(*split, file.name, article, read.warnings); !known) {
    return Fail(known.error());
  }
  // A plain text may begin like that; nothing in it is meant for a reader of Markdown.
  if (article.format == BodyFormat::kMarkdown) {
    const auto good = RefuseStrayFrontMatter(split->body, *source, file.name);
    if (!good) return Fail(good.error());
  }
  article.body = article.format == BodyFormat::kMarkdown ? text::WithoutRemarks(split->body)
                                                         : std::string(split->body);
  DeriveText(article);
  if (article.title.empty() && article.format == BodyFormat::kMarkdown) {
    article.title = std::filesystem::path(file.path).stem().string();
  }
  if (article.id.empty()) article.id = file.id;
  if (article.source.empty()) article.source = file.name;
  CompleteFromPlace(article, file, lang);
  CompleteArticle(article, {});
  if (const std::string problem = ArticleProblem(article); !problem.empty()) {
    return base::FailAt(file.name, 1, 1, problem);
  }
  return read;
}

}  // namespace funnel::readers
