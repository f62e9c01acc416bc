// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/base/clock.h"

#include <ctime>

namespace funnel::base {
namespace {

std::string Formatted(const char* format) {
  const std::time_t now = std::time(nullptr);
  std::tm utc{};
  gmtime_r(&now, &utc);
  char text[32];
  return {text, std::strftime(text, sizeof text, format, &utc)};
}

}  // namespace

std::string UtcNow() { return Formatted("%Y-%m-%dT%H:%M:%SZ"); }
std::string UtcToday() { return Formatted("%Y-%m-%d"); }

}  // namespace funnel::base
