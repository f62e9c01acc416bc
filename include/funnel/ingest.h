// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "funnel/article.h"
#include "funnel/result.h"

namespace funnel {

/// How a source text is written.
enum class SourceFormat : std::uint8_t {
  kMarkdown,  ///< GitHub-flavoured, with or without front matter (YAML between lines of "---").
  kHtml,      ///< A web page, in UTF-8 or in the charset that it declares.
};

/// What is not to be found in a source itself.
struct SourceDefaults {
  /// For a source that names none; of a file by default its name: "a.md" is "a".
  std::string id = {};
  /// For a source that names none; by default that of a folder in its path ("corpus/th/a.md"), else
  /// detected.
  std::string lang = {};
  /// Of a text: what diagnostics and Article::source call it.
  std::string name = {};
};

/// An article as read, and what its author should know although it was accepted: whole lines of
/// the form "file:line: warning: ...".
struct IngestedArticle {
  Article article;
  std::vector<std::string> warnings;
};

/// The article in a file of Markdown (.md, .markdown, .mdx), HTML (.html, .htm) or DITA (.dita),
/// ready for Indexer::Add. Its title is its own, else the first heading, else the file's name.
/// Fails with kNotFound, or with kInvalidInput for what cannot be read or is no such
/// file; the message is "file:line:column: error: what, and what to do". Thread-safe.
Result<IngestedArticle> IngestFile(const std::filesystem::path& path,
                                   const SourceDefaults& defaults = {});

/// The article in `text`, at most 16 MiB. A text that names no id needs that of `defaults`.
/// Fails with kInvalidInput, as IngestFile. Thread-safe.
Result<IngestedArticle> IngestText(std::string_view text, SourceFormat format,
                                   const SourceDefaults& defaults = {});

}  // namespace funnel
