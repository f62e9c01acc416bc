// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/text/markup/links.h"

#include <doctest/doctest.h>

#include <string>
#include <string_view>

#include "indexer/text/markup/html_to_markdown.h"

namespace funnel {
namespace {

using namespace std::string_view_literals;

TEST_CASE("IsAllowedLink: http, https, mailto and relative") {
  for (const std::string_view url :
       {"http://a"sv, "https://a/b?c#d"sv, "HTTPS://a"sv, "MailTo:a@b"sv, "a/b"sv, "/a"sv, "#a"sv,
        "?a:b"sv, "//host/b"sv, "a/b:c"sv, "a b"sv, ""sv, "/?a&b;c"sv, "?a=1&lang;"sv, "a&b"sv,
        "/x#a&colon;b"sv, "javascript"sv, "%6Aavascript%3Aalert(1)"sv, "日本/語"sv}) {
    CAPTURE(url);
    CHECK(text::IsAllowedLink(url));
  }
}

TEST_CASE("IsAllowedLink: refuses hostile addresses") {
  for (const std::string_view url : {
           "javascript:alert(1)"sv,
           "JaVaScRiPt:alert(1)"sv,
           "javascript://host/%0Aalert(1)"sv,
           " javascript:alert(1)"sv,
           "\tjavascript:alert(1)"sv,
           "\xC2\xA0javascript:alert(1)"sv,
           "java\tscript:alert(1)"sv,
           "java\nscript:alert(1)"sv,
           "java\r\nscript:alert(1)"sv,
           "java script:alert(1)"sv,
           "\x01javascript:alert(1)"sv,
           "\0javascript:alert(1)"sv,
           "java\0script:alert(1)"sv,
           "javascript\0:alert(1)"sv,
           "http\0:x"sv,
           "\x7Fhttp://a"sv,
           "/a\tb"sv,
           "javascript&colon;alert(1)"sv,
           "javascript&#58;alert(1)"sv,
           "javascript&#x3A;alert(1)"sv,
           "&#106;avascript:alert(1)"sv,
           "&#x6A;avascript&colon;alert(1)"sv,
           "java&Tab;script:alert(1)"sv,
           "java&NewLine;script&colon;alert(1)"sv,
           "data:text/html,<script>alert(1)</script>"sv,
           "DATA:text/html;base64,PHNjcmlwdD4="sv,
           "vbscript:msgbox(1)"sv,
           "livescript:x"sv,
           "feed:javascript:x"sv,
           "view-source:javascript:x"sv,
           "blob:https://a/b"sv,
           "file:///etc/passwd"sv,
           "ftp://a"sv,
           "tel:1"sv,
           ":x"sv,
           "http :x"sv,
           "http:x"sv,
           "https://"sv,
       }) {
    CAPTURE(url);
    CHECK_FALSE(text::IsAllowedLink(url));
  }
}

TEST_CASE("HtmlToMarkdown: a hostile address is no link") {
  for (const char* href :
       {"javascript:alert(1)", "java&#10;script:alert(1)", "javascript&colon;alert(1)",
        "javascript&amp;colon;alert(1)", "&#1;javascript:alert(1)", "data:text/html,x"}) {
    CAPTURE(href);
    CHECK(*text::HtmlToMarkdown("<p><a href=\"" + std::string(href) + "\">word</a></p>") ==
          "word\n");
  }
}

}  // namespace
}  // namespace funnel
