// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/store/generation.h"

#include <fcntl.h>
#include <xapian.h>

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <system_error>
#include <vector>

#include "indexer/store/files/durable_file.h"
#include "indexer/store/forward/forward_list.h"
#include "indexer/store/layout/database_name.h"
#include "indexer/store/lexicon/lexicon.h"
#include "indexer/store/lexicon/sound_list.h"
#include "indexer/store/unfinished.h"

namespace funnel::store {
namespace fs = std::filesystem;
namespace {

constexpr std::string_view kRevisionFile = "iamglass";
constexpr std::string_view kLockFile = "flintlock";
constexpr std::string_view kJournal = "journal";
constexpr std::string_view kManifest = "manifest.json";

std::string FileName(const fs::path& path) { return path.filename().string(); }

/// Left by a crash: in the middle of ReplaceFile, or just after a rebuild came into force.
bool IsLeftover(const std::string& name) { return name.ends_with(".new") || name == kMarkFile; }

/// Beside a database that is packed: the new one, then what it was.
fs::path Unpacked(fs::path folder) { return folder += ".new"; }

bool IsTier(const std::string& name) {
  return std::any_of(kTiers.begin(), kTiers.end(), [&](Tier tier) { return Name(tier) == name; });
}

void CopyDatabase(const fs::path& from, const fs::path& to, Steps& steps) {
  fs::create_directories(to);
  CopyFile(from / kRevisionFile, to / kRevisionFile, steps);
  for (const fs::directory_entry& entry : fs::directory_iterator(from)) {
    const std::string name = FileName(entry.path());
    const bool copies = entry.is_regular_file() && !IsLeftover(name);
    if (name == kRevisionFile || name == kLockFile || !copies) continue;
    CopyFile(entry.path(), to / name, steps);
  }
}

}  // namespace

fs::path StartGeneration(const fs::path& dir) {
  fs::path folder = dir / kBuildingFolder;
  fs::remove_all(folder);
  fs::create_directory(folder);
  return folder;
}

std::string FinishGeneration(const fs::path& dir, std::string_view building) {
  const auto before = ReadCurrent(dir);
  const std::vector<std::uint64_t> numbers = ListGenerations(dir);
  // Higher than any there ever was: readers take an equal name for the same generation.
  std::uint64_t last = numbers.empty() ? 0 : numbers.back();
  if (before) last = std::max(last, GenerationNumber(*before));
  std::string generation = GenerationName(last + 1);
  SyncTree(dir / building);
  fs::rename(dir / building, dir / generation);
  SyncFolder(dir);
  WriteCurrent(dir, generation);
  std::error_code none;
  fs::remove(dir / generation / kMarkFile, none);  // In force, it is no longer of use.
  if (!before) return generation;  // Somebody lost `current`: no folder is known to be of no use.
  for (const std::uint64_t number : numbers) {
    const std::string name = GenerationName(number);
    if (name == *before) continue;
    std::error_code ignored;  // The new one is in force; the next run tries again.
    fs::remove_all(dir / name, ignored);
  }
  return generation;
}

void CopyGeneration(const fs::path& from, const fs::path& to, Steps& steps, bool with_journal) {
  for (const DatabaseName& name : ListDatabases(from)) {
    CopyDatabase(from / PathOf(name), to / PathOf(name), steps);
  }
  for (const fs::directory_entry& entry : fs::directory_iterator(from)) {
    const std::string name = FileName(entry.path());
    if (IsTier(name) || IsLeftover(name) || (name == kJournal && !with_journal)) continue;
    fs::copy(entry.path(), to / name, fs::copy_options::recursive);
  }
}

void PackDatabase(const fs::path& folder) {
  const fs::path packed = Unpacked(folder);
  fs::remove_all(packed);
  Xapian::Database(folder.string()).compact(packed.string(), Xapian::DBCOMPACT_NO_RENUMBER);
  CopySegments(folder, packed);
  // At no moment is there none: a kill in between would take a whole database along.
  const bool exchanged =
      ::renameat2(AT_FDCWD, packed.c_str(), AT_FDCWD, folder.c_str(), RENAME_EXCHANGE) == 0;
  fs::remove_all(exchanged ? packed : folder);
  if (!exchanged) fs::rename(packed, folder);  // Not every file system can.
}

void RemoveUnpacked(const fs::path& generation_dir) {
  for (const DatabaseName& name : ListDatabases(generation_dir)) {
    fs::remove_all(Unpacked(generation_dir / PathOf(name)));
  }
}

void CopySegments(const fs::path& from, const fs::path& to) {
  const Xapian::Database database(from.string());
  for (const std::uint64_t number : ForwardSegments(database, from).numbers) {
    const fs::path source = SegmentPath(from, number);
    const fs::path target = to / source.filename();
    std::error_code no_links;
    fs::create_hard_link(source, target, no_links);
    if (no_links) fs::copy_file(source, target);
  }
}

void CarryOver(const fs::path& from, const fs::path& to) {
  const std::vector<fs::path> lexicons = ListLexicons(from);
  for (const fs::directory_entry& entry : fs::directory_iterator(from)) {
    const std::string name = FileName(entry.path());
    if (IsTier(name) || IsLeftover(name) || name == kJournal || name == kManifest) continue;
    const bool is_lexicon =
        std::find(lexicons.begin(), lexicons.end(), entry.path()) != lexicons.end();
    if (is_lexicon && !Lexicon::Open(entry.path())) continue;
    if (entry.path() == SoundListPath(from) && !SoundList::Open(entry.path())) continue;
    fs::copy(entry.path(), to / name,
             fs::copy_options::recursive | fs::copy_options::overwrite_existing);
  }
}

void SyncTree(const fs::path& dir) {
  for (const fs::directory_entry& entry : fs::recursive_directory_iterator(dir)) {
    if (entry.is_directory()) {
      SyncFolder(entry.path());
    } else if (entry.is_regular_file()) {
      const FileDescriptor file(::open(entry.path().c_str(), O_RDONLY | O_CLOEXEC));
      if (!file.is_open()) {
        throw std::system_error(errno, std::generic_category(), entry.path().string());
      }
      SyncFile(file.get());
    }
  }
  SyncFolder(dir);
}

std::uint64_t BytesIn(const fs::path& dir) {
  std::uint64_t bytes = 0;
  std::error_code error;
  for (fs::recursive_directory_iterator at(dir, error), end; !error && at != end;
       at.increment(error)) {
    std::error_code gone;
    if (!at->is_regular_file(gone) || gone) continue;
    const std::uint64_t size = at->file_size(gone);
    if (!gone) bytes += size;
  }
  return bytes;
}

}  // namespace funnel::store
