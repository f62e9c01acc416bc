// SPDX-License-Identifier: GPL-2.0-or-later
#include "funnel/similar.h"

#include <doctest/doctest.h>

#include <string>

#include "indexer/store/reader.h"
#include "tests/support/term_base.h"

namespace funnel {
namespace {

/// "lang:id share%" of what is similar to these terms, one a word.
std::string Similar(const testing::TermBase& base, const SimilarRequest& request) {
  auto reader = store::Reader::Open(base.dir.path(), Audience::kInternal);
  REQUIRE(reader);
  const auto found = FindSimilar(*reader, request);
  REQUIRE(found);
  std::string line;
  for (const SimilarArticle& article : *found) {
    line += (line.empty() ? "" : " ") + article.lang + ":" + article.id + "=" +
            std::to_string(static_cast<int>(100 * article.share + 0.5));
    CHECK(article.title == "Title of " + article.id);
  }
  return line;
}

TEST_CASE("FindSimilar: by shared rare terms") {
  const testing::TermBase base;
  CHECK(Similar(base, {{{"spooler"}, {"queue"}, {"unheard"}}}) == "en:queue=100 th:case=32");
  CHECK(Similar(base, {{{"unheard"}}}) == "");
  CHECK(Similar(base, {{}}) == "");
  CHECK(Similar(base, {{{"spooler"}, {"queue"}}, 1}) == "en:queue=100");
  // Of two terms the rarer one is kept.
  CHECK(Similar(base, {{{"common", 9}, {"tray"}}, 5, 1}) == "en:paper=100");
  CHECK(Similar(base, {{{"spooler"}}, 5, 32, "XAqueue"}) == "th:case=100");
}

}  // namespace
}  // namespace funnel
