// SPDX-License-Identifier: GPL-2.0-or-later
#include "server/http/accept.h"

#include <doctest/doctest.h>

#include <string>

namespace funnel {

TEST_CASE("Accept: Markdown is for those who name it") {
  const struct {
    std::string accept;
    bool markdown;
  } examples[] = {
      {"", false},
      {"*/*", false},
      {"text/*", false},
      {"text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", false},
      {"text/markdown", true},
      {"TEXT/Markdown; charset=utf-8", true},
      {"text/markdown, text/html, */*", true},
      {"text/html, text/markdown", true},
      {"text/markdown;q=0.9, text/html;q=0.5", true},
      {"text/markdown;q=0.5, text/html", false},
      {"text/markdown;q=0.5, */*", false},
      {"text/markdown;q=0", false},
      {"text/markdown;q=0.000", false},
      {"text/markdown;q=x", false},
      {",,;;,text/markdown", true},
      {"text/markdownx", false},
  };
  for (const auto& example : examples) {
    CAPTURE(example.accept);
    CHECK(http::WantsMarkdown(example.accept) == example.markdown);
  }
}

TEST_CASE("Accept: the closest range says how much a type is wanted") {
  const std::string accept = "application/json;q=0.25, application/*;q=0.5;x=y, */*;q=0.125";
  CHECK(http::WishFor("application/json", accept).quality == 0.25);
  CHECK(http::WishFor("application/xml", accept).quality == 0.5);
  CHECK(http::WishFor("text/html", accept).quality == 0.125);
  CHECK(http::WishFor("text/html", "image/png").quality == 0);
  CHECK(http::WishFor("text/html", " ").quality == 1);
}

}  // namespace funnel
