// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/readers/file_finder.h"

#include <algorithm>
#include <optional>
#include <system_error>

#include "indexer/base/ascii.h"
#include "indexer/base/diagnostic_line.h"
#include "indexer/readers/csv_table.h"
#include "indexer/readers/helpdesk_json.h"
#include "indexer/readers/unread_files.h"
#include "indexer/readers/wordpress_export.h"
#include "indexer/readers/zendesk_export.h"

namespace funnel::readers {
namespace fs = std::filesystem;
namespace {

std::optional<SourceKind> KindOf(const fs::path& path) {
  const std::string extension = base::AsciiLower(path.extension().string());
  if (extension == ".md" || extension == ".markdown" || extension == ".mdx")
    return SourceKind::kMarkdown;
  if (extension == ".html" || extension == ".htm") return SourceKind::kHtml;
  if (extension == ".dita") return SourceKind::kDita;
  if (extension == ".jsonl") return SourceKind::kJsonl;
  if (extension == ".json" && IsZendeskExport(path)) return SourceKind::kZendesk;
  if (extension == ".json" && IsHelpdeskJson(path)) return SourceKind::kHelpdesk;
  if (extension == ".xml" && IsWordpressExport(path)) return SourceKind::kWordpress;
  if ((extension == ".csv" || extension == ".tsv") && CsvProblem(path).empty())
    return SourceKind::kCsv;
  return std::nullopt;
}

std::string WhyUnread(const fs::path& path) {
  const std::string extension = base::AsciiLower(path.extension().string());
  if (extension == ".json") {
    return "this JSON has no articles of a help desk; for articles of your own write one object a "
           "line into a .jsonl file";
  }
  if (extension == ".xml") {
    return "this XML is no export of WordPress; convert it, as README.md says";
  }
  if (extension == ".csv" || extension == ".tsv") return CsvProblem(path);
  if (extension == ".ditamap" || extension == ".bookmap") {
    return "a map of DITA has no text of its own; name the folder of its topics (.dita)";
  }
  return "neither a folder nor Markdown (.md, .markdown, .mdx), HTML (.html, .htm), "
         "DITA (.dita), .jsonl, a table (.csv, .tsv), an export of Zendesk (.json) or WordPress "
         "(.xml), or rules "
         "(synonyms.txt, pins.txt, blocked.txt, glossary.txt); rename or convert it";
}

bool IsSkipped(const fs::path& path) {
  const std::string name = path.filename().string();
  return name.starts_with('.') || name == "queries.jsonl" || name == "judgements.jsonl" ||
         name == "oos.jsonl";
}

/// Folder by folder: a slash goes before any other byte.
bool IsBefore(std::string_view a, std::string_view b) {
  return std::lexicographical_compare(a.begin(), a.end(), b.begin(), b.end(), [](char x, char y) {
    const auto rank = [](char c) { return c == '/' ? 0 : static_cast<unsigned char>(c) + 1; };
    return rank(x) < rank(y);
  });
}

class Finder {
 public:
  void Add(const std::string& named) {
    std::error_code error;
    const fs::file_status status = fs::status(named, error);
    if (fs::is_directory(status)) {
      AddFolder(named);
    } else if (fs::is_regular_file(status)) {
      const fs::path path(named);
      if (const auto kind = KindOf(path)) {
        AddFile(path, named, path.stem().string(), *kind);
      } else if (const auto rules = store::CurationKindOf(path.filename().string())) {
        found_.curation.push_back({path, named, *rules});
      } else {
        Complain(named, WhyUnread(path));
      }
    } else {
      Complain(named, fs::exists(status) ? "neither a file nor a folder; name one of these"
                                         : "no such file or folder; check the path");
    }
  }

  FoundFiles Take() {
    std::sort(found_.unread.begin(), found_.unread.end());
    return std::move(found_);
  }

 private:
  void AddFolder(const std::string& named) {
    const fs::path root(named);
    std::vector<std::pair<std::string, SourceKind>> relative;
    const std::size_t rules = found_.curation.size();
    std::error_code error;
    fs::recursive_directory_iterator entry(root, error);
    while (!error && entry != fs::recursive_directory_iterator()) {
      std::error_code ignored;
      if (IsSkipped(entry->path())) {
        entry.disable_recursion_pending();
      } else if (entry->is_regular_file(ignored)) {
        if (const auto kind = KindOf(entry->path())) {
          relative.emplace_back(entry->path().lexically_relative(root).string(), *kind);
        } else {
          AddRules(root, entry->path());
          AddUnread(entry->path());
        }
      }
      entry.increment(error);
    }
    if (error) Complain(named, error.message() + "; make the folder readable");
    std::sort(relative.begin(), relative.end(),
              [](const auto& a, const auto& b) { return IsBefore(a.first, b.first); });
    std::sort(found_.curation.begin() + static_cast<long>(rules), found_.curation.end(),
              [](const CurationFile& a, const CurationFile& b) { return a.path < b.path; });
    found_.files.reserve(found_.files.size() + relative.size());
    for (const auto& [way, kind] : relative) {
      fs::path id = way;
      AddFile(root / way, (root / way).string(), id.replace_extension().generic_string(), kind);
    }
  }

  void AddRules(const fs::path& root, const fs::path& path) {
    const auto kind = store::CurationKindOf(path.filename().string());
    if (!kind) return;
    const fs::path way = path.lexically_relative(root);
    // A named folder may be the one itself, also by the name ".".
    const fs::path folder = way.has_parent_path()
                                ? way.parent_path()
                                : (fs::absolute(root) / "").lexically_normal().parent_path();
    if (folder.filename() == store::kCurationFolder) {
      found_.curation.push_back({path, path.string(), *kind});
    }
  }

  void AddUnread(const fs::path& path) {
    const Unread kind = UnreadKind(path);
    if (kind == Unread::kNone) return;
    found_.unread.push_back(path.string());
    found_.unread_articles = found_.unread_articles || kind == Unread::kArticle;
  }

  void AddFile(const fs::path& path, std::string name, std::string id, SourceKind kind) {
    std::error_code error;
    const auto bytes = fs::file_size(path, error);
    found_.files.push_back(
        {path.string(), std::move(name), std::move(id), kind, error ? 0 : bytes});
  }

  void Complain(const std::string& name, const std::string& message) {
    found_.errors.push_back(base::DiagnosticLine(name, 0, 0, "error", message));
  }

  FoundFiles found_;
};

}  // namespace

FoundFiles FindFiles(const std::vector<std::string>& paths) {
  Finder finder;
  for (const std::string& path : paths) finder.Add(path);
  return finder.Take();
}

}  // namespace funnel::readers
