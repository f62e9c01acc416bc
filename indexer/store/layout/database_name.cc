// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/store/layout/database_name.h"

#include <algorithm>
#include <system_error>

#include "indexer/base/ranking_language.h"
#include "indexer/schema/index_schema.h"

namespace funnel::store {
namespace fs = std::filesystem;
namespace {

/// Written last by Xapian when it makes a database.
constexpr std::string_view kRevisionFile = "iamglass";

bool IsLanguage(std::string_view name) {
  return !name.empty() &&
         std::all_of(name.begin(), name.end(), [](char c) { return c >= 'a' && c <= 'z'; });
}

}  // namespace

std::string PathOf(const DatabaseName& name) {
  std::string path(Name(name.tier));
  if (!name.language.empty()) path.append("/").append(name.language);
  return path;
}

std::optional<DatabaseName> ParseDatabaseName(std::string_view path) {
  for (const Tier tier : kTiers) {
    if (path == Name(tier)) return DatabaseName{tier, {}};
    const std::string_view folder = Name(tier);
    if (!path.starts_with(folder) || path[folder.size()] != '/') continue;
    const std::string_view language = path.substr(folder.size() + 1);
    if (IsLanguage(language)) return DatabaseName{tier, std::string(language)};
  }
  return std::nullopt;
}

DatabaseName DatabaseOf(Tier tier, std::string_view unique_term) {
  const std::string_view name = schema::NameOfUniqueTerm(unique_term);
  const std::size_t colon = name.find(':');
  return {tier, base::RankingLanguage(name.substr(0, colon == name.npos ? 0 : colon))};
}

bool DatabaseExists(const fs::path& generation_dir, const DatabaseName& name) {
  std::error_code ignored;
  return fs::exists(generation_dir / PathOf(name) / kRevisionFile, ignored);
}

std::vector<DatabaseName> ListDatabases(const fs::path& generation_dir,
                                        const std::vector<Tier>& tiers) {
  std::vector<DatabaseName> names;
  for (const Tier tier : tiers) {
    if (DatabaseExists(generation_dir, {tier, {}})) names.push_back({tier, {}});
    const fs::path folder = generation_dir / Name(tier);
    if (!fs::is_directory(folder)) continue;
    for (const fs::directory_entry& entry : fs::directory_iterator(folder)) {
      DatabaseName name{tier, entry.path().filename().string()};
      if (IsLanguage(name.language) && DatabaseExists(generation_dir, name)) {
        names.push_back(std::move(name));
      }
    }
  }
  std::sort(names.begin(), names.end());
  return names;
}

}  // namespace funnel::store
