// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <filesystem>
#include <memory>
#include <ostream>

#include "funnel/article.h"
#include "funnel/result.h"

namespace funnel::exports {

/// Where an export goes. What is not finished leaves nothing behind.
class ExportTarget {
 public:
  virtual ~ExportTarget() = default;

  /// Writes one article. Fails with kInvalidInput when this one cannot be written (the rest can),
  /// or with kIo.
  virtual Result<void> Add(const Article& article) = 0;

  /// Puts everything in its place, at once. Fails with kIo.
  virtual Result<void> Finish() = 0;
};

/// A file of one article a line (ArticleToJsonLine); an old one is replaced at the end.
Result<std::unique_ptr<ExportTarget>> ExportToJsonl(const std::filesystem::path& file);

/// The same on a stream, which cannot be taken back.
std::unique_ptr<ExportTarget> ExportToStream(std::ostream& out);

/// A folder of Markdown files (ArticleToMarkdown, ExportPath). `dir` must be empty or not exist:
/// fails with kInvalidInput. It appears, whole, at the end.
Result<std::unique_ptr<ExportTarget>> ExportToFolder(const std::filesystem::path& dir);

}  // namespace funnel::exports
