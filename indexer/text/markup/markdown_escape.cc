// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/text/markup/markdown_escape.h"

#include <unicode/uchar.h>

#include <algorithm>
#include <cstdint>

#include "indexer/base/percent.h"
#include "indexer/text/markup/inline_marks.h"

namespace funnel::text {
namespace {

bool IsSpace(char c) { return static_cast<unsigned char>(c) <= ' ' || c == '\x7f'; }
bool IsDigit(char c) { return c >= '0' && c <= '9'; }
bool IsAsciiAlnum(char c) { return IsDigit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
bool IsAsciiPunctuation(char c) {
  return static_cast<unsigned char>(c) < 0x80 && !IsAsciiAlnum(c) && !IsSpace(c);
}

/// Whether "&" at `at` would begin an entity.
bool BeginsEntity(std::string_view text, std::size_t at) {
  std::size_t end = at + 1;
  if (end < text.size() && text[end] == '#') ++end;
  while (end < text.size() && IsAsciiAlnum(text[end])) ++end;
  return end > at + 1 && end < text.size() && text[end] == ';';
}

/// Whether `text` behind a brace begins a comment of MDX.
bool BeginsComment(std::string_view text) {
  while (!text.empty() && IsSpace(text.front())) text.remove_prefix(1);
  return text.starts_with("/*");
}

/// Whether the character at `at` would mean something to CommonMark, to StripPublishingMarks or to
/// WithoutRemarks, anywhere in a line.
bool NeedsEscape(std::string_view text, std::size_t at) {
  const char previous = at > 0 ? text[at - 1] : ' ';
  const char next = at + 1 < text.size() ? text[at + 1] : '\0';
  switch (text[at]) {
    case '`':
    case '*':
    case '[':
    case ']':
    case '<':
    case '~':
      return true;
    case '_':  // Within a word it is a character like any other.
      return !(IsAsciiAlnum(previous) && IsAsciiAlnum(next));
    case '\\':
      return next == '\0' || IsAsciiPunctuation(next);
    case '&':
      return BeginsEntity(text, at);
    case '!':
      return next == '\0' || next == '[' || previous == '[' || at == 0;
    case '{':
      return next == '\0' || std::string_view("{#%:.").find(next) != std::string_view::npos ||
             BeginsComment(text.substr(at + 1)) ||
             std::string_view("{)]*_`>").find(previous) != std::string_view::npos;
    case '%':
      return next == '%' && previous != '%';
    case '=':
    case '+':
      return next == text[at] || previous == text[at];
    case ':':  // Of an icon, or of a box where a line begins.
      return next == ':' || (previous != ':' && TakeIcon(text.substr(at)) > 0);
    default:
      return false;
  }
}

/// Whether the "://" or "www." around `at` would make a link of an address with characters that
/// need an escape: an address takes backslashes for its own.
bool BeginsUnsafeUrl(std::string_view text, std::size_t at) {
  const bool scheme = text.substr(at).starts_with("://");
  const bool host = text[at] == '.' && text.substr(0, at).ends_with("www");
  if (!scheme && !host) return false;
  for (std::size_t i = at; i < text.size() && text[i] != ' '; ++i) {
    if (NeedsEscape(text, i)) return true;
  }
  return false;
}

/// How many characters from the start of a line would, unescaped, begin a heading, a quote, a list,
/// a rule or a table: the last of them must be escaped. 0 for none.
std::size_t LineStartMark(std::string_view text) {
  if (text.empty()) return 0;
  if (std::string_view("#>+-=:|?").find(text.front()) != std::string_view::npos) return 1;
  std::size_t digits = 0;
  while (digits < text.size() && IsDigit(text[digits])) ++digits;
  if (digits == 0 || digits > 9 || digits == text.size()) return 0;
  return text[digits] == '.' || text[digits] == ')' ? digits + 1 : 0;
}

}  // namespace

void AppendEscaped(std::string_view text, bool line_start, std::string& out) {
  const std::size_t mark = line_start ? LineStartMark(text) : 0;
  // A line that would be a statement of MDX.
  if (line_start && (text.starts_with("import ") || text.starts_with("export "))) {
    out += text.substr(0, 6);
    out += "&#32;";
    text.remove_prefix(7);
  }
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (i + 1 == mark || NeedsEscape(text, i) || BeginsUnsafeUrl(text, i)) out += '\\';
    out += text[i];
  }
}

void AppendCodeSpan(std::string_view code, bool in_cell, std::string& out) {
  if (in_cell && code.find("\\|") != std::string_view::npos) {
    return AppendEscaped(code, false, out);
  }
  std::size_t longest = 0;
  for (std::size_t i = 0, run = 0; i < code.size(); ++i) {
    run = code[i] == '`' ? run + 1 : 0;
    longest = std::max(longest, run);
  }
  const std::string fence(longest + 1, '`');
  const bool padded = code.front() == '`' || code.back() == '`' || code.front() == ' ';
  out += fence + (padded ? " " : "");
  out += code;
  out += (padded ? " " : "") + fence;
}

std::string FencedCode(std::string_view text, std::string_view language) {
  std::size_t longest = 2;
  for (std::size_t i = 0, run = 0; i < text.size(); ++i) {
    run = text[i] == '`' ? run + 1 : 0;
    longest = std::max(longest, run);
  }
  const std::string fence(longest + 1, '`');
  std::string out = fence;
  out += language;
  out += '\n';
  out += text;
  if (!text.ends_with('\n')) out += '\n';
  return out + fence;
}

std::string LinkDestination(std::string_view url) {
  std::string out;
  for (std::size_t i = 0; i < url.size(); ++i) {
    const auto c = static_cast<unsigned char>(url[i]);
    const bool plain = c > ' ' && c != 0x7f &&
                       std::string_view("()<>\\\"`|{}[]^").find(url[i]) == std::string_view::npos;
    if (c == '&' && BeginsEntity(url, i)) {
      out += "&amp;";
    } else if (plain) {
      out += url[i];
    } else {
      base::AppendPercent(url[i], out);
    }
  }
  return out;
}

bool MayBePunctuation(char32_t c) {
  if (c < 0x80) return IsAsciiPunctuation(static_cast<char>(c));
  return (U_GET_GC_MASK(static_cast<UChar32>(c)) & (U_GC_P_MASK | U_GC_S_MASK)) != 0;
}

bool IsSurelyPunctuation(char32_t c) {
  if (c < 0x80) return IsAsciiPunctuation(static_cast<char>(c));
  constexpr std::uint8_t kOldest = 6;
  UVersionInfo since{};
  u_charAge(static_cast<UChar32>(c), since);
  return since[0] <= kOldest && u_ispunct(static_cast<UChar32>(c)) != 0;
}

bool IsUnicodeSpace(char32_t c) {
  return c <= ' ' || u_charType(static_cast<UChar32>(c)) == U_SPACE_SEPARATOR;
}

}  // namespace funnel::text
