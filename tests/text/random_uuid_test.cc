// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/base/random_uuid.h"

#include <doctest/doctest.h>

#include <set>
#include <string>

namespace funnel::base {

TEST_CASE("RandomUuid: of the form of version 4, and another each time") {
  std::set<std::string> seen;
  for (int i = 0; i < 1000; ++i) {
    const std::string uuid = RandomUuid();
    REQUIRE(uuid.size() == 36);
    for (std::size_t at = 0; at < uuid.size(); ++at) {
      const bool dash = at == 8 || at == 13 || at == 18 || at == 23;
      const std::string allowed = dash       ? "-"
                                  : at == 14 ? "4"
                                  : at == 19 ? "89ab"
                                             : "0123456789abcdef";
      CHECK(allowed.find(uuid[at]) != std::string::npos);
    }
    CHECK(seen.insert(uuid).second);
  }
}

}  // namespace funnel::base
