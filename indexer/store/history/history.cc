// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/store/history/history.h"

#include <xapian.h>

#include <optional>
#include <utility>

#include "indexer/store/files/durable_file.h"
#include "indexer/store/files/guard.h"
#include "indexer/store/files/packed.h"
#include "indexer/store/files/sqlite.h"
#include "indexer/store/history/history_writer.h"
#include "indexer/store/layout/knowledge_base.h"
#include "indexer/store/layout/versions.h"

namespace funnel::store {
namespace fs = std::filesystem;
namespace {

constexpr std::string_view kFile = "history.sqlite";
constexpr std::string_view kReplaced = "history-replaced.sqlite";
/// SQLite's log, and the index of that.
constexpr std::string_view kLog = "-wal";
constexpr std::string_view kLogIndex = "-shm";

/// How often opening is tried anew when a new generation overtakes it.
constexpr int kAttempts = 5;

fs::path With(const fs::path& path, std::string_view ending) {
  return path.string() + std::string(ending);
}

template <class Enum>
Enum EnumAt(const SqliteQuery& row, int column, Enum last) {
  const std::int64_t value = row.Integer(column);
  return value < 0 || value > static_cast<std::int64_t>(last) ? last : static_cast<Enum>(value);
}

/// The first columns of every query for versions: id, lang, number, publish, event, state,
/// audience, hash, record.
ArticleVersion VersionOf(const SqliteQuery& row) {
  ArticleVersion version;
  version.id = row.Bytes(0);
  version.lang = row.Bytes(1);
  version.number = static_cast<std::uint64_t>(row.Integer(2));
  version.publish = static_cast<std::uint64_t>(row.Integer(3));
  version.event = EnumAt(row, 4, HistoryEvent::kRemoved);
  version.state = EnumAt(row, 5, State::kArchived);
  version.audience = EnumAt(row, 6, Audience::kInternal);
  version.hash = row.Bytes(7);
  version.record = row.Integer(8);
  return version;
}

}  // namespace

std::string_view Name(HistoryEvent event) {
  static constexpr std::string_view kNames[] = {"found",   "added",    "updated",
                                                "retired", "restored", "removed"};
  return kNames[static_cast<int>(event)];
}

fs::path HistoryFile(const fs::path& dir, const std::string& generation) {
  const fs::path brought = dir / generation / kFile;
  return !generation.empty() && fs::exists(brought) ? brought : dir / kFile;
}

bool IsHistoryFile(std::string_view name) {
  return name.starts_with(kFile) || name.starts_with(kReplaced);
}

void SetHistoryAside(const fs::path& dir) {
  if (!fs::exists(dir / kFile)) {
    for (const std::string_view ending : {kLog, kLogIndex}) fs::remove(With(dir / kFile, ending));
    return;
  }
  const fs::path aside = dir / kReplaced;
  for (const std::string_view ending : {std::string_view(), kLog, kLogIndex}) {
    fs::remove(With(aside, ending));
  }
  // The log goes last: without its file it is of no use to anybody.
  fs::rename(dir / kFile, aside);
  if (fs::exists(With(dir / kFile, kLog))) fs::rename(With(dir / kFile, kLog), With(aside, kLog));
  fs::remove(With(dir / kFile, kLogIndex));
}

void TakeOverHistory(const fs::path& dir, const std::string& generation) {
  const fs::path brought = dir / generation / kFile;
  if (!fs::exists(brought)) return;
  Sqlite(brought, Sqlite::Mode::kWrite);  // Takes a log that there may be into the file.
  SetHistoryAside(dir);
  SyncFolder(dir);
  fs::rename(brought, dir / kFile);
  SyncFolder(dir / generation);
  SyncFolder(dir);
}

void CopyHistory(const fs::path& dir, const std::string& generation, const fs::path& to) {
  const fs::path from = HistoryFile(dir, generation);
  for (const std::string_view ending : {std::string_view(), kLog, kLogIndex}) {
    fs::remove(With(to / kFile, ending));
  }
  if (fs::exists(from)) Sqlite(from, Sqlite::Mode::kRead).CopyTo(to / kFile);
}

void MakeEmptyHistory(const fs::path& to) { HistoryWriter(to / kFile); }

class HistoryReader::Impl {
 public:
  explicit Impl(fs::path dir) : dir_(std::move(dir)) {}

  Result<void> Open() {
    for (int attempt = 1;; ++attempt) {
      const auto generation = ReadCurrent(dir_);
      if (!generation) return Fail(generation.error());
      // The base first: what the history has beyond it is skipped.
      const auto publish = Guard(
          dir_.string(), [&] { return Result<std::uint64_t>(HistoryNumber(dir_ / *generation)); });
      const fs::path file = HistoryFile(dir_, *generation);
      if (publish && !fs::exists(file)) return {};
      const auto opened = !publish ? Result<void>(Fail(publish.error()))
                                   : Guard(file.string(), [&] { OpenFile(file); });
      if (opened) publish_ = *publish;
      const auto now = ReadCurrent(dir_);
      if (opened || attempt == kAttempts || !now || *now == *generation) return opened;
    }
  }

  /// A query whose last parameter, ?9, is the number of the last publish in force.
  SqliteQuery Query(const char* sql) { return SqliteQuery(*database_, sql); }

  std::optional<Sqlite>& database() { return database_; }
  std::uint64_t publish() const { return publish_; }
  std::string name() const { return dir_.string(); }
  bool doubtful() const { return doubtful_; }

 private:
  void OpenFile(const fs::path& file) {
    Sqlite database(file, Sqlite::Mode::kRead);
    if (!CheckHistoryVersion(database, file)) return;  // Only made, by a writer that was killed.
    SqliteQuery doubt(database, "SELECT value FROM meta WHERE key = 'doubt'");
    doubtful_ = doubt.Next() && doubt.Integer(0) != 0;
    doubt.Reset();
    database_ = std::move(database);
  }

  fs::path dir_;
  std::optional<Sqlite> database_;
  std::uint64_t publish_ = 0;
  bool doubtful_ = false;
};

HistoryReader::HistoryReader(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
HistoryReader::~HistoryReader() = default;
HistoryReader::HistoryReader(HistoryReader&&) noexcept = default;
HistoryReader& HistoryReader::operator=(HistoryReader&&) noexcept = default;

Result<HistoryReader> HistoryReader::Open(const fs::path& dir) {
  auto impl = std::make_unique<Impl>(dir);
  if (auto opened = impl->Open(); !opened) return Fail(opened.error());
  return HistoryReader(std::move(impl));
}

bool HistoryReader::exists() const { return impl_->database().has_value(); }
bool HistoryReader::doubtful() const { return impl_->doubtful(); }

Result<std::vector<ArticleVersion>> HistoryReader::Versions(const std::string& id,
                                                            const std::string& lang) {
  return Guard(impl_->name(), [&]() -> Result<std::vector<ArticleVersion>> {
    std::vector<ArticleVersion> versions;
    if (!exists()) return versions;
    SqliteQuery row(*impl_->database(),
                    "SELECT v.id, v.lang, v.number, v.publish, v.event, v.state, v.audience, "
                    "v.hash, v.record, p.time, p.by FROM version AS v "
                    "LEFT JOIN publish AS p ON p.number = v.publish "
                    "WHERE v.id = ?1 AND (?2 = '' OR v.lang = ?2) AND v.publish <= ?3 "
                    "ORDER BY v.lang, v.number DESC");
    row.With(id, lang, impl_->publish());
    while (row.Next()) {
      versions.push_back(VersionOf(row));
      versions.back().time = row.Bytes(9);
      versions.back().by = row.Bytes(10);
    }
    return versions;
  });
}

Result<ArticleVersion> HistoryReader::Newest(const std::string& id, const std::string& lang) {
  auto versions = Versions(id, lang);
  if (!versions) return Fail(versions.error());
  return versions->empty() ? ArticleVersion{} : std::move(versions->front());
}

Result<std::string> HistoryReader::Record(const ArticleVersion& version) {
  return Guard(impl_->name(), [&]() -> Result<std::string> {
    SqliteQuery row(*impl_->database(), "SELECT bytes FROM record WHERE id = ?1");
    if (row.With(version.record).Next()) return Unpack(row.Bytes(0));
    return Fail(ErrorCode::kCorrupt, impl_->name() + ": the history has lost version " +
                                         std::to_string(version.number) + " of " + version.lang +
                                         ":" + version.id + "; restore a backup");
  });
}

Result<void> HistoryReader::ForEachId(const std::function<void(const std::string&)>& visit) {
  return Guard(impl_->name(), [&]() -> Result<void> {
    if (!exists()) return {};
    SqliteQuery row(*impl_->database(),
                    "SELECT DISTINCT id FROM version WHERE publish <= ?1 ORDER BY id");
    row.With(impl_->publish());
    while (row.Next()) visit(row.Bytes(0));
    return {};
  });
}

Result<void> HistoryReader::ForEachNewest(const std::function<void(const ArticleVersion&)>& visit) {
  return Guard(impl_->name(), [&]() -> Result<void> {
    if (!exists()) return {};
    // With max() SQLite takes the other columns from the row that has it.
    SqliteQuery row(*impl_->database(),
                    "SELECT id, lang, max(number), publish, event, state, audience, hash, record "
                    "FROM version WHERE publish <= ?1 GROUP BY id, lang");
    row.With(impl_->publish());
    while (row.Next()) visit(VersionOf(row));
    return {};
  });
}

Result<std::uint64_t> HistoryReader::CountVersions() {
  return Guard(impl_->name(), [&]() -> Result<std::uint64_t> {
    if (!exists()) return std::uint64_t{0};
    SqliteQuery row(*impl_->database(), "SELECT count(*) FROM version WHERE publish <= ?1");
    row.With(impl_->publish()).Next();
    return static_cast<std::uint64_t>(row.Integer(0));
  });
}

Result<std::string> HistoryReader::Damage() {
  return Guard(impl_->name(), [&]() -> Result<std::string> {
    if (!exists()) return std::string();
    SqliteQuery row(*impl_->database(), "PRAGMA integrity_check(1)");
    if (!row.Next()) return std::string("no answer from its check");
    const std::string said = row.Bytes(0);
    return said == "ok" ? std::string() : said;
  });
}

}  // namespace funnel::store
