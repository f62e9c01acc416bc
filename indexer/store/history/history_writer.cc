// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/store/history/history_writer.h"

#include <algorithm>
#include <utility>
#include <vector>

#include "indexer/schema/index_schema.h"
#include "indexer/store/files/guard.h"
#include "indexer/store/files/packed.h"
#include "indexer/store/layout/article_record.h"

namespace funnel::store {
namespace {

constexpr int kVersion = 1;

constexpr const char* kLayout =
    "BEGIN IMMEDIATE;"
    "CREATE TABLE publish (number INTEGER PRIMARY KEY, time TEXT NOT NULL, by TEXT NOT NULL);"
    "CREATE TABLE version (id TEXT NOT NULL, lang TEXT NOT NULL, number INTEGER NOT NULL,"
    " publish INTEGER NOT NULL, event INTEGER NOT NULL, state INTEGER NOT NULL,"
    " audience INTEGER NOT NULL, hash TEXT NOT NULL, record INTEGER,"
    " PRIMARY KEY (id, lang, number)) WITHOUT ROWID;"
    "CREATE TABLE record (id INTEGER PRIMARY KEY, format INTEGER NOT NULL, bytes BLOB NOT NULL);"
    "CREATE TABLE meta (key TEXT PRIMARY KEY, value INTEGER NOT NULL) WITHOUT ROWID;"
    "INSERT INTO meta VALUES ('doubt', 1);"
    "PRAGMA user_version = 1;"
    "COMMIT;";

/// The facts of a stored record. Those of a damaged one are the strictest.
VersionFacts FactsOf(const VersionFacts& name, const SupersededArticle& stored) {
  VersionFacts facts{name.id, name.lang, State::kDraft, Audience::kInternal, stored.hash};
  if (const auto article = DecodeArticle(stored.record)) {
    facts.state = article->state;
    facts.audience = article->audience;
  }
  return facts;
}

}  // namespace

bool CheckHistoryVersion(Sqlite& database, const std::filesystem::path& path) {
  SqliteQuery version(database, "PRAGMA user_version");
  version.Next();
  if (version.Integer(0) > kVersion) {
    throw Failure({ErrorCode::kIndexMismatch,
                   path.string() + ": written by newer programs; use these, or restore a backup"});
  }
  return version.Integer(0) == kVersion;
}

HistoryWriter::HistoryWriter(const std::filesystem::path& file)
    : database_(file, Sqlite::Mode::kWrite) {
  if (!CheckHistoryVersion(database_, file)) database_.Run(kLayout);
  find_.emplace(database_,
                "SELECT number, publish, event, state, hash, record FROM version "
                "WHERE id = ?1 AND lang = ?2 ORDER BY number DESC LIMIT 1");
  insert_.emplace(database_,
                  "INSERT INTO version (id, lang, number, publish, event, state, audience, hash) "
                  "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)");
  update_.emplace(database_,
                  "UPDATE version SET event = ?4, state = ?5, audience = ?6, hash = ?7 "
                  "WHERE id = ?1 AND lang = ?2 AND number = ?3");
  keep_.emplace(database_, "INSERT INTO record (format, bytes) VALUES (?1, ?2)");
  point_.emplace(database_,
                 "UPDATE version SET record = ?4 WHERE id = ?1 AND lang = ?2 AND number = ?3");
}

std::uint64_t HistoryWriter::last_publish() {
  SqliteQuery last(database_, "SELECT max(number) FROM publish");
  last.Next();
  return static_cast<std::uint64_t>(last.Integer(0));
}

void HistoryWriter::DropAfter(std::uint64_t publish) {
  base_ = publish;
  if (last_publish() <= publish) return;
  database_.Run("BEGIN IMMEDIATE");
  SqliteQuery(database_, "DELETE FROM version WHERE publish > ?1").With(publish).Run();
  SqliteQuery(database_, "DELETE FROM publish WHERE number > ?1").With(publish).Run();
  database_.Run("COMMIT");
}

void HistoryWriter::Note(const ArticleChange& change,
                         const std::optional<SupersededArticle>& stored) {
  if (pending_ == 0) {
    const std::uint64_t next = std::max(last_publish(), base_) + 1;
    database_.Run("BEGIN IMMEDIATE");
    pending_ = next;
  }
  const VersionFacts& to = change.to;
  Newest newest = Find(to.id, to.lang);
  const auto known = [&] { return newest.event != HistoryEvent::kRemoved; };
  if (stored && newest.publish != pending_ && (!known() || newest.hash != stored->hash)) {
    // A program that keeps no history has written here.
    Insert(FactsOf(to, *stored), newest.number + 1, 0, HistoryEvent::kFound);
    newest = Find(to.id, to.lang);
  }
  if (!known() && change.removed) return;
  if (stored && known() && !newest.kept && newest.publish != pending_) {
    Keep(to.id, to.lang, newest.number, stored->record);
  }
  HistoryEvent event = HistoryEvent::kUpdated;
  if (change.removed) {
    event = HistoryEvent::kRemoved;
  } else if (change.restored) {
    event = HistoryEvent::kRestored;
  } else if (!known()) {
    event = newest.publish == pending_ ? HistoryEvent::kUpdated : HistoryEvent::kAdded;
  } else if (newest.state != State::kArchived && to.state == State::kArchived) {
    event = HistoryEvent::kRetired;
  } else if (newest.state == State::kArchived && to.state != State::kArchived) {
    event = HistoryEvent::kRestored;
  }
  const std::string hash = change.removed ? std::string() : to.hash;
  if (newest.number != 0 && newest.publish == pending_) {
    if (newest.event == HistoryEvent::kAdded && !change.removed) event = HistoryEvent::kAdded;
    update_
        ->With(to.id, to.lang, newest.number, static_cast<int>(event), static_cast<int>(to.state),
               static_cast<int>(to.audience), hash)
        .Run();
    return;
  }
  VersionFacts facts = to;
  facts.hash = hash;
  Insert(facts, newest.number + 1, pending_, event);
}

std::uint64_t HistoryWriter::Commit(const std::string& time, const std::string& by) {
  SqliteQuery(database_, "INSERT INTO publish (number, time, by) VALUES (?1, ?2, ?3)")
      .With(pending_, time, by)
      .Run();
  database_.Run("COMMIT");
  return std::exchange(pending_, 0);
}

bool HistoryWriter::in_doubt() {
  SqliteQuery doubt(database_, "SELECT value FROM meta WHERE key = 'doubt'");
  return doubt.Next() && doubt.Integer(0) != 0;
}

void HistoryWriter::SetInDoubt() { SetDoubt(true); }

void HistoryWriter::SetDoubt(bool doubt) {
  SqliteQuery(database_, "INSERT OR REPLACE INTO meta (key, value) VALUES ('doubt', ?1)")
      .With(doubt ? 1 : 0)
      .Run();
}

void HistoryWriter::Reconcile(
    const std::function<void(const Visit&)>& for_each,
    const std::function<bool(const std::string&, const std::string&)>& has) {
  database_.Run("BEGIN IMMEDIATE");
  for_each([&](const VersionFacts& facts) {
    const Newest newest = Find(facts.id, facts.lang);
    if (newest.event == HistoryEvent::kRemoved) {  // Or there is none.
      Insert(facts, newest.number + 1, 0, HistoryEvent::kFound);
    } else if (newest.hash != facts.hash) {
      update_
          ->With(facts.id, facts.lang, newest.number, static_cast<int>(newest.event),
                 static_cast<int>(facts.state), static_cast<int>(facts.audience), facts.hash)
          .Run();
    }
  });
  std::vector<VersionFacts> gone;
  std::vector<std::uint64_t> numbers;
  SqliteQuery row(database_, "SELECT id, lang, max(number), event FROM version GROUP BY id, lang");
  while (row.Next()) {
    if (row.Integer(3) == static_cast<int>(HistoryEvent::kRemoved)) continue;
    VersionFacts facts{row.Bytes(0), row.Bytes(1), State::kPublished, Audience::kPublic, ""};
    if (has(facts.id, facts.lang)) continue;
    gone.push_back(std::move(facts));
    numbers.push_back(static_cast<std::uint64_t>(row.Integer(2)));
  }
  for (std::size_t i = 0; i < gone.size(); ++i) {
    Insert(gone[i], numbers[i] + 1, 0, HistoryEvent::kRemoved);
  }
  SetDoubt(false);
  database_.Run("COMMIT");
}

HistoryWriter::Newest HistoryWriter::Find(const std::string& id, const std::string& lang) {
  Newest newest;
  if (find_->With(id, lang).Next()) {
    newest = {static_cast<std::uint64_t>(find_->Integer(0)),
              static_cast<std::uint64_t>(find_->Integer(1)),
              static_cast<HistoryEvent>(find_->Integer(2)),
              static_cast<State>(find_->Integer(3)),
              find_->Bytes(4),
              !find_->IsNull(5)};
  }
  find_->Reset();
  return newest;
}

void HistoryWriter::Insert(const VersionFacts& facts, std::uint64_t number, std::uint64_t publish,
                           HistoryEvent event) {
  insert_
      ->With(facts.id, facts.lang, number, publish, static_cast<int>(event),
             static_cast<int>(facts.state), static_cast<int>(facts.audience), facts.hash)
      .Run();
}

void HistoryWriter::Keep(const std::string& id, const std::string& lang, std::uint64_t number,
                         const std::string& record) {
  const std::string packed = Pack(record);
  keep_->With(schema::kSchemaVersion, SqliteQuery::Blob{packed}).Run();
  point_->With(id, lang, number, database_.last_id()).Run();
}

}  // namespace funnel::store
