// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "funnel/analyzer.h"
#include "funnel/result.h"
#include "indexer/store/layout/knowledge_base.h"

namespace funnel::store {

/// What manifest.json says of a generation. An older program's has less.
struct Manifest {
  AnalysisLibraries analysis;  ///< That its first articles were analyzed with.
  std::string xapian;
  std::string created;
  std::optional<int> schema;
  std::optional<int> analyzer;
  /// The tiers whose databases must be there. One is noted when it has committed: a crash between
  /// the two leaves one that is there and not noted, until the next writer.
  std::optional<std::vector<Tier>> tiers;
};

/// The manifest in a generation's folder; nothing where there is none that can be read. Throws
/// std::system_error.
std::optional<Manifest> ReadManifest(const std::filesystem::path& generation_dir);

/// Writes one with the versions of this program, of these libraries and of Xapian, and the time.
/// Throws std::system_error.
void WriteManifest(const std::filesystem::path& generation_dir, const AnalysisLibraries& analysis,
                   const std::vector<Tier>& tiers);

/// Notes that these tiers must be there, if the manifest does not have exactly them. Throws
/// std::system_error.
void NoteTiers(const std::filesystem::path& generation_dir, const std::vector<Tier>& tiers);

/// What to do about a base whose databases are damaged or gone.
std::string HowToRepair(const std::filesystem::path& dir);

/// The tiers of a generation that have a database, in order. Fails with kCorrupt where the folder
/// is gone, or one of `wanted` that the manifest notes: what is missing is never an empty tier.
Result<std::vector<Tier>> TiersIn(const std::filesystem::path& generation_dir,
                                  const std::vector<Tier>& wanted = {kTiers.begin(), kTiers.end()});

/// The generation in force.
struct CurrentGeneration {
  std::string name;
  std::filesystem::path folder;
  std::vector<Tier> tiers;  ///< TiersIn(folder, wanted).
};

/// As ReadCurrent and TiersIn, also while one generation takes the place of another.
Result<CurrentGeneration> FindCurrent(const std::filesystem::path& dir,
                                      const std::vector<Tier>& wanted = {kTiers.begin(),
                                                                         kTiers.end()});

/// What to say where the generation in force was analyzed with other libraries than `mine`, with
/// the remedy; empty where it was not, or nobody knows. Throws std::system_error.
std::string AnalysisWarning(const std::filesystem::path& dir, const AnalysisLibraries& mine);

}  // namespace funnel::store
