// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/base/terminal_text.h"

#include <cstddef>

#include "indexer/base/utf8.h"

namespace funnel::base {
namespace {

/// Control characters of both blocks, line and paragraph separators, and the marks that turn the
/// direction of what follows (Unicode's UAX #9: embeddings, overrides, isolates).
bool Steers(char32_t c) {
  return c < 0x20 || (c >= 0x7F && c < 0xA0) || (c >= 0x2028 && c <= 0x202E) ||
         (c >= 0x2066 && c <= 0x2069);
}

}  // namespace

std::string ForTerminal(std::string_view text, bool keep_lines) {
  std::string safe;
  safe.reserve(text.size());
  for (std::size_t at = 0; at < text.size();) {
    const char32_t c = NextCharacter(text, at);
    const bool kept = keep_lines && (c == U'\n' || c == U'\t');
    AppendUtf8(Steers(c) && !kept ? U' ' : c, safe);
  }
  return safe;
}

}  // namespace funnel::base
