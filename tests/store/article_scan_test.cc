// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/store/article_scan.h"

#include <doctest/doctest.h>

#include <fstream>
#include <string>

#include "indexer/schema/index_schema.h"
#include "indexer/store/layout/manifest.h"
#include "indexer/store/layout/versions.h"
#include "indexer/store/writer.h"
#include "tests/support/temp_dir.h"

namespace funnel::store {
namespace {

namespace fs = std::filesystem;
using testing::TempDir;

Xapian::Document MakeDocument(const std::string& name, const std::string& record) {
  Xapian::Document document;
  document.set_data(record);
  document.add_boolean_term("Q" + name);
  document.add_value(schema::kHashSlot, "hash of " + name);
  return document;
}

store::Writer OpenWriter(const fs::path& dir) {
  auto writer = store::Writer::Open(dir, {"72.1"});
  REQUIRE_MESSAGE(writer.has_value(), writer.error().message);
  return std::move(*writer);
}

void Put(store::Writer& writer, store::Tier tier, const std::string& name,
         const std::string& record = "r") {
  REQUIRE(writer.Upsert(tier, "Q" + name, MakeDocument(name, record)).has_value());
}

/// Publishes so many times that a handle opened before must have been overtaken.
void PublishMuch(const fs::path& dir) {
  store::Writer writer = OpenWriter(dir);
  for (int round = 0; round < 5; ++round) {
    for (int i = 0; i < 300; ++i) {
      Put(writer, store::Tier::kPublic, "en:" + std::to_string(1000 + i),
          std::to_string(round) + std::string(200, 'x'));
    }
    REQUIRE(writer.Commit().has_value());
  }
}

store::ArticleScan OpenScan(const fs::path& dir, store::ScanOptions options = {}) {
  auto scan = store::ArticleScan::Open(dir, std::move(options));
  REQUIRE_MESSAGE(scan.has_value(), scan.error().message);
  return std::move(*scan);
}

/// "term@tier" of all that is left, with spaces between.
std::string Rest(store::ArticleScan& scan) {
  std::string line;
  while (true) {
    const auto next = scan.Next();
    REQUIRE_MESSAGE(next.has_value(), next.error().message);
    if (!*next) return line;
    CHECK((*next)->hash == "hash of " + (*next)->unique_term.substr(1));
    if (!line.empty()) line += ' ';
    line += (*next)->unique_term + "@" + std::string(Name((*next)->tier));
  }
}

void PutSome(const fs::path& dir) {
  store::Writer writer = OpenWriter(dir);
  Put(writer, store::Tier::kUnpublished, "en:b");
  Put(writer, store::Tier::kPublic, "th:a");
  Put(writer, store::Tier::kInternal, "en:c");
  Put(writer, store::Tier::kPublic, "en:a");
  REQUIRE(writer.Commit().has_value());
}

TEST_CASE("ArticleScan: all tiers in one order") {
  const TempDir dir;
  PutSome(dir.path());
  store::ArticleScan scan = OpenScan(dir.path());
  CHECK(scan.count() == 4);
  CHECK(scan.generation() == "gen-000001");
  CHECK(Rest(scan) == "Qen:a@public Qen:b@unpublished Qen:c@internal Qth:a@public");
  CHECK(Rest(scan).empty());

  store::ArticleScan behind = OpenScan(dir.path(), {.after = "Qen:b"});
  CHECK(Rest(behind) == "Qen:c@internal Qth:a@public");
  store::ArticleScan between =
      OpenScan(dir.path(), {.tiers = {store::Tier::kPublic}, .after = "Qen:b"});
  CHECK(Rest(between) == "Qth:a@public");
}

TEST_CASE("ArticleScan: publishing goes on meanwhile") {
  const TempDir dir;
  PublishMuch(dir.path());
  store::ArticleScan scan = OpenScan(dir.path());
  std::size_t count = 0;
  for (; count < 100; ++count) REQUIRE(scan.Next().value().has_value());
  PublishMuch(dir.path());
  std::string last;
  while (const auto next = scan.Next().value()) {
    CHECK(next->unique_term > last);
    last = next->unique_term;
    ++count;
  }
  CHECK(count == 300);
}

TEST_CASE("ArticleScan: what cannot be scanned") {
  const TempDir dir;
  const auto fails = [&](ErrorCode code) {
    const auto scan = store::ArticleScan::Open(dir.path());
    return !scan && scan.error().code == code;
  };
  CHECK(fails(ErrorCode::kNotFound));
  PutSome(dir.path());
  const auto set = [&](std::string_view key, const std::string& value) {
    Xapian::WritableDatabase tier((dir.path() / "gen-000001" / "internal" / "en").string());
    tier.set_metadata(std::string(key), value);
  };
  set(schema::kPublishKey, "77");  // A crash came before the manifest noted it.
  CHECK(store::ArticleScan::Open(dir.path()).has_value());
  CHECK(store::ReadManifest(dir.path() / "gen-000001")
            ->databases->at({store::Tier::kInternal, "en"})
            .publish == 77);
  set(schema::kAnalyzerKey, "0");
  CHECK(fails(ErrorCode::kIndexMismatch));
  CHECK(store::ArticleScan::Open(dir.path(), {.any_version = true}).has_value());
}

}  // namespace
}  // namespace funnel::store
