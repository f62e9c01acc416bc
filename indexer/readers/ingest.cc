// SPDX-License-Identifier: GPL-2.0-or-later
#include "funnel/ingest.h"

#include <system_error>

#include "indexer/base/diagnostic_line.h"
#include "indexer/readers/file_finder.h"
#include "indexer/readers/source_jobs.h"

namespace funnel {
namespace {

namespace fs = std::filesystem;

/// What diagnostics call a text without a name.
constexpr const char* kNameless = "text";

}  // namespace

Result<IngestedArticle> IngestFile(const fs::path& path, const SourceDefaults& defaults) {
  const std::string name = path.string();
  std::error_code error;
  if (!fs::exists(path, error)) {
    return Fail(ErrorCode::kNotFound,
                base::DiagnosticLine(name, 0, 0, "error", "no such file; check the path"));
  }
  if (fs::is_directory(path, error)) {
    return base::FailAt(name, 0, 0, "a folder; name a file in it");
  }
  const readers::FoundFiles found = readers::FindFiles({name});
  if (!found.errors.empty()) return Fail(ErrorCode::kInvalidInput, found.errors.front());
  if (found.files.empty() || readers::HasSeveralArticles(found.files.front().kind)) {
    return base::FailAt(name, 0, 0,
                        "not the file of one article; name Markdown (.md, .markdown, .mdx), HTML "
                        "(.html, .htm) or DITA (.dita), or use funnel-indexer index");
  }
  readers::SourceFile file = found.files.front();
  if (!defaults.id.empty()) file.id = defaults.id;
  const auto bytes = readers::ReadSourceFile(file);
  if (!bytes) return Fail(bytes.error());
  return readers::ReadSource(*bytes, file, defaults.lang);
}

Result<IngestedArticle> IngestText(std::string_view text, SourceFormat format,
                                   const SourceDefaults& defaults) {
  readers::SourceFile file;
  file.name = defaults.name.empty() ? kNameless : defaults.name;
  file.path = defaults.id + ".md";  // Its stem is the last resort for a title.
  file.id = defaults.id;
  file.kind =
      format == SourceFormat::kHtml ? readers::SourceKind::kHtml : readers::SourceKind::kMarkdown;
  auto read = readers::ReadSource(text, file, defaults.lang);
  if (read && defaults.name.empty() && read->article.source == kNameless) {
    read->article.source.clear();
  }
  return read;
}

}  // namespace funnel
