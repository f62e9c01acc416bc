// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

#include "indexer/store/layout/knowledge_base.h"

namespace funnel::store {

/// One Xapian database of a generation: the articles of a tier in one ranking language, so that a
/// question is ranked among them as if that language stood alone.
struct DatabaseName {
  Tier tier = Tier::kPublic;
  std::string language;  ///< base::RankingLanguage; empty in generations of schema 3 and before.

  bool operator==(const DatabaseName&) const = default;
  bool operator<(const DatabaseName& other) const {
    return std::tie(tier, language) < std::tie(other.tier, other.language);
  }
};

/// Its folder in that of the generation, such as "public/en", and back; nothing for any other path.
std::string PathOf(const DatabaseName& name);
std::optional<DatabaseName> ParseDatabaseName(std::string_view path);

/// The database of a tier that an article with that unique term belongs to.
DatabaseName DatabaseOf(Tier tier, std::string_view unique_term);

/// Whether the database exists in the generation's folder.
bool DatabaseExists(const std::filesystem::path& generation_dir, const DatabaseName& name);

/// The databases of these tiers that are in the generation's folder, sorted. Throws
/// std::filesystem_error.
std::vector<DatabaseName> ListDatabases(const std::filesystem::path& generation_dir,
                                        const std::vector<Tier>& tiers = {kTiers.begin(),
                                                                          kTiers.end()});

}  // namespace funnel::store
