// SPDX-License-Identifier: GPL-2.0-or-later
#include "funnel/searcher.h"

#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "tests/support/articles.h"
#include "tests/support/searching.h"
#include "tests/support/temp_dir.h"

namespace funnel {
namespace {

using testing::Ask;
using testing::Ids;
using testing::MakeArticle;
using testing::OpenBase;
using testing::Publish;
using testing::TempDir;

std::string Marked(const Hit& hit) {
  std::string text;
  for (const SnippetPiece& piece : hit.snippet) {
    text += piece.marked ? "[" + piece.text + "]" : piece.text;
  }
  return text;
}

TEST_CASE("Searcher: a pasted text is answered by what is wrong in it") {
  const TempDir dir;
  std::vector<Article> articles = {
      MakeArticle("spooler", "en", "The spooler stops at start",
                  "The log says that the spooler could not open its queue. Delete the queue."),
      MakeArticle("requests", "en", "How long requests take",
                  "Each request is logged: request took so many ms, by worker and session."),
      MakeArticle("keys", "en", "Keys", "The administrator has keys for colleagues on Friday."),
      MakeArticle("blank", "en", "Blank pages are printed", "Clean the drum and print again.")};
  for (int i = 0; i < 20; ++i) {
    articles.push_back(MakeArticle("other" + std::to_string(i), "en", "Another matter",
                                   "Nothing of this kind is said here."));
  }
  Publish(dir.path(), articles);
  Searcher searcher = OpenBase(dir);
  std::string log;
  for (int i = 0; i < 500; ++i) {
    log += "2026-03-04 10:00:01 INFO worker request " + std::to_string(i) + " of session took " +
           std::to_string(i * 7) + " ms\n";
    if (i == 400) log += "2026-03-04 10:00:02 ERROR spooler: could not open queue\n";
  }
  CHECK(Ids(searcher, Ask(log)).starts_with("spooler"));
  CHECK(Ids(searcher, Ask("Hi all,\n\nblank pages are printed by our printer.\n"
                          "I have asked the administrator of our office in Berlin. The colleagues\n"
                          "have a deadline on Friday.\n\nBest regards\nMaria Berg\n"))
            .starts_with("blank"));
}

TEST_CASE("Searcher: a mail is answered by its one short question, however much stands around it") {
  const TempDir dir;
  const std::vector<std::string> matters = {"invoice", "calendar", "mailbox", "licence", "scanner"};
  std::vector<Article> articles = {
      MakeArticle("blank", "en", "Blank pages", "The printer has to be cleaned."),
      MakeArticle("moved", "en", "The address of a company",
                  "When the accounting department has moved to another building, its address is "
                  "changed in the office. Everybody can do that."),
      MakeArticle("leer", "de", "Leere Seiten", "Der Drucker muss gereinigt werden.")};
  for (const std::string& matter : matters) {
    articles.push_back(MakeArticle(matter, "en", "The " + matter + " of a printer",
                                   "A printer has pages for its " + matter + "."));
  }
  Publish(dir.path(), articles);
  Searcher searcher = OpenBase(dir);
  const auto first = [&](std::string_view pasted) {
    const std::string ids = Ids(searcher, Ask(std::string(pasted)));
    return ids.substr(0, ids.find(' '));
  };
  CHECK(first("Hello,\n\nour accounting department moved to the second floor of the building in "
              "spring.\nBlank pages\nEverybody in the old office restarted the computer of our "
              "company.\n\nRegards\nMaria\n") == "blank");
  CHECK(first("Guten Tag,\n\nwir sind im Frühjahr in das alte Büro gezogen.\nLeere Seiten\n"
              "Alle haben den Rechner neu gestartet.\n\nViele Grüße\nPetra\n") == "leer");
  // Nothing that the base knows is no error.
  CHECK(Ids(searcher, Ask("Hello,\n\nqqqq wwww.\nzzzz yyyy.\n\nRegards\nMaria\n")).empty());
}

TEST_CASE("Searcher: two sentences of a mail find one article of a family") {
  const TempDir dir;
  std::vector<Article> articles = {
      MakeArticle("blank-en", "en", "Blank pages", "The drum has to be cleaned."),
      MakeArticle("blank-de", "de", "Leere Seiten", "Die Trommel muss gereinigt werden.")};
  for (Article& article : articles) article.family = "blank";
  Publish(dir.path(), articles);
  Searcher searcher = OpenBase(dir);
  const std::string ids =
      Ids(searcher, Ask("Hello,\n\nblank pages.\nLeere Seiten.\n\nRegards\nMaria\n"));
  CHECK((ids == "blank-en" || ids == "blank-de"));
}

TEST_CASE("Searcher: compounds are found by their parts, and words written in two as one") {
  const TempDir dir;
  Publish(dir.path(), {MakeArticle("printer", "de", "Drucker im Netzwerk einrichten",
                                   "So richten Sie einen Drucker in Ihrem Netzwerk ein."),
                       MakeArticle("connection", "de", "Fehler bei der Verbindung",
                                   "Die Verbindung bricht mit einem Fehler ab."),
                       MakeArticle("login", "en", "The login fails", "Type the name again."),
                       MakeArticle("other", "en", "Another matter", "A log of what came in.")});
  Searcher searcher = OpenBase(dir);
  struct {
    const char* query;
    const char* lang;
    const char* first;
  } rows[] = {
      {"Netzwerkdrucker", "de", "printer/de"},
      {"Netzwerkdruckern", "de", "printer/de"},
      {"Verbindungsfehler", "de", "connection/de"},
      {"log in fails", "en", "login/en"},
  };
  for (const auto& row : rows) {
    CAPTURE(row.query);
    CHECK(Ids(searcher, Ask(row.query, row.lang)).starts_with(row.first));
  }
}

TEST_CASE("Searcher: finds articles in every language, marks what matched") {
  const TempDir dir;
  Publish(dir.path(),
          {MakeArticle("reset", "en", "Reset a password", "Open the page and choose Forgot."),
           MakeArticle("print-zh", "zh-Hans", "打印机无法打印", "请检查打印机的电源和网络连接。"),
           MakeArticle("print-th", "th", "เครื่องพิมพ์ออฟไลน์", "ตรวจสอบสายไฟของเครื่องพิมพ์ก่อน"),
           MakeArticle("print-ja", "ja", "印刷できない", "プリンターの電源を確認してください。"),
           MakeArticle("print-ko", "ko", "프린터 오류", "프린터에서 용지가 걸렸습니다."),
           MakeArticle("pw-vi", "vi", "Đặt lại mật khẩu", "Mở trang và chọn quên mật khẩu."),
           MakeArticle("pw-hi", "hi", "पासवर्ड रीसेट करें", "फ़ाइल खोलें और हिन्दी चुनें।"),
           MakeArticle("code", "en", "Access denied", "The setup stops with 0x80070005.")});
  Searcher searcher = OpenBase(dir);
  struct {
    const char* query;
    const char* first;
    const char* marked;
  } rows[] = {
      {"resetting passwords", "reset", ""},
      {"打印机电源", "print-zh", "[打印机]"},
      {"印表機電源", "print-zh", "[电源]"},
      {"เครื่องพิมพ์", "print-th", "[เครื่องพิมพ์]"},
      {"プリンターの電源", "print-ja", "[プリンター]"},
      {"용지 걸림", "print-ko", "[용지"},
      {"mat khau", "pw-vi", "[mật] [khẩu]"},
      {"mật khẩu", "pw-vi", "[mật"},
      {"फाइल हिंदी", "pw-hi", "[फ़ाइल]"},
      {"-2147024891", "code", "[0x80070005]"},
      {"error 80070005 on setup", "code", "[0x80070005]"},
  };
  for (const auto& row : rows) {
    CAPTURE(std::string(row.query));
    const Result<SearchResponse> response = searcher.Search(Ask(row.query));
    REQUIRE(response.has_value());
    REQUIRE(!response->hits.empty());
    CHECK(response->hits[0].id == row.first);
    const std::string snippet = Marked(response->hits[0]);
    CAPTURE(snippet);
    CHECK(snippet.find(row.marked) != std::string::npos);
  }
}

constexpr const char* kNothingSearched =
    "error: the query has no letter, digit or sign that is searched: ask with a word";

TEST_CASE("Searcher: only quotes and a leading minus are syntax") {
  const TempDir dir;
  Publish(dir.path(), {MakeArticle("a", "en", "Blue screen", "after the red update"),
                       MakeArticle("b", "en", "Red screen", "after the blue update"),
                       MakeArticle("c", "zh-Hans", "蓝屏", "更新之后出现红色屏幕")});
  Searcher searcher = OpenBase(dir);
  struct {
    const char* query;
    const char* ids;
  } rows[] = {
      {"\"red update\"", "a"},
      {"\"blue update\"", "b"},
      {"\u201Cblue update\u201D", "b"},
      {"\u300C红色屏幕\u300D", "c"},
      {"the \"red update\" of blue", "a b"},
      {"screen blue -\"red update\"", "b"},
      {"screen -red", ""},
      {"update -5 blue screen", "a b"},
      {"update -screens", ""},
      {"\"红色屏幕\"", "c"},
      {"update -unknown", "a b"},
      {"-screen", "a b"},
      {"AND OR NOT (blue)", "a b"},
      {"title:blue* ~ ^ [a TO b]", "a b"},
      {"\"blue", "a b"},
      {"...", kNothingSearched},
      {"\xFF\xFE", kNothingSearched},
  };
  for (const auto& row : rows) {
    CAPTURE(std::string(row.query));
    CHECK(Ids(searcher, Ask(row.query)) == row.ids);
  }
}

TEST_CASE("Searcher: words are found in compounds and by their parts, not by four letters alike") {
  const TempDir dir;
  Publish(dir.path(), {MakeArticle("a", "de", "Treiber", "Den Treiber neu installieren"),
                       MakeArticle("b", "de", "Konto", "Das Konto ist gesperrt, keiner hilft")});
  Searcher searcher = OpenBase(dir);
  CHECK(Ids(searcher, Ask("Druckertreiber")) == "a");
  CHECK(Ids(searcher, Ask("Kontobewegungsverwaltung")) == "");
  CHECK(Ids(searcher, Ask("gesperrt Treiberling")) == "b a");
}

TEST_CASE("Searcher: phrases and pairs are read in the records of several tiers") {
  const TempDir dir;
  std::vector<Article> articles;
  for (int i = 0; i < 12; ++i) {
    // Every third has the two words in that order, in either tier.
    const std::string text = i % 3 == 0 ? "after the red update" : "an update after the red one";
    articles.push_back(MakeArticle("a" + std::to_string(i), "en", "Screen", text));
    if (i >= 7) articles.back().audience = Audience::kInternal;
  }
  Publish(dir.path(), articles);
  Result<Searcher> searcher = Searcher::Open(dir.path(), Audience::kInternal);
  REQUIRE(searcher.has_value());
  CHECK(Ids(*searcher, Ask("\"red update\"")) == "a0 a3 a6 a9");
  Result<Searcher> outside = Searcher::Open(dir.path(), Audience::kPublic);
  REQUIRE(outside.has_value());
  CHECK(Ids(*outside, Ask("\"red update\"")) == "a0 a3 a6");
}

TEST_CASE("Searcher: a phrase that nobody wrote is searched as words, and says so") {
  const TempDir dir;
  Publish(dir.path(), {MakeArticle("a", "en", "Blue screen", "after the red update")});
  Searcher searcher = OpenBase(dir);
  Result<SearchResponse> response = searcher.Search(Ask("\"updates red\""));
  REQUIRE(response.has_value());
  CHECK(response->relaxed);
  CHECK(response->hits.size() == 1);
  // The words stand so, not their stems.
  response = searcher.Search(Ask("\"red updates\""));
  REQUIRE(response.has_value());
  CHECK(response->relaxed);
  response = searcher.Search(Ask("\"Red update\""));
  REQUIRE(response.has_value());
  CHECK_FALSE(response->relaxed);
  // So it says of what a question only cites.
  response = searcher.Search(Ask("screen after \"the blue update\""));
  REQUIRE(response.has_value());
  CHECK(response->relaxed);
  CHECK(response->hits.size() == 1);
}

TEST_CASE("Searcher: refuses empty, long and deep queries by name") {
  const TempDir dir;
  Publish(dir.path(), {MakeArticle("a", "en", "t", "text")});
  Searcher searcher = OpenBase(dir);
  CHECK(Ids(searcher, Ask(" \n")) == "error: the query is empty: ask something");
  SearchRequest box = Ask(std::string(kMaxQueryBytes + 1, 'a'));
  box.max_bytes = kMaxQueryBytes;
  CHECK(Ids(searcher, box) == "error: the query has 1025 bytes: ask with at most 1024");
  CHECK(Ids(searcher, Ask(std::string(kMaxPastedBytes, 'a'))) == "");
  SearchRequest deep = Ask("text");
  deep.offset = kMaxDepth;
  CHECK(Ids(searcher, deep) == "error: offset + limit must lie between 1 and 1000");
  CHECK(Ids(searcher, Ask("text", "no such tag")).starts_with("error: 'no such tag'"));
}

TEST_CASE("Searcher: one hit per family, the reader's language first") {
  const TempDir dir;
  const Article en = MakeArticle("sync", "en", "Sync is stuck", "TD-2010 appears. Restart it.");
  const Article ja = MakeArticle("sync", "ja", "同期が止まる", "TD-2010 と表示されます。");
  const Article th = MakeArticle("sync", "th", "ซิงค์ค้าง", "แสดง TD-2010");
  Publish(dir.path(), {en, ja, th, MakeArticle("other", "en", "Something else", "TD-2010 too")});
  Searcher searcher = OpenBase(dir);
  CHECK(Ids(searcher, Ask("TD-2010", "th")) == "sync/th other/en");
  CHECK(Ids(searcher, Ask("TD-2010", "ja-JP")) == "sync/ja other/en");
  // A question in another script than the page's is answered in its own language.
  CHECK(Ids(searcher, Ask("同期が止まる", "en")).starts_with("sync/ja"));
  const auto translations = searcher.TranslationsOf("sync");
  REQUIRE(translations.has_value());
  CHECK(translations->size() == 3);
}

TEST_CASE("Searcher: no reader sees more than its audience") {
  const TempDir dir;
  Article internal = MakeArticle("secret", "en", "Customer incident", "throttled connector");
  internal.audience = Audience::kInternal;
  Article partner = MakeArticle("partner", "en", "Partner note", "throttled connector");
  partner.audience = Audience::kPartner;
  Article draft = MakeArticle("draft", "en", "Draft", "throttled connector");
  draft.state = State::kDraft;
  Publish(dir.path(), {internal, partner, draft,
                       MakeArticle("public", "en", "For all", "throttled connector")});
  Searcher customers = OpenBase(dir);
  Searcher partners = OpenBase(dir, Audience::kPartner);
  Searcher engineers = OpenBase(dir, Audience::kInternal);
  CHECK(customers.Describe()->articles == 1);
  CHECK(partners.Describe()->articles == 2);
  CHECK(engineers.Describe()->articles == 3);
  CHECK(Ids(customers, Ask("throttled connector")) == "public");
  CHECK_FALSE(customers.Get("en", "secret").has_value());
  CHECK(engineers.Get("en", "secret").has_value());
  CHECK_FALSE(engineers.Get("en", "draft").has_value());
}

TEST_CASE("Searcher: sees the next publish at the next request") {
  const TempDir dir;
  Publish(dir.path(), {MakeArticle("a", "en", "First", "printer")});
  Searcher searcher = OpenBase(dir);
  CHECK(Ids(searcher, Ask("printer")) == "a");
  for (int i = 0; i < 5; ++i) {
    Publish(dir.path(), {MakeArticle("n" + std::to_string(i), "en", "New", "scanner")});
  }
  CHECK(Ids(searcher, Ask("printer")) == "a");
  CHECK(Ids(searcher, Ask("scanner")) == "n0 n1 n2 n3 n4");
  CHECK(searcher.Describe()->articles == 6);
}

TEST_CASE("Searcher: equal scores order by id, pages do not overlap") {
  const TempDir dir;
  Publish(
      dir.path(),
      {MakeArticle("d", "en", "same", "same text"), MakeArticle("b", "en", "same", "same text"),
       MakeArticle("a", "en", "same", "same text"), MakeArticle("c", "en", "same", "same text")});
  Searcher searcher = OpenBase(dir);
  SearchRequest request = Ask("same text");
  CHECK(Ids(searcher, request) == "a b c d");
  request.limit = 2;
  CHECK(Ids(searcher, request) == "a b");
  request.offset = 2;
  CHECK(Ids(searcher, request) == "c d");
  CHECK(searcher.Search(request)->estimated_total_hits == 4);
}

TEST_CASE("Searcher: of equal articles the one that was updated last comes first") {
  const TempDir dir;
  std::vector<Article> articles;
  const std::pair<const char*, const char*> days[] = {{"a", ""},
                                                      {"b", "2024-03-02"},
                                                      {"c", "2025-01-01"},
                                                      {"d", "2024-12-31"},
                                                      {"e", "2024-03-02"}};
  for (const auto& [id, day] : days) {
    articles.push_back(MakeArticle(id, "en", "same", "same text"));
    articles.back().updated = day;
  }
  Publish(dir.path(), articles);
  Searcher searcher = OpenBase(dir);
  CHECK(Ids(searcher, Ask("same text")) == "c d b e a");
}

TEST_CASE("Searcher: a deadline in the past ends the search") {
  const TempDir dir;
  Result<Indexer> indexer = Indexer::Open(dir.path());
  REQUIRE(indexer.has_value());
  for (int i = 0; i < 500; ++i) {
    const std::string id = std::to_string(i);
    REQUIRE(indexer->Add(MakeArticle(id, "en", "Printer " + id, "printer text " + id)).has_value());
  }
  REQUIRE(indexer->Commit().has_value());
  Searcher searcher = OpenBase(dir);
  SearchRequest request = Ask("printer");
  request.deadline = std::chrono::milliseconds(-1);
  const Result<SearchResponse> response = searcher.Search(request);
  REQUIRE_FALSE(response.has_value());
  CHECK(response.error().code == ErrorCode::kTimeout);
}

TEST_CASE("Searcher: tells what is in view without being asked anything") {
  const TempDir dir;
  Publish(dir.path(), {MakeArticle("a", "th", "เครื่องพิมพ์", "เครื่องพิมพ์"),
                       MakeArticle("a", "en", "Printer", "printer")});
  Searcher searcher = OpenBase(dir);
  const BaseDescription base = searcher.Describe().value();
  CHECK(base.generation == "gen-000001");
  CHECK(base.articles == 2);
  CHECK(base.languages == std::vector<std::string>{"en", "th"});
  Publish(dir.path(), {MakeArticle("b", "id", "Printer", "printer")});
  CHECK(searcher.Describe()->articles == 3);
}

TEST_CASE("Searcher: a question is never longer than a pasted text may be") {
  const TempDir dir;
  Publish(dir.path(), {MakeArticle("a", "en", "Printer", "printer")});
  Searcher searcher = OpenBase(dir);
  SearchRequest request = Ask(std::string(kMaxPastedBytes + 1, 'a'));
  request.max_bytes = std::string::npos;
  CHECK(Ids(searcher, request) == "error: the query has 65537 bytes: ask with at most 65536");
}

TEST_CASE("Searcher: says what is wrong with a base it cannot open") {
  const TempDir dir;
  const Result<Searcher> none = Searcher::Open(dir.path() / "none", Audience::kPublic);
  REQUIRE_FALSE(none.has_value());
  CHECK(none.error().code == ErrorCode::kNotFound);
}

}  // namespace
}  // namespace funnel
