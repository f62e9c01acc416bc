// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/store/reader.h"

#include <algorithm>
#include <chrono>
#include <map>
#include <optional>
#include <set>
#include <thread>
#include <utility>

#include "indexer/store/files/file_stamp.h"
#include "indexer/store/files/guard.h"
#include "indexer/store/layout/knowledge_base.h"
#include "indexer/store/layout/versions.h"

namespace funnel::store {
namespace fs = std::filesystem;
namespace {

/// Databases that stay open in one reader; beyond that, all are closed and opened as needed.
constexpr std::size_t kMaxOpen = 64;

/// Before it is looked whether a commit under way has reached all databases.
constexpr std::chrono::milliseconds kCommitPause{1};

/// One publish of a generation as an audience sees it.
struct OpenedDatabase {
  Xapian::Database database;
  ForwardReader records;
};

struct CombinedDatabase {
  Xapian::Database database;
  ForwardRecords records;
};

struct View {
  std::string generation;
  FileStamp manifest;
  DatabaseNotes notes;  ///< All databases in view.
  /// What is open of them, at the publish that `notes` have.
  std::map<DatabaseName, OpenedDatabase> open;
  /// Of each language that was asked for, and of all ("").
  std::map<std::string, CombinedDatabase, std::less<>> combined;
  std::vector<std::string> ranking_languages;

  void SortLanguages() {
    std::map<std::string, std::size_t> articles;
    for (const auto& [name, note] : notes) {
      if (note.articles > 0) articles[name.language] += note.articles;
    }
    ranking_languages.clear();
    for (const auto& [language, count] : articles) ranking_languages.push_back(language);
    std::stable_sort(
        ranking_languages.begin(), ranking_languages.end(),
        [&](const std::string& a, const std::string& b) { return articles[a] > articles[b]; });
  }
};

}  // namespace

class Reader::Impl {
 public:
  Impl(fs::path dir, Audience audience) : dir_(std::move(dir)), tiers_(TiersFor(audience)) {}

  Impl(const fs::path& generation_dir, const std::vector<Held>& held)
      : dir_(generation_dir.parent_path()), held_(true) {
    view_.generation = generation_dir.filename().string();
    for (const auto& [name, database, note] : held) {
      const fs::path folder = generation_dir / PathOf(name);
      auto records = ForwardReader::Open(folder, ForwardSegments(database, folder));
      if (!records) throw Failure(records.error());
      view_.open.emplace(name, OpenedDatabase{database, *std::move(records)});
      view_.notes.emplace(name, note);
    }
    view_.SortLanguages();
  }

  Result<void> Open() {
    const FileStamp stamp = StampOf(dir_ / "current");
    const auto current = FindCurrent(dir_, tiers_);
    if (!current) return Fail(current.error());
    View view;
    if (auto noted = TakeNotes(*current, view); !noted) return noted;
    view_ = std::move(view);
    current_ = stamp;  // Not before: what could not be opened is looked at again the next time.
    return {};
  }

  Result<bool> Refresh() {
    if (held_) return false;
    // Open files outlive their folder: what is served would be gone at the next start.
    if (StampOf(dir_ / "current") != current_ || !IsThere()) return Reopen();
    const fs::path folder = dir_ / view_.generation;
    if (ManifestStamp(folder) == view_.manifest) {
      if (view_.open.size() > kMaxOpen) CloseAll();
      return false;
    }
    const auto current = FindCurrent(dir_, tiers_);
    if (!current) return Fail(current.error());
    if (current->name != view_.generation) return Reopen();
    View next;
    if (auto noted = TakeNotes(*current, next); !noted) return Fail(noted.error());
    for (const auto& [name, opened] : view_.open) {
      const auto note = next.notes.find(name);
      if (note == next.notes.end()) continue;
      if (note->second == view_.notes.at(name)) {
        next.open.emplace(name, opened);
      } else if (OpenedDatabase newer = OpenDatabase(name); IsAt(newer.database, note->second)) {
        next.open.emplace(name, std::move(newer));
      } else if (IsBeingWritten(dir_)) {
        return false;  // Already on its way to the next publish: this view stays whole.
      }
    }
    const bool changed = next.notes != view_.notes;
    view_ = std::move(next);
    return changed;
  }

  CombinedDatabase& Combined(std::string_view language) {
    const auto known = view_.combined.find(language);
    if (known != view_.combined.end()) return known->second;
    std::vector<OpenedDatabase> parts;
    for (const auto& [name, note] : view_.notes) {
      const bool wanted = language.empty() || name.language == language;
      if (wanted && note.articles > 0) parts.push_back(At(name, note));
    }
    CombinedDatabase combined;
    std::vector<ForwardReader> records;
    for (const OpenedDatabase& part : parts) {
      if (parts.size() > 1) combined.database.add_database(part.database);
      records.push_back(part.records);
    }
    if (parts.size() == 1) combined.database = parts.front().database;
    combined.records = ForwardRecords(std::move(records));
    return view_.combined.emplace(language, std::move(combined)).first->second;
  }

  const View& view() const { return view_; }
  const fs::path& dir() const { return dir_; }
  std::string name() const { return dir_.string(); }

 private:
  Result<bool> Reopen() {
    if (auto opened = Open(); !opened) return Fail(opened.error());
    return true;
  }

  /// Whether what is in view is still there, by its files.
  bool IsThere() const {
    const fs::path folder = dir_ / view_.generation;
    return std::all_of(view_.notes.begin(), view_.notes.end(),
                       [&](const auto& one) { return DatabaseExists(folder, one.first); });
  }

  /// Notes what is in the generation; opens one database of it, to see which version wrote it, and
  /// those that the manifest does not know.
  Result<void> TakeNotes(const CurrentGeneration& current, View& view) {
    view.generation = current.name;
    view.manifest = current.stamp;
    bool checked = false;
    for (const DatabaseName& name : current.databases) {
      const bool noted = current.manifest && current.manifest->databases &&
                         current.manifest->databases->contains(name);
      // Schema 3 and before had no languages, and noted nothing of their databases but the tier.
      if (noted && !name.language.empty()) view.notes[name] = current.manifest->databases->at(name);
      if (checked && noted) continue;
      Xapian::Database database((current.folder / PathOf(name)).string());
      if (!IsCommitted(database)) continue;
      if (auto right = CheckVersions(database, dir_); !right) return right;
      checked = true;
      if (noted) continue;
      // Its first publish is under way, and not to be seen yet; or a crash cut it short.
      if (current.manifest && current.manifest->databases && IsBeingWritten(dir_)) continue;
      view.notes[name] = NoteOf(database);
    }
    view.SortLanguages();
    return {};
  }

  OpenedDatabase OpenDatabase(const DatabaseName& name) const {
    const fs::path folder = dir_ / view_.generation / PathOf(name);
    Xapian::Database database(folder.string());
    auto records = ForwardReader::Of(database, folder);
    if (!records) throw Failure(records.error());
    return {std::move(database), *std::move(records)};
  }

  static bool IsAt(const Xapian::Database& database, const DatabaseNote& note) {
    return PublishNumber(database) == note.publish;
  }

  const OpenedDatabase& At(const DatabaseName& name, const DatabaseNote& note) {
    const auto known = view_.open.find(name);
    if (known != view_.open.end()) return known->second;
    OpenedDatabase opened = OpenDatabase(name);
    if (auto right = CheckVersions(opened.database, dir_); !right) throw Failure(right.error());
    // A publish is under way or has overtaken this view; else a crash cut one short, and what is
    // there is served: an article that changes its tier may be in both, or in none.
    if (!IsAt(opened.database, note) &&
        (IsBeingWritten(dir_) || ManifestStamp(dir_ / view_.generation) != view_.manifest)) {
      std::this_thread::sleep_for(kCommitPause);
      throw Xapian::DatabaseModifiedError("a publish is under way");
    }
    return view_.open.emplace(name, std::move(opened)).first->second;
  }

  void CloseAll() {
    view_.combined.clear();
    view_.open.clear();
  }

  fs::path dir_;
  std::vector<Tier> tiers_;
  bool held_ = false;  ///< The databases are somebody else's.
  FileStamp current_;  ///< Of the pointer file.
  View view_;
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

Reader Reader::Over(const fs::path& generation_dir, const std::vector<Held>& held) {
  return Reader(std::make_unique<Impl>(generation_dir, held));
}

Result<void> Reader::Refresh(bool* changed) {
  return Guard(impl_->name(), [&]() -> Result<void> {
    const auto refreshed = RetryOnPublish([&] { return impl_->Refresh(); }, NothingToRefresh);
    if (!refreshed) return Fail(refreshed.error());
    if (changed != nullptr) *changed = *refreshed;
    return {};
  });
}

Xapian::Database& Reader::database() { return impl_->Combined({}).database; }

Xapian::Database& Reader::Language(std::string_view ranking_language) {
  return impl_->Combined(ranking_language).database;
}

const ForwardRecords& Reader::Records(std::string_view ranking_language) {
  return impl_->Combined(ranking_language).records;
}

const std::vector<std::string>& Reader::RankingLanguages() const {
  return impl_->view().ranking_languages;
}

std::size_t Reader::articles(std::string_view ranking_language) const {
  std::size_t articles = 0;
  for (const auto& [name, note] : impl_->view().notes) {
    if (ranking_language.empty() || name.language == ranking_language) articles += note.articles;
  }
  return articles;
}

std::uint64_t Reader::publishes() const {
  std::uint64_t publishes = 0;
  for (const auto& [name, note] : impl_->view().notes) publishes += note.publish;
  return publishes;
}

const fs::path& Reader::dir() const { return impl_->dir(); }

const std::string& Reader::generation() const { return impl_->view().generation; }

std::vector<std::string> Reader::Languages(std::string_view ranking_language) const {
  std::set<std::string> languages;
  for (const auto& [name, note] : impl_->view().notes) {
    if (!ranking_language.empty() && name.language != ranking_language) continue;
    languages.insert(note.languages.begin(), note.languages.end());
  }
  return {languages.begin(), languages.end()};
}

}  // namespace funnel::store
