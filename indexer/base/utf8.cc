// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/base/utf8.h"

#include <unicode/utf8.h>

#include <array>
#include <cstdint>

// ICU's macros narrow int to uint8_t on purpose.
#pragma GCC diagnostic ignored "-Wconversion"

namespace funnel::text {

char32_t NextCharacter(std::string_view text, std::size_t& at) {
  const auto* bytes = reinterpret_cast<const std::uint8_t*>(text.data());
  UChar32 c = 0;
  U8_NEXT_OR_FFFD(bytes, at, text.size(), c);
  return static_cast<char32_t>(c);
}

void AppendUtf8(char32_t code_point, std::string& out) {
  std::array<std::uint8_t, U8_MAX_LENGTH> bytes{};
  std::size_t length = 0;
  U8_APPEND_UNSAFE(bytes.data(), length, code_point);
  out.append(reinterpret_cast<const char*>(bytes.data()), length);
}

}  // namespace funnel::text
