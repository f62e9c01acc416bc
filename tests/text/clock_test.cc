// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/base/clock.h"

#include <doctest/doctest.h>

#include <cstdlib>
#include <ctime>
#include <string>

namespace funnel {
namespace {

TEST_CASE("UtcNow, UtcToday: no zone's time") {
  // Between these two zones lies more than a day: the date of at least one is not UTC's.
  for (const char* zone : {"UTC0", "EAST-14", "WEST12"}) {
    CAPTURE(zone);
    setenv("TZ", zone, 1);
    tzset();
    std::time_t before = std::time(nullptr);
    const std::string now = base::UtcNow();
    const std::string today = base::UtcToday();
    const std::time_t after = std::time(nullptr);
    bool met = false;
    for (; before <= after; ++before) {
      std::tm utc{};
      gmtime_r(&before, &utc);
      char text[32];
      std::strftime(text, sizeof text, "%Y-%m-%dT%H:%M:%SZ", &utc);
      met = met || now == text;
    }
    CHECK(met);
    CHECK((today == now.substr(0, 10) || base::UtcNow().starts_with(today)));
  }
  unsetenv("TZ");
  tzset();
}

}  // namespace
}  // namespace funnel
