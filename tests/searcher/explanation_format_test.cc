// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/answer/explanation_format.h"

#include <doctest/doctest.h>

#include <string>
#include <vector>

namespace funnel {
namespace {

/// A pasted text of one part, as `explain` shows the bytes from `begin` to `end` of it.
std::string Shown(const std::string& text, std::uint32_t begin, std::uint32_t end) {
  Explanation explanation;
  explanation.query.text = text;
  ExplainedPart part;
  part.begin = begin;
  part.end = end;
  part.searched = true;
  explanation.query.parts = {part};
  const std::string lines = answer::FormatExplanation(explanation, false);
  const std::string columns = "     1    1.00  ";
  const std::size_t at = lines.find(columns);
  REQUIRE(at != std::string::npos);
  return lines.substr(at + columns.size(), lines.find('\n', at) - at - columns.size());
}

std::string Repeated(const std::string& cluster, int times) {
  std::string text;
  for (int i = 0; i < times; ++i) text += cluster;
  return text;
}

TEST_CASE("Explanation: what is cut short ends with a whole character") {
  const std::vector<std::string> clusters = {
      "a",
      "é",
      "e\u0301\u0323",
      "重",
      "ที่",
      "षि",
      "🇹🇭",
      "👍🏽",
      "👩‍👩‍👧‍👦",
      "葛\U000E0100",
  };
  for (const std::string& cluster : clusters) {
    for (const std::string prefix : {"", "x", "xy", "xyz"}) {
      const std::string text = prefix + Repeated(cluster, 100);
      std::string shown = Shown(text, 0, static_cast<std::uint32_t>(text.size()));
      REQUIRE(shown.ends_with("..."));
      shown.resize(shown.size() - 3);
      CHECK(shown.size() <= 60);
      CHECK(shown == prefix + Repeated(cluster, static_cast<int>((shown.size() - prefix.size()) /
                                                                 cluster.size())));
      CHECK(shown.size() + cluster.size() > 60);
    }
  }
}

TEST_CASE("Explanation: a place within a character shows all of it") {
  const std::string thai = "เครื่อง";
  CHECK(Shown(thai, 3, 6) == "ค");
  CHECK(Shown(thai, 6, 9) == "รื่");
  CHECK(Shown(thai, 9, 12) == "รื่");
  CHECK(Shown(thai, 4, 5) == "ค");
  CHECK(Shown("a👩‍👧b", 1, 5) == "👩‍👧");
  CHECK(Shown("plain words", 6, 11) == "words");
  CHECK(Shown("plain", 9, 11).empty());
  CHECK(Shown("plain", 2, 99) == "ain");
}

TEST_CASE("Explanation: a long query is cut, a short one is not") {
  Explanation explanation;
  explanation.query.text = Repeated("ที่", 200);
  CHECK(answer::FormatExplanation(explanation, false)
            .starts_with("query       " + Repeated("ที่", 33) + "...\n"));
  explanation.query.text = Repeated("ที่", 33);
  CHECK(answer::FormatExplanation(explanation, false)
            .starts_with("query       " + Repeated("ที่", 33) + "\n"));
}

}  // namespace
}  // namespace funnel
