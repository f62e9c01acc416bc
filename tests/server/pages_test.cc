// SPDX-License-Identifier: GPL-2.0-or-later
#include "server/site/pages.h"

#include <doctest/doctest.h>

#include <string>

#include "indexer/publish/publish.h"
#include "server/site/routes.h"
#include "server/site/ui.h"
#include "tests/server/server_fixture.h"

namespace funnel::test {

namespace {

bool Has(const Answer& answer, const std::string& part) {
  return answer.body.find(part) != std::string::npos;
}

}  // namespace

TEST_CASE("Pages: the start page asks in the reader's language") {
  const struct {
    std::string target, fields, expected;
  } examples[] = {
      {"/", "", "<html lang=\"en\" dir=\"ltr\">"},
      {"/", "Accept-Language: xx, ja;q=0.5\r\n", "<html lang=\"ja\" dir=\"ltr\">"},
      {"/?lang=th", "Accept-Language: ja\r\n", "<html lang=\"th\" dir=\"ltr\">"},
      {"/?lang=zh-TW", "", "<html lang=\"zh-Hant\" dir=\"ltr\">"},
      {"/?lang=th", "", "<option value=\"th\" lang=\"th\" dir=\"ltr\" selected>"},
      {"/", "", "<option value=\"ar\" lang=\"ar\" dir=\"rtl\">"},
      {"/?lang=%22%3E%3Cscript%3E", "", "<html lang=\"en\" dir=\"ltr\">"},
  };
  for (const auto& example : examples) {
    CAPTURE(example.target);
    const Answer answer = SharedServer().Get(example.target, example.fields);
    CHECK(answer.status == 200);
    CHECK(answer.Header("Content-Type") == "text/html; charset=utf-8");
    CHECK(Has(answer, example.expected));
    CHECK(Has(answer, "role=\"search\""));
  }
}

TEST_CASE("Pages: results with badges, languages and paging") {
  const Answer page = SharedServer().Get("/search?q=manyfold&lang=en");
  CHECK(page.status == 200);
  CHECK(Has(page, "href=\"/search?q=manyfold&amp;lang=en&amp;offset=10\""));
  CHECK_FALSE(Has(page, "rel=\"prev\""));
  const Answer last = SharedServer().Get("/search?q=manyfold&lang=en&offset=20");
  CHECK(Has(last, "<ol class=\"hits\" start=\"21\">"));
  CHECK(Has(last, "href=\"/search?q=manyfold&amp;lang=en&amp;offset=10\""));
  CHECK_FALSE(Has(last, "rel=\"next\""));

  CHECK(Has(SharedServer().Get("/search?q=print+queue&lang=en"),
            "Document stuck in the <mark>print</mark> <mark>queue</mark></a></h2>"));
  CHECK(
      Has(SharedServer().Get("/search?q=casewords"), "<li class=\"badge case\">Solved case</li>"));
  const Answer thai = SharedServer().Get("/search?q=%E0%B8%84%E0%B8%B4%E0%B8%A7&lang=th");
  CHECK(Has(thai, "href=\"/articles/th/printing/queue-stuck?lang=th\""));
  const Answer arabic =
      SharedServer().Get("/search?q=%D8%A7%D9%84%D8%B7%D8%A7%D8%A8%D8%B9%D8%A9&lang=en");
  CHECK(Has(arabic, "lang=\"ar\" dir=\"rtl\""));
  CHECK(Has(arabic, "العربية"));
}

TEST_CASE("Pages: a pinned hit says so, there and in JSON, from the next request on") {
  const TestServer server;
  const std::string pinned = "<li class=\"badge pinned\">Recommended</li>";
  CHECK_FALSE(Has(server.Get("/search?q=manyfold&lang=en"), pinned));
  CHECK_FALSE(Has(server.Get("/v1/search?q=manyfold&lang=en"), "\"pinned\""));
  auto publish = publish::Publish::Open(server.kb());
  REQUIRE(publish.has_value());
  (*publish)->PutCuration({{store::CurationKind::kPins, "\"manyfold\" -> printing/queue-stuck\n"}});
  REQUIRE((*publish)->Commit().has_value());
  const Answer page = server.Get("/search?q=manyfold&lang=en");
  CHECK(page.body.find(pinned) > page.body.find("/articles/en/printing/queue-stuck"));
  CHECK(page.body.find(pinned) < page.body.find("</li>\n<li class=\"hit\">"));
  CHECK(Has(server.Get("/search?q=manyfold&lang=th"), ">แนะนำ</li>"));
  const Answer json = server.Get("/v1/search?q=manyfold&lang=en");
  CHECK(Has(json, "\"pinned\":true}"));
}

TEST_CASE("Pages: no hits come with advice, no query with the start page") {
  const Answer none = SharedServer().Get("/search?q=zzzzqqqq&lang=en");
  CHECK(none.status == 200);
  CHECK(Has(none, "We found nothing for this search"));
  CHECK(Has(SharedServer().Get("/search?q=+"), "class=\"home\""));
  CHECK(Has(SharedServer().Get("/search"), "class=\"home\""));
}

TEST_CASE("Pages: hostile titles, queries and addresses are text") {
  const std::string q = "%3Cscript%3Ealert(1)%3C/script%3E%22%27hostilewords";
  for (const std::string& target : {"/search?q=" + q, std::string("/search?q=hostilewords"),
                                    std::string("/articles/en/hostile"), "/articles/en/" + q,
                                    "/" + q, "/search?q=a&offset=" + q, "/search?q=a&lang=" + q}) {
    CAPTURE(target);
    const Answer answer = SharedServer().Get(target);
    // The page's own script, and no other.
    const std::size_t script = answer.body.find("<script");
    CHECK(answer.body.find("<script src=\"/assets/search_box.js?") == script);
    CHECK(answer.body.find("<script", script + 1) == std::string::npos);
    CHECK_FALSE(Has(answer, "<img"));
    CHECK_FALSE(Has(answer, "<b>"));
    CHECK_FALSE(Has(answer, "javascript:"));
    CHECK_FALSE(Has(answer, "\"'hostile"));
  }
  CHECK(Has(SharedServer().Get("/search?q=hostilewords"), "&lt;script&gt;alert("));
}

TEST_CASE("Pages: an article with its sections, translations and relations") {
  const Answer page = SharedServer().Get("/articles/en/printing/queue-stuck?lang=ja");
  CHECK(page.status == 200);
  CHECK(Has(page, "<html lang=\"ja\""));
  CHECK(Has(page, "<article lang=\"en\" dir=\"ltr\">"));
  CHECK(Has(page, "<h1>Document stuck in the print queue</h1>"));
  CHECK(Has(page, "<h2 id=\"cause\">Cause</h2>"));
  CHECK(Has(page, "<a href=\"#resolution\">Resolution</a>"));
  CHECK(Has(page, "<time datetime=\"2026-02-11\">"));
  CHECK(Has(page, "href=\"/articles/th/printing/queue-stuck?lang=ja\""));
  CHECK(Has(page, "hreflang=\"th\""));
  CHECK(Has(page, "href=\"/articles/en/hostile?lang=ja\""));
  CHECK_FALSE(Has(page, "no-such-article"));
  CHECK_FALSE(Has(page, "Secret Author"));
  const Answer arabic = SharedServer().Get("/articles/ar/printer-ar?lang=en");
  CHECK(Has(arabic, "<article lang=\"ar\" dir=\"rtl\">"));
}

TEST_CASE("Pages: of related articles that are not there, only the first are looked up") {
  const TestServer server;
  for (const std::size_t unknown : {access::kMaxRelatedLookUps - 1, access::kMaxRelatedLookUps}) {
    CAPTURE(unknown);
    Article article = SimpleArticle("en", "lists", "It lists many", "related articles");
    for (std::size_t i = 0; i < unknown; ++i) {
      article.related.push_back("none-" + std::to_string(i));
    }
    article.related.push_back("hostile");
    article.related.insert(article.related.end(), 5000, "none");
    Publish(server.kb(), {article});
    CHECK(Has(server.Get("/articles/en/lists"), "href=\"/articles/en/hostile\"") ==
          (unknown < access::kMaxRelatedLookUps));
  }
}

TEST_CASE("Pages: templates hold what they include, once") {
  for (const char* target : {"/", "/search?q=manyfold", "/articles/en/hostile", "/none"}) {
    CAPTURE(target);
    const Answer page = SharedServer().Get(target);
    CHECK_FALSE(Has(page, "{{"));
    CHECK(Has(page, "<!doctype html>"));
    CHECK(page.body.find("<form") == page.body.rfind("<form"));
    CHECK(page.body.find("<form") != std::string::npos);
    CHECK(page.body.find("</html>") != std::string::npos);
  }
}

TEST_CASE("Pages: errors are pages in the reader's language") {
  const struct {
    std::string method, target;
    int status;
  } examples[] = {{"GET", "/none", 404},
                  {"GET", "/articles/en/none", 404},
                  {"GET", "/assets/none.css", 404},
                  {"GET", "/assets/../main.cc", 404},
                  {"GET", "/assets/strings/en.json", 404},
                  {"POST", "/", 405},
                  {"GET", "/search?q=a&offset=5000", 400},
                  {"GET", "/search?q=" + std::string(1200, 'x'), 414}};
  for (const auto& example : examples) {
    CAPTURE(example.target);
    const Answer answer = Fetch(SharedServer().port(), example.method, example.target,
                                "Accept-Language: ja\r\n", example.method == "POST" ? "x" : "");
    CHECK(answer.status == example.status);
    CHECK(answer.Header("Content-Type") == "text/html; charset=utf-8");
    CHECK(Has(answer, "<html lang=\"ja\""));
  }
}

TEST_CASE("Pages: every answer carries the security headers") {
  for (const char* target : {"/", "/search?q=print", "/articles/en/hostile", "/none", "/v1/none",
                             "/healthz", "/assets/site.css", "/v1/search?q=a", "http://bad/"}) {
    CAPTURE(target);
    const Answer answer = SharedServer().Get(target);
    CHECK(answer.Header("Content-Security-Policy").find("default-src 'none'") == 0);
    CHECK(answer.Header("X-Content-Type-Options") == "nosniff");
    CHECK(answer.Header("Referrer-Policy") == "no-referrer");
  }
}

TEST_CASE("Assets: have an ETag and are not sent twice") {
  const Answer css = SharedServer().Get("/assets/site.css");
  CHECK(css.status == 200);
  CHECK(css.Header("Content-Type") == "text/css; charset=utf-8");
  const std::string tag = css.Header("ETag");
  REQUIRE(tag.size() > 10);
  const Answer again = SharedServer().Get("/assets/site.css", "If-None-Match: " + tag + "\r\n");
  CHECK(again.status == 304);
  CHECK(again.body.empty());
  const std::string version = tag.substr(3, tag.size() - 4);
  CHECK(SharedServer().Get("/assets/site.css?v=" + version).Header("Cache-Control") ==
        "public, max-age=31536000, immutable");
  CHECK(Has(SharedServer().Get("/"), "/assets/site.css?v=" + version));
  CHECK(SharedServer().Get("/assets/favicon.svg").Header("Content-Type") == "image/svg+xml");
  CHECK(SharedServer().Get("/assets/search_box.js").Header("Content-Type") ==
        "text/javascript; charset=utf-8");
}

TEST_CASE("Pages: a hurried search says so in the reader's language, with hits or without") {
  const std::string note = site::AllUiTexts().front()["hurried"];
  for (const char* lang : {"en", "th", "ja", "ko", "zh-Hant", "hi", "vi"}) {
    CAPTURE(lang);
    site::PageReader reader;
    reader.ui = site::FindUiTexts(lang);
    reader.lang = lang;
    SearchResponse response;
    for (const std::size_t hits : {0, 1}) {
      CAPTURE(hits);
      response.hits.resize(hits);
      const auto says = [&] {
        return site::SearchPage(reader, "printer", 0, response)
                   .body.find((*reader.ui)["hurried"]) != std::string::npos;
      };
      response.incomplete = {Omission::kSpelling};
      CHECK(says());
      response.incomplete.clear();
      CHECK_FALSE(says());
    }
    CHECK((std::string_view(lang) == "en") == ((*reader.ui)["hurried"] == note));
  }
}

TEST_CASE("Pages: the answer card has the lines of its section, as text, and leads there") {
  for (const char* lang : {"en", "th", "ja", "ko", "zh-Hant", "hi", "vi"}) {
    CAPTURE(lang);
    site::PageReader reader;
    reader.ui = site::FindUiTexts(lang);
    reader.lang = lang;
    reader.chosen = true;
    const auto page = [&](const SearchResponse& response) {
      return site::SearchPage(reader, "printer", 0, response).body;
    };
    SearchResponse response;
    response.hits.resize(1);
    const std::string& label = (*reader.ui)["answer"];
    CHECK(page(response).find('>' + label + '<') == std::string::npos);
    response.card = AnswerCard{"a",
                               "ar",
                               "<b>Title</b>",
                               "",
                               {"2 < 3", "s&1", SectionRole::kResolution},
                               {"Press <OK>", "Wait"},
                               false};
    const std::string body = page(response);
    const std::string href = "/articles/ar/a?lang=" + std::string(lang);
    for (const std::string& part :
         {'>' + label + '<', "lang=\"ar\" dir=\"rtl\"" + std::string(">\n<p class=\"label\""),
          "<a href=\"" + href + "\">&lt;b&gt;Title&lt;/b&gt;</a>",
          "<a href=\"" + href + "#s%261\">2 &lt; 3</a>", std::string("<li>Press &lt;OK&gt;</li>"),
          '>' + (*reader.ui)["read_on"] + '<'}) {
      CAPTURE(part);
      CHECK(body.find(part) != std::string::npos);
    }
    response.card->whole = true;
    CHECK(page(response).find((*reader.ui)["read_on"]) == std::string::npos);
  }
}

TEST_CASE("Pages: the way to a person, with the question kept") {
  struct Row {
    std::string contact, href;
  };
  for (const Row& row : std::vector<Row>{
           {"https://help.example/new", "https://help.example/new?q=caf%C3%A9%20%26%20%3Cx%3E"},
           {"https://help.example/?a=1",
            "https://help.example/?a=1&amp;q=caf%C3%A9%20%26%20%3Cx%3E"},
           {"mailto:help@help.example",
            "mailto:help@help.example?subject=caf%C3%A9%20%26%20%3Cx%3E"}}) {
    CAPTURE(row.contact);
    CHECK(site::IsContact(row.contact));
    site::PageReader reader;
    reader.ui = site::FindUiTexts("ja");
    reader.lang = "ja";
    const auto page = [&] {
      return site::SearchPage(reader, "café & <x>", 0, SearchResponse()).body;
    };
    const std::string label = (*reader.ui)["contact"] + "</a>";
    CHECK(page().find(label) == std::string::npos);
    reader.contact = row.contact;
    CHECK(page().find("<a href=\"" + row.href + "\">" + label) != std::string::npos);
    CHECK(site::HomePage(reader).body.find("\">" + label) != std::string::npos);
  }
  for (const char* other :
       {"", "javascript:alert(1)", "https://", "https://a b", "ftp://a", "a@b"}) {
    CHECK_FALSE(site::IsContact(other));
  }
}

TEST_CASE("Pages: nothing found leads on, to less of the question and to what is new") {
  site::PageReader reader;
  reader.ui = site::FindUiTexts("en");
  reader.lang = "en";
  SearchResponse response;
  response.fewer = FewerConditions{"printer", {"-<b>"}, false, 1, std::vector<Hit>(1)};
  response.newest = {{"ar", "new", "<New>", "", "", {}}};
  const std::string body = site::SearchPage(reader, "printer -<b>", 0, response).body;
  for (const char* part :
       {"We found nothing", "href=\"/search?q=printer\"", "&lt;b&gt;", "<li class=\"hit\">",
        "<a href=\"/articles/ar/new\" lang=\"ar\" dir=\"rtl\">&lt;New&gt;</a>"}) {
    CAPTURE(std::string(part));
    CHECK(body.find(part) != std::string::npos);
  }
}

}  // namespace funnel::test
