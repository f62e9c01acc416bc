// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/text/characters/broken_lines.h"

#include <doctest/doctest.h>

#include <string>

#include "funnel/analyzer.h"

namespace funnel {
namespace {

TEST_CASE("JoinBrokenLines: where a word or a sentence without spaces goes on") {
  const struct {
    std::string source, joined;
  } rows[] = {
      {"three kinds of authen-\ntication here", "three kinds of authentication here"},
      {"the configu- \r\n   ration menu", "the configuration menu"},
      {"Die Benutzer-\nverwaltung", "Die Benutzerverwaltung"},
      {"die Ein-\nund Ausgabe", "die Ein-\nund Ausgabe"},
      {"in-\nand output", "in-\nand output"},
      {"the Wi-\nFi network", "the Wi-Fi network"},
      {"see ISO-\n9001", "see ISO-9001"},
      {"аутенти-\nфикация", "аутентификация"},
      {"soft\u00AD\nware", "software"},
      {"authen\u2010\ntication", "authentication"},
      {"a list:\n- one\n- two", "a list:\n- one\n- two"},
      {"--force\n-\nword", "--force\n-\nword"},
      {"ends here-\n\nnew paragraph", "ends here-\n\nnew paragraph"},
      {"设备支持三种认\n证方式，请打开配\n置菜单。", "设备支持三种认证方式，请打开配置菜单。"},
      {"この装置は三つの認\n  証方式に対応しています。",
       "この装置は三つの認証方式に対応しています。"},
      {"概要\n设备支持三种认证方式和多种\n配置", "概要\n设备支持三种认证方式和多种配置"},
      {"プリンター。\n用紙", "プリンター。\n用紙"},
      {"인증 방식을\n설정", "인증 방식을\n설정"},
      {"plain words\nstay apart", "plain words\nstay apart"},
      {"", ""},
      {"\n\n\n", "\n\n\n"},
      {"one-", "one-"},
      {"one-\n", "one-\n"},
  };
  for (const auto& row : rows) {
    CAPTURE(row.source);
    CHECK(text::JoinBrokenLines(row.source).text == row.joined);
  }
}

TEST_CASE("Analyzer: words across the lines of a printed page, at their places in it") {
  Analyzer analyzer;
  const std::string source = "use authen-\ntication or a well-\nknown way, 认证\n";
  const auto has = [&](const AnalyzedText& text, Lane lane, const std::string& term,
                       const std::string& covered) {
    for (const Term& one : text.terms) {
      if (one.lane == lane && one.text == term &&
          source.substr(one.begin, one.end - one.begin) == covered) {
        return true;
      }
    }
    return false;
  };
  const AnalyzedText text = analyzer.AnalyzeBody(source, "en", true);
  CHECK(has(text, Lane::kWord, "authentication", "authen-\ntication"));
  CHECK(has(text, Lane::kWord, "well", "well-\n"));
  CHECK(has(text, Lane::kWord, "known", "known"));
  CHECK(has(text, Lane::kWord, "wellknown", "well-\nknown"));
  CHECK(has(text, Lane::kWord, "way", "way"));
  CHECK_FALSE(
      has(analyzer.AnalyzeBody(source, "en"), Lane::kWord, "authentication", "authen-\ntication"));
  const AnalyzedText chinese = analyzer.AnalyzeBody("设备支持三种认\n证方式", "zh-Hans", true);
  CHECK(chinese.ToString().find("gram:认证@") != std::string::npos);
}

}  // namespace
}  // namespace funnel
