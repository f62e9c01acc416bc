// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/base/percent.h"

#include <cstddef>

namespace funnel::base {
namespace {

bool IsUnreserved(char c) {
  return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || c == '-' ||
         c == '.' || c == '_' || c == '~';
}

}  // namespace

int HexDigit(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

void AppendPercent(char byte, std::string& out) {
  constexpr std::string_view kHex = "0123456789ABCDEF";
  const auto c = static_cast<unsigned char>(byte);
  out += {'%', kHex[c >> 4], kHex[c & 15]};
}

std::string PercentEncoded(std::string_view text, std::string_view kept) {
  std::string out;
  for (const char c : text) {
    if (IsUnreserved(c) || kept.find(c) != std::string_view::npos) {
      out += c;
    } else {
      AppendPercent(c, out);
    }
  }
  return out;
}

std::string PercentDecoded(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    const int high = text[i] == '%' && i + 2 < text.size() ? HexDigit(text[i + 1]) : -1;
    const int low = high < 0 ? -1 : HexDigit(text[i + 2]);
    if (low < 0) {
      out += text[i];
    } else {
      out += static_cast<char>(high * 16 + low);
      i += 2;
    }
  }
  return out;
}

}  // namespace funnel::base
