// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/cli/diagnostic.h"

#include <doctest/doctest.h>

#include "indexer/base/edit_distance.h"
#include "indexer/readers/front_matter.h"

namespace funnel {
namespace {

TEST_CASE("Diagnostic: prints as one line, and is read back from it") {
  for (const cli::Diagnostic& diagnostic :
       {cli::Diagnostic{"a/b.md", 4, 7, cli::Severity::kError, "r", "wrong: x; do y"},
        cli::Diagnostic{"a/b.md", 4, 0, cli::Severity::kWarning, "r", "odd"},
        cli::Diagnostic{"a:1/b.md", 0, 0, cli::Severity::kError, "r", "gone"}}) {
    const cli::Diagnostic read = cli::ParseDiagnosticLine(diagnostic.ToString(), diagnostic.file,
                                                          "r", cli::Severity::kWarning);
    CHECK(read.ToString() == diagnostic.ToString());
    CHECK(read.line == diagnostic.line);
    CHECK(read.message == diagnostic.message);
    CHECK(read.severity == diagnostic.severity);
  }
  CHECK(cli::Diagnostic{"b.md", 4, 7, cli::Severity::kError, "r", "x"}.ToString() ==
        "b.md:4:7: error: x");
  const cli::Diagnostic other =
      cli::ParseDiagnosticLine("kb: locked", "b.md", "r", cli::Severity::kError);
  CHECK(other.ToString() == "b.md: error: kb: locked");
}

TEST_CASE("Diagnostic: as JSON") {
  CHECK(cli::ToJson({"b.md", 4, 7, cli::Severity::kError, "dead-link", "no \"x\""}) ==
        "{\"file\":\"b.md\",\"line\":4,\"column\":7,\"severity\":\"error\",\"rule\":\"dead-link\","
        "\"message\":\"no \\\"x\\\"\"}");
}

TEST_CASE("SortByPlace: by line and column, equal ones as they came") {
  std::vector<cli::Diagnostic> all = {{"a", 2, 1, cli::Severity::kError, "", "3"},
                                      {"a", 1, 9, cli::Severity::kError, "", "2"},
                                      {"a", 2, 1, cli::Severity::kError, "", "4"},
                                      {"a", 0, 0, cli::Severity::kError, "", "1"}};
  SortByPlace(all);
  std::string order;
  for (const cli::Diagnostic& one : all) order += one.message;
  CHECK(order == "1234");
}

TEST_CASE("EditDistance: insertions, deletions, substitutions and swaps of neighbours") {
  const struct {
    const char32_t* a;
    const char32_t* b;
    std::size_t distance;
  } kRows[] = {{U"title", U"title", 0}, {U"titel", U"title", 1},
               {U"titl", U"title", 1},  {U"reviewby", U"review-by", 1},
               {U"", U"ab", 2},         {U"confidance", U"confidence", 1},
               {U"kind", U"king", 1},   {U"abcd", U"badc", 2},
               {U"ก่อน", U"กอน", 1},     {U"abcdef", U"uvwxyz", 4}};
  for (const auto& row : kRows) {
    CHECK(base::EditDistance(row.a, row.b, 3) == row.distance);
    CHECK(base::EditDistance(row.b, row.a, 3) == row.distance);
  }
}

TEST_CASE("ClosestName: the known key that was meant") {
  const struct {
    const char* written;
    const char* meant;
  } kRows[] = {{"titel", "title"},
               {"Review_By", "review-by"},
               {"tag", "tags"},
               {"Symptoms", "symptoms"},
               {"symtpms", "symptoms"},
               {"reviewd-by", "review-by"},
               {"uthor", "author"},
               {"audence", "audience"},
               {"uid", ""},
               {"role", ""},
               {"weight", ""},
               {"feature", ""},
               {"topic", ""}};
  for (const auto& row : kRows) {
    CAPTURE(row.written);
    CHECK(base::ClosestName(row.written, readers::FrontMatterKeys()) == row.meant);
  }
}

}  // namespace
}  // namespace funnel
