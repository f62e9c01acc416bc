// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/query/verbatim.h"

#include <doctest/doctest.h>

#include <string>

namespace funnel {
namespace {

TEST_CASE("Verbatim: words in their form, with their signs, one after the other") {
  const struct {
    const char* phrase;
    const char* text;
    const char* lang;
    bool holds;
  } rows[] = {
      {"logging", "Logging of the server", "en", true},
      {"logging", "Log files", "en", false},
      {"log", "Logging", "en", false},
      {"log", "catalog, catalogs", "en", false},
      {"log", "the log_file", "en", true},
      {"paper tray", "The paper-tray", "en", true},
      {"paper tray", "paper,\n  (tray)", "en", true},
      {"paper tray", "paper in the tray", "en", false},
      {"paper tray", "paper papers tray trays paper tray", "en", true},
      {"paper tray.", "paper tray", "en", true},
      {"C++", "a C++ project", "en", true},
      {"C++", "vitamin C", "en", false},
      {"C++", "C+ or C+++", "en", false},
      {"C", "a C++ and C# project", "en", false},
      {"C", "written in C.", "en", true},
      {"C#", "for C#, of course", "en", true},
      {".NET", "the .NET services", "en", true},
      {".NET", "net income", "en", false},
      {".NET", "ASP.NET", "en", false},
      {"node.js", "Node.js", "en", true},
      {"node.js", "node js", "en", false},
      {"3.1", "version 3.1.", "en", true},
      {"3.1", "version 3.11 or 3.1.2 or 13.1 or 2.3.1", "en", false},
      {"e-mail", "e\u2010mail", "en", true},
      {"user's", "the user\u2019s guide", "en", true},
      {"Öffnen mit", "ÖFFNEN MIT", "de", true},
      {"straße", "STRASSE", "de", true},
      {"öffnen", "o\u0308ffnen", "de", true},
      {"университет", "в университете", "ru", false},
      {"университет", "Университет", "ru", true},
      {"紙詰まり", "用紙の紙詰まりです", "ja", true},
      {"机", "機械", "ja", false},
      {"印表機", "印表机", "zh-Hans", true},
      {"โหมดเครื่องบิน", "เปิดโหมดเครื่องบินก่อน", "th", true},
      {"프린터", "프린터가 느립니다", "ko", true},
      {"프린터", "복사프린터", "ko", false},
      {"Windows", "Windows에서", "ko", true},
      {"ＷＩＦＩ", "wifi", "en", true},
      {"?\?=", "Write ?\?= here", "en", true},
      {"", "anything", "en", false},
      {"\xFF", "anything", "en", false},
  };
  for (const auto& row : rows) {
    CAPTURE(std::string(row.phrase));
    CAPTURE(std::string(row.text));
    CHECK(query::Verbatim(row.phrase).In(row.text, row.lang) == row.holds);
  }
}

TEST_CASE("Verbatim: across the lines of a plain text") {
  store::HitRecord article;
  article.format = BodyFormat::kMarkdown;
  article.lang = "zh-Hans";
  article.text = "设备支持三种认\n证方式，请打开配\n置菜单。";
  CHECK_FALSE(query::Verbatim("认证方式").In(article));
  article.format = BodyFormat::kPlain;
  CHECK(query::Verbatim("认证方式").In(article));
  article.lang = "en";
  article.text =
      "The device asks for authen-\ntication at each start, as it is described in the next\n"
      "chapter.";
  CHECK(query::Verbatim("authentication").In(article));
  CHECK(query::Verbatim("next chapter").In(article));
  CHECK_FALSE(query::Verbatim("authentic").In(article));
}

}  // namespace
}  // namespace funnel
