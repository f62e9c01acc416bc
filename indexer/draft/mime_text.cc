// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/draft/mime_text.h"

#include <cstdint>
#include <utility>

#include "indexer/base/percent.h"
#include "indexer/base/utf8.h"
#include "indexer/text/characters/charset.h"

namespace funnel::draft {
namespace {

constexpr std::size_t kNone = std::string_view::npos;

int Base64Digit(char c) {
  if (c >= 'A' && c <= 'Z') return c - 'A';
  if (c >= 'a' && c <= 'z') return c - 'a' + 26;
  if (c >= '0' && c <= '9') return c - '0' + 52;
  if (c == '+' || c == '-') return 62;
  return c == '/' || c == '_' ? 63 : -1;
}

/// One encoded word, "=?charset?B|Q?text?=", at the begin of `text`: its length; 0 for none.
std::size_t TakeEncodedWord(std::string_view text, std::string& bytes, std::string& charset) {
  if (!text.starts_with("=?")) return 0;
  const std::size_t first = text.find('?', 2);
  if (first == kNone || first + 2 >= text.size() || text[first + 2] != '?') return 0;
  const std::size_t begin = first + 3;
  const std::size_t end = text.find("?=", begin);
  if (end == kNone) return 0;
  const std::string_view content = text.substr(begin, end - begin);
  const char encoding = text[first + 1];
  charset = text.substr(2, first - 2);
  charset = charset.substr(0, charset.find('*'));  // RFC 2231 puts a language there.
  if (encoding == 'B' || encoding == 'b') {
    bytes = DecodeBase64(content);
  } else if (encoding == 'Q' || encoding == 'q') {
    bytes = DecodeQuotedPrintable(content, true);
  } else {
    return 0;
  }
  return end + 2;
}

}  // namespace

std::string DecodeBase64(std::string_view text) {
  std::string bytes;
  std::uint32_t group = 0;
  int bits = 0;
  for (const char c : text) {
    if (c == '=') break;
    const int digit = Base64Digit(c);
    if (digit < 0) continue;
    group = (group << 6 | static_cast<std::uint32_t>(digit)) & 0xFFFFFF;
    bits += 6;
    if (bits < 8) continue;
    bits -= 8;
    bytes += static_cast<char>(group >> bits & 0xFF);
  }
  return bytes;
}

std::string DecodeQuotedPrintable(std::string_view text, bool header) {
  std::string bytes;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (header && text[i] == '_') {
      bytes += ' ';
    } else if (text[i] != '=') {
      bytes += text[i];
    } else if (i + 1 < text.size() && (text[i + 1] == '\n' || text[i + 1] == '\r')) {
      i += text.substr(i + 1).starts_with("\r\n") ? 2 : 1;  // The line goes on.
    } else {
      const int high = i + 2 < text.size() ? base::HexDigit(text[i + 1]) : -1;
      const int low = high < 0 ? -1 : base::HexDigit(text[i + 2]);
      if (low < 0) {
        bytes += text[i];
      } else {
        bytes += static_cast<char>(high * 16 + low);
        i += 2;
      }
    }
  }
  return bytes;
}

std::string DecodeHeader(std::string_view value) {
  std::string text;
  // Encoded words may cut a character in two: those of one charset are decoded together.
  std::string pending;
  std::string pending_charset;
  const auto flush = [&] {
    if (!pending.empty()) text += MimeText(pending, pending_charset);
    pending.clear();
  };
  std::string space;
  for (std::size_t i = 0; i < value.size();) {
    std::string bytes;
    std::string charset;
    if (const std::size_t length = TakeEncodedWord(value.substr(i), bytes, charset); length > 0) {
      if (pending.empty()) text += std::exchange(space, {});
      space.clear();  // White space between two encoded words is none.
      if (charset != pending_charset) flush();
      pending_charset = charset;
      pending += bytes;
      i += length;
    } else if (value[i] == ' ' || value[i] == '\t') {
      space += ' ';
      ++i;
    } else {
      flush();
      text += std::exchange(space, {});
      text += value[i++];
    }
  }
  flush();
  return base::FindInvalidUtf8(text) == kNone ? text : MimeText(text, "windows-1252");
}

std::string MimeText(std::string_view bytes, std::string_view charset) {
  if (!charset.empty()) {
    if (auto text = text::ToUtf8(bytes, charset)) return std::move(*text);
  }
  if (base::FindInvalidUtf8(bytes) == kNone) return std::string(bytes);
  auto text = text::ToUtf8(bytes, "windows-1252");
  return text ? std::move(*text) : std::string();
}

}  // namespace funnel::draft
