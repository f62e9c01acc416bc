// SPDX-License-Identifier: GPL-2.0-or-later
// Translations in folders and files named after languages: their language, and their family.
#include "indexer/readers/translation_path.h"

#include <doctest/doctest.h>

#include <string>

#include "indexer/readers/markdown_reader.h"

namespace funnel {
namespace {

constexpr const char* kEnglish =
    "Hold the pin for nine seconds until the reader blinks violet, then let go of it.";
constexpr const char* kJapanese = "リーダーが紫に点滅するまでピンを九秒間押し続けます。";
constexpr const char* kGerman =
    "Halten Sie den Stift neun Sekunden lang gedrückt, bis das Gerät violett blinkt.";
constexpr const char* kTraditional =
    "請在登入頁面輸入帳號與密碼，忘記密碼時請點選「忘記密碼」，系統會寄信給您。";
constexpr const char* kSimplified = "请在登录页面输入账号和密码，忘记密码时请点击“忘记密码”。";
constexpr const char* kPortuguese =
    "Mantenha o botão pressionado durante nove segundos até que o leitor pisque em violeta.";
constexpr const char* kUkrainian = "Утримуйте кнопку дев'ять секунд, доки зчитувач не заблимає.";
constexpr const char* kItalian =
    "Tenere premuto il pulsante per nove secondi finché il lettore non lampeggia in viola.";
constexpr const char* kIndonesian =
    "Tekan dan tahan tombol selama sembilan detik sampai pembaca berkedip ungu.";

/// "id lang family", of a file of the folder "kb".
std::string Place(const std::string& way, const std::string& text, const std::string& keys = "") {
  const std::string id = way.substr(0, way.rfind('.'));
  const readers::SourceFile file{"kb/" + way, "kb/" + way, id};
  const auto read =
      readers::ReadMarkdownArticle(keys.empty() ? text : "---\n" + keys + "---\n" + text, file, "");
  if (!read) return read.error().message;
  return read->article.id + " " + read->article.lang + " " + read->article.family;
}

TEST_CASE("Translations: of one article they are one family, wherever they lie") {
  struct {
    const char* way;
    const char* text;
    const char* lang;
    const char* family;
  } const rows[] = {
      {"en/reset.md", kEnglish, "en", "reset"},
      {"ja/reset.md", kJapanese, "ja", "reset"},
      {"ja-JP/reset.md", kJapanese, "ja", "reset"},
      {"reset.md", kEnglish, "en", "reset"},
      {"reset.ja.md", kJapanese, "ja", "reset"},
      {"reset.zh-TW.md", kTraditional, "zh-Hant", "reset"},
      {"reset.pt-br.md", kPortuguese, "pt", "reset"},
      {"README_ja.md", kJapanese, "ja", "README"},
      {"README_zh_CN.md", kSimplified, "zh-Hans", "README"},
      {"README-zh-TW.md", kTraditional, "zh-Hant", "README"},
      {"docs/guide.de.md", kGerman, "de", "docs/guide"},
      {"docs/de/guide.md", kGerman, "de", "docs/guide"},
      {"content/pt_BR/a/b.md", kPortuguese, "pt", "content/a/b"},
      {"content/zh/a.md", kTraditional, "zh-Hant", "content/a"},
      {"content/zh-hans/a.md", kSimplified, "zh-Hans", "content/a"},
      {"docs/cn/a.md", kSimplified, "zh-Hans", "docs/a"},
      {"docs/jp/a.md", kJapanese, "ja", "docs/a"},
      {"docs/ua/a.md", kUkrainian, "uk", "docs/a"},
      {"docs/uk/a.md", kUkrainian, "uk", "docs/a"},
      {"docs/it/a.md", kItalian, "it", "docs/a"},
      {"id/sign-in.md", kIndonesian, "id", "sign-in"},
      {"i18n/de/docs/a.md", kGerman, "de", "docs/a"},
      {"locales/de/a.md", kGerman, "de", "a"},
      {"site/i18n/ja/docusaurus-plugin-content-docs/current/a/b.md", kJapanese, "ja",
       "site/docs/a/b"},
      {"i18n/ja/docusaurus-plugin-content-docs/version-1.2/a.md", kJapanese, "ja",
       "versioned_docs/version-1.2/a"},
      {"i18n/ja/docusaurus-plugin-content-docs-team/current/a.md", kJapanese, "ja", "team/a"},
      {"i18n/ja/docusaurus-plugin-content-blog/a.md", kJapanese, "ja", "blog/a"},
      {"i18n/ja/docusaurus-plugin-content-pages/a.md", kJapanese, "ja", "src/pages/a"},
  };
  for (const auto& row : rows) {
    CAPTURE(row.way);
    const std::string way = row.way;
    CHECK(Place(way, row.text) ==
          way.substr(0, way.size() - 3) + " " + row.lang + " " + row.family);
  }
}

TEST_CASE("Translations: a folder that means something else is no language") {
  struct {
    const char* way;
    const char* text;
    const char* lang;
  } const rows[] = {
      {"IT/vpn.md", kEnglish, "en"},          {"it/vpn.md", kEnglish, "en"},
      {"uk/returns.md", kEnglish, "en"},      {"cs/escalation.md", kEnglish, "en"},
      {"CS/escalation.md", kGerman, "de"},    {"us/returns.md", kEnglish, "en"},
      {"ja/untranslated.md", kEnglish, "en"}, {"en/article.md", kJapanese, "ja"},
      {"it-support/a.md", kEnglish, "en"},    {"to/do.md", kEnglish, "en"},
      {"about-it.md", kEnglish, "en"},        {"node.js.md", kEnglish, "en"},
      {"no/internet.md", kEnglish, "en"},     {"ms/word.md", kEnglish, "en"},
  };
  for (const auto& row : rows) {
    CAPTURE(row.way);
    const std::string id = std::string(row.way).substr(0, std::string_view(row.way).size() - 3);
    CHECK(Place(row.way, row.text) == id + " " + row.lang + " " + id);
  }
}

TEST_CASE("Translations: what the article says itself comes first") {
  CHECK(Place("ja/a.md", kJapanese, "family: f\n") == "ja/a ja f");
  CHECK(Place("ja/a.md", kJapanese, "id: x\n") == "x ja x");
  CHECK(Place("ja/a.md", kEnglish, "lang: ja\n") == "ja/a ja a");
  CHECK(Place("ja/a.md", kEnglish, "lang: en\n") == "ja/a en ja/a");
  CHECK(Place("zh/a.md", kTraditional, "lang: zh-TW\n") == "zh/a zh-Hant a");
  CHECK(Place("en/ja/a.md", kJapanese) == "en/ja/a ja en/a");
  CHECK(Place("en/it/a.md", kEnglish) == "en/it/a en it/a");
  // Too short to tell: the folder does.
  CHECK(Place("th/a.md", "Wi-Fi") == "th/a th a");
  CHECK(Place("ja/a.md", "印刷不可") == "ja/a ja a");
}

}  // namespace
}  // namespace funnel
