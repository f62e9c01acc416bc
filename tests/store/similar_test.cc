// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/store/similar.h"

#include <doctest/doctest.h>

#include <string>

#include "indexer/schema/index_schema.h"
#include "indexer/store/article_lookup.h"
#include "indexer/store/layout/article_record.h"
#include "indexer/store/products.h"
#include "indexer/store/writer.h"
#include "tests/support/temp_dir.h"

namespace funnel::store {
namespace {

std::string Unique(const std::string& lang, const std::string& id) {
  return std::string(schema::kIdPrefix) + lang + ":" + id;
}

/// A base with three articles in two tiers and a draft, with these terms.
struct Base {
  testing::TempDir dir;

  Base() {
    auto writer = store::Writer::Open(dir.path(), {"72"});
    REQUIRE(writer);
    Put(*writer, store::Tier::kPublic, "en", "queue", "spooler queue stuck common", {"Print"});
    Put(*writer, store::Tier::kPublic, "en", "paper", "paper tray common", {"print", "Scan"});
    Put(*writer, store::Tier::kInternal, "th", "case", "spooler crash common", {"Print"});
    Put(*writer, store::Tier::kUnpublished, "en", "draft", "spooler", {});
    REQUIRE(writer->Commit());
  }

  static void Put(store::Writer& writer, store::Tier tier, const std::string& lang,
                  const std::string& id, const std::string& words,
                  const std::vector<std::string>& products) {
    Article article;
    article.id = article.family = id;
    article.lang = lang;
    article.title = "Title of " + id;
    article.source = id + ".md";
    article.products = products;
    Xapian::Document document;
    document.set_data(store::EncodeArticle(article));
    document.add_value(schema::kHitSlot, store::EncodeHit(article));
    document.add_boolean_term(Unique(lang, id));
    document.add_boolean_term(std::string(schema::kFamilyPrefix) + id);
    for (std::string product : products) {
      if (product[0] < 'a') product[0] = static_cast<char>(product[0] + ('a' - 'A'));
      document.add_boolean_term(std::string(schema::kProductPrefix) + product);
    }
    std::string_view rest = words;
    while (!rest.empty()) {
      const std::size_t end = std::min(rest.find(' '), rest.size());
      document.add_term(std::string(rest.substr(0, end)));
      rest.remove_prefix(std::min(end + 1, rest.size()));
    }
    REQUIRE(writer.Upsert(tier, Unique(lang, id), document));
  }

  /// "lang:id share%" of what is similar to these terms, one a word.
  std::string Similar(const store::SimilarRequest& request) const {
    auto reader = store::Reader::Open(dir.path(), Audience::kInternal);
    REQUIRE(reader);
    const auto found = store::FindSimilar(*reader, request);
    REQUIRE(found);
    std::string line;
    for (const store::SimilarArticle& article : *found) {
      line += (line.empty() ? "" : " ") + article.lang + ":" + article.id + "=" +
              std::to_string(static_cast<int>(100 * article.share + 0.5));
      CHECK(article.title == "Title of " + article.id);
    }
    return line;
  }
};

TEST_CASE("FindSimilar: by shared rare terms") {
  const Base base;
  CHECK(base.Similar({{{"spooler"}, {"queue"}, {"unheard"}}}) == "en:queue=100 th:case=40");
  CHECK(base.Similar({{{"unheard"}}}) == "");
  CHECK(base.Similar({{}}) == "");
  CHECK(base.Similar({{{"spooler"}, {"queue"}}, 1}) == "en:queue=100");
  // Of two terms the rarer one is kept.
  CHECK(base.Similar({{{"common", 9}, {"tray"}}, 5, 1}) == "en:paper=100");
  CHECK(base.Similar({{{"spooler"}}, 5, 32, "XAqueue"}) == "th:case=100");
}

TEST_CASE("ProductNames: as they are written, the most frequent first") {
  const Base base;
  auto reader = store::Reader::Open(base.dir.path(), Audience::kInternal);
  REQUIRE(reader);
  const auto names = store::ProductNames(*reader);
  REQUIRE(names);
  CHECK(*names == std::vector<std::string>{"Print", "Scan"});
  CHECK(store::ProductNames(*reader, 1)->size() == 1);
}

TEST_CASE("ArticleLookup: finds articles of every tier, drafts too") {
  const Base base;
  auto lookup = store::ArticleLookup::Open(base.dir.path());
  REQUIRE(lookup);
  for (const char* name : {"en:queue", "en:draft", "th:case"}) {
    const auto found = lookup->Find(std::string(schema::kIdPrefix) + name);
    REQUIRE(found);
    REQUIRE(*found);
    CHECK((*found)->source == std::string(name + 3) + ".md");
  }
  CHECK_FALSE(*lookup->Find(Unique("th", "queue")));
  CHECK(*lookup->Has(Unique("th", "case")));
  CHECK(*lookup->Has(Unique("en", "draft")));
  CHECK_FALSE(*lookup->Has(Unique("en", "gone")));
  CHECK(lookup->languages() == std::vector<std::string>{"en", "th"});
  const auto none = store::ArticleLookup::Open(base.dir.path() / "none");
  REQUIRE_FALSE(none);
  CHECK(none.error().code == ErrorCode::kNotFound);
}

}  // namespace
}  // namespace funnel::store
