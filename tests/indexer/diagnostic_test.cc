// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/cli/diagnostic.h"

#include <doctest/doctest.h>

#include "indexer/base/edit_distance.h"
#include "indexer/readers/front_matter.h"

namespace funnel {
namespace {

TEST_CASE("Diagnostic: prints as one line, and is read back from it") {
  for (const Diagnostic& diagnostic :
       {Diagnostic{"a/b.md", 4, 7, Severity::kError, "r", "wrong: x; do y"},
        Diagnostic{"a/b.md", 4, 0, Severity::kWarning, "r", "odd"},
        Diagnostic{"a:1/b.md", 0, 0, Severity::kError, "r", "gone"}}) {
    const Diagnostic read =
        ParseDiagnosticLine(diagnostic.ToString(), diagnostic.file, "r", Severity::kWarning);
    CHECK(read.ToString() == diagnostic.ToString());
    CHECK(read.line == diagnostic.line);
    CHECK(read.message == diagnostic.message);
    CHECK(read.severity == diagnostic.severity);
  }
  CHECK(Diagnostic{"b.md", 4, 7, Severity::kError, "r", "x"}.ToString() == "b.md:4:7: error: x");
  const Diagnostic other = ParseDiagnosticLine("kb: locked", "b.md", "r", Severity::kError);
  CHECK(other.ToString() == "b.md: error: kb: locked");
}

TEST_CASE("Diagnostic: as JSON") {
  CHECK(ToJson({"b.md", 4, 7, Severity::kError, "dead-link", "no \"x\""}) ==
        "{\"file\":\"b.md\",\"line\":4,\"column\":7,\"severity\":\"error\",\"rule\":\"dead-link\","
        "\"message\":\"no \\\"x\\\"\"}");
}

TEST_CASE("SortByPlace: by line and column, equal ones as they came") {
  std::vector<Diagnostic> all = {{"a", 2, 1, Severity::kError, "", "3"},
                                 {"a", 1, 9, Severity::kError, "", "2"},
                                 {"a", 2, 1, Severity::kError, "", "4"},
                                 {"a", 0, 0, Severity::kError, "", "1"}};
  SortByPlace(all);
  std::string order;
  for (const Diagnostic& one : all) order += one.message;
  CHECK(order == "1234");
}

TEST_CASE("EditDistance: slips of the pen, case and separators aside") {
  const struct {
    const char* a;
    const char* b;
    std::size_t distance;
  } kRows[] = {{"title", "title", 0}, {"titel", "title", 1},           {"Title", "title", 0},
               {"titl", "title", 1},  {"review_by", "review-by", 0},   {"reviewby", "review-by", 1},
               {"", "ab", 2},         {"confidance", "confidence", 1}, {"kind", "king", 1},
               {"abcd", "badc", 2}};
  for (const auto& row : kRows) {
    CAPTURE(row.a);
    CHECK(EditDistance(row.a, row.b) == row.distance);
    CHECK(EditDistance(row.b, row.a) == row.distance);
  }
}

TEST_CASE("ClosestName: the known key that was meant") {
  const struct {
    const char* written;
    const char* meant;
  } kRows[] = {{"titel", "title"},
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
    CHECK(ClosestName(row.written, FrontMatterKeys()) == row.meant);
  }
}

}  // namespace
}  // namespace funnel
