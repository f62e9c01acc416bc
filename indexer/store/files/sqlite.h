// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>

struct sqlite3;
struct sqlite3_stmt;

// A thin hold on SQLite. All of it throws Failure, for Guard, with the file and the remedy.

namespace funnel::store {

/// One open database file. Not thread-safe.
class Sqlite {
 public:
  enum class Mode { kRead, kWrite };

  /// kWrite makes the file where there is none, and waits for other writers up to a minute. Readers
  /// and one writer do not wait for each other (write-ahead log); a commit is on the disk before it
  /// returns.
  Sqlite(const std::filesystem::path& path, Mode mode);

  /// Runs statements that give no rows.
  void Run(const char* sql);

  /// Copies all of it, as of one commit, into the new file `to`.
  void CopyTo(const std::filesystem::path& to);

  /// The id of the row inserted last.
  std::int64_t last_id() const;

  [[noreturn]] void Throw(int code) const;
  sqlite3* handle() const { return database_.get(); }

 private:
  void Open(const std::string& name, int flags);

  struct Close {
    void operator()(sqlite3* database) const;
  };
  std::string path_;
  std::unique_ptr<sqlite3, Close> database_;
};

/// One prepared statement.
class SqliteQuery {
 public:
  SqliteQuery(Sqlite& database, const char* sql);

  /// Begins anew with these parameters, from ?1: integers, and texts; see Blob.
  template <class... Values>
  SqliteQuery& With(const Values&... values) {
    Reset();
    int at = 0;
    (Bind(++at, values), ...);
    return *this;
  }

  /// A parameter of bytes. They must live until the next With or Reset, as those of texts.
  struct Blob {
    std::string_view bytes;
  };

  /// Goes to the next row; false at the end.
  bool Next();

  /// For statements without rows.
  void Run();

  /// Ends the statement's hold on the database.
  void Reset();

  std::int64_t Integer(int column) const;
  std::string Bytes(int column) const;  ///< Of a text or a blob; empty for none.
  bool IsNull(int column) const;

 private:
  void Bind(int at, std::int64_t value);
  void Bind(int at, std::uint64_t value) { Bind(at, static_cast<std::int64_t>(value)); }
  void Bind(int at, std::uint32_t value) { Bind(at, static_cast<std::int64_t>(value)); }
  void Bind(int at, int value) { Bind(at, static_cast<std::int64_t>(value)); }
  void Bind(int at, const std::string& text);
  void Bind(int at, Blob blob);

  struct Finalize {
    void operator()(sqlite3_stmt* statement) const;
  };
  Sqlite& database_;
  std::unique_ptr<sqlite3_stmt, Finalize> statement_;
};

}  // namespace funnel::store
