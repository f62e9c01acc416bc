// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <string_view>

namespace funnel::text {

/// How the Han characters of a text are written.
struct HanWriting {
  int han = 0;          ///< Of the basic plane.
  int traditional = 0;  ///< Of these, what Simplified Chinese writes otherwise.

  double share() const { return han == 0 ? 0 : static_cast<double>(traditional) / han; }
};

/// Counts the Han characters of `utf8`. Of a text in Traditional Chinese about a third are
/// `traditional`, of one in Simplified Chinese hardly any. Thread-safe.
HanWriting HanWritingOf(std::string_view utf8);

}  // namespace funnel::text
