// SPDX-License-Identifier: GPL-2.0-or-later
// ParseFilter.
#include <doctest/doctest.h>

#include <string>

#include "funnel/filter.h"

namespace funnel {
namespace {

std::string Line(const Filter& filter) {
  using Is = Filter::Is;
  std::string line;
  switch (filter.is) {
    case Is::kAll:
    case Is::kAny:
      for (const Filter& part : filter.parts) {
        line += (line.empty() ? "(" : filter.is == Is::kAll ? " & " : " | ") + Line(part);
      }
      return line + ")";
    case Is::kNot:
      return "!" + Line(filter.parts.front());
    case Is::kFacet:
      line = Name(filter.facet);
      break;
    case Is::kUpdated:
      line = "updated";
      break;
    case Is::kId:
      line = "id";
      break;
  }
  constexpr const char* kSigns[] = {"=", "<", "<=", ">", ">="};
  line += kSigns[static_cast<int>(filter.compare)];
  for (std::size_t i = 0; i < filter.values.size(); ++i) {
    line += (i == 0 ? "" : "/") + filter.values[i];
  }
  return line;
}

std::string Read(const std::string& text) {
  const Result<Filter> filter = ParseFilter(text);
  return filter ? Line(*filter) : "error: " + filter.error().message;
}

TEST_CASE("ParseFilter: what it reads") {
  const struct {
    const char* text;
    const char* line;
  } rows[] = {
      {"product = Printer", "product=Printer"},
      {"product=Printer", "product=Printer"},
      {"product = \"Photo Editor\"", "product=Photo Editor"},
      {"product = 'Photo \\'n\\' \\\\ Editor'", "product=Photo 'n' \\ Editor"},
      {"product = \" Photo \"", "product=Photo"},
      {"product = プリンター", "product=プリンター"},
      {"product = \"打印机 管理\" AND tag=เครื่องพิมพ์", "(product=打印机 管理 & tag=เครื่องพิมพ์)"},
      {"tag != प्रिंटर", "!tag=प्रिंटर"},
      {"tag IN [a, \"b c\",d]", "tag=a/b c/d"},
      {"tag IN []", "tag="},
      {"tag not in [a]", "!tag=a"},
      {"version = 5.2 OR version >= 6 and not kind = Case",
       "(version=5.2 | (version>=6 & !kind=case))"},
      {"(version < 5 OR version <= v4.1) AND version > 2",
       "((version<5 | version<=v4.1) & version>2)"},
      {"NOT (product = a OR NOT product = b)", "!(product=a | !product=b)"},
      {"lang = zh-TW", "lang=zh-Hant"},
      {"language IN [TH, fil]", "lang=th/tl"},
      {"updated >= 2024-02-29", "updated>=2024-02-29"},
      {"UPDATED = '2024-02-28'", "updated=2024-02-28"},
      {"id = print/queue-stuck.v2", "id=print/queue-stuck.v2"},
      {"version = \"5.0 - 5.4\"", "version=5.0 - 5.4"},
      {"product = \"AND\"", "product=AND"},
      {"\n product\t=\r\nC++ ", "product=C++"},
      {"product = C#/.NET&co", "product=C#/.NET&co"},
  };
  for (const auto& row : rows) {
    CAPTURE(row.text);
    CHECK(Read(row.text) == row.line);
  }
}

TEST_CASE("ParseFilter: what is wrong, and where") {
  const std::string at = "error: the filter is wrong at character ";
  const std::string name =
      "articles are not filtered by this name: use product, version, tag, lang, "
      "kind, updated or id";
  const std::string no_name = "expected a name: product, version, tag, lang, kind, updated or id";
  const std::string no_sign =
      "expected =, !=, IN or NOT IN, or <, <=, > or >= for version and updated";
  const struct {
    std::string text;
    std::string line;
  } rows[] = {
      {"", at + "1: " + no_name},
      {"  ", at + "3: " + no_name},
      {"colour = red", at + "1: " + name},
      {"tag = a AND colour = red", at + "13: " + name},
      {"tag", at + "4: " + no_sign},
      {"tag : a", at + "5: " + no_sign},
      {"tag = ", at + "7: expected a value"},
      {"tag = AND", at + "7: expected a value"},
      {"tag = ''", at + "7: this value is empty"},
      {"tag = a b", at + "9: put a value of several words into quotation marks"},
      {"tag = a = b", at + "9: expected AND, OR or the end"},
      {"tag = \"a", at + "7: this quotation mark is not closed"},
      {"tag = プリンター AND (", at + "18: " + no_name},
      {"(tag = a", at + "9: expected )"},
      {"tag = a)", at + "8: expected AND, OR or the end"},
      {"tag IN a", at + "8: expected ["},
      {"tag IN [a b]", at + "11: put a value of several words into quotation marks"},
      {"tag IN [a, ", at + "12: expected a value"},
      {"tag IN [a \"b\"]", at + "11: expected , or ]"},
      {"tag NOT a", at + "9: expected IN"},
      {"tag ! a", at + "5: write != for what is not to be"},
      {"tag > a", at + "5: only version and updated can be more or less"},
      {"version >= Ventura", at + "12: only a version with a number can be more or less"},
      {"kind = question", at + "8: a kind is article or case"},
      {"lang = 12345", at + "8: this is no language tag (BCP 47), such as th or zh-Hant"},
      {"updated > 2023-02-29", at + "11: a day is written YYYY-MM-DD, such as 2024-03-02"},
      {"updated > yesterday", at + "11: a day is written YYYY-MM-DD, such as 2024-03-02"},
      {"updated IN [2023-02-28]", at + "12: a day is compared by =, <, <=, > or >="},
      {std::string(40, '(') + "tag = a", at + "34: at most 32 may stand within each other"},
      {"NOT " + std::string(10'000, '('), "error: the filter has 10004 bytes: write at most 8192"},
  };
  for (const auto& row : rows) {
    CAPTURE(row.text);
    CHECK(Read(row.text) == row.line);
  }
  std::string many = "tag = a";
  for (int i = 0; i < 64; ++i) many += " OR tag = a";
  CHECK(Read(many).find("there are more than 64 conditions") != std::string::npos);
  std::string values = "tag IN [a";
  for (int i = 0; i < 1024; ++i) values += ",a";
  CHECK(Read(values + "]").find("there are more than 1024 values") != std::string::npos);
}

}  // namespace
}  // namespace funnel
