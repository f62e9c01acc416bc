// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/text/characters/broken_lines.h"

#include <unicode/uchar.h>

#include <algorithm>
#include <array>

#include "indexer/base/utf8.h"
#include "indexer/text/characters/alike.h"
#include "indexer/text/characters/script.h"

namespace funnel::text {
namespace {

constexpr std::string_view kSpaces = " \t\r";

/// How much of the line before must be full for text without spaces to go on behind it, in tenths.
constexpr std::size_t kFullTenths = 6;

/// The columns that a line takes, about.
std::size_t Columns(std::string_view line) {
  std::size_t columns = 0;
  for (std::size_t at = 0; at < line.size();) {
    columns += JoinsWithoutSpace(base::NextCharacter(line, at)) ? 2 : 1;
  }
  return columns;
}

std::string_view Trimmed(std::string_view line) {
  const std::size_t begin = line.find_first_not_of(kSpaces);
  if (begin == std::string_view::npos) return {};
  return line.substr(begin, line.find_last_not_of(kSpaces) + 1 - begin);
}

UChar32 LastOf(std::string_view text) {
  std::size_t at = base::PreviousCharacter(text, text.size());
  return static_cast<UChar32>(base::NextCharacter(text, at));
}

UChar32 FirstOf(std::string_view text) {
  std::size_t at = 0;
  return static_cast<UChar32>(base::NextCharacter(text, at));
}

/// The bytes of the hyphen, soft or hard, that ends a line behind a letter; 0: none does.
std::size_t HyphenLength(std::string_view line) {
  if (line.empty()) return 0;
  const std::size_t at = base::PreviousCharacter(line, line.size());
  const auto last = static_cast<char32_t>(LastOf(line));
  const bool hyphen = last == 0x00AD || Alike(last) == U'-';
  return hyphen && at > 0 && u_isalpha(LastOf(line.substr(0, at))) ? line.size() - at : 0;
}

/// "in- and output": the hyphen stands for what follows later.
bool IsConjunction(std::string_view line) {
  constexpr std::array<std::string_view, 13> kWords = {
      "and", "or", "und", "oder", "bzw", "og", "och", "eller", "en", "of", "et", "ou", "и"};
  const std::string_view word = line.substr(0, line.find_first_of(" \t\r.,;"));
  return std::find(kWords.begin(), kWords.end(), word) != kWords.end();
}

class Joiner {
 public:
  JoinedLines Join(std::string_view source) {
    out_.text.reserve(source.size());
    for (std::size_t begin = 0; begin <= source.size();) {
      const std::size_t end = std::min(source.find('\n', begin), source.size());
      if (BeginsParagraph(source, begin, end)) widest_ = WidestFrom(source.substr(begin));
      const std::string_view rest = source.substr(std::min(end + 1, source.size()));
      Add(source.substr(begin, end - begin), end < source.size(), rest.substr(0, rest.find('\n')));
      begin = end + 1;
    }
    return std::move(out_);
  }

 private:
  /// Whether the line from `begin` to `end` has text and the one before has none.
  static bool BeginsParagraph(std::string_view source, std::size_t begin, std::size_t end) {
    if (Trimmed(source.substr(begin, end - begin)).empty()) return false;
    if (begin == 0) return true;
    const std::size_t before = source.substr(0, begin - 1).find_last_not_of(kSpaces);
    return before == std::string_view::npos || source[before] == '\n';
  }

  /// The columns of the widest line of the paragraph that `text` begins with.
  static std::size_t WidestFrom(std::string_view text) {
    std::size_t widest = 0;
    for (std::size_t begin = 0; begin < text.size();) {
      const std::size_t end = std::min(text.find('\n', begin), text.size());
      const std::string_view line = Trimmed(text.substr(begin, end - begin));
      if (line.empty()) break;
      widest = std::max(widest, Columns(line));
      begin = end + 1;
    }
    return widest;
  }

  /// Adds a line and, where it `ends`, its end, as what follows it asks for.
  void Add(std::string_view line, bool ends, std::string_view next) {
    std::string_view left = line;
    if (skip_ > 0) {
      Leave(skip_, hyphen_);
      left.remove_prefix(std::min(left.find_first_not_of(kSpaces), left.size()));
      out_.gaps.back().bytes += line.size() - left.size();
      skip_ = 0;
    }
    if (!ends) {
      out_.text += left;
      return;
    }
    const std::string_view trimmed = left.substr(0, left.find_last_not_of(kSpaces) + 1);
    const std::string_view after = Trimmed(next);
    const std::size_t hyphen = HyphenLength(trimmed);
    if (after.empty() || trimmed.empty()) {
      out_.text.append(left).push_back('\n');
      return;
    }
    if (hyphen > 0 && u_isalnum(FirstOf(after)) && !IsConjunction(after)) {
      hyphen_ = u_islower(FirstOf(after)) != 0;
      const std::size_t kept = trimmed.size() - (hyphen_ ? hyphen : 0);
      out_.text += left.substr(0, kept);
      skip_ = left.size() - kept + 1;
    } else if (JoinsWithoutSpace(trimmed, after) && IsFull(trimmed)) {
      hyphen_ = false;
      out_.text += trimmed;
      skip_ = left.size() - trimmed.size() + 1;
    } else {
      out_.text.append(left).push_back('\n');
    }
  }

  bool IsFull(std::string_view line) const {
    return u_isalnum(LastOf(line)) && 10 * Columns(line) >= kFullTenths * widest_;
  }

  void Leave(std::size_t bytes, bool hyphen) {
    out_.gaps.push_back({out_.text.size(), bytes, hyphen});
  }

  JoinedLines out_;
  std::size_t widest_ = 0;
  std::size_t skip_ = 0;  ///< Bytes of the source that come before the next line.
  bool hyphen_ = false;
};

}  // namespace

void JoinedLines::MapToSource(NormalizedText& normalized) const {
  std::size_t gap = 0;
  std::uint32_t left_out = 0;
  for (std::uint32_t& at : normalized.source) {
    for (; gap < gaps.size() && gaps[gap].at <= at; ++gap) {
      left_out += static_cast<std::uint32_t>(gaps[gap].bytes);
    }
    at += left_out;
  }
}

JoinedLines JoinBrokenLines(std::string_view source) { return Joiner().Join(source); }

}  // namespace funnel::text
