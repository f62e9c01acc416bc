// SPDX-License-Identifier: GPL-2.0-or-later
// What programs read of the site: feeds, llms.txt, the OpenSearch description.
#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "server/http/site_address.h"
#include "server/site/atom_feed.h"
#include "server/site/open_search.h"
#include "server/site/ui.h"
#include "server/site/xml.h"
#include "tests/server/server_fixture.h"

namespace funnel::test {

namespace {

std::size_t Count(const std::string& text, const std::string& part) {
  std::size_t count = 0;
  for (std::size_t at = text.find(part); at != std::string::npos; at = text.find(part, at + 1)) {
    ++count;
  }
  return count;
}

bool Has(const Answer& answer, const std::string& part) {
  return answer.body.find(part) != std::string::npos;
}

}  // namespace

TEST_CASE("Feed: entries as RFC 4287 has them") {
  const std::vector<ListedArticle> articles = {
      {"ja", "印刷/a b", "紙<詰まり> & \"x\"", "要約", "2026-02-11", {"C# & co"}},
      {"en", "plain", "", "", "2026-01-01", {}}};
  CHECK(site::AtomFeed(articles, "C# & co", "", "https://kb.example", *site::FindUiTexts("en")) ==
        "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n"
        "<feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"en\">\n"
        "<title>C# &amp; co – Help Center</title>\n"
        "<id>urn:uuid:fc9ac150-0dee-8393-a67c-642d6674f48a</id>\n"
        "<updated>2026-02-11T00:00:00Z</updated>\n"
        "<author>\n<name>Help Center</name>\n</author>\n"
        "<link rel=\"self\" type=\"application/atom+xml\" "
        "href=\"https://kb.example/feeds/articles.atom?product=C%23+%26+co\"/>\n"
        "<link rel=\"alternate\" type=\"text/html\" href=\"https://kb.example/\"/>\n"
        "<entry xml:lang=\"ja\">\n"
        "<title>紙&lt;詰まり&gt; &amp; &quot;x&quot;</title>\n"
        "<link rel=\"alternate\" type=\"text/html\" "
        "href=\"https://kb.example/articles/ja/%E5%8D%B0%E5%88%B7/a%20b\"/>\n"
        "<link rel=\"alternate\" type=\"text/markdown\" "
        "href=\"https://kb.example/articles/ja/%E5%8D%B0%E5%88%B7/a%20b.md\"/>\n"
        "<id>urn:uuid:59c7c88d-61d4-84fc-93f1-ca7d93bfbd01</id>\n"
        "<updated>2026-02-11T00:00:00Z</updated>\n"
        "<summary>要約</summary>\n"
        "<category term=\"C# &amp; co\"/>\n"
        "</entry>\n"
        "<entry xml:lang=\"en\">\n"
        "<title>plain</title>\n"
        "<link rel=\"alternate\" type=\"text/html\" "
        "href=\"https://kb.example/articles/en/plain\"/>\n"
        "<link rel=\"alternate\" type=\"text/markdown\" "
        "href=\"https://kb.example/articles/en/plain.md\"/>\n"
        "<id>urn:uuid:25f5989e-976f-890b-be33-4a598fed74ae</id>\n"
        "<updated>2026-01-01T00:00:00Z</updated>\n"
        "</entry>\n</feed>\n");
}

TEST_CASE("Feed: what is new and changed, by product and language") {
  const TestServer server;
  Article thai = SimpleArticle("th", "ใหม่", "บทความใหม่", "ข้อความ");
  thai.updated = "2026-03-01";
  thai.products = {"Tamarind Print"};
  Article internal = SimpleArticle("en", "secret", "Secret news", "secret");
  internal.updated = "2026-04-01";
  internal.audience = Audience::kInternal;
  internal.products = {"Tamarind Print"};
  Publish(server.kb(), {thai, internal});
  const struct {
    const char* target;
    std::size_t entries;
    const char* updated;
  } examples[] = {
      {"/feeds/articles.atom", 2, "2026-03-01"},
      {"/feeds/articles.atom?lang=en-GB", 1, "2026-02-11"},
      {"/feeds/articles.atom?product=tamarind+PRINT&lang=th", 1, "2026-03-01"},
      {"/feeds/articles.atom?product=nothing", 0, "1970-01-01"},
      {"/feeds/articles.atom?product=%FF%00%3C&lang=", 0, "1970-01-01"},
  };
  for (const auto& example : examples) {
    CAPTURE(example.target);
    const Answer feed = server.Get(example.target);
    CHECK(feed.status == 200);
    CHECK(feed.Header("Content-Type") == "application/atom+xml; charset=utf-8");
    CHECK(Count(feed.body, "<entry ") == example.entries);
    const std::string updated = "<updated>" + std::string(example.updated) + "T00:00:00Z</updated>";
    CHECK(feed.body.find("<updated>") == feed.body.find(updated));
    CHECK(Count(feed.body, "Secret") == 0);
  }
  const Answer wrong = server.Get("/feeds/articles.atom?lang=!!");
  CHECK(wrong.status == 400);
  CHECK(wrong.Header("Content-Type") == "application/problem+json");
  CHECK(Has(server.Get("/?lang=th"), "href=\"/feeds/articles.atom?lang=th\""));
  CHECK(Has(server.Get("/articles/en/printing/queue-stuck"),
            "href=\"/feeds/articles.atom?product=Tamarind+Print&amp;lang=en\""));
}

TEST_CASE("Feed: ids stay what they are") {
  const std::vector<ListedArticle> articles = {{"en", "a", "A", "", "2026-02-11", {}}};
  const auto id = [&](const std::string& address) {
    const std::string feed = site::AtomFeed(articles, "", "", address, *site::FindUiTexts("en"));
    return feed.substr(feed.rfind("<id>"), 54);
  };
  CHECK(id("https://kb.example") == "<id>urn:uuid:574b0f4e-ec47-8f77-b3cc-b8649a4a2f2d</id>");
  CHECK(id("") == id("https://kb.example"));
}

TEST_CASE("Xml: holds what it may") {
  CHECK(site::EscapeXml("a<b>&\"'\x01\x7F\xFF\xEF\xBF\xBE\n") ==
        "a&lt;b&gt;&amp;&quot;&#39;  \xEF\xBF\xBD\n");
}

TEST_CASE("OpenSearch: in each language of the pages") {
  for (const site::UiTexts& ui : site::AllUiTexts()) {
    CAPTURE(ui.lang);
    const Answer answer = SharedServer().Get("/opensearch.xml?lang=" + ui.lang);
    CHECK(answer.status == 200);
    CHECK(answer.Header("Content-Type") == "application/opensearchdescription+xml; charset=utf-8");
    CHECK(Has(answer, "template=\"http://test/search?q={searchTerms}&amp;lang=" + ui.lang + "\""));
    CHECK(Has(answer, "<Language>" + ui.lang + "</Language>"));
    CHECK(Has(SharedServer().Get("/?lang=" + ui.lang),
              "<link rel=\"search\" href=\"/opensearch.xml?lang=" + ui.lang + "\""));
  }
  CHECK(Has(SharedServer().Get("/opensearch.xml?lang=vi"), "<ShortName>Trung tâm trợ</ShortName>"));
  CHECK(Has(SharedServer().Get("/opensearch.xml", "Accept-Language: ja\r\n"),
            "<ShortName>ヘルプセンター</ShortName>"));
}

TEST_CASE("OpenSearch: suggestions as browsers read them") {
  const struct {
    const char* target;
    const char* body;
  } examples[] = {
      {"/suggestions.json?q=document%20stu&lang=en",
       R"(["document stu",["Document stuck in the print queue"]])"},
      {"/suggestions.json?q=secretw&lang=en", R"(["secretw",[]])"},
      {"/suggestions.json", R"(["",[]])"},
      {"/suggestions.json?q=%FF%22", "[\"\xEF\xBF\xBD\\\"\",[]]"},
  };
  for (const auto& example : examples) {
    CAPTURE(example.target);
    const Answer answer = SharedServer().Get(example.target);
    CHECK(answer.status == 200);
    CHECK(answer.Header("Content-Type") == "application/x-suggestions+json");
    CHECK(answer.body == example.body);
  }
  CHECK(SharedServer().Get("/suggestions.json?lang=!!").status == 400);
  CHECK(SharedServer().Get("/suggestions.json?q=" + std::string(2000, 'a')).status == 414);
  CHECK(Has(SharedServer().Get("/opensearch.xml?lang=th"),
            "<Url type=\"application/x-suggestions+json\" "
            "template=\"http://test/suggestions.json?q={searchTerms}&amp;lang=th\"/>"));
}

TEST_CASE("LlmsTxt: what the site has, with articles by product") {
  const Answer answer = SharedServer().Get("/llms.txt", "X-Forwarded-Proto: https\r\n");
  CHECK(answer.status == 200);
  CHECK(answer.Header("Content-Type") == "text/plain; charset=utf-8");
  CHECK(answer.body.starts_with("# Help Center\n\n> "));
  CHECK(Has(answer,
            "\n## Tamarind Print\n\n"
            "- [Document stuck in the print queue]"
            "(https://test/articles/en/printing/queue-stuck.md): "
            "The printer stays silent and the queue shows Deleting.\n"));
  CHECK(Has(answer, "## \\<b>Bold\\</b>\n"));
  CHECK(Count(answer.body, "secretword") == 0);
  CHECK(Count(answer.body, "internal-1") == 0);
  const Answer thai = SharedServer().Get("/llms.txt?lang=th");
  CHECK(Has(thai, "(http://test/articles/th/printing/queue-stuck.md)"));
  CHECK(SharedServer().Get("/llms.txt?lang=!!").status == 400);
  CHECK(SharedServer().Get("/llms.txt?lang=xx").body == SharedServer().Get("/llms.txt").body);
}

TEST_CASE("LlmsTxt: follows what is published") {
  const TestServer server;
  CHECK_FALSE(Has(server.Get("/llms.txt"), "Brand new"));
  Article article = SimpleArticle("en", "new", "Brand new", "text");
  article.updated = "2026-11-01";
  Publish(server.kb(), {article});
  CHECK(Has(server.Get("/llms.txt"), "[Brand new](http://test/articles/en/new.md)"));
}

TEST_CASE("SiteAddress: is where the asker reaches the server") {
  const struct {
    const char* host;
    const char* proto;
    const char* address;
  } examples[] = {
      {"kb.example", "", "http://kb.example"},
      {"KB.example:8443", "HTTPS", "https://kb.example:8443"},
      {"[::1]:8080", "http", "http://[::1]:8080"},
      {"kb.example", "javascript", "http://kb.example"},
      {"kb.example/evil", "", ""},
      {"a\"b", "", ""},
      {"", "https", ""},
  };
  for (const auto& example : examples) {
    CAPTURE(example.host);
    http::WebRequest request;
    request.host = example.host;
    request.forwarded_proto = example.proto;
    CHECK(http::SiteAddress(request) == example.address);
  }
}

}  // namespace funnel::test
