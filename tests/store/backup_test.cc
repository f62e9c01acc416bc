// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/store/backup.h"

#include <doctest/doctest.h>
#include <xapian.h>

#include <algorithm>
#include <atomic>
#include <cstdint>
#include <fstream>
#include <functional>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "indexer/schema/index_schema.h"
#include "indexer/store/article_scan.h"
#include "indexer/store/layout/knowledge_base.h"
#include "indexer/store/writer.h"
#include "tests/support/temp_dir.h"

namespace funnel::store {
namespace {

namespace fs = std::filesystem;
using testing::TempDir;

/// Publishes all of `count` articles in two tiers, each with the record `record`.
void Publish(const fs::path& dir, int count, const std::string& record) {
  auto writer = store::Writer::Open(dir, {"72.1"});
  REQUIRE_MESSAGE(writer.has_value(), writer.error().message);
  for (int i = 0; i < count; ++i) {
    const std::string term = "Qen:" + std::to_string(i);
    Xapian::Document document;
    document.set_data(record + std::string(300, 'x'));
    document.add_boolean_term(term);
    REQUIRE(writer->Upsert(i % 2 == 0 ? store::Tier::kPublic : store::Tier::kInternal, term,
                           std::move(document)));
  }
  REQUIRE(writer->Commit());
}

/// The records in the base without their filling, equal ones once.
std::string Records(const fs::path& dir, std::size_t count) {
  auto scan = store::ArticleScan::Open(dir);
  REQUIRE_MESSAGE(scan.has_value(), scan.error().message);
  std::string records;
  std::size_t seen = 0;
  while (const auto article = scan->Next().value()) {
    const std::string record = article->record.substr(0, article->record.size() - 300);
    if (!records.ends_with(record)) records += record;
    ++seen;
  }
  CHECK(seen == count);
  return records;
}

TEST_CASE("Backup: there and back") {
  const TempDir temp;
  const fs::path kb = temp.path() / "kb";
  const fs::path backup = temp.path() / "backup";
  Publish(kb, 20, "old");
  CHECK(Backup(kb, backup).value() > 0);
  CHECK(Records(backup, 20) == "old");
  CHECK(Backup(kb, backup).error().code == ErrorCode::kInvalidInput);
  Publish(kb, 20, "new");
  REQUIRE(Restore(kb, backup));
  CHECK(Records(kb, 20) == "old");
  CHECK(ReadCurrent(kb).value() == "gen-000002");
  Publish(kb, 20, "newer");
  CHECK(Records(kb, 20) == "newer");
  CHECK(Records(backup, 20) == "old");
  REQUIRE(Restore(temp.path() / "fresh", backup));
  CHECK(Records(temp.path() / "fresh", 20) == "old");
}

TEST_CASE("Backup: one whole publish, while publishing goes on") {
  const TempDir temp;
  const fs::path kb = temp.path() / "kb";
  Publish(kb, 300, "0");
  std::atomic<bool> stop = false;
  std::thread author([&] {
    for (int i = 1; !stop; ++i) {
      {
        auto writer = store::Writer::Open(kb, {"72.1"});
        if (!writer) continue;  // The backup holds the lock for once.
        for (int j = 0; j < 300; j += 7) {
          const std::string term = "Qen:" + std::to_string(j);
          Xapian::Document document;
          document.set_data(std::to_string(i) + std::string(300, 'x'));
          document.add_boolean_term(term);
          (void)writer->Upsert(j % 2 == 0 ? store::Tier::kPublic : store::Tier::kInternal, term,
                               std::move(document));
        }
        (void)writer->Commit();
      }
      // The backup waits for the lock, and looks for it every 20 ms.
      std::this_thread::sleep_for(std::chrono::milliseconds(30));
    }
  });
  for (int round = 0; round < 5; ++round) {
    const fs::path backup = temp.path() / std::to_string(round);
    const auto done = Backup(kb, backup);
    CHECK_MESSAGE(done.has_value(), (done ? "" : done.error().message));
    if (!done) continue;
    // Every seventh article is of one publish, in both tiers; all others are of the first.
    auto scan = store::ArticleScan::Open(backup);
    REQUIRE(scan.has_value());
    std::string seventh;
    while (const auto article = scan->Next().value()) {
      const std::string record = article->record.substr(0, article->record.size() - 300);
      const int number = std::stoi(article->unique_term.substr(4));
      if (number % 7 != 0) {
        CHECK(record == "0");
      } else if (seventh.empty()) {
        seventh = record;
      } else {
        CHECK(record == seventh);
      }
    }
  }
  stop = true;
  author.join();
}

TEST_CASE("Backup: what cannot be restored changes nothing") {
  const TempDir temp;
  const fs::path kb = temp.path() / "kb";
  const fs::path backup = temp.path() / "backup";
  Publish(kb, 20, "old");
  CHECK(Restore(kb, backup).error().code == ErrorCode::kNotFound);
  REQUIRE(Backup(kb, backup));
  std::ofstream(backup / "gen-000001" / "public" / "en" / "postlist.glass")
      << std::string(8192, '#');
  CHECK_FALSE(Restore(kb, backup).has_value());
  CHECK(ReadCurrent(kb).value() == "gen-000001");
  CHECK_FALSE(fs::exists(kb / "building"));
  CHECK(Records(kb, 20) == "old");
  CHECK(Restore(kb, kb).error().code == ErrorCode::kInvalidInput);
  CHECK_FALSE(Backup(temp.path() / "none", temp.path() / "x").has_value());
  CHECK_FALSE(fs::exists(temp.path() / "x"));
}

TEST_CASE("Compact: smaller, and the same") {
  const TempDir temp;
  Publish(temp.path(), 500, "old");
  Publish(temp.path(), 500, "new");
  const auto sizes = store::Compact(temp.path());
  REQUIRE_MESSAGE(sizes.has_value(), sizes.error().message);
  CHECK(sizes->after < sizes->before);
  CHECK(ReadCurrent(temp.path()).value() == "gen-000002");
  CHECK(Records(temp.path(), 500) == "new");
  Publish(temp.path(), 500, "newer");
  CHECK(Records(temp.path(), 500) == "newer");
}

/// All names in a folder, sorted, as "a b c".
std::string Names(const fs::path& dir) {
  std::vector<std::string> names;
  if (!fs::exists(dir)) return "none";
  for (const fs::directory_entry& entry : fs::directory_iterator(dir)) {
    names.push_back(entry.path().filename().string());
  }
  std::sort(names.begin(), names.end());
  std::string all;
  for (const std::string& name : names) all += (all.empty() ? "" : " ") + name;
  return all;
}

TEST_CASE("Backup, Restore, Compact: stopped at any step they have done nothing") {
  const TempDir temp;
  const fs::path kb = temp.path() / "kb";
  const fs::path backup = temp.path() / "backup";
  const fs::path other = temp.path() / "other";
  Publish(kb, 20, "old");
  REQUIRE(Backup(kb, backup));
  Publish(kb, 20, "new");
  const std::string before = Names(kb);
  const std::vector<std::pair<std::string, std::function<bool(const store::Watch&)>>> works = {
      {"backup", [&](const store::Watch& watch) { return Backup(kb, other, watch).has_value(); }},
      {"compact", [&](const store::Watch& watch) { return store::Compact(kb, watch).has_value(); }},
      {"restore",
       [&](const store::Watch& watch) { return Restore(kb, backup, watch).has_value(); }}};
  for (const auto& work : works) {
    CAPTURE(work.first);
    int asked = 0;
    for (int stop_at = 1; stop_at == asked + 1; ++stop_at) {
      asked = 0;
      std::uint64_t last = 0;
      bool stopped = false;
      const auto interrupted = [&] {
        stopped = asked + 1 == stop_at;
        if (!stopped) ++asked;
        return stopped;
      };
      CHECK(work.second({[&](std::uint64_t done, std::uint64_t bytes) {
                           CHECK(done >= last);
                           CHECK(done <= bytes);
                           last = done;
                         },
                         interrupted}));
      if (!stopped) break;
      asked = stop_at;
      CHECK(Names(kb) == before);
      CHECK(Names(other) == "none");
      CHECK(Records(kb, 20) == "new");
    }
    CHECK(asked > 4);
    if (work.first == "compact") fs::remove_all(kb / "gen-000001");
    if (work.first == "compact") fs::rename(kb / "gen-000002", kb / "gen-000001");
    if (work.first == "compact") store::WriteCurrent(kb, "gen-000001");
    fs::remove_all(other);
  }
  CHECK(Records(kb, 20) == "old");
}

}  // namespace
}  // namespace funnel::store
