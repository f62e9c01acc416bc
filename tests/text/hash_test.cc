// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/base/hash.h"

#include <doctest/doctest.h>

namespace funnel {
namespace {

// The examples of draft-eastlake-fnv.
TEST_CASE("Fnv1a: the published values, also in pieces") {
  CHECK(base::Fnv1a("") == 0xCBF29CE484222325U);
  CHECK(base::Fnv1a("a") == 0xAF63DC4C8601EC8CU);
  CHECK(base::Fnv1a("foobar") == 0x85944171F73967E8U);
  CHECK(base::Fnv1a("bar", base::Fnv1a("foo")) == base::Fnv1a("foobar"));
}

}  // namespace
}  // namespace funnel
