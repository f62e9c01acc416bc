// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/base/utf8.h"

#include <unicode/utf8.h>

#include <algorithm>
#include <array>
#include <cstdint>

// ICU's macros narrow int to uint8_t on purpose.
#pragma GCC diagnostic ignored "-Wconversion"

namespace funnel::base {

std::size_t CountCharacters(std::string_view text) {
  return text.size() -
         static_cast<std::size_t>(std::count_if(text.begin(), text.end(), IsContinuation));
}

std::size_t CharacterBegin(std::string_view text, std::size_t at) {
  if (at >= text.size()) return text.size();
  std::size_t begin = at;
  while (begin > 0 && at - begin < U8_MAX_LENGTH - 1 && IsContinuation(text[begin])) --begin;
  return IsContinuation(text[begin]) ? at : begin;
}

std::size_t CharacterEnd(std::string_view text, std::size_t at) {
  while (at < text.size() && IsContinuation(text[at])) ++at;
  return std::min(at, text.size());
}

char32_t NextCharacter(std::string_view text, std::size_t& at) {
  const auto* bytes = reinterpret_cast<const std::uint8_t*>(text.data());
  UChar32 c = 0;
  U8_NEXT_OR_FFFD(bytes, at, text.size(), c);
  return static_cast<char32_t>(c);
}

std::u32string Characters(std::string_view text) {
  std::u32string characters;
  for (std::size_t at = 0; at < text.size();) characters.push_back(NextCharacter(text, at));
  return characters;
}

void AppendUtf8(char32_t code_point, std::string& out) {
  std::array<std::uint8_t, U8_MAX_LENGTH> bytes{};
  std::size_t length = 0;
  U8_APPEND_UNSAFE(bytes.data(), length, code_point);
  out.append(reinterpret_cast<const char*>(bytes.data()), length);
}

std::size_t FindInvalidUtf8(std::string_view text) {
  const auto* bytes = reinterpret_cast<const std::uint8_t*>(text.data());
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t begin = at;
    UChar32 c = 0;
    U8_NEXT(bytes, at, text.size(), c);
    if (c < 0) return begin;
  }
  return std::string_view::npos;
}

std::string ToValidUtf8(std::string_view text) {
  std::string valid;
  valid.reserve(text.size());
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t bad = FindInvalidUtf8(text.substr(at));
    valid += text.substr(at, bad);
    if (bad == std::string_view::npos) break;
    at += bad;
    AppendUtf8(NextCharacter(text, at), valid);
  }
  return valid;
}

}  // namespace funnel::base
