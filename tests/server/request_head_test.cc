// SPDX-License-Identifier: GPL-2.0-or-later
#include "server/http/request_head.h"

#include <doctest/doctest.h>

#include <string>

namespace funnel {

namespace {

/// "200" with what was understood, or the status and why not, on one line.
std::string Line(const std::string& head) {
  const auto parsed = http::ParseRequestHead(head);
  if (!parsed) {
    return std::to_string(parsed.error().problem->status) + " " +
           std::string(parsed.error().problem->code);
  }
  return "ok " + parsed->method + " " + parsed->target + " " +
         std::to_string(parsed->content_length) + (parsed->keep_alive ? " keep" : " close");
}

}  // namespace

TEST_CASE("RequestHead: is understood or refused") {
  const std::string many = [] {
    std::string fields;
    for (int i = 0; i < 70; ++i) fields += "X-" + std::to_string(i) + ": 1\r\n";
    return fields;
  }();
  const struct {
    std::string head, line;
  } examples[] = {
      {"GET / HTTP/1.1\r\nHost: a\r\n\r\n", "ok GET / 0 keep"},
      {"GET /a?b=c HTTP/1.1\r\nhost:a\r\nConnection: foo, Close\r\n\r\n", "ok GET /a?b=c 0 close"},
      {"GET / HTTP/1.0\r\n\r\n", "ok GET / 0 close"},
      {"HEAD / HTTP/1.1\r\nHost: a\r\nContent-Length: 0\r\n\r\n", "ok HEAD / 0 keep"},
      {"POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 12\r\n\r\n", "ok POST / 12 keep"},
      {"GET / HTTP/1.1\r\n\r\n", "400 invalid-input"},
      {"GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n", "400 invalid-input"},
      {"GET / HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n\r\n", "400 invalid-input"},
      {"GET / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n", "400 invalid-input"},
      {"POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n", "411 length-required"},
      {"POST / HTTP/1.1\r\nHost: a\r\n\r\n", "411 length-required"},
      {"POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nContent-Length: 1\r\n\r\n",
       "400 invalid-input"},
      {"GET / HTTP/1.1\r\nHost: a\r\nOrigin: http://a\r\nOrigin: http://b\r\n\r\n",
       "400 invalid-input"},
      {"GET / HTTP/1.1\r\nHost: a\r\nMcp-Name: a\r\nmcp-name: b\r\n\r\n", "400 invalid-input"},
      {"GET / HTTP/1.1\r\nHost: a\r\nAccept: a/b\r\nAccept: c/d\r\n\r\n", "ok GET / 0 keep"},
      {"POST / HTTP/1.1\r\nHost: a\r\nContent-Length: +1\r\n\r\n", "400 invalid-input"},
      {"POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1,1\r\n\r\n", "400 invalid-input"},
      {"POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 99999999999999999999999\r\n\r\n",
       "413 payload-too-large"},
      {"POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nContent-Encoding: gzip\r\n\r\n",
       "415 unsupported-media-type"},
      {"GET / HTTP/1.1\r\nHost: a\r\nA: b\r\n c: d\r\n\r\n", "400 invalid-input"},
      {"GET / HTTP/1.1\r\nHost: a\r\nA : b\r\n\r\n", "400 invalid-input"},
      {"GET / HTTP/1.1\nHost: a\n\r\n\r\n", "400 invalid-input"},
      {"GET / HTTP/1.1\r\nHost: a\r\nA: b\rc\r\n\r\n", "400 invalid-input"},
      {std::string("GET / HTTP/1.1\r\nHost: a\r\nA: b\0c\r\n\r\n", 35), "400 invalid-input"},
      {"GET http://a/ HTTP/1.1\r\nHost: a\r\n\r\n", "400 invalid-input"},
      {"GET /\xC3\xA9 HTTP/1.1\r\nHost: a\r\n\r\n", "400 invalid-input"},
      {"GET /a b HTTP/1.1\r\nHost: a\r\n\r\n", "400 invalid-input"},
      {"GET / HTTP/2.0\r\nHost: a\r\n\r\n", "505 invalid-input"},
      {"GET /\r\nHost: a\r\n\r\n", "400 invalid-input"},
      {"BREW / HTTP/1.1\r\nHost: a\r\n\r\n", "501 method-not-allowed"},
      {"GET /" + std::string(9000, 'a') + " HTTP/1.1\r\nHost: a\r\n\r\n", "414 too-long"},
      {"GET / HTTP/1.1\r\nHost: a\r\n" + many + "\r\n", "431 too-long"},
  };
  for (const auto& example : examples) {
    CAPTURE(example.head);
    CHECK(Line(example.head) == example.line);
  }
}

TEST_CASE("RequestHead: hands on only the fields that are read") {
  const auto head = http::ParseRequestHead(
      "GET /x HTTP/1.1\r\nHost: a\r\nRange: bytes=0-\r\nREMOTE_ADDR: 1.2.3.4\r\n"
      "Accept-Encoding: br, gzip;q=0.5\r\nAccept-Language: th\r\nCookie: a=b\r\n\r\n");
  REQUIRE(head);
  CHECK(head->forwarded ==
        "GET /x HTTP/1.1\r\nAccept-Language: th\r\nAccept-Encoding: gzip\r\n\r\n");
}

TEST_CASE("RequestHead: keeps what the handlers read as it was sent") {
  const auto head = http::ParseRequestHead(
      "POST /mcp HTTP/1.1\r\nHost: kb.example:8080\r\nContent-Length: 0\r\nCookie: a=b\r\n"
      "mcp-name: funnel://article/en/a%20b\r\nMCP-Protocol-Version: 2026-07-28\r\nMcp-Method: " +
      std::string(2000, 'x') + "\r\naccept: text/markdown\r\nORIGIN: null\r\n\r\n");
  REQUIRE(head);
  std::string kept;
  for (const auto& [name, value] : head->verbatim)
    kept.append(name).append("=").append(value) += ' ';
  CHECK(kept ==
        "Host=kb.example:8080 Accept=text/markdown Origin=null MCP-Protocol-Version=2026-07-28 "
        "Mcp-Name=funnel://article/en/a%20b ");
}

TEST_CASE("RequestHead: gzip is sent to those who want it") {
  const struct {
    std::string field;
    bool gzip;
  } examples[] = {{"gzip", true},
                  {"br, GZIP", true},
                  {"gzip;q=0", false},
                  {"gzip;q=0.0", false},
                  {"gzip; q=1.0", true},
                  {"br", false},
                  {"", false},
                  {"x-gzip", true},
                  {"*", true},
                  {"*;q=0", false},
                  {"gzip, *;q=0", true},
                  {"gzip;q=0, *", false},
                  {"gzip ;\tQ=0.001", true},
                  {"gzip;q=0.000", false},
                  {"gzip;q=1.000", true},
                  {"gzip;q=1.001", false},
                  {"gzip;q=2", false},
                  {"gzip;q=0.0001", false},
                  {"gzip;q=", false},
                  {"gzip;level=9", false},
                  {"identity;q=0, gzip", true},
                  {"identity, gzip;q=0.5", false},
                  {"identity;q=0.5, gzip", true},
                  {"identity", false},
                  {", ,gzip,", true},
                  {"br\r\nAccept-Encoding: gzip", true},
                  {"gzip\r\nAccept-Encoding: identity;q=0", true}};
  for (const auto& example : examples) {
    CAPTURE(example.field);
    const auto head = http::ParseRequestHead(
        "GET / HTTP/1.1\r\nHost: a\r\nAccept-Encoding: " + example.field + "\r\n\r\n");
    REQUIRE(head);
    CHECK((head->forwarded.find("gzip") != std::string::npos) == example.gzip);
  }
}

}  // namespace funnel
