// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/answer/flat_text.h"

#include <unicode/uchar.h>

#include <algorithm>

#include "indexer/base/utf8.h"
#include "indexer/text/characters/script.h"

namespace funnel::answer {
namespace {

constexpr std::string_view kBetweenBlocks = " · ";
constexpr std::string_view kEllipsis = "…";

bool IsSpace(char c) { return c == ' ' || c == '\n' || c == '\t' || c == '\r'; }

std::uint32_t Category(char32_t c) { return U_GET_GC_MASK(static_cast<UChar32>(c)); }

/// "done.", "done.)", "Note:", "a |": what follows is set apart already.
bool EndsWithPunctuation(std::string_view text) {
  constexpr std::uint32_t kClosing = U_GC_PE_MASK | U_GC_PF_MASK;
  for (std::size_t end = text.size(); end > 0;) {
    end = base::PreviousCharacter(text, end);
    std::size_t at = end;
    const char32_t c = base::NextCharacter(text, at);
    if ((Category(c) & kClosing) != 0 || c == '"' || c == '\'') continue;
    return u_hasBinaryProperty(static_cast<UChar32>(c), UCHAR_TERMINAL_PUNCTUATION) ||
           (Category(c) & U_GC_PD_MASK) != 0 || c == U'|' || c == U'…' || c == U'·' || c == U'•';
  }
  return true;
}

/// A bullet, or a line drawn between cells.
bool BeginsSetApart(std::string_view text) {
  std::size_t at = 0;
  const char32_t c = base::NextCharacter(text, at);
  return (Category(c) & U_GC_PD_MASK) != 0 || c == U'|' || c == U'*' || c == U'•' || c == U'·';
}

bool BeginsLowerCase(std::string_view text) {
  std::size_t at = 0;
  return u_islower(static_cast<UChar32>(base::NextCharacter(text, at))) != 0;
}

}  // namespace

void FlatText::Add(Span part, bool marked) {
  for (std::size_t at = part.begin; at < part.end;) {
    if (IsSpace(text_[at])) {
      ++at;
      continue;
    }
    std::size_t end = at;
    while (end < part.end && !IsSpace(text_[end])) ++end;
    if (after_word_ && gap_ < at) PutGap(gap_, at, marked && gap_ >= part.begin);
    Put(text_.substr(at, end - at), marked);
    after_word_ = true;
    at = gap_ = end;
  }
}

void FlatText::AddEllipsis() { Put(kEllipsis, false); }

void FlatText::Put(std::string_view text, bool marked) {
  if (pieces_.empty() || pieces_.back().marked != marked) pieces_.push_back({"", marked});
  pieces_.back().text += text;
}

void FlatText::PutGap(std::size_t begin, std::size_t end, bool marked) {
  if (IsBlockEnd(begin, end)) {
    Put(kBetweenBlocks, false);
  } else if (!JoinsLines(begin, end)) {
    Put(" ", marked);
  }
}

bool FlatText::IsBlockEnd(std::size_t begin, std::size_t end) const {
  const std::string_view gap = text_.substr(begin, end - begin);
  const auto breaks = std::count(gap.begin(), gap.end(), '\n');
  const std::string_view after = text_.substr(end);
  if (breaks == 0 || BeginsSetApart(after)) return false;
  const std::size_t line_begin = text_.substr(0, begin).rfind('\n') + 1;  // npos + 1 is 0
  const std::string_view line = text_.substr(line_begin, begin - line_begin);
  if (EndsWithPunctuation(line)) return false;
  if (format_ == BodyFormat::kMarkdown || breaks > 1) return true;
  constexpr int kShortLine = 50;  // Nobody breaks lines shorter than that.
  int columns = 0;
  for (std::size_t at = 0; at < line.size();) {
    columns += text::JoinsWithoutSpace(base::NextCharacter(line, at)) ? 2 : 1;
  }
  return columns < kShortLine && !BeginsLowerCase(after);
}

bool FlatText::JoinsLines(std::size_t begin, std::size_t end) const {
  const std::string_view gap = text_.substr(begin, end - begin);
  return format_ == BodyFormat::kPlain && std::count(gap.begin(), gap.end(), '\n') == 1 &&
         text::JoinsWithoutSpace(text_.substr(0, begin), text_.substr(end));
}

}  // namespace funnel::answer
