// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/answer/text_breaks.h"

#include <doctest/doctest.h>

#include <string>

namespace funnel {
namespace {

using answer::TextBreaks;

/// `text` with a bar at each place where it may be cut.
std::string Cuts(const std::string& text) {
  const TextBreaks breaks(text);
  std::string line;
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (at > 0 && breaks.CutBefore(at) == at) line += '|';
    line += text[at];
  }
  return line;
}

TEST_CASE("TextBreaks: texts are cut between words, with what belongs to them") {
  const struct {
    std::string cuts;
  } rows[] = {
      {"Open |the |file, |then |stop."},
      {"See |winhttp.dll |(twice)."},
      {"The |user's |FileNotFoundException"},
      {"net::ERR_CERT |0x80070005"},
      {"เปิด|เครื่องพิมพ์|ใหม่"},
      {"印刷|が|止まる。|印刷"},
      {"「印刷」|を|押す"},
      {"列印|文件，|重新|開機"},
      {"프린터를 |껐다"},
      {"प्रिंट |कतार |में"},
      {"hàng |đợi |in"},
      {"👩‍👩‍👧‍👦|🇹🇭|👍🏽"},
  };
  for (const auto& row : rows) {
    std::string text;
    for (const char c : row.cuts) {
      if (c != '|') text += c;
    }
    CHECK(Cuts(text) == row.cuts);
  }
}

TEST_CASE("TextBreaks: the next place in both directions") {
  const std::string text = "The printer's queue";
  const TextBreaks breaks(text);
  const struct {
    std::size_t at, before, after;
  } rows[] = {{0, 0, 0}, {1, 0, 4}, {4, 4, 4}, {5, 4, 14}, {13, 4, 14}, {15, 14, 19}, {99, 19, 19}};
  for (const auto& row : rows) {
    CHECK(breaks.CutBefore(row.at) == row.before);
    CHECK(breaks.CutAfter(row.at) == row.after);
  }
}

TEST_CASE("TextBreaks: what no word is that long is cut between clusters") {
  std::string text;
  for (int i = 0; i < 100; ++i) text += "e\u0301";
  const TextBreaks breaks(text);
  CHECK(breaks.CutBefore(200) == 198);
  CHECK(breaks.CutAfter(100) == 102);
  CHECK(breaks.ClusterBefore(100) == 99);
  CHECK(breaks.CutAfter(299) == 300);
}

TEST_CASE("TextBreaks: a stretch has places at its ends, in bytes of the whole") {
  const std::string text = "ที่พิมพ์ a ที่";
  const TextBreaks breaks(text, 10, 16);
  CHECK(breaks.ClusterBefore(0) == 9);
  CHECK(breaks.ClusterAfter(99) == 18);
  CHECK(breaks.ClusterAfter(13) == 15);
  const TextBreaks empty("");
  CHECK(empty.CutBefore(0) == 0);
  CHECK(empty.ClusterAfter(5) == 0);
}

}  // namespace
}  // namespace funnel
