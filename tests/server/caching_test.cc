// SPDX-License-Identifier: GPL-2.0-or-later
#include <doctest/doctest.h>

#include <chrono>
#include <fstream>
#include <string>

#include "indexer/learn/learn.h"
#include "indexer/store/curation/curation.h"
#include "server/api/routes.h"
#include "server/http/router.h"
#include "tests/server/server_fixture.h"

namespace funnel::test {

namespace {

constexpr const char* kKept[] = {"/v1/search?q=print&lang=en",
                                 "/v1/suggest?q=docu",
                                 "/v1/similar?q=print+queue",
                                 "/v1/triage?q=print+queue",
                                 "/v1/articles/en/printing/queue-stuck",
                                 "/articles/en/printing/queue-stuck"};

std::string IfNoneMatch(const std::string& list) { return "If-None-Match: " + list + "\r\n"; }

}  // namespace

TEST_CASE("Caching: an answer is sent once, until something is published") {
  const TestServer server;
  for (const char* target : kKept) {
    CAPTURE(target);
    const Answer whole = server.Get(target);
    const std::string tag = whole.Header("ETag");
    REQUIRE(whole.status == 200);
    REQUIRE(tag.starts_with("W/\""));
    for (const std::string& list : {tag, "\"x\", " + tag, std::string("*"), tag.substr(2),
                                    "\"x\"\r\nIf-None-Match: " + tag}) {
      CAPTURE(list);
      const Answer same = server.Get(target, IfNoneMatch(list));
      CHECK(same.status == 304);
      CHECK(same.body.empty());
      CHECK(same.Header("Content-Length").empty());
      for (const char* name : {"ETag", "Cache-Control", "Vary"}) {
        CHECK(same.Header(name) == whole.Header(name));
      }
    }
    CHECK(Fetch(server.port(), "HEAD", target, IfNoneMatch(tag)).status == 304);
    CHECK(server.Get(target, IfNoneMatch("\"x\"")).status == 200);
    Article hidden = SimpleArticle("en", "hidden", "Print queue", target);
    hidden.audience = Audience::kInternal;
    Publish(server.kb(), {hidden});
    CHECK(server.Get(target).Header("ETag") == tag);
    Publish(server.kb(), {SimpleArticle("en", "fresh", "Print queue", target)});
    const Answer fresh = server.Get(target, IfNoneMatch(tag));
    CHECK(fresh.status == 200);
    CHECK(fresh.Header("ETag") != tag);
  }
}

TEST_CASE("Caching: the tag goes by language and parameters") {
  const auto tag = [](const std::string& target, const std::string& fields = "") {
    return SharedServer().Get(target, fields).Header("ETag");
  };
  CHECK(tag("/v1/search?q=print&lang=en") == tag("/v1/search?lang=en&q=print"));
  CHECK(tag("/v1/search?q=print&lang=en") != tag("/v1/search?q=print&lang=th"));
  CHECK(tag("/v1/search?q=print") != tag("/v1/search?q=print&offset=10"));
  const std::string page = "/articles/en/printing/queue-stuck";
  CHECK(tag(page, "Accept-Language: th\r\n") != tag(page, "Accept-Language: en\r\n"));
  CHECK(SharedServer().Get(page).Header("Vary") == "Accept, Accept-Language, Accept-Encoding");
}

TEST_CASE("Caching: the authors' rules change the answers") {
  const TestServer server;
  const std::string tag = server.Get("/v1/search?q=print").Header("ETag");
  std::string generation;
  std::ifstream(server.kb() / "current") >> generation;
  store::WriteCuration(server.kb() / generation,
                       {{store::CurationKind::kSynonyms, "print, imprint\n"}});
  CHECK(server.Get("/v1/search?q=print").Header("ETag") != tag);
}

TEST_CASE("Caching: a language that only hidden articles have changes no tag") {
  const TempDir dir;
  access::ServedBase base(dir.path(), Audience::kPublic, server::kDeadline);
  const auto publish = [&](const std::string& lang, Audience audience) {
    Article article = SimpleArticle(lang, "a", "Printer", "Paper");
    article.audience = audience;
    Publish(dir.path(), {article});
    REQUIRE(learn::LearnNewLanguages(dir.path()).has_value());
    return base.State().value();
  };
  const std::string state = publish("en", Audience::kPublic);
  CHECK(publish("th", Audience::kInternal) == state);
  CHECK(publish("th", Audience::kPublic) != state);
}

TEST_CASE("Caching: what is no answer, or nobody else's, is not kept") {
  const std::string none = IfNoneMatch("*");
  CHECK(SharedServer().Get("/v1/search?q=a&limit=0", none).status == 400);
  CHECK(SharedServer().Get("/v1/search?q=...", none).status == 400);
  CHECK(SharedServer().Get("/v1/articles/en/none", none).status == 404);
  CHECK(SharedServer().Get("/articles/en/none", none).status == 404);
  const Answer posted = Fetch(SharedServer().port(), "POST", "/v1/search",
                              "Content-Type: application/json\r\n" + none, "{\"q\":\"print\"}");
  CHECK(posted.status == 200);
  CHECK(posted.Header("Cache-Control") == "no-store");
  CHECK(posted.Header("ETag").empty());
  CHECK(SharedServer().Get("/healthz", none).Header("Cache-Control") == "no-store");
}

TEST_CASE("Caching: only what everybody may see is kept by caches on the way") {
  const auto control = [](Audience audience) {
    access::ServedBase base(SharedServer().kb(), audience, server::kDeadline);
    http::Router router;
    api::AddApiRoutes(router, base);
    http::WebRequest request;
    request.method = "GET";
    request.path = "/v1/search";
    request.params = {{"q", "print"}};
    const http::WebReply reply = router.Find("GET", request.path).route->handler(request, "");
    std::string tag_and_control;
    for (const auto& [name, value] : reply.headers) {
      if (name == "Cache-Control") tag_and_control += value;
    }
    return tag_and_control;
  };
  CHECK(control(Audience::kPublic) == "public, no-cache");
  CHECK(control(Audience::kPartner) == "private, no-cache");
  CHECK(control(Audience::kInternal) == "private, no-cache");
}

TEST_CASE("Caching: answers are packed for those who want it") {
  const struct {
    std::string wish;
    bool packed;
  } examples[] = {{"gzip", true},
                  {"gzip;q=0", false},
                  {"*", true},
                  {"*;q=0", false},
                  {"gzip;q=0, *;q=1", false},
                  {"br, gzip;q=0.1", true},
                  {"identity", false},
                  {"identity;q=0, gzip", true},
                  {"", false},
                  {"x-gzip", true},
                  {"gzip;q=0.5, identity", false}};
  for (const char* target : {"/v1/search?q=print", "/v1/articles/en/printing/queue-stuck",
                             "/articles/en/printing/queue-stuck"}) {
    for (const auto& example : examples) {
      CAPTURE(target);
      CAPTURE(example.wish);
      const Answer answer = SharedServer().Get(target, "Accept-Encoding: " + example.wish + "\r\n");
      CHECK(answer.Header("Content-Encoding") == (example.packed ? "gzip" : ""));
      CHECK(answer.body.starts_with("\x1f\x8b") == example.packed);
    }
  }
}

}  // namespace funnel::test
