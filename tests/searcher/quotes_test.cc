// SPDX-License-Identifier: GPL-2.0-or-later
#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "funnel/searcher.h"
#include "searcher/query/query_plan.h"
#include "tests/support/articles.h"
#include "tests/support/searching.h"
#include "tests/support/temp_dir.h"

namespace funnel {
namespace {

using testing::Ask;
using testing::Ids;
using testing::MakeArticle;
using testing::OpenBase;
using testing::TempDir;

struct Row {
  const char* lang;
  const char* query;
  const char* ids;
};

void Check(Searcher& searcher, const std::vector<Row>& rows) {
  for (const Row& row : rows) {
    CAPTURE(std::string(row.query));
    std::string ids = Ids(searcher, Ask(row.query, row.lang));
    const std::string tag = std::string("/") + row.lang;
    for (std::size_t at = ids.find(tag); at != std::string::npos; at = ids.find(tag)) {
      ids.erase(at, tag.size());
    }
    CHECK(ids == row.ids);
  }
}

TEST_CASE("Quotes: a quoted word is that word, with its signs") {
  const TempDir dir;
  testing::Publish(
      dir.path(),
      {MakeArticle("print", "en", "Print a page", "Choose print."),
       MakeArticle("printing", "en", "Printing in colour", "Printing takes ink."),
       MakeArticle("fsharp", "en", "Scripts in F#", "Small scripts are written in F#."),
       MakeArticle("key-f", "en", "The key F", "Press F to search."),
       MakeArticle("config", "en", "The file .env", "All is in .env, beside the program."),
       MakeArticle("env", "en", "The variable env", "Set env before the start."),
       MakeArticle("druck", "de", "Drucken", "Drucken Sie die Seite."),
       MakeArticle("gedruckt", "de", "Gedruckte Seiten", "Was gedruckt wurde, druckt man nicht."),
       MakeArticle("papier", "ru", "Бумага", "Бумага лежит в лотке."),
       MakeArticle("papiera", "ru", "Нет бумаги", "В лотке нет бумаги."),
       MakeArticle("tsumari", "ja", "紙詰まり", "紙詰まりを直します。"),
       MakeArticle("kami", "ja", "紙の詰まった箱", "紙が箱に詰まっています。")});
  Searcher searcher = OpenBase(dir);
  Check(searcher, {{"en", "\"printing\"", "printing"},
                   {"en", "\"print\"", "print"},
                   {"en", "“Printing in colour”", "printing"},
                   {"en", "\"F#\"", "fsharp"},
                   {"en", "\"F\"", "key-f"},
                   {"en", "\".env\"", "config"},
                   {"de", "„drucken“", "druck"},
                   {"de", "»gedruckt«", "gedruckt"},
                   {"ru", "«бумага»", "papier"},
                   {"ja", "「紙詰まり」", "tsumari"}});
}

TEST_CASE("Quotes: what a question only cites comes first, and the rest behind it") {
  const TempDir dir;
  std::vector<Article> articles = {
      MakeArticle("menu", "de", "Befehle im Menü",
                  "Im Menü steht auch Öffnen mit Explorer. Das Menü lässt sich ändern."),
      MakeArticle("grey", "de", "Schaltfläche ist deaktiviert",
                  "Die Schaltfläche ist deaktiviert, solange der Explorer nicht mit dem Öffnen "
                  "fertig ist. Die Schaltfläche ist deaktiviert.")};
  // Also where so many say the other words that the one is not among the best of them.
  for (int i = 0; i < 150; ++i) {
    articles.push_back(MakeArticle("b" + std::to_string(i), "de", "Explorer öffnen",
                                   "Die Schaltfläche ist deaktiviert: Explorer öffnen mit Code."));
  }
  testing::Publish(dir.path(), articles);
  Searcher searcher = OpenBase(dir);
  SearchRequest request = Ask("Schaltfläche \"Öffnen mit Explorer\" ist deaktiviert", "de");
  Result<SearchResponse> response = searcher.Search(request);
  REQUIRE(response.has_value());
  REQUIRE(response->hits.size() > 1);
  CHECK(response->hits[0].id == "menu");
  CHECK(response->estimated_total_hits == 152);
  CHECK_FALSE(response->relaxed);
  request.query = "\"Öffnen mit Explorer\"";
  CHECK(Ids(searcher, request) == "menu/de");
  request.query = "\"Öffnen mit Explorer\" -menü";
  CHECK(Ids(searcher, request).find("menu/de") == std::string::npos);
}

TEST_CASE("Quotes: what stands in the symptoms of an article, and deep in a manual, is found") {
  const TempDir dir;
  Article symptom = MakeArticle("symptom", "en", "Screen stays black", "Turn it on.");
  symptom.symptoms = {"The lamp blinks twice"};
  std::string text;
  for (int i = 0; i < 9000; ++i) text += "word" + std::to_string(i % 500) + " blinks ";
  Article manual = MakeArticle("manual", "en", "Manual", text + "lamp blinks thrice " + text);
  testing::Publish(dir.path(), {symptom, manual});
  Searcher searcher = OpenBase(dir);
  Check(searcher, {{"en", "\"lamp blinks twice\"", "symptom"},
                   {"en", "\"lamp blinks thrice\"", "manual"},
                   {"en", "blinks -\"lamp blinks thrice\"", "symptom"},
                   {"en", "blinks -\"lamp blinks often\"", "manual symptom"}});
}

TEST_CASE("Exclusions: whatever finds an article, they take it out") {
  const TempDir dir;
  testing::Publish(
      dir.path(),
      {MakeArticle("jam", "en", "Scanner with a paper jam", "The jam is in the scanner."),
       MakeArticle("glass", "en", "Scanner glass is dirty", "Clean the glass of the scanner."),
       MakeArticle("net", "en", "Scanner in the network", "The scanner needs Wi-Fi."),
       MakeArticle("code", "en", "Scanner stops", "The scanner shows 0x80070005."),
       MakeArticle("stau", "de", "Dokumentenscanner: Papierstau", "Papierstau beheben."),
       MakeArticle("glas", "de", "Dokumentenscanner reinigen", "Das Glas abwischen."),
       MakeArticle("vi-ket", "vi", "Máy quét bị kẹt giấy", "Máy quét kẹt giấy."),
       MakeArticle("vi-kinh", "vi", "Máy quét bị bẩn", "Lau kính máy quét."),
       MakeArticle("ja-jam", "ja", "スキャナーの紙詰まり", "紙詰まりを直します。"),
       MakeArticle("ja-glass", "ja", "スキャナーの掃除", "ガラスを拭きます。")});
  Searcher searcher = OpenBase(dir);
  const auto lacks = [&](const char* lang, const char* query, const char* id) {
    CAPTURE(std::string(query));
    const std::string ids = " " + Ids(searcher, Ask(query, lang));
    CHECK(ids.size() > 1);
    CHECK(ids.find(std::string(" ") + id + "/") == std::string::npos);
  };
  lacks("en", "scanner -jam", "jam");
  lacks("en", "scanner -jams", "jam");
  lacks("en", "scanner -\"paper jam\"", "jam");
  lacks("en", "scanner −wi-fi", "net");
  lacks("en", "scanner -Wi‐Fi", "net");
  lacks("en", "scanner -0x80070005", "code");
  lacks("en", "scanner -0X80070005 -jam", "code");
  lacks("de", "Scanner -Papierstau", "stau");           // found as a part of a compound
  lacks("de", "Dokumentenscaner -Papierstau", "stau");  // misspelt
  lacks("vi", "máy quét -kẹt", "vi-ket");
  lacks("vi", "may quet -ket", "vi-ket");
  lacks("ja", "スキャナー　－紙詰まり", "ja-jam");
  lacks("ja", "スキャナー －「紙詰まり」", "ja-jam");
}

}  // namespace
}  // namespace funnel
