// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <cstddef>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "funnel/article.h"
#include "indexer/check/allow_list.h"
#include "indexer/check/link_targets.h"
#include "indexer/cli/diagnostic.h"
#include "indexer/readers/file_finder.h"
#include "indexer/readers/source_text.h"

namespace funnel::check {

/// What the checks of one article need to know beside it.
struct CheckOptions {
  std::string lang;   ///< Of articles that do not name theirs: a canonical tag, or empty.
  std::string today;  ///< ISO 8601 date; base::UtcToday() but in tests.
  AllowList allowed;  ///< What looks like a secret and may be published.
  /// Answers where links lead; borrowed, shared by all threads. Null: links are not checked.
  LinkTargets* links = nullptr;
};

/// One article that was checked.
struct CheckedArticle {
  /// Absent when it cannot be read at all: then the diagnostics hold the error.
  std::optional<Article> article;
  /// Sorted by place. An error means that the article should not be published.
  std::vector<cli::Diagnostic> diagnostics;
  /// Where the id stands in the file (front matter), or its begin: for what several files decide.
  std::size_t id_line = 1;
  std::size_t id_column = 1;
  /// The same of the key `related`; 0 when there is none.
  std::size_t related_line = 0;
  std::size_t related_column = 0;
};

/// Reads the Markdown article in `bytes`, the content of `file`, and applies every rule that one
/// file can decide: keys, title, dates, links, language, headings, length, secrets. What needs
/// other articles is CheckCollection's. Thread-safe.
CheckedArticle CheckArticle(std::string_view bytes, const readers::SourceFile& file,
                            const CheckOptions& options);

/// The same for an article that another reader gave, or refused: of line `line` of a JSONL file, or
/// with 0 of a file as a whole (HTML, an export), which its places are then. Thread-safe.
CheckedArticle CheckReadArticle(Result<readers::ReadArticle> read, std::size_t line,
                                const readers::SourceFile& file, const CheckOptions& options);

}  // namespace funnel::check
