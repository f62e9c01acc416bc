// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/translate/cross_language.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <chrono>
#include <iterator>
#include <string>
#include <utility>
#include <vector>

#include "funnel/searcher.h"
#include "indexer/learn/glossary.h"
#include "indexer/learn/learn.h"
#include "tests/support/articles.h"
#include "tests/support/temp_dir.h"

namespace funnel {
namespace {

using testing::MakeArticle;
using testing::Publish;
using testing::TempDir;

Article Translated(const std::string& family, const std::string& lang, std::string title,
                   std::string text) {
  Article article = MakeArticle(family, lang, std::move(title), std::move(text));
  article.family = family;
  return article;
}

/// Enough parallel text to tell which word means which, and one article in English only.
void PublishParallel(const TempDir& dir) {
  Publish(dir.path(),
          {Translated("a", "en", "The printer is offline", "Restart the printer."),
           Translated("a", "hi", "प्रिंटर ऑफ़लाइन है", "प्रिंटर पुनरारंभ करें।"),
           Translated("b", "en", "The scanner is offline", "Restart the scanner."),
           Translated("b", "hi", "स्कैनर ऑफ़लाइन है", "स्कैनर पुनरारंभ करें।"),
           Translated("c", "en", "The printer is slow", "Clean the printer."),
           Translated("c", "hi", "प्रिंटर धीमा है", "प्रिंटर साफ़ करें।"),
           Translated("d", "en", "The camera is slow", "Clean the camera."),
           Translated("d", "hi", "कैमरा धीमा है", "कैमरा साफ़ करें।"),
           MakeArticle("answer", "en", "The camera is offline", "Nothing is seen in the meeting."),
           MakeArticle("tax", "en", "Tax forms", "Where the forms are kept."),
           MakeArticle("trip", "en", "Book a trip", "Trains and hotels.")});
}

void LearnFrom(const TempDir& dir, const std::string& glossary = "") {
  std::vector<std::string> errors;
  learn::Glossary terms;
  if (!glossary.empty()) terms = learn::ReadGlossary(glossary, "terms.txt", errors);
  REQUIRE(errors.empty());
  const Result<learn::Learned> learned =
      learn::Learn(dir.path(), terms, {[](auto...) {}, [] { return false; }});
  REQUIRE_MESSAGE(learned.has_value(), learned.error().message);
}

Searcher OpenBase(const TempDir& dir) {
  Result<Searcher> searcher = Searcher::Open(dir.path(), Audience::kPublic);
  REQUIRE_MESSAGE(searcher.has_value(), searcher.error().message);
  return std::move(*searcher);
}

/// The hits in all languages.
std::vector<Hit> Ask(Searcher& searcher, const std::string& query, const std::string& lang) {
  SearchRequest request;
  request.query = query;
  request.lang = lang;
  Result<SearchResponse> response = searcher.Search(request);
  REQUIRE_MESSAGE(response.has_value(), response.error().message);
  std::vector<Hit> hits;
  for (const Hit* hit : Merged(*response)) hits.push_back(*hit);
  return hits;
}

/// "lang/id*": the star stands for a translated hit.
std::string First(const std::vector<Hit>& hits) {
  if (hits.empty()) return "";
  return hits.front().lang + "/" + hits.front().id + (hits.front().translated ? "*" : "");
}

bool Has(const std::vector<Hit>& hits, const std::string& id) {
  return std::any_of(hits.begin(), hits.end(), [&](const Hit& hit) { return hit.id == id; });
}

std::string Marked(const Hit& hit) {
  std::string text;
  for (const SnippetPiece& piece : hit.snippet) {
    text += piece.marked ? "[" + piece.text + "]" : piece.text;
  }
  return text;
}

// Each learns lexicons first.
TEST_SUITE_BEGIN("slow");

TEST_CASE("CrossLanguage: finds an article in another language once that was learned") {
  const TempDir dir;
  PublishParallel(dir);
  Searcher searcher = OpenBase(dir);
  const std::string query = "कैमरा मीटिंग ऑफ़लाइन";
  CHECK(!Has(Ask(searcher, query, "hi"), "answer"));
  LearnFrom(dir);
  // The same searcher: it notices.
  const std::vector<Hit> hits = Ask(searcher, query, "hi");
  const auto answer =
      std::find_if(hits.begin(), hits.end(), [](const Hit& hit) { return hit.id == "answer"; });
  REQUIRE(answer != hits.end());
  CHECK(answer->translated);
  for (const Hit& hit : hits) CHECK(hit.translated == (hit.lang != "hi"));
}

TEST_CASE("CrossLanguage: left out where there is no time, and said to be") {
  const TempDir dir;
  PublishParallel(dir);
  LearnFrom(dir);
  Searcher searcher = OpenBase(dir);
  SearchRequest request;
  request.query = "कैमरा मीटिंग ऑफ़लाइन";
  request.lang = "hi";
  request.snippets = false;
  request.deadline = std::chrono::milliseconds::max();
  CHECK(searcher.Search(request)->incomplete.empty());
  request.deadline = std::chrono::milliseconds(0);
  const Result<SearchResponse> response = searcher.Search(request);
  REQUIRE_MESSAGE(response.has_value(), response.error().message);
  CHECK(response->incomplete == std::vector{Omission::kTranslation});
  REQUIRE(!response->hits.empty());
  for (const Hit& hit : response->hits) CHECK_FALSE(hit.translated);
}

TEST_CASE("CrossLanguage: a base without the asker's language answers in its own, marked") {
  const TempDir dir;
  Publish(dir.path(), {MakeArticle("answer", "en", "Printing", "The printer stays offline."),
                       MakeArticle("tax", "en", "Tax forms", "Where the forms are kept.")});
  Searcher searcher = OpenBase(dir);
  CHECK(First(Ask(searcher, "प्रिंटर", "hi")).empty());
  CHECK(First(Ask(searcher, "プリンター", "")).empty());
  LearnFrom(dir,
            "en : hi : ja\nprinter : प्रिंटर : プリンター|印刷機\ntax form : टैक्स फ़ॉर्म : 税務書類\n");
  for (const char* lang : {"hi", "en", ""}) {
    CAPTURE(std::string(lang));
    const std::vector<Hit> hits = Ask(searcher, "प्रिंटर", lang);
    CHECK(First(hits) == "en/answer*");
    REQUIRE(!hits.empty());
    CHECK(Marked(hits[0]).find("[printer]") != std::string::npos);
  }
  CHECK(First(Ask(searcher, "プリンター", "")) == "en/answer*");
  CHECK(First(Ask(searcher, "印刷機", "ja")) == "en/answer*");
  CHECK(First(Ask(searcher, "टैक्स फ़ॉर्म", "hi")) == "en/tax*");
  CHECK(First(Ask(searcher, "printer", "en")) == "en/answer");
}

TEST_CASE("CrossLanguage: a glossary word in Latin letters finds the article in another script") {
  const TempDir dir;
  Publish(dir.path(), {MakeArticle("answer", "hi", "छपाई", "प्रिंटर ऑफ़लाइन रहता है।"),
                       MakeArticle("tax", "hi", "कर", "फ़ॉर्म कहाँ रखे हैं।")});
  LearnFrom(dir, "en : hi\nprinter : प्रिंटर\n");
  Searcher searcher = OpenBase(dir);
  CHECK(First(Ask(searcher, "printer", "en")) == "hi/answer*");
  // Someone who reads Hindi and types Latin letters.
  CHECK(First(Ask(searcher, "printer", "hi")).starts_with("hi/answer"));
}

TEST_CASE("CrossLanguage: function words in the query's language decide nothing in another") {
  const TempDir dir;
  Publish(dir.path(), {MakeArticle("answer", "hi", "छपाई", "प्रिंटर ऑफ़लाइन रहता है।"),
                       MakeArticle("sample", "hi", "नमूना", "how to do this: what is it about"),
                       MakeArticle("zebra", "hi", "zebraline", "यहाँ।")});
  LearnFrom(dir, "en : hi\nprinter : प्रिंटर\n");
  Searcher searcher = OpenBase(dir);
  const std::vector<Hit> hits =
      Ask(searcher, "What is this about: how to do it with a printer", "en");
  CHECK(First(hits) == "hi/answer*");
  CHECK(!Has(hits, "sample"));
  // A name that no lexicon knows still finds its article.
  CHECK(Has(Ask(searcher, "how to do it with a printer of zebraline", "en"), "zebra"));
}

TEST_CASE("CrossLanguage: a name that no lexicon has is found in another script") {
  const TempDir dir;
  Publish(dir.path(), {MakeArticle("answer", "hi", "ब्रोंकोस", "डायनामिक्स प्रोजेक्ट यहाँ है।"),
                       MakeArticle("other", "hi", "घर", "घर बड़ा है।")});
  LearnFrom(dir, "en : hi : ru\nhouse : घर : дом\n");
  Searcher searcher = OpenBase(dir);
  struct {
    const char* query;
    const char* lang;
  } rows[] = {{"Broncos", "en"}, {"Бронкос", "ru"}, {"who has the dynamics project", "en"}};
  for (const auto& row : rows) {
    CAPTURE(std::string(row.query));
    CHECK(First(Ask(searcher, row.query, row.lang)) == "hi/answer*");
  }
  CHECK(First(Ask(searcher, "house of the elephant", "en")) == "hi/other*");
  CHECK(Ask(searcher, "elephant", "en").empty());
}

TEST_CASE("CrossLanguage: other forms of known words, and compounds of them") {
  const TempDir dir;
  Publish(dir.path(), {MakeArticle("a", "de", "Das Haus", "Das Haus hat viele alte Fenster."),
                       MakeArticle("b", "de", "Das Haus", "Das Haus hat Nationalhymnenbücher."),
                       MakeArticle("c", "de", "Das Haus", "Das Haus hat einen neuen Garten.")});
  LearnFrom(dir, "ru : de\nдом : Haus\nгимн : Hymne\nсадовник : Garten\n");
  Searcher searcher = OpenBase(dir);
  CHECK(First(Ask(searcher, "дом гимн", "ru")) == "de/b*");
  CHECK(First(Ask(searcher, "сколько садовых домов", "ru")) == "de/c*");
}

TEST_CASE("CrossLanguage: what is answered in its own language stays first") {
  const TempDir dir;
  PublishParallel(dir);
  Searcher searcher = OpenBase(dir);
  struct {
    const char* query;
    const char* lang;
    const char* first;
  } rows[] = {{"printer offline", "en", "en/a"},
              {"प्रिंटर ऑफ़लाइन", "hi", "hi/a"},
              {"camera slow", "", "en/d"},
              {"tax forms", "hi", "en/tax"}};
  for (const auto& row : rows) {
    CAPTURE(std::string(row.query));
    CHECK(First(Ask(searcher, row.query, row.lang)) == row.first);
  }
  LearnFrom(dir);
  for (const auto& row : rows) {
    CAPTURE(std::string(row.query));
    CHECK(First(Ask(searcher, row.query, row.lang)) == row.first);
  }
}

TEST_CASE("CrossLanguage: phrases and excluded words hold for translated queries, too") {
  const TempDir dir;
  Publish(dir.path(), {MakeArticle("a", "en", "Printing", "The printer stays offline."),
                       MakeArticle("b", "en", "Printing", "The printer is slow with 0x80070005.")});
  LearnFrom(dir, "en : hi\nprinter : प्रिंटर\nslow : धीमा\n");
  Searcher searcher = OpenBase(dir);
  CHECK(First(Ask(searcher, "प्रिंटर -slow", "hi")) == "en/a*");
  CHECK(!Has(Ask(searcher, "प्रिंटर -slow", "hi"), "b"));
  CHECK(First(Ask(searcher, "प्रिंटर 0x80070005", "hi")) == "en/b*");
  // What the excluded word is called in the other language is excluded, too.
  CHECK(!Has(Ask(searcher, "प्रिंटर -धीमा", "hi"), "b"));
  CHECK(First(Ask(searcher, "प्रिंटर -धीमा", "hi")) == "en/a*");
  // No article can hold a phrase of another language.
  CHECK(First(Ask(searcher, "\"धीमा प्रिंटर\"", "hi")) == "en/b*");
}

TEST_CASE("CrossLanguage: a new base is asked in other languages") {
  const TempDir dir;
  Publish(dir.path(),
          {MakeArticle("jam", "en", "Paper jam", "Open the cover and remove the paper."),
           MakeArticle("scan", "en", "Scanner", "The scanner does not connect to the network."),
           MakeArticle("papier", "de", "Papier nachlegen", "Legen Sie Papier in das Fach."),
           MakeArticle("netz", "de", "Netzwerk", "Das Netzwerk einrichten.")});
  REQUIRE(learn::LearnNewLanguages(dir.path()).has_value());
  Searcher searcher = OpenBase(dir);
  CHECK(First(Ask(searcher, "कागज जाम", "hi")) == "en/jam*");
  // What nobody says is seen: three words that no lexicon has, and the script.
  CHECK(First(Ask(searcher, "कागज जाम घुटरगूं फुलझड़ी किटकिट", "")) == "en/jam*");
  CHECK(First(Ask(searcher, "スキャナーがネットワークに接続できない", "ja")) == "en/scan*");
  // Half of what there is is in the other language: both are found.
  const std::vector<Hit> hits = Ask(searcher, "Papier entfernen", "de");
  CHECK(Has(hits, "papier"));
  CHECK(Has(hits, "jam"));
  CHECK(First(Ask(searcher, "Scanner verbinden", "de")).starts_with("en/scan"));
}

TEST_CASE("CrossLanguage: articles in the question's language keep their order among themselves") {
  const TempDir dir;
  const char* const words[] = {"Drucker", "Papier", "Kabel", "Netzwerk", "Farbe"};
  std::vector<Article> articles;
  for (std::size_t i = 0; i < std::size(words); ++i) {
    std::string text = "Hinweise zum Gerät im Büro:";
    for (std::size_t k = 0; k <= i; ++k) text += std::string(" ") + words[k];
    articles.push_back(MakeArticle("de" + std::to_string(i), "de", words[i], text));
    articles.push_back(
        MakeArticle("en" + std::to_string(i), "en", "Printer", "paper cable colour"));
  }
  Publish(dir.path(), articles);
  Searcher searcher = OpenBase(dir);
  const auto own = [&] {
    std::string order;
    for (const Hit& hit : Ask(searcher, "Drucker ohne Papier und Kabel, Bildschirm dunkel", "de")) {
      if (hit.lang == "de") order += hit.id + " ";
    }
    return order;
  };
  const std::string before = own();
  CHECK(before.size() > 10);
  REQUIRE(learn::LearnNewLanguages(dir.path()).has_value());
  CHECK(own() == before);
}

TEST_CASE("CrossLanguage: a few English words do not make a question English") {
  const TempDir dir;
  Publish(dir.path(), {MakeArticle("a", "fr", "Installation", "Le message de l'application."),
                       MakeArticle("b", "fr", "Imprimante", "Une imprimante nouvelle.")});
  REQUIRE(learn::LearnNewLanguages(dir.path()).has_value());
  Searcher searcher = OpenBase(dir);
  for (const Hit& hit : Ask(searcher, "zorglub farfelu du message bidule de printer", "fr")) {
    CHECK(!hit.translated);
    CHECK(hit.id == "a");
  }
  CHECK(First(Ask(searcher, "new printer", "fr")) == "fr/b*");
}

TEST_CASE("NearLanguages: a reader of one needs no translation of the other") {
  CHECK(translate::Answers("zh-Hant", "zh-Hans"));
  CHECK(translate::Answers("yue", "zh-Hant"));
  CHECK(translate::Answers("ms", "id"));
  CHECK(translate::Answers("en", "en"));
  CHECK(!translate::Answers("en", "id"));
  CHECK(!translate::Answers("ja", "zh-Hans"));
}

TEST_SUITE_END();

}  // namespace
}  // namespace funnel
