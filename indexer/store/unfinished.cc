// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/store/unfinished.h"

#include <fmt/format.h>
#include <xapian.h>

#include <algorithm>
#include <cstdint>
#include <vector>

#include "funnel/analyzer.h"
#include "indexer/schema/index_schema.h"
#include "indexer/store/files/durable_file.h"
#include "indexer/store/layout/knowledge_base.h"

namespace funnel::store {
namespace fs = std::filesystem;
namespace {

/// What a generation must be made with, whatever the libraries.
std::string OurVersions() {
  return fmt::format("schema {}\nanalyzer {}\n", schema::kSchemaVersion, kAnalyzerVersion);
}

std::string Mark(const AnalysisLibraries& analysis) {
  return fmt::format("{}icu {}\nanalysis {}\nxapian {}\n", OurVersions(), analysis.icu,
                     analysis.fingerprint, Xapian::version_string());
}

/// The mark in a folder; empty for none.
std::string MarkIn(const fs::path& folder) {
  const fs::path path = folder / kMarkFile;
  return fs::is_regular_file(path) ? ReadSmallFile(path) : std::string();
}

/// Rules and lexicons may have changed since they were copied here.
void DropAllButDatabases(const fs::path& folder) {
  std::vector<fs::path> others;
  for (const fs::directory_entry& entry : fs::directory_iterator(folder)) {
    const fs::path name = entry.path().filename();
    const bool is_tier =
        std::any_of(kTiers.begin(), kTiers.end(), [&](Tier tier) { return Name(tier) == name; });
    if (!is_tier && name != kMarkFile) others.push_back(entry.path());
  }
  for (const fs::path& other : others) fs::remove_all(other);
}

/// Gives a generation that was named, but never came into force, its earlier name back.
void TakeBackName(const fs::path& dir) {
  const auto current = ReadCurrent(dir);
  if (!current || fs::exists(dir / kRebuildingFolder)) return;
  for (const std::uint64_t number : ListGenerations(dir)) {
    const fs::path folder = dir / GenerationName(number);
    if (number <= GenerationNumber(*current) || MarkIn(folder).empty()) continue;
    fs::rename(folder, dir / kRebuildingFolder);
    return;
  }
}

}  // namespace

fs::path ResumeGeneration(const fs::path& dir, const AnalysisLibraries& analysis) {
  TakeBackName(dir);
  fs::path folder = dir / kRebuildingFolder;
  const std::string mark = Mark(analysis);
  if (MarkIn(folder) == mark) {
    DropAllButDatabases(folder);
    return folder;
  }
  DropUnfinished(dir);
  fs::create_directory(folder);
  ReplaceFile(folder / kMarkFile, mark);
  SyncFolder(dir);
  return folder;
}

bool IsResumable(const fs::path& dir) {
  return MarkIn(dir / kRebuildingFolder).starts_with(OurVersions());
}

void DropUnfinished(const fs::path& dir) {
  const fs::path folder = dir / kRebuildingFolder;
  if (fs::remove(folder / kMarkFile)) SyncFolder(folder);
  fs::remove_all(folder);
}

void DropUseless(const fs::path& dir) {
  if (fs::exists(dir / kRebuildingFolder) && !IsResumable(dir)) DropUnfinished(dir);
}

}  // namespace funnel::store
