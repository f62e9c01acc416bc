// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <xapian.h>

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "funnel/analyzer.h"
#include "funnel/result.h"
#include "indexer/store/files/file_stamp.h"
#include "indexer/store/layout/database_name.h"

namespace funnel::store {

/// What the manifest says of one database.
struct DatabaseNote {
  std::uint64_t publish = 0;  ///< The number of the last publish into it.
  std::size_t articles = 0;
  std::vector<std::string> languages = {};  ///< Of its published articles, sorted.

  bool operator==(const DatabaseNote&) const = default;
};
/// What is to be said of one. Throws what Xapian throws.
DatabaseNote NoteOf(const Xapian::Database& database);

using DatabaseNotes = std::map<DatabaseName, DatabaseNote>;

/// What manifest.json says of a generation. An older program's has less.
struct Manifest {
  AnalysisLibraries analysis;  ///< That its first articles were analyzed with.
  std::string xapian;
  std::string created;
  std::optional<int> schema;
  std::optional<int> analyzer;
  /// The databases that there must be, each as of the last whole publish. Written when all of them
  /// have committed that: from here on readers see it.
  std::optional<DatabaseNotes> databases;
};

/// The manifest in a generation's folder; nothing where there is none that can be read. Throws
/// std::system_error.
std::optional<Manifest> ReadManifest(const std::filesystem::path& generation_dir);

/// Writes one with the versions of this program, of these libraries and of Xapian, and the time.
/// Throws std::system_error.
void WriteManifest(const std::filesystem::path& generation_dir, const AnalysisLibraries& analysis,
                   const DatabaseNotes& databases);

/// Notes these databases, if the manifest does not have exactly them. Throws std::system_error.
void NoteDatabases(const std::filesystem::path& generation_dir, const DatabaseNotes& databases);

/// The stamp of the manifest, which changes with every publish.
FileStamp ManifestStamp(const std::filesystem::path& generation_dir);

/// What to do about a base whose databases are damaged or gone.
std::string HowToRepair(const std::filesystem::path& dir);

/// The databases of these tiers in a generation, sorted. Fails with kCorrupt where the folder is
/// gone, or one that `manifest` notes: what is missing is never without articles.
Result<std::vector<DatabaseName>> DatabasesIn(const std::filesystem::path& generation_dir,
                                              const std::optional<Manifest>& manifest,
                                              const std::vector<Tier>& wanted = {kTiers.begin(),
                                                                                 kTiers.end()});

/// The generation in force.
struct CurrentGeneration {
  std::string name;
  std::filesystem::path folder;
  FileStamp stamp;  ///< Of the manifest, at the latest when it was read.
  std::optional<Manifest> manifest;
  std::vector<DatabaseName> databases;  ///< DatabasesIn(folder, manifest, wanted).
};

/// As ReadCurrent and DatabasesIn, also while one generation takes the place of another.
Result<CurrentGeneration> FindCurrent(const std::filesystem::path& dir,
                                      const std::vector<Tier>& wanted = {kTiers.begin(),
                                                                         kTiers.end()});

/// What to say where the generation in force was analyzed with other libraries than `mine`, with
/// the remedy; empty where it was not, or nobody knows. Throws std::system_error.
std::string AnalysisWarning(const std::filesystem::path& dir, const AnalysisLibraries& mine);

}  // namespace funnel::store
