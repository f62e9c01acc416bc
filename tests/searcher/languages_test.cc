// SPDX-License-Identifier: GPL-2.0-or-later
// One base, several languages: which are asked, and what becomes of their hits.

#include <doctest/doctest.h>

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "funnel/searcher.h"
#include "indexer/learn/learn.h"
#include "tests/support/articles.h"
#include "tests/support/temp_dir.h"

namespace funnel {
namespace {

using testing::MakeArticle;
using testing::TempDir;

Searcher Open(const TempDir& dir, const RankingParameters& ranking = {}) {
  Result<Searcher> searcher = Searcher::Open(dir.path(), Audience::kPublic, ranking);
  REQUIRE_MESSAGE(searcher.has_value(), searcher.error().message);
  return std::move(*searcher);
}

SearchRequest Request(const std::string& query, const std::string& lang) {
  SearchRequest request;
  request.query = query;
  request.lang = lang;
  return request;
}

SearchResponse Ask(Searcher& searcher, const std::string& query, const std::string& lang) {
  Result<SearchResponse> response = searcher.Search(Request(query, lang));
  REQUIRE_MESSAGE(response.has_value(), response.error().message);
  return *std::move(response);
}

/// "en/a th/b | zh/c": the hits, then each other language.
std::string Shown(const SearchResponse& response) {
  std::string line;
  const auto add = [&](const std::vector<Hit>& hits) {
    for (const Hit& hit : hits) line += (line.empty() ? "" : " ") + hit.lang + "/" + hit.id;
  };
  add(response.hits);
  for (const OtherLanguage& other : response.other_languages) {
    line += other.first ? " |<" : " |";
    add(other.hits);
  }
  return line;
}

TEST_CASE("Languages: a question is ranked as in a base of its language alone") {
  std::vector<Article> english;
  for (int i = 0; i < 12; ++i) {
    const std::string number = std::to_string(i);
    english.push_back(MakeArticle("e" + number, "en", i % 2 == 0 ? "Printer setup" : "Paper jam",
                                  "Set up printer model " + number + " and load paper."));
  }
  std::vector<Article> all = english;
  for (int i = 0; i < 40; ++i) {
    // Foreign articles full of the same words: they must not make these common.
    all.push_back(MakeArticle("d" + std::to_string(i), "de", "Printer setup",
                              "Printer, paper, jam und model auf Deutsch erklärt."));
    all.push_back(MakeArticle("t" + std::to_string(i), "th", "เครื่องพิมพ์", "printer กระดาษติด paper"));
  }
  const TempDir alone;
  const TempDir mixed;
  testing::Publish(alone.path(), english);
  testing::Publish(mixed.path(), all);
  Searcher in_alone = Open(alone);
  Searcher in_mixed = Open(mixed);
  for (const char* query : {"printer setup model 4", "paper jam", "load paper 7", "model"}) {
    CAPTURE(query);
    const SearchResponse a = Ask(in_alone, query, "en");
    const SearchResponse m = Ask(in_mixed, query, "en");
    REQUIRE(a.hits.size() == m.hits.size());
    CHECK(a.estimated_total_hits == m.estimated_total_hits);
    CHECK(a.confidence == m.confidence);
    for (std::size_t i = 0; i < a.hits.size(); ++i) {
      CHECK(a.hits[i].id == m.hits[i].id);
      CHECK(a.hits[i].score == m.hits[i].score);
    }
  }
}

TEST_CASE("Languages: function words of a small base do not outweigh what is asked") {
  const TempDir dir;
  std::vector<Article> articles = {
      MakeArticle("queue", "en", "A print job cannot be cancelled", "Cancel the print job."),
      MakeArticle("tray", "en", "How paper trays are set",
                  "How to print on labels, and how to load.")};
  for (int i = 0; i < 60; ++i) {
    articles.push_back(MakeArticle("x" + std::to_string(i), "en", "Sheet " + std::to_string(i),
                                   "Cells, rows, print areas, columns."));
  }
  testing::Publish(dir.path(), articles);
  Searcher searcher = Open(dir);
  CHECK(Ask(searcher, "how to cancel print job", "en").hits.front().id == "queue");
}

TEST_CASE("Languages: a code has no language, and is asked in all, each family once") {
  const TempDir dir;
  std::vector<Article> articles = {
      MakeArticle("a", "en", "Setup fails", "Setup fails with 0x80070005."),
      MakeArticle("a-th", "th", "ติดตั้งไม่ได้", "รหัส 0x80070005"),
      MakeArticle("b", "ja", "更新", "0x80070005 が表示されます。"),
      MakeArticle("c", "en", "Other", "Nothing of the kind.")};
  articles[1].family = "a";
  testing::Publish(dir.path(), articles);
  Searcher searcher = Open(dir);
  CHECK(Shown(Ask(searcher, "0x80070005", "th")) == "th/a-th ja/b");
  CHECK(Ask(searcher, "-2147024891", "en").hits.front().id == "a");
  CHECK(Ask(searcher, "0x80070005", "").estimated_total_hits == 2);
}

TEST_CASE("Languages: an answer in the reader's language is not beaten by a foreign one") {
  const TempDir dir;
  testing::Publish(dir.path(),
                   {MakeArticle("de", "de", "Outlook druckt nicht", "Outlook druckt nicht."),
                    MakeArticle("zh", "zh-Hans", "无法打印", "在 Outlook 中无法打印邮件。"),
                    MakeArticle("zh2", "zh-Hans", "打印机", "打印机没有纸。")});
  Searcher searcher = Open(dir);
  const SearchResponse response = Ask(searcher, "在 Outlook.com 中无法打印", "zh-Hans");
  CHECK(response.hits.front().id == "zh");
  for (const Hit& hit : response.hits) CHECK(hit.lang == "zh-Hans");
}

TEST_CASE("Languages: what only another language has is a block of its own") {
  const TempDir dir;
  testing::Publish(
      dir.path(),
      {MakeArticle("jam", "en", "Paper jam", "Open the cover and remove the paper."),
       MakeArticle("scan", "en", "Scanner", "The scanner does not connect to the network."),
       MakeArticle("papier", "de", "Papier nachlegen", "Legen Sie Papier in das Fach."),
       MakeArticle("netz", "de", "Netzwerk", "Das Netzwerk einrichten.")});
  REQUIRE(learn::LearnNewLanguages(dir.path()).has_value());
  Searcher searcher = Open(dir);
  const SearchResponse response = Ask(searcher, "Papier entfernen", "de");
  REQUIRE(!response.hits.empty());
  CHECK(response.hits.front().id == "papier");
  REQUIRE(!response.other_languages.empty());
  const OtherLanguage& english = response.other_languages.front();
  CHECK(english.lang == "en");
  CHECK(english.translated);
  CHECK(english.confidence > 0);
  CHECK(english.hits.front().id == "jam");
  CHECK(english.hits.front().translated);
  // Once in all, on the first page only.
  std::vector<std::string> ids;
  for (const Hit* hit : Merged(response)) ids.push_back(hit->id);
  std::sort(ids.begin(), ids.end());
  CHECK(std::adjacent_find(ids.begin(), ids.end()) == ids.end());
  SearchRequest second = Request("Papier entfernen", "de");
  second.offset = 1;
  CHECK(searcher.Search(second)->other_languages.empty());
  // Who is sure of his own does not ask.
  RankingParameters sure;
  sure.ask_others_below = 0;
  Searcher contented = Open(dir, sure);
  CHECK(Ask(contented, "Papier entfernen", "de").other_languages.empty());
  // Without any of one's own, the others take their place.
  const SearchResponse thai = Ask(searcher, "สแกนเนอร์", "th");
  REQUIRE(!thai.hits.empty());
  CHECK(thai.hits.front().id == "scan");
}

TEST_CASE("Languages: what is translated whole is not asked for what it cannot have") {
  const auto ask = [](bool with_more) {
    const TempDir dir;
    std::vector<Article> articles;
    for (int i = 0; i < 6; ++i) {
      const std::string number = std::to_string(i);
      articles.push_back(MakeArticle("en" + number, "en", "Scanner " + number, "The scanner."));
      articles.push_back(MakeArticle("de" + number, "de", "Papier " + number, "Das Papier."));
      articles[articles.size() - 2].family = articles.back().family = "f" + number;
    }
    if (with_more) articles.push_back(MakeArticle("more", "en", "Keyboard", "The keyboard."));
    testing::Publish(dir.path(), articles);
    REQUIRE(learn::LearnNewLanguages(dir.path()).has_value());
    Searcher searcher = Open(dir);
    return searcher.Explain(Request("Tastatur Papier Zorglub", "de"), {})->languages.size();
  };
  CHECK(ask(false) == 1);
  CHECK(ask(true) == 2);
}

TEST_CASE("Languages: an explanation tells what decided over each") {
  const TempDir dir;
  testing::Publish(dir.path(),
                   {MakeArticle("jam", "en", "Paper jam", "Open the cover and remove the paper."),
                    MakeArticle("papier", "de", "Papier nachlegen", "Legen Sie Papier ein."),
                    MakeArticle("tax", "th", "ภาษี", "แบบฟอร์ม")});
  REQUIRE(learn::LearnNewLanguages(dir.path()).has_value());
  Searcher searcher = Open(dir);
  const Result<Explanation> explanation = searcher.Explain(Request("Papier entfernen", "de"), {});
  REQUIRE(explanation.has_value());
  REQUIRE(explanation->languages.size() >= 2);
  CHECK(explanation->languages[0].lang == "de");
  CHECK(explanation->languages[0].place == LanguagePlace::kOwn);
  CHECK(explanation->languages[0].confidence < explanation->ask_others_below);
  CHECK(explanation->languages[1].lang == "en");
  CHECK(explanation->languages[1].translated_from == "de");
  CHECK(explanation->languages[1].first_id == "jam");
  const SearchResponse response = Ask(searcher, "Papier entfernen", "de");
  CHECK(explanation->languages[0].confidence == response.confidence);
  const Result<Explanation> thai = searcher.Explain(Request("Papier nachlegen", "de"), {"tax"});
  REQUIRE(thai.has_value());
  CHECK(thai->articles.front().standing == Standing::kNotAsked);
}

}  // namespace
}  // namespace funnel
