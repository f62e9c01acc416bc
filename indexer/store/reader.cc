// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/store/reader.h"

#include <algorithm>
#include <cerrno>
#include <chrono>
#include <optional>
#include <set>
#include <sstream>
#include <system_error>
#include <thread>
#include <utility>

#include "indexer/schema/index_schema.h"
#include "indexer/store/files/file_stamp.h"
#include "indexer/store/files/guard.h"
#include "indexer/store/layout/knowledge_base.h"
#include "indexer/store/layout/manifest.h"
#include "indexer/store/layout/versions.h"

namespace funnel::store {
namespace fs = std::filesystem;
namespace {

/// How long Open waits for a commit under way to reach all tiers.
constexpr std::chrono::seconds kCommitPatience{30};
constexpr std::chrono::milliseconds kCommitPause{10};

struct Shard {
  Tier tier;
  Xapian::Database database;
};

void AddLanguages(const std::string& tags, std::set<std::string>& languages) {
  std::istringstream in(tags);
  for (std::string tag; in >> tag;) languages.insert(tag);
}

/// Handles on the tiers of a generation.
struct View {
  std::string generation;
  std::vector<Shard> shards;  ///< In order of tier; committed tiers only.
  Xapian::Database combined;

  /// Equal stamps: the same content.
  std::vector<std::pair<Tier, Xapian::rev>> Stamp() const {
    std::vector<std::pair<Tier, Xapian::rev>> stamp;
    for (const Shard& shard : shards) {
      stamp.emplace_back(shard.tier, shard.database.get_revision());
    }
    return stamp;
  }

  bool AtOnePublish() const {
    return std::all_of(shards.begin(), shards.end(), [&](const Shard& shard) {
      return PublishNumber(shard.database) == PublishNumber(shards.front().database);
    });
  }

  void Combine() {
    combined = Xapian::Database();
    for (const Shard& shard : shards) {
      if (shard.database.get_doccount() > 0) combined.add_database(shard.database);
    }
  }
};

}  // namespace

class Reader::Impl {
 public:
  Impl(fs::path dir, Audience audience) : dir_(std::move(dir)), tiers_(TiersFor(audience)) {}

  Impl(const fs::path& generation_dir, const std::vector<Held>& held)
      : dir_(generation_dir.parent_path()),
        live_{generation_dir.filename().string(), {}, {}},
        languages_(std::in_place) {
    for (const Held& tier : held) {
      if (tier.database.get_doccount() > 0) live_.combined.add_database(tier.database);
      AddLanguages(tier.languages, *languages_);
    }
  }

  Result<void> Open() {
    const auto deadline = std::chrono::steady_clock::now() + kCommitPatience;
    for (bool last_look = false;;) {
      const FileStamp stamp = StampOf(dir_ / "current");
      const auto current = FindCurrent(dir_, tiers_);
      if (!current) return Fail(current.error());
      View view{current->name, {}, {}};
      if (auto advanced = Advance(view); !advanced) return advanced;
      if (view.AtOnePublish() || last_look) {
        view.Combine();
        live_ = std::move(view);
        spare_ = View{current->name, {}, {}};
        stamp_ = stamp;  // Not before: what could not be opened is looked at again the next time.
        return {};
      }
      // A commit is under way, or a crash cut one short. That one the next writer completes; until
      // then what is there is served: an article that changes its tier may be in both, or in none.
      last_look = !IsBeingWritten(dir_) || std::chrono::steady_clock::now() > deadline;
      if (!last_look) std::this_thread::sleep_for(kCommitPause);
    }
  }

  Result<bool> Refresh() {
    if (languages_) return false;
    // Open files outlive their folder: what is served would be gone at the next start.
    if (StampOf(dir_ / "current") != stamp_ || !IsThere(live_)) return Reopen();
    try {
      if (auto advanced = Advance(spare_); !advanced) return Fail(advanced.error());
    } catch (const Xapian::DatabaseOpeningError&) {
      return Reopen();  // The generation is gone.
    }
    if (spare_.Stamp() == live_.Stamp() || !spare_.AtOnePublish()) return false;
    std::swap(live_, spare_);
    live_.Combine();
    return true;
  }

  std::set<std::string> Languages() const {
    if (languages_) return *languages_;
    std::set<std::string> languages;
    for (const Shard& shard : live_.shards) {
      AddLanguages(shard.database.get_metadata(std::string(schema::kLanguagesKey)), languages);
    }
    return languages;
  }

  const fs::path& dir() const { return dir_; }
  View& live() { return live_; }
  const std::string name() const { return dir_.string(); }

 private:
  Result<bool> Reopen() {
    if (auto opened = Open(); !opened) return Fail(opened.error());
    return true;
  }

  bool IsThere(const View& view) const {
    std::error_code ignored;
    if (!fs::is_directory(dir_ / view.generation, ignored)) return false;
    return std::all_of(view.shards.begin(), view.shards.end(), [&](const Shard& shard) {
      return TierExists(dir_ / view.generation, shard.tier);
    });
  }

  /// Brings every shard of `view` to its newest commit and adds those that have come into being.
  /// Xapian cannot go back from there, which is why a view of its own stays in use meanwhile.
  Result<void> Advance(View& view) {
    const fs::path folder = dir_ / view.generation;
    auto shard = view.shards.begin();
    for (const Tier tier : tiers_) {
      if (shard != view.shards.end() && shard->tier == tier) {
        shard->database.reopen();
        ++shard;
      } else if (TierExists(folder, tier)) {
        Xapian::Database database((folder / Name(tier)).string());
        if (!IsCommitted(database)) continue;
        if (auto right = CheckVersions(database, dir_); !right) return right;
        shard = std::next(view.shards.insert(shard, Shard{tier, std::move(database)}));
      }
    }
    return {};
  }

  fs::path dir_;
  std::vector<Tier> tiers_;
  FileStamp stamp_;  ///< Of the pointer file.
  View live_;        ///< What the caller sees.
  View spare_;  ///< What runs ahead to look for a newer whole publish; then they change places.
  std::optional<std::set<std::string>> languages_;  ///< Of databases that somebody else holds.
};

Reader::Reader(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
Reader::~Reader() = default;
Reader::Reader(Reader&&) noexcept = default;
Reader& Reader::operator=(Reader&&) noexcept = default;

Result<Reader> Reader::Open(const fs::path& dir, Audience audience) {
  return Guard(dir.string(), [&]() -> Result<Reader> {
    auto impl = std::make_unique<Impl>(dir, audience);
    auto opened = RetryOnPublish([&] { return impl->Open(); }, NothingToRefresh);
    if (!opened) return Fail(opened.error());
    return Reader(std::move(impl));
  });
}

Reader Reader::Over(const fs::path& generation_dir, const std::vector<Held>& tiers) {
  return Reader(std::make_unique<Impl>(generation_dir, tiers));
}

Result<void> Reader::Refresh(bool* changed) {
  return Guard(impl_->name(), [&]() -> Result<void> {
    const auto refreshed = RetryOnPublish([&] { return impl_->Refresh(); }, NothingToRefresh);
    if (!refreshed) return Fail(refreshed.error());
    if (changed != nullptr) *changed = *refreshed;
    return {};
  });
}

Xapian::Database& Reader::database() { return impl_->live().combined; }

const fs::path& Reader::dir() const { return impl_->dir(); }

const std::string& Reader::generation() const { return impl_->live().generation; }

Result<std::vector<std::string>> Reader::Languages() const {
  return Guard(impl_->name(), [&]() -> Result<std::vector<std::string>> {
    const std::set<std::string> languages = impl_->Languages();
    return std::vector<std::string>(languages.begin(), languages.end());
  });
}

}  // namespace funnel::store
