// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/store/layout/manifest.h"

#include <doctest/doctest.h>
#include <fmt/format.h>

#include <cstddef>
#include <filesystem>
#include <optional>
#include <string>
#include <utility>

#include "indexer/schema/index_schema.h"
#include "indexer/store/article_lookup.h"
#include "indexer/store/article_scan.h"
#include "indexer/store/backup.h"
#include "indexer/store/files/durable_file.h"
#include "indexer/store/reader.h"
#include "indexer/store/writer.h"
#include "tests/support/temp_dir.h"

namespace funnel::store {
namespace {

namespace fs = std::filesystem;

void Put(const fs::path& dir, Tier tier, const std::string& id) {
  auto writer = Writer::Open(dir, {{"72.1", "f1"}});
  REQUIRE(writer.has_value());
  Xapian::Document document;
  document.add_boolean_term(schema::UniqueTerm("en", id));
  document.add_boolean_term("Len");
  REQUIRE(writer->Upsert(tier, schema::UniqueTerm("en", id), std::move(document)).has_value());
  REQUIRE(writer->Commit().has_value());
}

/// A public and an internal article.
struct Base {
  Base() {
    Put(dir, Tier::kPublic, "a");
    Put(dir, Tier::kInternal, "b");
  }
  fs::path generation() const { return dir / "gen-000001"; }

  testing::TempDir temp;
  fs::path dir = temp.path() / "kb";
};

std::string Names(const Result<CurrentGeneration>& current) {
  std::string names;
  for (const DatabaseName& name : current->databases) {
    names += (names.empty() ? "" : " ") + PathOf(name);
  }
  return names;
}

std::string Names(const std::optional<Manifest>& manifest) {
  std::string names;
  for (const auto& [name, note] : *manifest->databases) {
    names += (names.empty() ? "" : " ") + PathOf(name);
  }
  return names;
}

std::size_t Articles(const fs::path& dir) {
  return Reader::Open(dir, Audience::kInternal)->database().get_doccount();
}

template <class Value>
std::string MessageOf(const Result<Value>& result) {
  if (result) return "ok";
  CHECK(result.error().code == ErrorCode::kCorrupt);
  return result.error().message;
}

TEST_CASE("Manifest: has the libraries, and each database from its first commit on") {
  const testing::TempDir temp;
  const fs::path dir = temp.path() / "kb";
  Put(dir, Tier::kInternal, "a");
  auto manifest = ReadManifest(dir / "gen-000001");
  REQUIRE(manifest.has_value());
  CHECK(manifest->analysis == AnalysisLibraries{"72.1", "f1"});
  CHECK(manifest->schema == schema::kSchemaVersion);
  CHECK(manifest->analyzer == kAnalyzerVersion);
  const DatabaseName internal{Tier::kInternal, "en"};
  const DatabaseName in_public{Tier::kPublic, "en"};
  CHECK(manifest->databases == DatabaseNotes{{internal, {1, 1, {"en"}}}});
  const std::string created = manifest->created;
  Put(dir, Tier::kPublic, "b");
  manifest = ReadManifest(dir / "gen-000001");
  CHECK(manifest->databases ==
        DatabaseNotes{{in_public, {2, 1, {"en"}}}, {internal, {1, 1, {"en"}}}});
  CHECK(manifest->created == created);
}

TEST_CASE("Manifest: a crash between a database's commit and its note is made good") {
  const Base base;
  ReplaceFile(base.generation() / "manifest.json",
              R"({"databases":[{"path":"public/en","publish":1,"articles":1,"languages":["en"]}],)"
              R"("later":1})");
  CHECK(Names(FindCurrent(base.dir)) == "public/en internal/en");
  CHECK(Articles(base.dir) == 2);
  Put(base.dir, Tier::kPublic, "c");
  CHECK(Names(ReadManifest(base.generation())) == "public/en internal/en");
  CHECK(ReadSmallFile(base.generation() / "manifest.json").find("\"later\":1") !=
        std::string::npos);
}

TEST_CASE("Manifest: a database that is gone is an error of all that need it") {
  const Base base;
  auto open_reader = Reader::Open(base.dir, Audience::kInternal);
  REQUIRE(open_reader.has_value());
  fs::remove_all(base.generation() / "internal");
  const std::string missing = fmt::format(
      "{}: a database of the base that is missing; restore a backup (funnel-indexer restore --kb "
      "{} --from BACKUP), or index the articles into a new folder",
      (base.generation() / "internal/en").string(), base.dir.string());
  CHECK(MessageOf(open_reader->Refresh()) == missing);
  CHECK(MessageOf(Reader::Open(base.dir, Audience::kInternal)) == missing);
  CHECK(MessageOf(ArticleScan::Open(base.dir)) == missing);
  CHECK(MessageOf(ArticleLookup::Open(base.dir)) == missing);
  CHECK(MessageOf(Backup(base.dir, base.temp.path() / "backup")) == missing);
  CHECK(MessageOf(Writer::Open(base.dir, {})) == missing);
  CHECK(MessageOf(Writer::OpenNext(base.dir, {})) == missing);
  CHECK(MessageOf(Compact(base.dir)) == missing);
  // Who sees none of it goes on.
  CHECK(MessageOf(Reader::Open(base.dir, Audience::kPublic)) == "ok");
}

TEST_CASE("Manifest: a generation that is gone is an error, also under an open reader") {
  const Base base;
  auto open_reader = Reader::Open(base.dir, Audience::kPublic);
  REQUIRE(open_reader.has_value());
  fs::remove_all(base.generation());
  const std::string missing = fmt::format(
      "{0}/current: names gen-000001, which is missing; restore a backup (funnel-indexer restore "
      "--kb {0} --from BACKUP), or index the articles into a new folder",
      base.dir.string());
  CHECK(MessageOf(open_reader->Refresh()) == missing);
  CHECK(MessageOf(Reader::Open(base.dir, Audience::kPublic)) == missing);
  CHECK(MessageOf(ArticleScan::Open(base.dir)) == missing);
  CHECK(MessageOf(Writer::Open(base.dir, {})) == missing);
}

TEST_CASE("Manifest: a generation that cannot be opened is an error each time, until it can") {
  const Base base;
  auto reader = Reader::Open(base.dir, Audience::kPublic);
  REQUIRE(reader.has_value());
  ReplaceFile(base.dir / "current", "gen-000002\n");
  for (int look = 0; look < 3; ++look) {
    CAPTURE(look);
    CHECK(MessageOf(reader->Refresh()).find("names gen-000002, which is missing") !=
          std::string::npos);
  }
  ReplaceFile(base.dir / "current", "gen-000001\n");
  CHECK(MessageOf(reader->Refresh()) == "ok");
}

TEST_CASE("Manifest: a base of an older program stays readable, and learns its databases") {
  const Base base;
  ReplaceFile(base.generation() / "manifest.json", R"({"schema":4,"analyzer":4,"icu":"70.1"})");
  CHECK(MessageOf(Reader::Open(base.dir, Audience::kInternal)) == "ok");
  CHECK(AnalysisWarning(base.dir, {"70.1", "f1"}).empty());
  CHECK_FALSE(AnalysisWarning(base.dir, {"72.1", "f1"}).empty());
  Put(base.dir, Tier::kPublic, "c");
  CHECK(Names(ReadManifest(base.generation())) == "public/en internal/en");
  CHECK(ReadManifest(base.generation())->analysis == AnalysisLibraries{"70.1", ""});
}

TEST_CASE("Manifest: other libraries are a warning until a rebuild") {
  const Base base;
  CHECK(AnalysisWarning(base.dir, {"72.1", "f1"}).empty());
  CHECK(AnalysisWarning(base.dir, {"73.2", "f1"}).empty());
  const std::string remedy = fmt::format(
      ": some words may not be found; run funnel-indexer rebuild --kb {}", base.dir.string());
  CHECK(AnalysisWarning(base.dir, {"76.1", "f2"}) ==
        fmt::format("{}: its articles were analyzed with ICU 72.1, this program has 76.1{}",
                    base.dir.string(), remedy));
  CHECK(AnalysisWarning(base.dir, {"72.1", "f2"}) ==
        fmt::format("{}: its articles were analyzed with another libstemmer or data of ICU{}",
                    base.dir.string(), remedy));
  // What is copied as it is stays as it was analyzed; what is written anew does not.
  {
    auto copy = Writer::Open(base.dir, {{"76.1", "f2"}});
    REQUIRE(copy.has_value());
    REQUIRE(copy->Branch().has_value());
    REQUIRE(copy->Commit().has_value());
  }
  CHECK_FALSE(AnalysisWarning(base.dir, {"76.1", "f2"}).empty());
  {
    auto next = Writer::OpenNext(base.dir, {{"76.1", "f2"}});
    REQUIRE(next.has_value());
    REQUIRE(next->Commit().has_value());
  }
  CHECK(AnalysisWarning(base.dir, {"76.1", "f2"}).empty());
}

}  // namespace
}  // namespace funnel::store
