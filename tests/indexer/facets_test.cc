// SPDX-License-Identifier: GPL-2.0-or-later
#include <doctest/doctest.h>

#include <atomic>
#include <filesystem>
#include <map>
#include <random>
#include <set>
#include <sstream>
#include <string>
#include <utility>
#include <vector>

#include "funnel/indexer.h"
#include "indexer/care/command_backup.h"
#include "indexer/care/command_rebuild.h"
#include "indexer/care/command_verify.h"
#include "indexer/publish/article_document.h"
#include "indexer/publish/article_facets.h"
#include "indexer/schema/index_schema.h"
#include "indexer/store/article_scan.h"
#include "indexer/store/forward/facet_counts.h"
#include "indexer/store/layout/article_record.h"
#include "indexer/store/reader.h"
#include "indexer/store/writer.h"
#include "tests/support/articles.h"
#include "tests/support/temp_dir.h"

namespace funnel {
namespace {

namespace fs = std::filesystem;
using store::Facet;
using store::FacetValue;
using testing::MakeArticle;
using testing::TempDir;

const std::vector<Facet> kFacets = {Facet::kKind, Facet::kLanguage, Facet::kProduct,
                                    Facet::kVersion, Facet::kTag};

/// Families by value, of what an audience may read.
using Sums = std::map<std::pair<Facet, std::string>, std::size_t>;

Sums OfStored(const fs::path& dir, Audience audience) {
  std::map<std::pair<Facet, std::string>, std::set<std::string>> families;
  auto scan = store::ArticleScan::Open(dir, {.tiers = store::TiersFor(audience)});
  REQUIRE(scan.has_value());
  while (const auto next = scan->Next().value()) {
    const Article article = store::DecodeArticle(next->record).value();
    for (const FacetValue& value : publish::FacetsOf(article)) {
      families[{value.facet, value.key}].insert(article.family);
    }
  }
  Sums sums;
  for (const auto& [value, all] : families) sums[value] = all.size();
  return sums;
}

Sums OfColumns(store::Reader& reader) {
  store::FacetCounts counts;
  for (const std::string& language : reader.RankingLanguages()) {
    const Xapian::Database& database = reader.Language(language);
    std::vector<std::uint32_t> documents;
    for (auto at = database.postlist_begin(""); at != database.postlist_end(""); ++at) {
      documents.push_back(*at);
    }
    counts.Add(reader.Records(language), documents);
  }
  Sums sums;
  const auto all = counts.Of(kFacets);
  for (std::size_t i = 0; i < all.size(); ++i) {
    for (const auto& count : all[i]) sums[{kFacets[i], count.key}] = count.families;
  }
  return sums;
}

std::vector<std::string> Some(std::mt19937& random, const std::vector<std::string>& names) {
  std::vector<std::string> some;
  for (auto left = random() % 4; left > 0; --left) some.push_back(names[random() % names.size()]);
  return some;
}

Article SomeArticle(std::mt19937& random) {
  const std::vector<std::string> langs = {"en", "de", "zh-Hans", "zh-Hant", "yue", "id", "ms"};
  const auto number = std::to_string(random() % 40);
  Article article = MakeArticle("a" + number, langs[random() % langs.size()], "Title " + number,
                                "text " + std::to_string(random()));
  if (random() % 5 == 0) article.family = "shared";
  article.products = Some(
      random, {"Tamarind Print", "tamarind print", "Scan", "Ünïcode", "STRASSE", "Straße", "印刷"});
  article.versions = Some(random, {"5.2", "5.2.1", "22H2", "22h2", "v1"});
  article.tags = Some(
      random, {"wifi", "WiFi", "queue", "", std::string(300, 'x'), std::string(300, 'X'), "a\"b"});
  if (random() % 4 == 0) article.kind = Kind::kCase;
  if (random() % 3 == 0) article.audience = Audience::kInternal;
  if (random() % 9 == 0) article.state = State::kArchived;
  return article;
}

std::string Verified(const fs::path& dir) {
  std::ostringstream out, err;
  cli::Console console{out, err};
  const auto code = care::RunVerify({.kb = dir}, console, false);
  return code == cli::ExitCode::kOk ? "" : err.str();
}

TEST_CASE("Facets: the columns count what the stored articles have, whatever was done to a base") {
  std::mt19937 random(41);
  for (int round = 0; round < 6; ++round) {
    CAPTURE(round);
    const TempDir temp;
    const fs::path dir = temp.path() / "kb";
    const auto agree = [&](const fs::path& base) {
      for (const Audience audience : {Audience::kPublic, Audience::kInternal}) {
        auto reader = store::Reader::Open(base, audience);
        REQUIRE(reader.has_value());
        CHECK(OfColumns(*reader) == OfStored(base, audience));
      }
      CHECK(Verified(base).empty());
    };
    for (int publish = 0; publish < 12; ++publish) {
      Result<Indexer> indexer = Indexer::Open(dir);
      REQUIRE(indexer.has_value());
      for (auto left = random() % 30; left > 0; --left) {
        const Article article = SomeArticle(random);
        REQUIRE((random() % 4 == 0 ? indexer->Remove(article.lang, article.id)
                                   : indexer->Add(article)));
      }
      REQUIRE(indexer->Commit().has_value());
      if (publish % 4 == 3) agree(dir);
    }
    std::ostringstream out, err;
    cli::Console console{out, err};
    const std::atomic<bool> interrupted = false;
    REQUIRE(care::RunRebuild({.kb = dir}, console, interrupted) == cli::ExitCode::kOk);
    agree(dir);
    REQUIRE(care::RunCompact({dir, {}}, console, interrupted) == cli::ExitCode::kOk);
    agree(dir);
    const fs::path backup = temp.path() / "backup";
    const fs::path copy = temp.path() / "copy";
    REQUIRE(care::RunBackup({dir, backup}, console, interrupted) == cli::ExitCode::kOk);
    REQUIRE(care::RunRestoreBackup({copy, backup}, console, interrupted) == cli::ExitCode::kOk);
    agree(copy);
  }
}

TEST_CASE("Facets: a preview counts what is not committed") {
  const TempDir temp;
  const auto writer_at = [&] { return store::Writer::Open(temp.path(), {"72"}).value(); };
  Analyzer analyzer;
  store::Writer writer = writer_at();
  Article article = MakeArticle("a", "en", "Printer", "printers print");
  article.products = {"Print"};
  REQUIRE(writer.Upsert(store::Tier::kPublic, "Qen:a",
                        publish::MakeDocument(article, ContentHash(article), analyzer)));
  auto preview = writer.Preview(Audience::kPublic);
  REQUIRE(preview.has_value());
  CHECK(OfColumns(*preview) == Sums{{{Facet::kKind, "article"}, 1},
                                    {{Facet::kLanguage, "en"}, 1},
                                    {{Facet::kProduct, "print"}, 1}});
}

TEST_CASE("Facets: verify finds what is not the article's") {
  const TempDir temp;
  Article article = MakeArticle("a", "en", "Printer", "printers print");
  article.family = "a";
  article.products = {"Print"};
  Article other = article;
  other.products = {"Scan"};
  Analyzer analyzer;
  {
    store::Writer writer = store::Writer::Open(temp.path(), {ThisAnalysis()}).value();
    Xapian::Document document = publish::MakeDocument(article, ContentHash(article), analyzer);
    document.add_value(schema::kFacetsSlot, store::EncodeFacets(publish::FacetsOf(other)));
    REQUIRE(writer.Note({{"a", "en", State::kPublished, Audience::kPublic, ContentHash(article)}}));
    REQUIRE(writer.Upsert(store::Tier::kPublic, "Qen:a", std::move(document)));
    REQUIRE(writer.Commit());
  }
  CHECK(Verified(temp.path()).find("its values are not those of its text") != std::string::npos);
}

TEST_CASE("FacetsOf: a value is bounded, and so is their number") {
  Article article = MakeArticle("a", "en", "Printer", "printers print");
  for (int i = 0; i < 1'000; ++i) article.tags.push_back("tag " + std::to_string(i));
  article.products = {std::string(5'000, 'x') + "é", std::string(254, 'y') + "é"};
  std::size_t tags = 0;
  for (const FacetValue& value : publish::FacetsOf(article)) {
    tags += value.facet == Facet::kTag ? 1 : 0;
    CHECK(value.key.size() <= 255);
    CHECK(value.written.size() <= publish::kMostFacetBytes);
  }
  CHECK(tags == publish::kMostFacetValues);
}

}  // namespace
}  // namespace funnel
