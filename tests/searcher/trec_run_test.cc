// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/measure/trec_run.h"

#include <doctest/doctest.h>

#include <cstdlib>
#include <limits>
#include <sstream>

namespace funnel {
namespace {

TEST_CASE("TREC run: ids are escaped only where a column would break, and come back") {
  const struct {
    std::string id, field;
  } examples[] = {
      {"plain-id/1", "plain-id/1"},
      {"文書/印刷", "文書/印刷"},
      {"क्षि\u200Dक", "क्षि\u200Dक"},
      {"a b", "a%20b"},
      {"a\tb", "a%09b"},
      {"全角\u3000空白", "全角%E3%80%80空白"},
      {"no\u00A0break", "no%C2%A0break"},
      {"line\u2028break", "line%E2%80%A8break"},
      {"next\u0085line", "next%C2%85line"},
      {"100%", "100%"},
      {"100% sure", "100%%20sure"},
      {"5%2", "5%2"},
      {"%4 1", "%4%201"},
      {"a%20b", "a%2520b"},
      {"%%41", "%%2541"},
      {"%25", "%2525"},
      {"ÃÂ", "ÃÂ"},
      {"", ""},
  };
  for (const auto& example : examples) {
    INFO(example.id);
    CHECK(measure::EscapeField(example.id) == example.field);
    CHECK(measure::UnescapeField(measure::EscapeField(example.id)) == example.id);
  }
}

TEST_CASE("TREC run: every short string of the dangerous characters comes back") {
  const std::string alphabet = "%2aF \xC2\xA0\xE3\x80x";
  std::size_t tried = 0;
  std::string id(5, ' ');
  for (const char a : alphabet) {
    for (const char b : alphabet) {
      for (const char c : alphabet) {
        for (const char d : alphabet) {
          for (const char e : alphabet) {
            id.assign({a, b, c, d, e});
            const std::string field = measure::EscapeField(id);
            if (measure::UnescapeField(field) != id || field.find(' ') != std::string::npos) {
              FAIL("not reversible: " << field);
            }
            ++tried;
          }
        }
      }
    }
  }
  CHECK(tried == 100'000);
}

TEST_CASE("TREC run: one line a document, ranks from 1") {
  std::ostringstream out;
  measure::RunWriter writer(out, "my run");
  writer.Write("q 1", {{"d1", 2.5}, {"d 2", 1.25}});
  writer.Write("q2", {});
  writer.Write("q3", {{"d1", 0.5}});
  CHECK(out.str() ==
        "q%201 Q0 d1 1 2.5 my%20run\n"
        "q%201 Q0 d%202 2 1.25 my%20run\n"
        "q3 Q0 d1 1 0.5 my%20run\n");
}

TEST_CASE("TREC run: scores fall strictly, so that the order survives a sort by score") {
  const double nan = std::numeric_limits<double>::quiet_NaN();
  const std::vector<measure::RankedDocument> ranking = {{"z", 3.0}, {"a", 3.0}, {"m", 3.0 + 1e-12},
                                                        {"b", 4.0}, {"n", nan}, {"c", 0.0},
                                                        {"y", 0.0}, {"x", -1.0}};
  std::ostringstream out;
  measure::RunWriter(out, "t").Write("q", ranking);
  std::istringstream lines(out.str());
  std::string query, q0, id, rank, score, tag;
  float above = std::numeric_limits<float>::infinity();
  std::size_t count = 0;
  while (lines >> query >> q0 >> id >> rank >> score >> tag) {
    CHECK(id == ranking[count].id);
    CHECK(std::strtof(score.c_str(), nullptr) < above);
    above = std::strtof(score.c_str(), nullptr);
    ++count;
  }
  CHECK(count == ranking.size());
}

TEST_CASE("NameField: one column, never empty, always valid") {
  CHECK(measure::NameField("") == "-");
  CHECK(measure::NameField("zh-Hant") == "zh-Hant");
  CHECK(measure::NameField("how to") == "how%20to");
  CHECK(measure::NameField("a\xFF") == "a\uFFFD");
}

}  // namespace
}  // namespace funnel
