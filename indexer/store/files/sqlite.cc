// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/store/files/sqlite.h"

#include <sqlite3.h>

#include <cerrno>
#include <system_error>

#include "indexer/base/percent.h"
#include "indexer/store/files/guard.h"

namespace funnel::store {
namespace {

constexpr int kPatienceMs = 60'000;

/// What stands for `path` in a URI: a '?' or '#' in a folder's name is no syntax.
std::string FileUri(const std::string& path) {
  std::string uri = "file:";
  for (const char c : path) {
    if (c == '%' || c == '?' || c == '#') {
      base::AppendPercent(c, uri);
    } else {
      uri += c;
    }
  }
  return uri;
}

}  // namespace

void Sqlite::Close::operator()(sqlite3* database) const { sqlite3_close_v2(database); }

Sqlite::Sqlite(const std::filesystem::path& path, Mode mode)
    : path_(std::filesystem::absolute(path).string()) {
  if (mode == Mode::kWrite) {
    Open(path_, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE);
    Run("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;");
  } else {
    try {
      Open(path_, SQLITE_OPEN_READONLY);
      SqliteQuery(*this, "PRAGMA schema_version").Next();
    } catch (const Failure&) {
      // Where this user may not write beside the file, SQLite cannot read it together with a
      // writer; without one there is no log, and the file is all.
      if (std::filesystem::exists(path_ + "-wal")) throw;
      Open(FileUri(path_) + "?immutable=1", SQLITE_OPEN_READONLY | SQLITE_OPEN_URI);
    }
  }
  Run("PRAGMA trusted_schema = OFF; PRAGMA cell_size_check = ON;");
}

void Sqlite::Open(const std::string& name, int flags) {
  sqlite3* opened = nullptr;
  const int code = sqlite3_open_v2(name.c_str(), &opened, flags | SQLITE_OPEN_EXRESCODE, nullptr);
  database_.reset(opened);
  if (code != SQLITE_OK) Throw(code);
  sqlite3_busy_timeout(opened, kPatienceMs);
}

void Sqlite::Throw(int code) const {
  switch (code & 0xFF) {
    case SQLITE_FULL:
      throw Failure(
          {ErrorCode::kIo, path_ + ": the disk is full; free some space and run this again"});
    case SQLITE_PERM:
    case SQLITE_READONLY:
    case SQLITE_CANTOPEN:
      throw Failure({ErrorCode::kIo, path_ + ": cannot be opened (" + sqlite3_errstr(code) +
                                         "); run this as a user who may read and write there"});
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      throw Failure({ErrorCode::kLocked, path_ + ": another program holds it; wait until it ends"});
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
      throw Failure({ErrorCode::kCorrupt,
                     path_ + ": the history is damaged; restore a backup, or move this file away: "
                             "the next publish begins a new history, without earlier versions"});
    case SQLITE_NOMEM:
      throw std::bad_alloc();
    default:
      throw Failure({ErrorCode::kIo,
                     path_ + ": " +
                         (database_ ? sqlite3_errmsg(database_.get()) : sqlite3_errstr(code)) +
                         "; check the disk, then run this again"});
  }
}

void Sqlite::Run(const char* sql) {
  const int code = sqlite3_exec(database_.get(), sql, nullptr, nullptr, nullptr);
  if (code != SQLITE_OK) Throw(code);
}

void Sqlite::CopyTo(const std::filesystem::path& to) {
  Sqlite copy(to, Mode::kWrite);
  sqlite3_backup* backup = sqlite3_backup_init(copy.handle(), "main", database_.get(), "main");
  if (backup == nullptr) copy.Throw(sqlite3_extended_errcode(copy.handle()));
  sqlite3_backup_step(backup, -1);
  const int code = sqlite3_backup_finish(backup);
  if (code != SQLITE_OK) copy.Throw(code);
}

std::int64_t Sqlite::last_id() const { return sqlite3_last_insert_rowid(database_.get()); }

void SqliteQuery::Finalize::operator()(sqlite3_stmt* statement) const {
  sqlite3_finalize(statement);
}

SqliteQuery::SqliteQuery(Sqlite& database, const char* sql) : database_(database) {
  sqlite3_stmt* statement = nullptr;
  const int code = sqlite3_prepare_v2(database.handle(), sql, -1, &statement, nullptr);
  if (code != SQLITE_OK) database.Throw(code);
  statement_.reset(statement);
}

bool SqliteQuery::Next() {
  const int code = sqlite3_step(statement_.get());
  if (code == SQLITE_ROW) return true;
  sqlite3_reset(statement_.get());
  if (code != SQLITE_DONE) database_.Throw(code);
  return false;
}

void SqliteQuery::Run() {
  while (Next()) {
  }
}

void SqliteQuery::Reset() { sqlite3_reset(statement_.get()); }

std::int64_t SqliteQuery::Integer(int column) const {
  return sqlite3_column_int64(statement_.get(), column);
}

std::string SqliteQuery::Bytes(int column) const {
  const void* bytes = sqlite3_column_blob(statement_.get(), column);
  const int size = sqlite3_column_bytes(statement_.get(), column);
  return bytes == nullptr ? std::string() : std::string(static_cast<const char*>(bytes), size);
}

bool SqliteQuery::IsNull(int column) const {
  return sqlite3_column_type(statement_.get(), column) == SQLITE_NULL;
}

void SqliteQuery::Bind(int at, std::int64_t value) {
  const int code = sqlite3_bind_int64(statement_.get(), at, value);
  if (code != SQLITE_OK) database_.Throw(code);
}

void SqliteQuery::Bind(int at, const std::string& text) {
  const int code = sqlite3_bind_text64(statement_.get(), at, text.data(), text.size(),
                                       SQLITE_STATIC, SQLITE_UTF8);
  if (code != SQLITE_OK) database_.Throw(code);
}

void SqliteQuery::Bind(int at, Blob blob) {
  const int code = sqlite3_bind_blob64(statement_.get(), at, blob.bytes.data(), blob.bytes.size(),
                                       SQLITE_STATIC);
  if (code != SQLITE_OK) database_.Throw(code);
}

}  // namespace funnel::store
