// SPDX-License-Identifier: GPL-2.0-or-later
// What a narrower audience takes from the wider ones.
#include <doctest/doctest.h>
#include <xapian.h>

#include <atomic>
#include <filesystem>
#include <string>
#include <thread>

#include "funnel/searcher.h"
#include "indexer/store/layout/knowledge_base.h"
#include "tests/support/articles.h"
#include "tests/support/temp_dir.h"

namespace funnel {
namespace {

namespace fs = std::filesystem;
using testing::MakeArticle;

Article Secret(Audience audience) {
  Article article = MakeArticle("secret", "ms", "Wombatology", "The wombatology of zebrafinches");
  article.products = {"Okapi"};
  article.tags = {"quagga"};
  article.audience = audience;
  return article;
}

Searcher Open(const fs::path& dir, Audience audience) {
  auto searcher = Searcher::Open(dir, audience);
  REQUIRE_MESSAGE(searcher.has_value(), searcher.error().message);
  return std::move(*searcher);
}

std::size_t Found(Searcher& searcher, const std::string& query) {
  SearchRequest request;
  request.query = query;
  const auto response = searcher.Search(request);
  REQUIRE_MESSAGE(response.has_value(), response.error().message);
  CHECK((response->estimated_total_hits > 0) == !response->hits.empty());
  return response->hits.size();
}

/// Everything in a tier's database that can be asked for, in one text.
std::string Contents(const fs::path& dir, store::Tier tier) {
  const Xapian::Database database(
      (dir / store::ReadCurrent(dir).value() / Name(tier) / "en").string());
  std::string all;
  for (auto term = database.allterms_begin(); term != database.allterms_end(); ++term) {
    all += *term + "\n";
  }
  for (auto word = database.spellings_begin(); word != database.spellings_end(); ++word) {
    all += *word + "\n";
  }
  for (auto key = database.metadata_keys_begin(); key != database.metadata_keys_end(); ++key) {
    all += *key + " " + database.get_metadata(*key) + "\n";
  }
  for (auto id = database.postlist_begin(""); id != database.postlist_end(""); ++id) {
    const Xapian::Document document = database.get_document(*id);
    all += document.get_data() + "\n";
    for (auto value = document.values_begin(); value != document.values_end(); ++value) {
      all += *value + "\n";
    }
  }
  return all;
}

TEST_CASE("Tiers: an article that moves to a narrower one leaves nothing in the wider") {
  for (const Audience narrower : {Audience::kPartner, Audience::kInternal}) {
    CAPTURE(Name(narrower));
    const testing::TempDir temp;
    testing::Publish(temp.path(), {Secret(Audience::kPublic),
                                   MakeArticle("other", "en", "Printer", "Zebras print")});
    Searcher before = Open(temp.path(), Audience::kPublic);
    CHECK(Found(before, "wombatology") == 1);
    CHECK(before.Describe()->languages == std::vector<std::string>{"en", "ms"});
    testing::Publish(temp.path(), {Secret(narrower)});

    Searcher after = Open(temp.path(), Audience::kPublic);
    for (Searcher* reader : {&before, &after}) {  // One that was open, and a new one.
      CHECK(Found(*reader, "wombatology") == 0);
      CHECK(Found(*reader, "wombatologi") == 0);  // Nor by a guess at what was meant.
      CHECK(Found(*reader, "\"zebrafinches\"") == 0);
      CHECK(reader->Describe()->articles == 1);
      CHECK(reader->Describe()->languages == std::vector<std::string>{"en"});
      CHECK_FALSE(reader->Get("ms", "secret").has_value());
      CHECK(reader->TranslationsOf("secret").value().empty());
    }
    const std::string contents = Contents(temp.path(), store::Tier::kPublic);
    CHECK(contents.find("rint") != std::string::npos);
    for (const char* word : {"ombat", "inche", "kapi", "uagga", "secret", "ms"}) {
      CAPTURE(word);
      CHECK(contents.find(word) == std::string::npos);
    }
    Searcher inside = Open(temp.path(), narrower);
    CHECK(Found(inside, "wombatology") == 1);
    CHECK(inside.Describe()->articles == 2);
  }
}

TEST_CASE("Tiers: while an article moves, every reader sees it in one tier") {
  const testing::TempDir temp;
  testing::Publish(temp.path(), {Secret(Audience::kPublic),
                                 MakeArticle("other", "en", "Printer", "Zebras print"), [] {
                                   Article made = MakeArticle("inside", "en", "Inside", "Notes");
                                   made.audience = Audience::kInternal;
                                   return made;
                                 }()});
  std::atomic<bool> stop = false;
  std::atomic<int> wrong = 0;
  std::atomic<int> looks = 0;
  std::thread reader([&] {
    auto searcher = Searcher::Open(temp.path(), Audience::kInternal);
    auto open = Searcher::Open(temp.path(), Audience::kPublic);
    SearchRequest request;
    request.query = "wombatology";
    while (!stop && searcher && open) {
      const auto found = searcher->Search(request);
      const auto base = searcher->Describe();
      if (!found || found->hits.size() != 1 || !base || base->articles != 3) ++wrong;
      const auto outside = open->Search(request);
      if (!outside) ++wrong;
      if (outside && outside->hits.size() == 1 && outside->hits[0].audience != Audience::kPublic) {
        ++wrong;
      }
      ++looks;
    }
  });
  for (int i = 0; i < 30; ++i) {
    testing::Publish(temp.path(), {Secret(i % 2 == 0 ? Audience::kInternal : Audience::kPublic)});
  }
  stop = true;
  reader.join();
  CHECK(wrong == 0);
  CHECK(looks > 0);
}

}  // namespace
}  // namespace funnel
