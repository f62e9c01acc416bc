// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/base/percent.h"

#include <doctest/doctest.h>

#include <string>

namespace funnel {
namespace {

TEST_CASE("PercentEncoded: what is not unreserved, and back") {
  CHECK(base::PercentEncoded("aZ09-._~") == "aZ09-._~");
  CHECK(base::PercentEncoded("a b/c?d%20") == "a%20b%2Fc%3Fd%2520");
  CHECK(base::PercentEncoded("a b/c", "/") == "a%20b/c");
  CHECK(base::PercentEncoded(std::string("\0\xFFü", 4)) == "%00%FF%C3%BC");
  std::string all;
  for (int c = 0; c < 256; ++c) all += static_cast<char>(c);
  CHECK(base::PercentDecoded(base::PercentEncoded(all)) == all);
}

TEST_CASE("PercentDecoded: a '%' without two digits stays") {
  CHECK(base::PercentDecoded("100%") == "100%");
  CHECK(base::PercentDecoded("%2") == "%2");
  CHECK(base::PercentDecoded("%g0%0g%%41") == "%g0%0g%A");
  CHECK(base::PercentDecoded("%c3%BC+") == "ü+");
  CHECK(base::PercentDecoded("%2541") == "%41");
}

}  // namespace
}  // namespace funnel
