// SPDX-License-Identifier: GPL-2.0-or-later
#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "funnel/searcher.h"
#include "searcher/measure/corrections_evaluation.h"
#include "tests/support/articles.h"
#include "tests/support/searching.h"
#include "tests/support/temp_dir.h"

namespace funnel {
namespace {

using testing::Ask;
using testing::MakeArticle;
using testing::OpenBase;
using testing::TempDir;

struct Language {
  const char* lang;
  std::vector<const char*> titles;
};

/// Words that are to be met stand in two articles at least.
const std::vector<Language> kLanguages = {
    {"en",
     {"Install the printer driver", "The printer driver is missing", "Change your password",
      "The password was forgotten"}},
    {"de",
     {"Druckertreiber installieren", "Der Druckertreiber fehlt", "Kennwort ändern",
      "Kennwort vergessen"}},
    {"ru",
     {"Установить драйвер принтера", "Нет драйвера принтера", "Сменить пароль", "Пароль забыт"}},
    {"vi",
     {"Cài đặt trình điều khiển máy in", "Thiếu trình điều khiển máy in", "Đổi mật khẩu",
      "Quên mật khẩu"}},
    {"id",
     {"Memasang penggerak pencetak", "Penggerak pencetak hilang", "Mengubah sandi", "Lupa sandi"}},
    {"hi", {"प्रिंटर ड्राइवर इंस्टॉल करें", "प्रिंटर ड्राइवर नहीं है", "पासवर्ड बदलें", "पासवर्ड भूल गए"}},
    {"ko",
     {"프린터 드라이버 설치", "프린터 드라이버가 없습니다", "비밀번호 변경", "비밀번호를 잊음"}},
    {"th", {"ติดตั้งไดรเวอร์เครื่องพิมพ์", "ไม่มีไดรเวอร์เครื่องพิมพ์", "เปลี่ยนรหัสผ่าน", "ลืมรหัสผ่าน"}},
    {"ja",
     {"プリンタードライバーの設定", "プリンタードライバーがない", "パスワードの変更",
      "パスワードを忘れた"}},
    {"zh-Hant", {"安裝印表機驅動程式", "找不到印表機驅動程式", "變更密碼", "忘記密碼"}}};

std::vector<Article> Articles() {
  std::vector<Article> articles;
  for (const Language& language : kLanguages) {
    for (std::size_t i = 0; i < language.titles.size(); ++i) {
      const char* title = language.titles[i];
      articles.push_back(MakeArticle("a" + std::to_string(i), language.lang, title,
                                     std::string(title) + ". 0x80070005 " + title));
    }
  }
  return articles;
}

std::string Meant(Searcher& searcher, const SearchRequest& request) {
  const Result<SearchResponse> response = searcher.Search(request);
  REQUIRE_MESSAGE(response.has_value(), response.error().message);
  if (!response->did_you_mean) return "";
  const DidYouMean& meant = *response->did_you_mean;
  CHECK_FALSE(meant.hits.empty());
  std::string text;
  for (const SnippetPiece& piece : meant.pieces) text += piece.text;
  CHECK(text == meant.query);
  return meant.query;
}

TEST_CASE("DidYouMean: words that no article has, and other keyboard layouts") {
  const TempDir dir;
  testing::Publish(dir.path(), Articles());
  Searcher searcher = OpenBase(dir);
  const struct {
    const char* lang;
    const char* query;
    const char* meant;
  } rows[] = {{"en", "printr", "printer"},
              {"en", "Pasword", "Password"},
              {"de", "Kenwort", "Kennwort"},
              {"ru", "пароь", "пароль"},
              {"id", "pencetk", "pencetak"},
              {"hi", "पासवरड", "पासवर्ड"},
              {"ko", "프린텨", "프린터"},
              // Keys.
              {"ko", "vmflsxj", "프린터"},
              {"en", "vmflsxj", "프린터"},
              {"ru", "gfhjkm", "пароль"},
              {"en", "зкштеук", "printer"},
              {"en", "ㅔ갸ㅜㅅㄷㄱ", "printer"},
              {"th", "isylzjko", "รหัสผ่าน"},
              {"hi", "heom;j[", ""},
              // Nothing else is meant.
              {"en", "printer", ""},
              {"en", "printer driver missing", ""},
              {"en", "0x80070006", ""},
              {"en", "\"printr\"", ""},
              {"vi", "may in", ""},
              {"ja", "プリンター", ""},
              {"zh-Hant", "密碼", ""},
              {"th", "รหัสผ่าน", ""},
              {"en", "qqqqqqqqqq", ""}};
  for (const auto& row : rows) {
    CAPTURE(std::string(row.query));
    CHECK(Meant(searcher, Ask(row.query, row.lang)) == row.meant);
  }
}

TEST_CASE("DidYouMean: beside the hits of what is typed, and not where that is what is meant") {
  const TempDir dir;
  testing::Publish(dir.path(), Articles());
  Searcher searcher = OpenBase(dir);
  SearchRequest request = Ask("printr", "en");
  const SearchResponse typed = searcher.Search(request).value();
  REQUIRE(typed.did_you_mean.has_value());
  request.verbatim = true;
  const SearchResponse verbatim = searcher.Search(request).value();
  CHECK_FALSE(verbatim.did_you_mean.has_value());
  CHECK_FALSE(typed.hits.empty());  // By what it may be.
  CHECK(verbatim.hits.empty());
  request = Ask(typed.did_you_mean->query, "en");
  CHECK(searcher.Search(request).value().hits.front().id == typed.did_you_mean->hits.front().id);
  request = Ask("printr", "en");
  request.offset = 10;
  CHECK(Meant(searcher, request).empty());
}

TEST_CASE("DidYouMean: no word that only articles out of view have") {
  const TempDir dir;
  std::vector<Article> articles = Articles();
  for (const char* id : {"x", "y", "z"}) {
    articles.push_back(MakeArticle(id, "en", "The zeppelin", "A zeppelin flies."));
    articles.back().audience = Audience::kInternal;
  }
  testing::Publish(dir.path(), articles);
  Searcher outside = OpenBase(dir);
  Searcher inside = OpenBase(dir, Audience::kInternal);
  for (const char* query : {"zepelin", "zeppelln", "яуззудшт"}) {
    CAPTURE(std::string(query));
    CHECK(Meant(outside, Ask(query, "en")).empty());
    CHECK(Meant(inside, Ask(query, "en")) == "zeppelin");
  }
}

TEST_CASE("Misspelt: one mistake in one word, by the number; none in codes and short words") {
  CHECK(measure::Misspelt("printer", 0) == "ppinter");
  CHECK(measure::Misspelt("printer", 1) == "pinter");
  CHECK(measure::Misspelt("printer", 2) == "prrinter");
  CHECK(measure::Misspelt("printer", 3) == "pirnter");
  CHECK(measure::Misspelt("TP-4001 printer, 0x8007", 1) == "");
  CHECK(measure::Misspelt("TP-4001 printer 0x80070005", 1) == "TP-4001 pinter 0x80070005");
  CHECK(measure::Misspelt("принтер", 1) == "пинтер");
  CHECK(measure::Misspelt("wifi", 1).empty());
  CHECK(measure::Misspelt("„printer“ driver", 1) == "„printer“ diver");
}

}  // namespace
}  // namespace funnel
