// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/base/version.h"

namespace funnel::base {

std::string_view Version() { return FUNNEL_VERSION; }

std::string VersionLine(std::string_view program) {
  return std::string(program).append(" ").append(Version());
}

}  // namespace funnel::base
