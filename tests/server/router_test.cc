// SPDX-License-Identifier: GPL-2.0-or-later
#include "server/http/router.h"

#include <doctest/doctest.h>

#include <string>

namespace funnel {

namespace {

/// "GET /a/* 'rest' (GET, HEAD)", or only the methods in brackets.
std::string Line(const http::Router& router, std::string_view method, std::string_view path) {
  const auto match = router.Find(method, path);
  std::string line;
  if (match.route) {
    line = std::string(match.route->method) + " " + std::string(match.route->pattern) + " '" +
           std::string(match.rest) + "' ";
  }
  return line + "(" + match.allow + ")";
}

}  // namespace

TEST_CASE("Router: the closest pattern holds, and knows its methods") {
  http::Router router;
  router.Add({{"GET", "/", {}}, {"GET", "/v1/*", {}}, {"POST", "/v1/search", {}}});
  router.Add({{"GET", "/v1/search", {}}, {"DELETE", "/v1/cases/*", {}}, {"GET", "/v1/s*", {}}});
  const struct {
    std::string method, path, line;
  } examples[] = {
      {"GET", "/", "GET / '' (GET, HEAD)"},
      {"HEAD", "/", "GET / '' (GET, HEAD)"},
      {"POST", "/", "(GET, HEAD)"},
      {"GET", "/v1/search", "GET /v1/search '' (POST, GET, HEAD)"},
      {"POST", "/v1/search", "POST /v1/search '' (POST, GET, HEAD)"},
      {"PUT", "/v1/search", "(POST, GET, HEAD)"},
      {"GET", "/v1/searches", "GET /v1/s* 'earches' (GET, HEAD)"},
      {"GET", "/v1/a/b", "GET /v1/* 'a/b' (GET, HEAD)"},
      {"GET", "/v1/", "GET /v1/* '' (GET, HEAD)"},
      {"DELETE", "/v1/cases/7", "DELETE /v1/cases/* '7' (DELETE)"},
      {"HEAD", "/v1/cases/7", "(DELETE)"},
      {"GET", "/v1", "()"},
      {"GET", "/none", "()"},
      {"GET", "", "()"},
      {"GET", "/*", "()"},
      {"get", "/", "(GET, HEAD)"},
  };
  for (const auto& example : examples) {
    CAPTURE(example.method);
    CAPTURE(example.path);
    CHECK(Line(router, example.method, example.path) == example.line);
  }
}

}  // namespace funnel
