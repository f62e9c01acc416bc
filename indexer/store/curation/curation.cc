// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/store/curation/curation.h"

#include "indexer/base/clock.h"
#include "indexer/store/files/durable_file.h"
#include "indexer/store/layout/knowledge_base.h"

namespace funnel::store {
namespace fs = std::filesystem;
namespace {

constexpr std::string_view kChangedFile = "changed";
constexpr std::string_view kExtension = ".txt";

}  // namespace

std::string_view Name(CurationKind kind) {
  static constexpr std::string_view kNames[] = {"synonyms", "pins", "blocked", "glossary"};
  return kNames[static_cast<int>(kind)];
}

std::string CurationFileName(CurationKind kind) {
  return std::string(Name(kind)).append(kExtension);
}

std::optional<CurationKind> CurationKindOf(std::string_view file_name) {
  for (const CurationKind kind : kCurationKinds) {
    if (file_name == CurationFileName(kind)) return kind;
  }
  return std::nullopt;
}

CurationFiles ReadCuration(const fs::path& generation_dir) {
  CurationFiles files;
  for (const CurationKind kind : kCurationKinds) {
    const fs::path path = generation_dir / kCurationFolder / CurationFileName(kind);
    if (fs::exists(path)) files.emplace(kind, ReadSmallFile(path, kMaxCurationBytes));
  }
  return files;
}

void WriteCuration(const fs::path& generation_dir, const CurationChanges& changes) {
  if (changes.empty()) return;
  const fs::path folder = generation_dir / kCurationFolder;
  if (fs::create_directory(folder)) SyncFolder(generation_dir);
  for (const auto& [kind, content] : changes) {
    const fs::path path = folder / CurationFileName(kind);
    if (content) {
      ReplaceFile(path, *content);
    } else {
      fs::remove(path);
    }
  }
  ReplaceFile(folder / kChangedFile, base::UtcNow() + "\n");
}

FileStamp StampOfCuration(const fs::path& generation_dir) {
  std::string path = generation_dir.string();
  path.append("/").append(kCurationFolder).append("/").append(kChangedFile);
  return StampOf(path);
}

}  // namespace funnel::store
