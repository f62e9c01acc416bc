// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/readers/unread_files.h"

#include <fmt/format.h>

#include <algorithm>
#include <fstream>
#include <iterator>
#include <map>
#include <string_view>
#include <utility>

#include "indexer/base/ascii.h"

namespace funnel::readers {
namespace {

constexpr std::string_view kMarkups[] = {
    ".rst",  ".rest", ".adoc", ".asciidoc", ".asc", ".dita",  ".ditamap",   ".textile",
    ".wiki", ".org",  ".t2t",  ".creole",   ".mkd", ".mdown", ".mediawiki", ".xhtml"};
constexpr std::string_view kDocuments[] = {".pdf", ".doc",  ".docx", ".odt",  ".rtf",
                                           ".ppt", ".pptx", ".epub", ".xlsx", ".ods"};
/// JSON that sets up tools and sites.
constexpr std::string_view kSettings[] = {
    "package.json",     "package-lock.json", "composer.json", "tsconfig.json", "jsconfig.json",
    "docs.json",        "mint.json",         "sidebars.json", "manifest.json", "versions.json",
    "vercel.json",      "lerna.json",        "turbo.json",    "biome.json",    "renovate.json",
    "netlify.json",     "angular.json",      "nav.json",      "book.json",     "typedoc.json",
    "devcontainer.json"};

template <std::size_t kCount>
bool IsAmong(const std::string_view (&names)[kCount], std::string_view name) {
  return std::find(std::begin(names), std::end(names), name) != std::end(names);
}

/// Whether JSON begins like records with titles and texts.
bool HoldsArticles(const std::filesystem::path& path) {
  constexpr std::size_t kBeginBytes = 4096;
  std::ifstream in(path, std::ios::binary);
  std::string begin(kBeginBytes, '\0');
  in.read(begin.data(), static_cast<std::streamsize>(begin.size()));
  begin.resize(static_cast<std::size_t>(in.gcount()));
  const auto has = [&](std::string_view key) { return begin.find(key) != std::string::npos; };
  return has("\"title\"") && (has("\"body\"") || has("\"content\"") || has("\"html\""));
}

}  // namespace

Unread UnreadKind(const std::filesystem::path& path) {
  const std::string extension = base::AsciiLower(path.extension().string());
  if (IsAmong(kMarkups, extension)) return Unread::kArticle;
  if (IsAmong(kDocuments, extension)) return Unread::kDocument;
  if (extension != ".json") return Unread::kNone;
  const std::string name = base::AsciiLower(path.filename().string());
  if (IsAmong(kSettings, name) || name.starts_with('_') || name.find(".config.") != name.npos) {
    return Unread::kNone;
  }
  return HoldsArticles(path) ? Unread::kArticle : Unread::kDocument;
}

std::string UnreadSummary(const std::vector<std::string>& names) {
  if (names.empty()) return {};
  std::map<std::string, std::size_t> counts;
  for (const std::string& name : names) {
    ++counts[base::AsciiLower(std::filesystem::path(name).extension().string())];
  }
  std::vector<std::pair<std::string, std::size_t>> sorted(counts.begin(), counts.end());
  std::stable_sort(sorted.begin(), sorted.end(),
                   [](const auto& a, const auto& b) { return a.second > b.second; });
  std::string kinds;
  for (const auto& [extension, count] : sorted) {
    kinds += fmt::format("{}{} {}", kinds.empty() ? "" : ", ", count, extension);
  }
  return fmt::format("{} {} not read: {}; convert what are articles, as README.md says",
                     names.size(), names.size() == 1 ? "file was" : "files were", kinds);
}

}  // namespace funnel::readers
