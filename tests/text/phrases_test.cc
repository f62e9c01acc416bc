// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/text/phrases.h"

#include <doctest/doctest.h>

#include <cstdint>
#include <string>
#include <vector>

namespace funnel::text {
namespace {

/// "begin-end:value ..." of the phrases in `text`; the value of a phrase is its place in the list.
std::string Find(const std::vector<std::string>& phrases, const std::string& text) {
  text::PhraseReader reader;
  text::PhraseTable table;
  for (std::size_t i = 0; i < phrases.size(); ++i) {
    table.Add(reader.Writings(phrases[i], {"en"}), static_cast<std::uint32_t>(i));
  }
  std::string found;
  for (const text::PhraseTable::Match& match : table.Find(reader.Units(text, {"en"}))) {
    found += (found.empty() ? "" : " ") + std::to_string(match.begin) + "-" +
             std::to_string(match.end) + ":" + std::to_string(match.value);
  }
  return found;
}

TEST_CASE("PhraseTable: finds phrases by place, longer ones first") {
  CHECK(Find({}, "a b") == "");
  CHECK(Find({"a"}, "") == "");
  CHECK(Find({"", "..."}, "a ...") == "");
  CHECK(Find({"a", "a b", "b", "a c"}, "x A b") == "1-3:1 1-2:0 2-3:2");
  CHECK(Find({"a b", "A  B"}, "a, b") == "0-2:0 0-2:1");
  CHECK(Find({"ＫＢ２９１９３５５"}, "kb-2919355") == "0-2:0");
  CHECK(Find({"version 5.3"}, "version v5.3") == "0-3:0");
  CHECK(Find({"打印机"}, "這台打印機壞了") == "2-5:0");
  CHECK(Find({"ﾌﾟﾘﾝﾀ"}, "プリンタが") == "0-4:0");
}

TEST_CASE("PhraseTable: no text takes more than a bound of steps") {
  std::vector<std::string> phrases;
  for (int i = 0; i < 150; ++i) phrases.push_back((i > 0 ? phrases.back() + " " : "") + "a");
  std::string text;
  for (int i = 0; i < 20'000; ++i) text += "a ";
  const std::string found = Find(phrases, text);
  CHECK(found.starts_with("0-150:149 0-149:148 "));
  CHECK(found.size() < 4'000'000);
  CHECK(Find(phrases, std::string("a\xFF\xFE\x00 b", 6)).starts_with("0-1:0"));
}

}  // namespace
}  // namespace funnel::text
