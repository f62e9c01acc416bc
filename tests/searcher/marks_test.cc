// SPDX-License-Identifier: GPL-2.0-or-later
// What is typed in another writing of the same word finds it.
#include <doctest/doctest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "funnel/searcher.h"
#include "tests/support/articles.h"
#include "tests/support/temp_dir.h"

namespace funnel {
namespace {

struct Row {
  const char* lang;
  const char* question;
  const char* text;   ///< Of the article that answers.
  const char* other;  ///< Of one that does not.
};

std::vector<std::string> Found(const testing::TempDir& dir, const Row& row,
                               const std::string& question) {
  Result<Searcher> searcher = Searcher::Open(dir.path(), Audience::kPublic);
  REQUIRE(searcher.has_value());
  SearchRequest request;
  request.query = question;
  request.lang = row.lang;
  const Result<SearchResponse> response = searcher->Search(request);
  REQUIRE(response.has_value());
  std::vector<std::string> ids;
  for (const Hit& hit : response->hits) ids.push_back(hit.id);
  return ids;
}

void CheckFirst(const std::vector<Row>& rows) {
  for (const Row& row : rows) {
    CAPTURE(row.lang);
    CAPTURE(row.question);
    const testing::TempDir dir;
    testing::Publish(dir.path(), {testing::MakeArticle("answer", row.lang, row.text, row.text),
                                  testing::MakeArticle("other", row.lang, row.other, row.other)});
    const std::vector<std::string> found = Found(dir, row, row.question);
    REQUIRE_FALSE(found.empty());
    CHECK(found.front() == "answer");
  }
}

TEST_CASE("Searcher: marked words find unmarked ones, and the other way round") {
  CheckFirst({
      {"vi", "khởi động lại máy in", "khoi dong lai may in", "Mua mực mới"},
      {"vi", "khoi dong lai may in", "Khởi động lại máy in", "Mua mực mới"},
      {"fr", "réseau indisponible", "Le reseau ne repond pas", "Une imprimante lente"},
      {"fr", "reseau indisponible", "Le réseau ne répond pas", "Une imprimante lente"},
      {"es", "contraseña caducada", "Cambiar la contrasena", "Cambiar el papel"},
      {"pt", "configuração inicial", "Primeira configuracao", "Trocar o papel"},
      {"pl", "błąd połączenia", "blad polaczenia z drukarka", "nowa kartka"},
      {"cs", "tiskárna netiskne", "Tiskarna netiskne", "Nový papír"},
      {"tr", "şifre sıfırlama", "Sifre sifirlama", "Yeni kağıt"},
      {"ro", "setări rețea", "Setari retea", "Hârtie nouă"},
      {"en", "résumé upload", "Where your resume goes", "Printing on both sides"},
      {"en", "resume upload", "Where your résumé goes", "Printing on both sides"},
      {"ru", "отчет", "Как отправить отчёт", "Новая бумага"},
      {"ru", "почта", "По\u0301чта не приходит", "Новая бумага"},
      {"ar", "كتاب", "كِتَابٌ جديد", "ورق"},
  });
}

TEST_CASE("Searcher: two letters for one, as keyboards without umlauts have them") {
  CheckFirst({
      {"de", "Tuer klemmt", "Die Tür öffnet nicht", "Das Papier klebt"},
      {"de", "Tür klemmt", "Die Tuer oeffnet nicht", "Das Papier klebt"},
      {"de", "Schluessel", "Schlüssel verloren", "Papier verloren"},
      {"de", "Größe", "Die Groesse des Papiers", "Die Farbe des Papiers"},
      {"da", "laas", "Lås skærmen", "Køb papir"},
      {"sv", "skärm", "Skaerm svart", "Köp papper"},
      {"no", "kjøkken", "Kjoekken og bad", "Papir"},
  });
  const testing::TempDir dir;
  testing::Publish(dir.path(), {testing::MakeArticle("neu", "de", "Nü", "Nü")});
  CHECK(Found(dir, {"de", "", "", ""}, "neue").empty());
}

TEST_CASE("Searcher: digits of every script, in words, numbers and codes") {
  CheckFirst({
      {"hi", "0x80070005", "त्रुटि ०x८००७०००५", "त्रुटि ०x८००७००५७"},
      {"hi", "त्रुटि 404", "त्रुटि ४०४", "त्रुटि ५०५"},
      {"th", "ข้อผิดพลาด 404", "ข้อผิดพลาด ๔๐๔", "ข้อผิดพลาด ๕๐๕"},
      {"th", "ข้อผิดพลาด ๔๐๔", "ข้อผิดพลาด 404", "ข้อผิดพลาด 505"},
      {"ar", "خطأ 404", "خطأ ٤٠٤", "خطأ ٥٠٥"},
      {"fa", "خطای 404", "خطای ۴۰۴", "خطای ۵۰۵"},
      {"fa", "نسخه ۳٫۵", "نسخه 3.5", "نسخه 4.5"},
      {"ja", "エラー404", "エラー４０４", "エラー５０５"},
      {"en", "error \u09ea\u09e6\u09ea", "Error 404", "Error 505"},
  });
}

TEST_CASE("Searcher: letters of Arabic, Turkish and Ukrainian, whichever keyboard wrote them") {
  CheckFirst({
      {"fa", "كليد كاغذ", "کلید کاغذ را بزنید", "چاپگر"},
      {"ar", "مستشفي", "عنوان المستشفى", "ورق"},
      {"ar", "کتاب", "كتاب جديد", "ورق"},
      {"ur", "كمپيوٹر", "کمپیوٹر بند ہے", "کاغذ"},
      {"tr", "ışık yanmıyor", "IŞIK YANMIYOR", "KAĞIT YOK"},
      {"tr", "istanbul", "İSTANBUL OFİSİ", "ANKARA OFİSİ"},
      {"tr", "WINDOWS kurulumu", "Windows kurulumu", "Linux kurulumu"},
      {"en", "istanbul", "The İstanbul office", "The Ankara office"},
      {"uk", "об'єкт", "Обʼєкт не знайдено", "Новий папір"},
      {"uk", "об’єкт", "Об'єкт не знайдено", "Новий папір"},
      {"uk", "об`єкт", "Об’єкт не знайдено", "Новий папір"},
      {"fr", "l’écran", "L'écran reste noir", "Du papier"},
  });
}

TEST_CASE("Searcher: what is not seen in words and codes is not there") {
  CheckFirst({
      {"en", "0x80070005", "It stops with 0x8007\u200B0005", "It stops with 0x80070057"},
      {"en", "TM-1207", "TM\u2060-\uFEFF1207 blinks", "TM-1208 blinks"},
      {"en", "authentication", "authen\u00ADtication fails", "printing fails"},
      {"en", "password", "pass\u200Bword lost", "paper lost"},
      {"he", "404", "שגיאה \u200E404\u200F", "שגיאה 505"},
  });
}

TEST_CASE("Searcher: Han of Japanese is that of Japanese") {
  CheckFirst({
      {"ja", "机", "机の高さ", "洗濯機の使い方"},
      {"ja", "叶える", "願いを叶える", "言葉"},
      {"ja", "高橋", "髙橋さんの席", "鈴木さんの席"},
      {"ja", "渡辺", "渡邉さんの席", "鈴木さんの席"},
      {"ja", "学校", "學校の案内", "会社の案内"},
      {"ja", "山崎", "山﨑さんの席", "鈴木さんの席"},
  });
  const testing::TempDir dir;
  testing::Publish(dir.path(), {testing::MakeArticle("wash", "ja", "洗濯機", "洗濯機の使い方"),
                                testing::MakeArticle("leaf", "ja", "言葉", "言葉の意味")});
  CHECK(Found(dir, {"ja", "", "", ""}, "机").empty());
  CHECK(Found(dir, {"ja", "", "", ""}, "叶").empty());
}

TEST_CASE("Searcher: Korean nouns of one syllable with their particles") {
  CheckFirst({
      {"ko", "폰이 꺼져요", "폰 전원", "프린터 전원"},
      {"ko", "폰 전원", "폰이 꺼집니다", "프린터가 꺼집니다"},
      {"ko", "키가 안 눌려요", "키 고장", "화면 고장"},
      {"ko", "앱 설치", "앱을 설치합니다", "드라이버를 지웁니다"},
      {"ko", "앱에서", "앱 화면", "프린터 화면"},
  });
}

TEST_CASE("Searcher: British and American, regular and irregular") {
  CheckFirst({
      {"en", "screen freezes", "The screen froze", "The printer jams"},
      {"en", "frozen screen", "When it freezes", "When it jams"},
      {"en", "stuck key", "Keys that stick", "Paper that jams"},
      {"en", "colour cartridge", "Color and black", "Paper and toner"},
      {"en", "organise folders", "How to organize your files", "How to print your files"},
      {"en", "licence key", "License keys", "Door keys"},
      {"en", "mice", "Pair a mouse", "Pair a printer"},
      {"en", "dialogue", "The dialog closes", "The printer stops"},
  });
}

}  // namespace
}  // namespace funnel
