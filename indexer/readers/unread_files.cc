// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/readers/unread_files.h"

#include <fmt/format.h>

#include <algorithm>
#include <fstream>
#include <map>
#include <string_view>
#include <utility>

#include "indexer/base/among.h"
#include "indexer/base/ascii.h"
#include "indexer/base/terminal_text.h"

namespace funnel::readers {
namespace {

constexpr std::string_view kMarkups[] = {".rst",     ".rest",  ".adoc",      ".asciidoc", ".asc",
                                         ".textile", ".wiki",  ".org",       ".t2t",      ".creole",
                                         ".mkd",     ".mdown", ".mediawiki", ".xhtml"};
constexpr std::string_view kDocuments[] = {".pdf", ".doc",  ".docx", ".odt",  ".rtf",
                                           ".ppt", ".pptx", ".epub", ".xlsx", ".ods"};
/// JSON that sets up tools and sites.
constexpr std::string_view kSettings[] = {
    "package.json",     "package-lock.json", "composer.json", "tsconfig.json", "jsconfig.json",
    "docs.json",        "mint.json",         "sidebars.json", "manifest.json", "versions.json",
    "vercel.json",      "lerna.json",        "turbo.json",    "biome.json",    "renovate.json",
    "netlify.json",     "angular.json",      "nav.json",      "book.json",     "typedoc.json",
    "devcontainer.json"};

/// What repositories say of themselves, without the ending: their articles are elsewhere.
constexpr std::string_view kOfRepositories[] = {
    "readme",   "changelog",       "changes",      "history",     "news",
    "license",  "licence",         "copying",      "notice",      "authors",
    "credits",  "contributors",    "contributing", "maintainers", "install",
    "security", "code_of_conduct", "governance",   "todo"};
constexpr std::size_t kMostNamed = 3;

std::string BeginOf(const std::filesystem::path& path) {
  constexpr std::size_t kBeginBytes = 4096;
  std::ifstream in(path, std::ios::binary);
  std::string begin(kBeginBytes, '\0');
  in.read(begin.data(), static_cast<std::streamsize>(begin.size()));
  begin.resize(static_cast<std::size_t>(in.gcount()));
  return begin;
}

/// Whether XML is DITA or DocBook.
bool IsMarkup(const std::filesystem::path& path) {
  const std::string begin = BeginOf(path);
  return begin.find("DTD DITA") != std::string::npos ||
         begin.find("DTD DocBook") != std::string::npos ||
         begin.find("http://docbook.org/ns/docbook") != std::string::npos;
}

bool IsTable(const std::string& extension) { return extension == ".csv" || extension == ".tsv"; }

}  // namespace

Unread UnreadKind(const std::filesystem::path& path) {
  const std::string extension = base::AsciiLower(path.extension().string());
  const std::string name = base::AsciiLower(path.filename().string());
  if (base::IsAmong(kMarkups, extension)) {
    // A signature or a key, armoured.
    if (extension == ".asc" && BeginOf(path).starts_with("-----BEGIN PGP")) return Unread::kNone;
    const std::string stem = base::AsciiLower(path.stem().string());
    return base::IsAmong(kOfRepositories, stem) ? Unread::kDocument : Unread::kArticle;
  }
  if (base::IsAmong(kDocuments, extension) || IsTable(extension)) return Unread::kDocument;
  if (extension == ".xml") return IsMarkup(path) ? Unread::kArticle : Unread::kNone;
  if (extension != ".json") return Unread::kNone;
  const bool setting =
      base::IsAmong(kSettings, name) || name.starts_with('_') || name.find(".config.") != name.npos;
  return setting ? Unread::kNone : Unread::kDocument;
}

std::string UnreadSummary(const std::vector<std::string>& names) {
  if (names.empty()) return {};
  std::map<std::string, std::size_t> counts;
  std::string tables;
  std::size_t named = 0;
  for (const std::string& name : names) {
    const std::string extension =
        base::AsciiLower(std::filesystem::path(name).extension().string());
    ++counts[extension];
    if (!IsTable(extension) || named++ >= kMostNamed) continue;
    tables += (tables.empty() ? "" : ", ") + base::ForTerminal(name);
  }
  if (named > kMostNamed) tables += fmt::format(" and {} more", named - kMostNamed);
  std::vector<std::pair<std::string, std::size_t>> sorted(counts.begin(), counts.end());
  std::stable_sort(sorted.begin(), sorted.end(),
                   [](const auto& a, const auto& b) { return a.second > b.second; });
  std::string kinds;
  for (const auto& [extension, count] : sorted) {
    kinds += fmt::format("{}{} {}", kinds.empty() ? "" : ", ", count, extension);
  }
  std::string summary =
      fmt::format("{} {} not read: {}; convert what are articles, as README.md says", names.size(),
                  names.size() == 1 ? "file was" : "files were", kinds);
  if (!tables.empty()) {
    summary += fmt::format("; where {} {}, name the columns title and body in the first line",
                           tables, named == 1 ? "has articles" : "have articles");
  }
  return summary;
}

}  // namespace funnel::readers
