// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/store/backup.h"

#include <xapian.h>

#include <algorithm>
#include <chrono>
#include <ostream>
#include <streambuf>
#include <string>
#include <thread>
#include <vector>

#include "indexer/store/files/guard.h"
#include "indexer/store/forward/forward_reader.h"
#include "indexer/store/generation.h"
#include "indexer/store/history/history.h"
#include "indexer/store/layout/knowledge_base.h"
#include "indexer/store/layout/manifest.h"
#include "indexer/store/layout/versions.h"
#include "indexer/store/writer.h"

namespace funnel::store {
namespace fs = std::filesystem;
namespace {

/// How often publishes may overtake the copying before they are held off.
constexpr int kFreeAttempts = 3;
/// How long a publish under way may take.
constexpr std::chrono::minutes kLockPatience{5};
constexpr std::chrono::milliseconds kLockPause{20};

/// Which publish a generation stands at.
struct State {
  std::string generation;
  std::vector<std::uint64_t> revisions;
  bool whole = true;  ///< All databases are at the publish that the manifest notes.

  bool operator==(const State&) const = default;
};

Result<State> ReadState(const fs::path& dir) {
  const auto generation = FindCurrent(dir);
  if (!generation) return Fail(generation.error());
  State state{generation->name, {}, true};
  const auto& manifest = generation->manifest;
  for (const DatabaseName& name : generation->databases) {
    const Xapian::Database database((generation->folder / PathOf(name)).string());
    state.revisions.push_back(database.get_revision());
    if (!manifest || !manifest->databases || !IsCommitted(database)) continue;
    const auto note = manifest->databases->find(name);
    const bool at_it =
        note != manifest->databases->end() && note->second.publish == PublishNumber(database);
    state.whole = state.whole && at_it;
  }
  return state;
}

Result<State> StateOf(const fs::path& dir) {
  return RetryOnPublish([&] { return ReadState(dir); }, NothingToRefresh);
}

Result<FileDescriptor> WaitForLock(const fs::path& dir, Steps& steps) {
  const auto deadline = std::chrono::steady_clock::now() + kLockPatience;
  while (true) {
    auto lock = LockBase(dir);
    if (lock || lock.error().code != ErrorCode::kLocked ||
        std::chrono::steady_clock::now() > deadline) {
      return lock;
    }
    steps.Add(0);
    std::this_thread::sleep_for(kLockPause);
  }
}

/// Hears what Xapian says when it begins with a table, and stops it there.
class Listener : public std::streambuf {
 public:
  explicit Listener(Steps& steps) : steps_(steps) {}

 protected:
  int overflow(int c) override {
    steps_.Add(0);
    return traits_type::not_eof(c);
  }
  std::streamsize xsputn(const char*, std::streamsize size) override {
    steps_.Add(0);
    return size;
  }

 private:
  Steps& steps_;
};

/// Checks every database in a generation that nobody writes.
Result<void> CheckSound(const fs::path& generation, Steps& steps) {
  for (const DatabaseName& name : ListDatabases(generation)) {
    const fs::path path = generation / PathOf(name);
    Listener listener(steps);
    std::ostream said(&listener);
    said.exceptions(std::ios::badbit);  // Else it would keep to itself that the work is stopped.
    if (Xapian::Database::check(path.string(), 0, &said) != 0) {
      return Fail(ErrorCode::kCorrupt, path.string() + ": damaged; run funnel-indexer verify");
    }
    Xapian::Database database(path.string());
    const auto records = ForwardReader::Of(database, path);
    if (!records) return Fail(records.error());
    if (auto right = records->Verify(); !right) return right;
    steps.Add(BytesIn(path));
  }
  return {};
}

/// Goes along with a compaction, table by table, and stops it between two.
class TableSteps : public Xapian::Compactor {
 public:
  TableSteps(fs::path database, Steps& steps) : database_(std::move(database)), steps_(steps) {}

  void set_status(const std::string& table, const std::string& status) override {
    std::error_code none;
    const fs::path file = database_ / (table + ".glass");
    steps_.Add(status.empty() || !fs::exists(file, none) ? 0 : fs::file_size(file));
  }

 private:
  fs::path database_;
  Steps& steps_;
};

/// Runs `work`, and gives a value without a meaning where it was stopped.
template <class Value, class Work>
Result<Value> UntilStopped(const fs::path& object, Work&& work) {
  return Guard(object.string(), [&]() -> Result<Value> {
    try {
      return work();
    } catch (const Stopped&) {
      return Result<Value>();
    }
  });
}

/// One try at a copy of a whole publish into the empty folder `to`; false when one overtook it.
Result<bool> TryCopy(const fs::path& dir, const fs::path& to, bool locked, Steps& steps) {
  const auto before = StateOf(dir);
  if (!before) return Fail(before.error());
  if (!before->whole && !locked) return false;
  try {
    // Under the lock, databases that differ are those of a publish cut short: the copy completes
    // it.
    CopyGeneration(dir / before->generation, to, steps, locked);
    // It may be a publish ahead of the databases, never behind: that is skipped, and dropped.
    CopyHistory(dir, before->generation, to);
  } catch (const fs::filesystem_error& error) {
    // A generation that was removed meanwhile, or a file of Xapian's that was.
    if (locked || error.code() != std::errc::no_such_file_or_directory) throw;
    return false;
  }
  const auto after = StateOf(dir);
  if (!after) return Fail(after.error());
  return *after == *before;
}

Result<void> CopyWhole(const fs::path& dir, const fs::path& to, Steps& steps) {
  for (int attempt = 1;; ++attempt) {
    FileDescriptor lock;
    const bool last = attempt > kFreeAttempts;
    if (last) {
      auto got = WaitForLock(dir, steps);
      if (!got) return Fail(got.error());
      lock = std::move(*got);
    }
    fs::remove_all(to);
    fs::create_directories(to);
    steps.Restart();
    const auto copied = TryCopy(dir, to, last, steps);
    if (!copied) return Fail(copied.error());
    if (*copied) return {};
    if (last) return Fail(ErrorCode::kIo, dir.string() + ": changed under its lock; try again");
  }
}

/// Removes a folder unless told to leave it.
class Scaffold {
 public:
  explicit Scaffold(fs::path path) : path_(std::move(path)) {}
  ~Scaffold() {
    std::error_code ignored;
    if (!path_.empty()) fs::remove_all(path_, ignored);
  }
  Scaffold(const Scaffold&) = delete;
  Scaffold& operator=(const Scaffold&) = delete;
  void Leave() { path_.clear(); }

 private:
  fs::path path_;
};

/// What is copied and then checked: its bytes twice.
Steps StepsOfCopy(const fs::path& generation, const Watch& watch) {
  return Steps(watch, 2 * BytesIn(generation));
}

}  // namespace

Result<std::uint64_t> Backup(const fs::path& dir, const fs::path& target, const Watch& watch) {
  return UntilStopped<std::uint64_t>(target, [&]() -> Result<std::uint64_t> {
    const auto current = ReadCurrent(dir);
    if (!current) return Fail(current.error());
    if (fs::exists(target) && !(fs::is_directory(target) && fs::is_empty(target))) {
      return Fail(ErrorCode::kInvalidInput,
                  target.string() + ": not empty; name a new folder for each backup");
    }
    const bool made = fs::create_directories(target);
    const fs::path folder = target / GenerationName(1);
    Scaffold scaffold(made ? target : folder);
    Steps steps = StepsOfCopy(dir / *current, watch);
    if (auto copied = CopyWhole(dir, folder, steps); !copied) return Fail(copied.error());
    if (auto sound = CheckSound(folder, steps); !sound) return Fail(sound.error());
    SyncTree(target);
    TakeOverHistory(target, GenerationName(1));
    WriteCurrent(target, GenerationName(1));
    scaffold.Leave();
    return BytesIn(target);
  });
}

Result<void> Restore(const fs::path& dir, const fs::path& backup, const Watch& watch) {
  return UntilStopped<void>(dir, [&]() -> Result<void> {
    const auto current = ReadCurrent(backup);
    if (!current) {
      return Fail(current.error().code, backup.string() + ": no backup here; name a folder that " +
                                            "funnel-indexer backup made");
    }
    const bool made = fs::create_directories(dir);
    if (fs::equivalent(dir, backup)) {
      return Fail(ErrorCode::kInvalidInput, backup.string() + ": is the base itself");
    }
    if (!made && !fs::exists(dir / "current") && !fs::is_empty(dir)) {
      bool generations = !ListGenerations(dir).empty();
      if (!generations) {
        return Fail(ErrorCode::kInvalidInput,
                    dir.string() + ": not a knowledge base, and not empty; name another folder");
      }
    }
    Scaffold scaffold_dir(made ? dir : fs::path());
    const auto lock = LockBase(dir);
    if (!lock) return Fail(lock.error());
    Scaffold scaffold(StartGeneration(dir));
    Steps steps = StepsOfCopy(backup / *current, watch);
    if (auto copied = CopyWhole(backup, dir / kBuildingFolder, steps); !copied) return copied;
    if (auto sound = CheckSound(dir / kBuildingFolder, steps); !sound) {
      return Fail(ErrorCode::kCorrupt, backup.string() + ": damaged (" + sound.error().message +
                                           "); nothing was changed; take another backup");
    }
    // A base that goes back to one without history begins a new history.
    if (fs::exists(HistoryFile(dir, {})) &&
        HistoryFile(dir, std::string(kBuildingFolder)) == HistoryFile(dir, {})) {
      MakeEmptyHistory(dir / kBuildingFolder);
    }
    const std::string generation = FinishGeneration(dir);
    scaffold.Leave();
    scaffold_dir.Leave();
    TakeOverHistory(dir, generation);
    return {};
  });
}

Result<Compacted> Compact(const fs::path& dir, const Watch& watch) {
  return UntilStopped<Compacted>(dir, [&]() -> Result<Compacted> {
    if (auto whole = CompletePublish(dir); !whole) return Fail(whole.error());
    const auto lock = LockBase(dir);
    if (!lock) return Fail(lock.error());
    const auto current = ReadCurrent(dir);
    if (!current) return Fail(current.error());
    const fs::path before = dir / *current;
    Scaffold scaffold(StartGeneration(dir));
    const fs::path folder = dir / kBuildingFolder;
    Steps steps = StepsOfCopy(before, watch);
    for (const DatabaseName& name : ListDatabases(before)) {
      Xapian::Database database((before / PathOf(name)).string());
      if (!IsCommitted(database)) continue;
      TableSteps tables(before / PathOf(name), steps);
      const fs::path to = folder / PathOf(name);
      fs::create_directories(to.parent_path());
      database.compact(to.string(), Xapian::DBCOMPACT_NO_RENUMBER, 0, tables);
      CopySegments(before / PathOf(name), to);
    }
    if (auto sound = CheckSound(folder, steps); !sound) return Fail(sound.error());
    CarryOver(before, folder);
    fs::copy_file(before / "manifest.json", folder / "manifest.json");
    Compacted sizes{BytesIn(before), BytesIn(folder)};
    FinishGeneration(dir);
    scaffold.Leave();
    return sizes;
  });
}

}  // namespace funnel::store
