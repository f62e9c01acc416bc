// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/measure/qrels.h"

#include <doctest/doctest.h>

#include <sstream>
#include <vector>

namespace funnel {
namespace {

struct Read {
  measure::QrelsFile file;
  std::vector<std::string> reported;
};

Read ReadText(const std::string& text) {
  Read read;
  std::istringstream in(text);
  read.file = measure::ReadQrels(in, "qrels.tsv",
                                 [&](const std::string& line) { read.reported.push_back(line); });
  return read;
}

TEST_CASE("Qrels: grades by query and document, ids verbatim") {
  const Read read = ReadText(
      "query-id\tcorpus-id\tscore\nq1\td1\t2\nq1\td 2\t1\r\nвопрос\t文書/1\t1\nq1\td3\t0\n");
  CHECK(read.reported.empty());
  CHECK(read.file.errors == 0);
  REQUIRE(read.file.judgements.size() == 2);
  CHECK(read.file.judgements.at("q1") == measure::Grades{{"d1", 2}, {"d 2", 1}, {"d3", 0}});
  CHECK(read.file.judgements.at("вопрос") == measure::Grades{{"文書/1", 1}});
}

TEST_CASE("Qrels: a document that no base can hold stays judged, and so counts as missed") {
  const std::string long_id(203, 'x');
  const Read read = ReadText("q1\t" + long_id + "\t1\n");
  CHECK(read.reported.empty());
  CHECK(read.file.judgements.at("q1") == measure::Grades{{long_id, 1}});
}

TEST_CASE("Qrels: the header may be missing") {
  const Read read = ReadText("q1\td1\t1\nq2\td2\t1\n");
  CHECK(read.reported.empty());
  CHECK(read.file.judgements.size() == 2);
}

TEST_CASE("Qrels: bad lines are named and the rest is read") {
  const Read read = ReadText(
      "query-id\tcorpus-id\tscore\n"
      "q1 d1 1\n"
      "q1\td1\thigh\n"
      "q1\td1\t1.5\n"
      "q1\t\t1\n"
      "q1\td1\t1\n"
      "q1\td1\t1\n"
      "q1\td1\t2\n"
      "q1\td2\t-1\n");
  CHECK(
      read.reported ==
      std::vector<std::string>{
          "qrels.tsv:2: error: needs query id, document id and grade with a tab between",
          "qrels.tsv:3: error: the grade 'high' must be a whole number",
          "qrels.tsv:4: error: the grade '1.5' must be a whole number",
          "qrels.tsv:5: error: the query id must be 1 to 255 bytes without control characters, and "
          "the document id must not be empty",
          "qrels.tsv:8: error: 'd1' was judged 1 for this query before; keep one of the two"});
  CHECK(read.file.errors == 5);
  CHECK(read.file.judgements.at("q1") == measure::Grades{{"d1", 1}, {"d2", -1}});
}

}  // namespace
}  // namespace funnel
