// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/base/add_once.h"

#include <doctest/doctest.h>

namespace funnel {
namespace {

TEST_CASE("AddOnce: neither twice nor empty, in order") {
  std::vector<std::string> list;
  for (const char* item : {"b", "", "a", "b", "a", "c"}) base::AddOnce(item, list);
  CHECK(list == std::vector<std::string>{"b", "a", "c"});
}

}  // namespace
}  // namespace funnel
