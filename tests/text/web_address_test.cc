// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/base/web_address.h"

#include <doctest/doctest.h>

#include <string_view>

namespace funnel {
namespace {

using namespace std::string_view_literals;

TEST_CASE("IsWebAddress: http and https with a host") {
  for (const std::string_view url :
       {"http://a"sv, "https://a/b?c#d"sv, "HTTP://X"sv, "hTtPs://x:8080"sv, "http://[::1]/"sv,
        "http://user@host/"sv, "http://a@b@c"sv, "http://日本.example/語"sv, "http://a/b c"sv}) {
    CAPTURE(url);
    CHECK(base::IsWebAddress(url));
  }
}

TEST_CASE("IsWebAddress: nothing else") {
  for (const std::string_view url : {""sv,
                                     "http"sv,
                                     "http:"sv,
                                     "https:"sv,
                                     "http:/"sv,
                                     "http://"sv,
                                     "https:///path"sv,
                                     "http://?a"sv,
                                     "http://#a"sv,
                                     "http:\\\\a"sv,
                                     "http://\\a"sv,
                                     "http://:80"sv,
                                     "http://user@"sv,
                                     "http://user@:80"sv,
                                     "http:x"sv,
                                     "//x"sv,
                                     "/x"sv,
                                     "x"sv,
                                     " http://x"sv,
                                     "\thttp://x"sv,
                                     "\xC2\xA0http://x"sv,
                                     "http ://x"sv,
                                     "ht\ttp://x"sv,
                                     "http://x\n"sv,
                                     "http://x\0y"sv,
                                     "http\0://x"sv,
                                     "javascript:alert(1)"sv,
                                     "javascript://http://x"sv,
                                     "JavaScript:alert(1)//http://x"sv,
                                     "data:text/html,http://x"sv,
                                     "vbscript:x"sv,
                                     "file:///etc/passwd"sv,
                                     "ftp://a"sv,
                                     "mailto:a@b"sv,
                                     "blob:https://a/b"sv,
                                     "view-source:http://a"sv,
                                     "httpx://a"sv,
                                     "xhttp://a"sv,
                                     "http&colon;//a"sv}) {
    CAPTURE(url);
    CHECK_FALSE(base::IsWebAddress(url));
  }
}

}  // namespace
}  // namespace funnel
