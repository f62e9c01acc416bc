// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/base/white_space.h"

#include <unicode/uchar.h>

#include <algorithm>
#include <cstddef>

#include "indexer/base/utf8.h"

namespace funnel::base {
namespace {

bool IsWhiteSpace(char32_t c) { return u_isUWhiteSpace(static_cast<UChar32>(c)) != 0; }

}  // namespace

std::string_view TrimWhiteSpace(std::string_view text) {
  while (!text.empty()) {
    std::size_t next = 0;
    if (!IsWhiteSpace(NextCharacter(text, next))) break;
    text.remove_prefix(next);
  }
  while (!text.empty()) {
    const std::size_t last = PreviousCharacter(text, text.size());
    std::size_t at = last;
    if (!IsWhiteSpace(NextCharacter(text, at)) || at < text.size()) break;
    text.remove_suffix(text.size() - last);
  }
  return text;
}

std::string WithoutControls(std::string text) {
  const auto is_control = [](char c) {
    return (static_cast<unsigned char>(c) < ' ' && c != '\n' && c != '\t') || c == '\x7F';
  };
  std::replace_if(text.begin(), text.end(), is_control, ' ');
  return text;
}

}  // namespace funnel::base
