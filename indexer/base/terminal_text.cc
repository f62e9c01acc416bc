// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/base/terminal_text.h"

#include <cstddef>

namespace funnel {
namespace {

/// The bytes of the control character at `at`; 0 for any other.
std::size_t ControlAt(std::string_view text, std::size_t at) {
  const auto byte = [&](std::size_t i) -> unsigned {
    return at + i < text.size() ? static_cast<unsigned char>(text[at + i]) : 0U;
  };
  if (byte(0) < 0x20 || byte(0) == 0x7F) return 1;
  if (byte(0) == 0xC2 && byte(1) >= 0x80 && byte(1) < 0xA0) return 2;  // U+0080 to U+009F.
  if (byte(0) != 0xE2) return 0;
  const bool turns = (byte(1) == 0x80 && byte(2) >= 0xA8 && byte(2) <= 0xAE) ||  // U+2028-202E
                     (byte(1) == 0x81 && byte(2) >= 0xA6 && byte(2) <= 0xA9);    // U+2066-2069
  return turns ? 3 : 0;
}

}  // namespace

std::string ForTerminal(std::string_view text, bool keep_lines) {
  std::string safe;
  safe.reserve(text.size());
  for (std::size_t at = 0; at < text.size();) {
    const char c = text[at];
    const std::size_t control = keep_lines && (c == '\n' || c == '\t') ? 0 : ControlAt(text, at);
    safe += control == 0 ? c : ' ';
    at += control == 0 ? 1 : control;
  }
  return safe;
}

}  // namespace funnel
