// SPDX-License-Identifier: GPL-2.0-or-later
// Words and codes that people write in several ways: whoever writes one finds all.
#include <doctest/doctest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "funnel/searcher.h"
#include "tests/support/articles.h"
#include "tests/support/searching.h"
#include "tests/support/temp_dir.h"

namespace funnel {
namespace {

using testing::Ask;
using testing::MakeArticle;
using testing::OpenBase;
using testing::Publish;
using testing::TempDir;

/// The ids of what is found, in order.
std::vector<std::string> Found(Searcher& searcher, const std::string& query,
                               const std::string& lang) {
  std::vector<std::string> ids;
  const Result<SearchResponse> response = searcher.Search(Ask(query, lang));
  REQUIRE(response);
  for (const Hit& hit : response->hits) ids.push_back(hit.id);
  return ids;
}

TEST_CASE("Searcher: one word, two with a hyphen or a dot, and two apart are found alike") {
  const struct {
    const char* lang;
    std::vector<std::string> writings;
    std::string frame;  ///< The text of each article: $ is the word.
    std::string other;  ///< Of another, which has no such word.
  } rows[] = {
      {"en", {"wifi", "Wi-Fi", "wi fi"}, "The $ of the guests is slow.", "The lobby is closed."},
      {"en", {"email", "e-mail", "e mail"}, "Attach it to the $ first.", "Attach the cable."},
      {"en", {"setup", "set-up", "set up"}, "Before the $ unpack it.", "Turn the set upside down."},
      {"en", {"login", "log-in", "log in"}, "The $ fails at night.", "Read the log at night."},
      {"en", {"nodejs", "Node.js", "node js"}, "A $ service stopped.", "A node stopped."},
      {"en", {"timezone", "time-zone", "time zone"}, "Choose the $ first.", "It takes time."},
      {"en", {"PowerShell", "power-shell", "power shell"}, "In $ it works.", "Power is on."},
      {"de", {"Backup", "Back-up", "Back up"}, "Das $ dauert zu lange.", "Die Uhr geht vor."},
      {"fr", {"weekend", "week-end"}, "Fermé le $ du dix.", "Fermé le soir."},
      {"es", {"videollamada", "video-llamada", "video llamada"}, "La $ se corta.", "El video va."},
      {"ru", {"вебсайт", "веб-сайт", "веб сайт"}, "Наш $ не открывается.", "Дверь закрыта."},
      {"ru", {"вайфай", "вай-фай", "вай фай"}, "Здесь $ не ловит.", "Дверь закрыта."},
      {"el", {"ιστοσελίδα", "ιστο-σελίδα", "ιστο σελίδα"}, "Η $ δεν ανοίγει.", "Η πόρτα."},
      {"hi", {"वाईफाई", "वाई-फाई", "वाई फाई"}, "यहाँ $ धीमा है।", "दरवाज़ा बंद है।"},
      {"ar", {"وايفاي", "واي-فاي", "واي فاي"}, "هنا $ بطيء.", "الباب مغلق."},
      {"tr", {"eposta", "e-posta", "e posta"}, "Bu $ gönderilmedi.", "Kapı kapalı."},
      {"vi", {"wifi", "wi-fi", "wi fi"}, "Mạng $ của khách chậm.", "Cửa đóng."},
      {"pt", {"email", "e-mail"}, "Envie o $ primeiro.", "A porta e a janela."},
      {"it", {"email", "e-mail"}, "Invia prima la $ a noi.", "La porta e la finestra."},
      {"id", {"offline", "off-line"}, "Printer $ sejak pagi.", "Pintu tertutup."},
      {"ko", {"프린터오류", "프린터 오류"}, "$ 메시지가 뜹니다.", "복도에 있습니다."},
      {"ko", {"비밀번호변경", "비밀번호 변경"}, "$ 방법입니다.", "문이 닫혔습니다."},
  };
  for (const auto& row : rows) {
    const TempDir dir;
    std::vector<Article> articles;
    for (std::size_t i = 0; i <= row.writings.size(); ++i) {
      const bool other = i == row.writings.size();
      std::string text = other ? row.other : row.frame;
      if (!other) text.replace(text.find('$'), 1, row.writings[i]);
      articles.push_back(MakeArticle(other ? "other" : "w" + std::to_string(i), row.lang,
                                     other ? row.other : row.writings[i], text));
    }
    Publish(dir.path(), articles);
    Searcher searcher = OpenBase(dir);
    for (const std::string& query : row.writings) {
      CAPTURE(row.lang);
      CAPTURE(query);
      std::vector<std::string> ids = Found(searcher, query, row.lang);
      REQUIRE(ids.size() >= row.writings.size());
      ids.resize(row.writings.size());
      std::sort(ids.begin(), ids.end());
      for (std::size_t i = 0; i < ids.size(); ++i) CHECK(ids[i] == "w" + std::to_string(i));
    }
  }
}

TEST_CASE("Searcher: what stands apart by chance is no other writing") {
  const TempDir dir;
  Publish(dir.path(),
          {MakeArticle("away", "en", "Move it away", "Move the card away."),
           MakeArticle("way", "en", "Find a way", "There is a way to print."),
           MakeArticle("inform", "en", "Inform the desk", "Inform them at once."),
           MakeArticle("form", "en", "Errors in form fields", "Names in form fields are short."),
           MakeArticle("pt-1", "pt", "Emissão de notas", "A emissão demora."),
           MakeArticle("pt-2", "pt", "Visão e missão", "A visão e missão da casa."),
           MakeArticle("pt-3", "pt", "Nossa missão", "A missão da casa."),
           MakeArticle("pt-4", "pt", "Missão", "Outra missão da casa."),
           MakeArticle("sentence", "en", "The set. Up there", "We have a set. Up it goes.")});
  Searcher searcher = OpenBase(dir);
  CHECK(Found(searcher, "away", "en") == std::vector<std::string>{"away"});
  CHECK(Found(searcher, "inform", "en") == std::vector<std::string>{"inform"});
  CHECK(Found(searcher, "setup", "en").empty());
  CHECK(Found(searcher, "emissão", "pt") == std::vector<std::string>{"pt-1"});
}

TEST_CASE("Searcher: numbers and codes are found in all their writings") {
  const struct {
    const char* lang;
    const char* query;
    const char* first;  ///< The text that has to come first.
    const char* other;
  } rows[] = {
      {"en", "16gb", "Two modules of 16 GB each.", "A disk of 500GB."},
      {"en", "500 gb", "A disk of 500GB.", "Two modules of 16 GB each."},
      {"en", "16 GB", "Modules of 16GB.", "A disk of 500 GB."},
      {"en", "5 GHz", "Move it to 5GHz.", "Move it to 2.4 GHz."},
      {"en", "2.4ghz", "Move it to 2.4 GHz.", "Move it to 5 GHz."},
      {"en", "64-bit", "It needs a 64bit system.", "It needs a 32bit system."},
      {"en", "65w charger", "A charger of 65 W.", "A charger of 30 W."},
      {"ru", "16 ГБ", "Память на 16ГБ.", "Диск на 500 ГБ."},
      {"en", "iphone 15", "Photos of the iPhone15.", "Photos of the iPhone 12."},
      {"en", "iphone15", "Photos of the iPhone 15.", "Photos of the iPhone 12."},
      {"en", "windows 11", "The bar of Windows11.", "The bar of Windows 10."},
      {"ru", "айфон 15", "Снимки на айфон15.", "Снимки на айфон 12."},
      {"ko", "아이폰 15", "아이폰15 사진입니다.", "아이폰 12 사진입니다."},
      {"ko", "윈도우11", "윈도우 11 설치입니다.", "윈도우 10 설치입니다."},
      {"hi", "विंडोज 11", "विंडोज11 में।", "विंडोज 10 में।"},
      {"ar", "ويندوز 11", "تحديث ويندوز11 اليوم.", "تحديث ويندوز 10 اليوم."},
      {"zh-Hans", "苹果15", "苹果 15 的照片", "苹果 12 的照片"},
      {"en", "2125550147", "Call (212) 555-0147.", "Call (212) 555-0199."},
      {"en", "212.555.0147", "Call (212) 555-0147.", "Call (212) 555-0199."},
      {"en", "+1 212 555 0147", "Call (212) 555-0147.", "Call (212) 555-0199."},
      {"en", "020 7946 0958", "Call +44 20 7946 0958.", "Call +44 20 7946 0111."},
      {"en", "0011.2233.ffaa", "Its address is 00:11:22:33:ff:aa.", "It is 00:11:22:33:ff:ab."},
      {"en", "00112233FFAA", "Its address is 00-11-22-33-ff-aa.", "It is 00-11-22-33-ff-ab."},
      {"en", "qx7f22lm88kd", "The key is QX7F-22LM-88KD.", "The key is QX7F-22LM-99AB."},
      {"en", "QX7F-22LM-88KD", "The key is QX7F22LM88KD.", "The key is QX7F22LM99AB."},
      {"en", "10000 rows", "At most 10,000 rows.", "Grey rows."},
      {"en", "10,000 rows", "At most 10000 rows.", "Grey rows."},
      {"de", "10000 Zeilen", "Höchstens 10.000 Zeilen.", "Graue Zeilen."},
      {"fr", "10000 lignes", "Au plus 10\u00A0000 lignes.", "Lignes grises."},
      {"fr", "10000 lignes", "Au plus 10\u202F000 lignes.", "Lignes grises."},
      {"de", "10000 Zeilen", "Höchstens 10'000 Zeilen.", "Graue Zeilen."},
      {"en", "100000 rows", "At most 1,00,000 rows.", "Grey rows."},
      {"en", "4.0.0", "The preview v4.0.0-rc1 crashes.", "The preview v3.9.0-rc1 crashes."},
      {"en", "4.0", "The preview v4.0.0-rc1 crashes.", "The preview v3.9.0-rc1 crashes."},
      {"en", "3.11", "It needs python3.11 or newer.", "It needs python3.9 or newer."},
      {"en", "python 3.11", "It needs python3.11 or newer.", "A course of Python."},
      {"en", "5.2", "Fixed in 5.2.x.", "Fixed in 5.3.x."},
      {"en", "5.2.x", "Fixed in 5.2.4.", "Fixed in 5.3.4."},
      {"en", "ORA-600", "It fails with ORA-00600.", "It fails with ORA-00942."},
      {"en", "ora 00600", "It fails with ORA-600.", "It fails with ORA-942."},
      {"en", "E2", "The panel shows E-02.", "The panel shows E-03."},
      {"en", "E-02", "The panel shows E2.", "The panel shows E3."},
      {"en", "502", "The page shows HTTP502.", "The page shows HTTP404."},
      {"en", "http 502", "The page shows HTTP502.", "The page shows HTTP404."},
  };
  for (const auto& row : rows) {
    CAPTURE(row.query);
    CAPTURE(row.first);
    const TempDir dir;
    Publish(dir.path(), {MakeArticle("first", row.lang, "Notes", row.first),
                         MakeArticle("another", row.lang, "Notes", row.other)});
    Searcher searcher = OpenBase(dir);
    const std::vector<std::string> ids = Found(searcher, row.query, row.lang);
    REQUIRE_FALSE(ids.empty());
    CHECK(ids.front() == "first");
  }
}

TEST_CASE("Searcher: an amount is not another of the same unit") {
  const TempDir dir;
  Publish(dir.path(), {MakeArticle("ram", "en", "Memory", "Two modules of 16 GB each."),
                       MakeArticle("disk", "en", "Disk", "A disk of 500GB.")});
  Searcher searcher = OpenBase(dir);
  CHECK(Found(searcher, "16gb", "en") == std::vector<std::string>{"ram"});
  CHECK(Found(searcher, "500 GB", "en") == std::vector<std::string>{"disk"});
}

}  // namespace
}  // namespace funnel
