// SPDX-License-Identifier: GPL-2.0-or-later
#include "server/http/conditional.h"

#include <doctest/doctest.h>

#include <string>

namespace funnel::http {

namespace {

std::string HeaderOf(const WebReply& reply, std::string_view name) {
  std::string all;
  for (const auto& [key, value] : reply.headers) {
    if (key == name) all += (all.empty() ? "" : " | ") + value;
  }
  return all;
}

WebRequest Asked(const std::string& path, const std::string& q) {
  WebRequest request;
  request.method = "GET";
  request.path = path;
  request.params = {{"q", q}};
  return request;
}

const Caching kCaching = {"state 1", "public, no-cache", "Accept-Encoding"};

std::string TagFor(const WebRequest& request, const std::string& state = "state 1") {
  const Caching caching{state, "", ""};
  return HeaderOf(Conditional(request, caching, [] { return WebReply(); }), "ETag");
}

}  // namespace

TEST_CASE("Conditional: If-None-Match is a list of tags, compared weakly") {
  const struct {
    std::string list;
    bool named;
  } examples[] = {{"\"abc\"", true},
                  {"W/\"abc\"", true},
                  {"\"x\", W/\"abc\"", true},
                  {"\"x\",\t\"y\" ,\"abc\",", true},
                  {"\"x,\\\", \"abc\"", true},
                  {", \"abc\"", true},
                  {"", false},
                  {"abc", false},
                  {"\"abc", false},
                  {"\"abcd\"", false},
                  {"\"x\" abc \"abc\"", false},
                  {"w/\"abc\"", false},
                  {"\"x, abc, y\"", false},
                  {"\"ABC\"", false},
                  {"*", false}};
  for (const auto& example : examples) {
    CAPTURE(example.list);
    CHECK(NamesTag(example.list, "abc") == example.named);
  }
}

TEST_CASE("Conditional: equal questions in an equal state have one tag, others have others") {
  const std::string tag = TagFor(Asked("/a", "b"));
  CHECK(tag.starts_with("W/\""));
  CHECK(TagFor(Asked("/a", "b")) == tag);
  CHECK(TagFor(Asked("/a", "c")) != tag);
  CHECK(TagFor(Asked("/c", "b")) != tag);
  CHECK(TagFor(Asked("/a", "b"), "state 2") != tag);
  WebRequest more = Asked("/a", "b");
  more.params.emplace("lang", "th");
  CHECK(TagFor(more) != tag);
  CHECK(TagFor(Asked("/a1:q1:b", "")) != tag);
}

TEST_CASE("Conditional: who has the answer is told so without asking for it again") {
  int asked = 0;
  const auto answer = [&] {
    ++asked;
    WebReply reply;
    reply.content_type = "application/json";
    reply.body = "{}";
    return reply;
  };
  WebRequest request = Asked("/a", "b");
  const WebReply whole = Conditional(request, kCaching, answer);
  CHECK(whole.status == 200);
  CHECK(HeaderOf(whole, "Cache-Control") == "public, no-cache");
  CHECK(HeaderOf(whole, "Vary") == "Accept-Encoding");
  request.if_none_match = "\"x\", " + HeaderOf(whole, "ETag");
  const WebReply same = Conditional(request, kCaching, answer);
  CHECK(asked == 1);
  CHECK(same.status == 304);
  CHECK(same.body.empty());
  CHECK(same.content_type.empty());
  CHECK(same.headers == whole.headers);
  request.if_none_match = "*";
  CHECK(Conditional(request, kCaching, answer).status == 304);
  CHECK(asked == 2);
}

TEST_CASE("Conditional: only what may be kept has a tag") {
  for (const std::string list : {"", "*"}) {
    WebRequest request = Asked("/a", "b");
    request.if_none_match = list;
    const WebReply unkept = Conditional(request, kCaching, [] {
      WebReply reply;
      reply.Header("Cache-Control", "no-store");
      return reply;
    });
    CHECK(unkept.status == 200);
    CHECK(HeaderOf(unkept, "ETag").empty());
    CHECK(HeaderOf(unkept, "Cache-Control") == "no-store");
    const WebReply none = Conditional(request, kCaching, [] {
      WebReply reply;
      reply.status = 404;
      return reply;
    });
    CHECK(none.status == 404);
    CHECK(HeaderOf(none, "ETag").empty());
  }
}

}  // namespace funnel::http
