// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/base/icu.h"

#include <stdexcept>
#include <string>

namespace funnel::base {

std::int32_t IcuLength(std::string_view text) {
  if (text.size() > kMaxIcuBytes) {
    throw std::length_error("a text of " + std::to_string(text.size()) + " bytes; at most " +
                            std::to_string(kMaxIcuBytes) + " can be analyzed");
  }
  return static_cast<std::int32_t>(text.size());
}

icu::StringPiece IcuPiece(std::string_view utf8) { return {utf8.data(), IcuLength(utf8)}; }

icu::UnicodeString IcuString(std::string_view utf8) {
  return icu::UnicodeString::fromUTF8(IcuPiece(utf8));
}

void CheckIcu(UErrorCode status, const char* what) {
  if (U_SUCCESS(status)) return;
  throw std::runtime_error(std::string("ICU did not give ") + what + " (" + u_errorName(status) +
                           "); install it again, with its data");
}

}  // namespace funnel::base
