// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/readers/translation_path.h"

#include <unicode/uloc.h>
#include <unicode/uscript.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <filesystem>
#include <iterator>
#include <vector>

#include "indexer/base/ascii.h"
#include "indexer/base/known_language.h"

namespace funnel::readers {
namespace {

/// Folders are taken for these languages unless their text is surely in another. Most other names
/// of two letters are tags, too, but hardly ever meant: for them the text must speak.
constexpr std::string_view kUsualLanguages[] = {
    "ar", "bn", "cs", "da", "de", "el", "en", "es", "fa", "fi", "fil", "fr", "he",
    "hi", "hu", "id", "it", "ja", "km", "ko", "lo", "ms", "my", "nb",  "nl", "pl",
    "pt", "ro", "ru", "sv", "ta", "th", "tl", "tr", "uk", "ur", "vi",  "zh", "yue"};

/// Folders that hold one folder for each translation.
constexpr std::string_view kTranslations[] = {"i18n",    "_i18n",        "l10n",           "locale",
                                              "locales", "translations", "translated_docs"};

constexpr std::string_view kDocusaurus = "docusaurus-plugin-content-";

using Parts = std::vector<std::string_view>;

Parts Split(std::string_view text, std::string_view separators) {
  Parts parts;
  while (true) {
    const std::size_t end = std::min(text.find_first_of(separators), text.size());
    parts.push_back(text.substr(0, end));
    if (end == text.size()) return parts;
    text.remove_prefix(end + 1);
  }
}

template <std::size_t size>
bool Has(const std::string_view (&names)[size], std::string_view name) {
  return std::find(std::begin(names), std::end(names), name) != std::end(names);
}

bool AreLetters(std::string_view text) {
  return std::all_of(text.begin(), text.end(),
                     [](unsigned char c) { return c < 0x80 && std::isalpha(c) != 0; });
}

bool IsScript(std::string_view name) {
  if (name.size() != 4 || !AreLetters(name)) return false;
  std::array<UScriptCode, 4> codes{};
  UErrorCode status = U_ZERO_ERROR;
  const std::string text(name);
  return uscript_getCode(text.c_str(), codes.data(), static_cast<int>(codes.size()), &status) > 0 &&
         U_SUCCESS(status);
}

bool IsRegion(std::string_view name) {
  if (name.size() == 3) {
    return std::all_of(name.begin(), name.end(), [](char c) { return c >= '0' && c <= '9'; });
  }
  return name.size() == 2 && AreLetters(name) &&
         *uloc_getISO3Country(("und_" + std::string(name)).c_str()) != '\0';
}

/// Where a language stands in a path.
struct PlacedLanguage {
  NamedLanguage language;
  std::size_t part = 0;  ///< Which of the parts between slashes.
  std::size_t size = 0;  ///< Of a suffix, with what parts it from the name; 0 for a whole folder.
};

/// Those of suffixes, the longest first: "zh-CN" goes before "CN".
std::vector<PlacedLanguage> SuffixesOf(std::string_view stem, std::size_t part) {
  constexpr std::size_t kLongest = 12;
  std::vector<PlacedLanguage> found;
  for (std::size_t at = stem.size(); at > 1;) {
    at = stem.find_last_of(".-_", at - 1);
    if (at == std::string_view::npos || at == 0 || stem.size() - at > kLongest) break;
    auto language = LanguageOfName(stem.substr(at + 1));
    if (!language) continue;
    if (stem[at] != '.') language->doubtful = true;  // "about-it"
    found.insert(found.begin(), {std::move(*language), part, stem.size() - at});
  }
  return found;
}

/// All languages that a path names: a suffix behind a dot, then the folders, the nearest first,
/// then other suffixes.
std::vector<PlacedLanguage> LanguagesIn(const Parts& parts) {
  const std::string_view stem = parts.back();
  std::vector<PlacedLanguage> found = SuffixesOf(stem, parts.size() - 1);
  const auto others = std::stable_partition(
      found.begin(), found.end(),
      [&](const PlacedLanguage& placed) { return stem[stem.size() - placed.size] == '.'; });
  std::vector<PlacedLanguage> folders;
  for (std::size_t i = parts.size() - 1; i-- > 0;) {
    if (auto language = LanguageOfName(parts[i])) folders.push_back({std::move(*language), i, 0});
  }
  found.insert(others, folders.begin(), folders.end());
  return found;
}

std::string Join(const Parts& parts) {
  std::string path;
  for (const std::string_view part : parts) {
    if (!path.empty()) path += '/';
    path += part;
  }
  return path;
}

/// What Docusaurus' translations of a plugin's folder are translations of: of
/// "docusaurus-plugin-content-docs/current" the folder docs, of ".../version-1.2" what is in
/// versioned_docs.
void ReplacePluginFolder(Parts& parts, std::size_t at, std::vector<std::string>& made) {
  if (at >= parts.size() || !parts[at].starts_with(kDocusaurus)) return;
  const std::string_view plugin = parts[at].substr(kDocusaurus.size());
  const std::size_t dash = std::min(plugin.find('-'), plugin.size());
  const std::string_view kind = plugin.substr(0, dash);
  const std::string name(dash < plugin.size() ? plugin.substr(dash + 1) : kind);
  made.reserve(2);
  if (kind == "pages" && name == kind) {
    made.emplace_back("src/pages");
  } else if (kind == "docs" && at + 2 < parts.size() && parts[at + 1] == "current") {
    parts.erase(parts.begin() + static_cast<long>(at) + 1);
    made.push_back(name);
  } else if (kind == "docs" && at + 2 < parts.size() && parts[at + 1].starts_with("version-")) {
    made.push_back(name == kind ? "versioned_docs" : name + "_versioned_docs");
  } else {
    made.push_back(name);
  }
  parts[at] = made.back();
}

/// The id without what stands in it for a language.
std::string WithoutLanguage(Parts parts, const PlacedLanguage& placed) {
  std::vector<std::string> made;
  if (placed.size != 0) {
    parts[placed.part].remove_suffix(placed.size);
  } else {
    const auto at = static_cast<long>(placed.part);
    parts.erase(parts.begin() + at);
    if (at > 0 && Has(kTranslations, parts[placed.part - 1])) {
      parts.erase(parts.begin() + at - 1);
      ReplacePluginFolder(parts, placed.part - 1, made);
    }
  }
  return Join(parts);
}

/// Whether a folder of that language may hold an article in `lang`.
bool IsOf(const NamedLanguage& language, const std::string& lang) {
  return language.tag == lang ||
         (!language.whole && lang.starts_with("zh-") && language.tag.starts_with("zh-"));
}

}  // namespace

std::optional<NamedLanguage> LanguageOfName(std::string_view name) {
  const Parts parts = Split(name, "-_");
  const std::string_view primary = parts.front();
  if (primary.size() < 2 || primary.size() > 3 || !AreLetters(primary) || parts.size() > 3) {
    return std::nullopt;
  }
  std::size_t next = 1;
  if (next < parts.size() && IsScript(parts[next])) ++next;
  if (next < parts.size() && IsRegion(parts[next])) ++next;
  if (next < parts.size()) return std::nullopt;
  const std::string language = base::AsciiLower(primary);
  if (language == "in") return std::nullopt;  // Withdrawn for Indonesian; it is in "sign-in".
  const bool whole = parts.size() > 1;
  if (const auto tag = base::KnownLanguage(name)) {
    // "IT" is a department, "it" and "it-IT" are Italian.
    const bool upper = language != primary;
    return NamedLanguage{*tag, whole, !Has(kUsualLanguages, language) || (upper && !whole)};
  }
  std::string meant = base::MeantLanguage(primary);
  if (meant.empty() || meant == "en") return std::nullopt;
  return NamedLanguage{std::move(meant), true, true};
}

void CompleteFromPlace(Article& article, const SourceFile& file, const std::string& lang) {
  if (article.lang.empty()) article.lang = lang;
  if (article.lang.empty()) {
    std::filesystem::path path(file.name);
    const std::string way = path.replace_extension().generic_string();
    const std::string text = article.title + "\n" + article.text;
    for (const PlacedLanguage& placed : LanguagesIn(Split(way, "/"))) {
      const auto allowed = LanguageAsNamed(placed.language, text);
      if (!allowed) continue;
      article.lang = *allowed;
      break;
    }
    if (article.lang.empty()) article.lang = LanguageOfText(text);
  }
  if (article.family.empty() && article.id == file.id) {
    article.family = FamilyOfPlace(article.id, article.lang);
  }
}

std::string FamilyOfPlace(const std::string& id, const std::string& lang) {
  const Parts parts = Split(id, "/");
  for (const PlacedLanguage& placed : LanguagesIn(parts)) {
    if (IsOf(placed.language, lang)) return WithoutLanguage(parts, placed);
  }
  return id;
}

}  // namespace funnel::readers
