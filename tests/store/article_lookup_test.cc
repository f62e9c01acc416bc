// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/store/article_lookup.h"

#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "indexer/store/products.h"
#include "indexer/store/reader.h"
#include "tests/support/term_base.h"

namespace funnel::store {
namespace {

TEST_CASE("ProductNames: as they are written, the most frequent first") {
  const testing::TermBase base;
  auto reader = store::Reader::Open(base.dir.path(), Audience::kInternal);
  REQUIRE(reader);
  const auto names = store::ProductNames(*reader);
  REQUIRE(names);
  CHECK(*names == std::vector<std::string>{"Print", "Scan"});
  CHECK(store::ProductNames(*reader, 1)->size() == 1);
}

TEST_CASE("ArticleLookup: finds articles of every tier, drafts too") {
  const testing::TermBase base;
  auto lookup = store::ArticleLookup::Open(base.dir.path());
  REQUIRE(lookup);
  for (const char* name : {"en:queue", "en:draft", "th:case"}) {
    const auto found = lookup->Find(std::string(schema::kIdPrefix) + name);
    REQUIRE(found);
    REQUIRE(*found);
    CHECK((*found)->source == std::string(name + 3) + ".md");
  }
  CHECK_FALSE(*lookup->Find(testing::Unique("th", "queue")));
  CHECK(*lookup->Has(testing::Unique("th", "case")));
  CHECK(*lookup->Has(testing::Unique("en", "draft")));
  CHECK_FALSE(*lookup->Has(testing::Unique("en", "gone")));
  CHECK(lookup->languages() == std::vector<std::string>{"en", "th"});
  const auto none = store::ArticleLookup::Open(base.dir.path() / "none");
  REQUIRE_FALSE(none);
  CHECK(none.error().code == ErrorCode::kNotFound);
}

}  // namespace
}  // namespace funnel::store
