// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/text/markup/inline_markdown.h"

#include <algorithm>
#include <utility>

#include "indexer/base/ascii.h"
#include "indexer/base/utf8.h"
#include "indexer/text/characters/script.h"
#include "indexer/text/markup/links.h"
#include "indexer/text/markup/markdown_escape.h"

namespace funnel::text {
namespace {

bool IsSpace(char c) { return static_cast<unsigned char>(c) <= ' ' || c == '\x7f'; }

/// `url` as a browser reads it: without white space around it and line ends in it.
std::string Cleaned(std::string_view url) {
  std::string clean(base::Trim(url));
  std::erase_if(clean, [](char c) { return static_cast<unsigned char>(c) < ' '; });
  return clean;
}

/// Whether a link to `url`, which is clean, is worth keeping.
bool LeadsOn(std::string_view url) {
  constexpr std::size_t kMaxLinkBytes = 2000;
  return !url.empty() && url.size() <= kMaxLinkBytes && IsAllowedLink(url);
}

}  // namespace

void InlineMarkdown::FlushSpace(std::string_view next) {
  if (!std::exchange(space_, false)) return;
  const bool was_break = std::exchange(space_is_break_, false);
  // In front of the marks that open here: emphasis must not begin with a space.
  std::size_t at = pieces_.size();
  while (at > 0 && (pieces_[at - 1].kind == Kind::kBegin ||
                    (pieces_[at - 1].kind == Kind::kMarkdown && pieces_[at - 1].text == "["))) {
    --at;
  }
  if (at == 0 || pieces_[at - 1].kind == Kind::kBreak) return;
  Piece& before = pieces_[at - 1];
  if (was_break && before.kind == Kind::kText && !next.empty() &&
      JoinsWithoutSpace(before.text, next)) {
    return;
  }
  if (before.kind == Kind::kText) {
    before.text += ' ';
  } else {
    pieces_.insert(pieces_.begin() + static_cast<std::ptrdiff_t>(at), {Kind::kText, " ", {}});
    for (std::size_t& begin : link_begins_) begin += begin >= at ? 1 : 0;
  }
}

void InlineMarkdown::AddText(std::string_view text) {
  constexpr std::string_view kNoBreakSpace = "\xC2\xA0";
  for (std::size_t i = 0; i < text.size();) {
    if (IsSpace(text[i])) {
      space_ = true;
      space_is_break_ |= text[i] == '\n';
      ++i;
      continue;
    }
    if (text.substr(i).starts_with(kNoBreakSpace)) {
      space_ = true;
      i += kNoBreakSpace.size();
      continue;
    }
    std::size_t end = i;
    while (end < text.size() && !IsSpace(text[end]) &&
           !text.substr(end).starts_with(kNoBreakSpace)) {
      ++end;
    }
    const std::string_view word = text.substr(i, end - i);
    FlushSpace(word);
    if (pieces_.empty() || pieces_.back().kind != Kind::kText) {
      pieces_.push_back({Kind::kText, {}, {}});
    }
    pieces_.back().text += word;
    i = end;
  }
}

void InlineMarkdown::AddMarkdown(std::string markdown) {
  FlushSpace({});
  pieces_.push_back({Kind::kMarkdown, std::move(markdown), {}});
}

void InlineMarkdown::AddCode(std::string_view code) {
  std::string clean;
  for (const char c : code) {
    if (!IsSpace(c)) {
      clean += c;
    } else if (!clean.ends_with(' ')) {
      clean += ' ';
    }
  }
  const std::string_view content = base::Trim(clean);
  if (!clean.empty() && clean.front() == ' ') space_ = true;
  if (!content.empty()) {
    FlushSpace(content);
    if (!pieces_.empty() && pieces_.back().kind == Kind::kCode) {
      pieces_.back().text += content;
    } else {
      pieces_.push_back({Kind::kCode, std::string(content), {}});
    }
  }
  if (clean.ends_with(' ')) space_ = true;
}

void InlineMarkdown::AddImage(std::string_view alt, std::string_view url) {
  InlineMarkdown words;
  words.AddText(alt);
  const std::string text = words.Take(true);
  const std::string clean = Cleaned(url);
  if (text.empty()) return;
  if (!LeadsOn(clean)) return AddText(alt);
  AddMarkdown("![" + text + "](" + LinkDestination(clean) + ")");
}

void InlineMarkdown::AddLink(std::string_view words, std::string_view url) {
  InlineMarkdown inside;
  inside.AddText(words);
  const std::string text = inside.Take(true);
  const std::string clean = Cleaned(url);
  if (text.empty() || !links_.empty() || !LeadsOn(clean)) return AddText(words);
  AddMarkdown("[" + text + "](" + LinkDestination(clean) + ")");
}

void InlineMarkdown::AddBreak() {
  space_ = space_is_break_ = false;
  pieces_.push_back({Kind::kBreak, {}, {}});
}

void InlineMarkdown::Begin(Emphasis kind) {
  if (open_[static_cast<int>(kind)]++ == 0) pieces_.push_back({Kind::kBegin, {}, kind});
}

void InlineMarkdown::End(Emphasis kind) {
  if (--open_[static_cast<int>(kind)] == 0) pieces_.push_back({Kind::kEnd, {}, kind});
}

void InlineMarkdown::BeginLink(std::string_view url) {
  std::string clean = Cleaned(url);
  const bool leads = LeadsOn(clean) && !clean.starts_with('#') && links_.empty();
  links_.push_back(leads ? std::move(clean) : std::string());
  link_begins_.push_back(pieces_.size());
  if (leads) pieces_.push_back({Kind::kMarkdown, "[", {}});
}

void InlineMarkdown::EndLink() {
  const std::string url = std::move(links_.back());
  const std::size_t begin = link_begins_.back();
  links_.pop_back();
  link_begins_.pop_back();
  if (url.empty()) return;
  const bool blank = std::all_of(pieces_.begin() + static_cast<std::ptrdiff_t>(begin) + 1,
                                 pieces_.end(), [](const Piece& piece) {
                                   return piece.kind == Kind::kBegin || piece.kind == Kind::kEnd ||
                                          piece.kind == Kind::kBreak;
                                 });
  if (blank) {
    pieces_.erase(pieces_.begin() + static_cast<std::ptrdiff_t>(begin));
  } else {
    pieces_.push_back({Kind::kMarkdown, "](" + LinkDestination(url) + ")", {}});
  }
}

void InlineMarkdown::DropEmptyPairs() {
  std::vector<Piece> kept;
  for (Piece& piece : pieces_) {
    const bool mark = piece.kind == Kind::kBegin || piece.kind == Kind::kEnd;
    const bool meets = mark && !kept.empty() && kept.back().emphasis == piece.emphasis &&
                       (kept.back().kind == Kind::kBegin || kept.back().kind == Kind::kEnd) &&
                       kept.back().kind != piece.kind;
    if (meets) {
      kept.pop_back();
    } else {
      kept.push_back(std::move(piece));
    }
  }
  pieces_ = std::move(kept);
}

namespace {

/// The last, or the first, character of what a piece becomes.
char32_t EdgeOf(std::string_view text, bool last) {
  if (text.empty()) return ' ';
  std::size_t at = last ? base::PreviousCharacter(text, text.size()) : 0;
  return base::NextCharacter(text, at);
}

/// Whether a delimiter with `inside` and `outside` beside it can open or close emphasis
/// (CommonMark 0.30, left- and right-flanking).
bool Flanks(char32_t inside, char32_t outside) {
  if (IsUnicodeSpace(inside)) return false;
  return !MayBePunctuation(inside) || IsUnicodeSpace(outside) || IsSurelyPunctuation(outside);
}

}  // namespace

void InlineMarkdown::DropWeakPairs() {
  const auto is_mark = [](const Piece& piece) {
    return piece.kind == Kind::kBegin || piece.kind == Kind::kEnd;
  };
  const auto edge = [](const Piece& piece, bool last) -> char32_t {
    if (piece.kind == Kind::kBreak) return ' ';
    return piece.kind == Kind::kCode ? U'`' : EdgeOf(piece.text, last);
  };
  const std::size_t size = pieces_.size();
  // The characters beside each mark, other marks not counted, and whether one of another character
  // stands between: it is punctuation, if it stays.
  const auto beside = [&](std::size_t i, bool left) {
    struct Beside {
      char32_t c = ' ';
      bool mark = false;
    } found;
    const bool tilde = pieces_[i].emphasis == Emphasis::kDeleted;
    while (left ? i-- > 0 : ++i < size) {
      if (!is_mark(pieces_[i])) {
        found.c = edge(pieces_[i], left);
        break;
      }
      found.mark |= (pieces_[i].emphasis == Emphasis::kDeleted) != tilde;
    }
    return found;
  };
  const auto flanks = [](const auto& inside, const auto& outside) {
    return Flanks(inside.c, outside.c) && (!inside.mark || Flanks('*', outside.c));
  };
  std::vector<std::size_t> partner(size, size);
  std::vector<std::size_t> open;
  for (std::size_t i = 0; i < size; ++i) {
    if (pieces_[i].kind == Kind::kBegin) open.push_back(i);
    if (pieces_[i].kind != Kind::kEnd || open.empty()) continue;
    partner[i] = open.back();
    partner[open.back()] = i;
    open.pop_back();
  }
  // From the outside in. A pair stays whose marks stand alone, or directly within those of one
  // other pair at both ends; any other run of marks may be read in another way.
  std::vector<bool> dropped(size, false);
  const auto next_kept = [&](std::size_t i, bool left) {
    while (left ? i-- > 0 : ++i < size) {
      if (!is_mark(pieces_[i])) break;
      if (!dropped[i]) return i;
    }
    return size;
  };
  std::vector<bool> wrapped(size, false);  ///< Begins of pairs within another, or around one.
  for (std::size_t begin = 0; begin < size; ++begin) {
    if (pieces_[begin].kind == Kind::kEnd && partner[begin] == size) dropped[begin] = true;
    if (pieces_[begin].kind != Kind::kBegin) continue;
    const std::size_t end = partner[begin];
    if (end == size) {
      dropped[begin] = true;
      continue;
    }
    const std::size_t left = next_kept(begin, true);
    std::size_t right = next_kept(end, false);
    // One that begins there gives way when its turn comes.
    if (right != size && pieces_[right].kind == Kind::kBegin) right = size;
    const bool within = left != size && right != size && partner[left] == right && !wrapped[left];
    const bool clear = (left == size && right == size) || within;
    if (clear && flanks(beside(begin, false), beside(begin, true)) &&
        flanks(beside(end, true), beside(end, false))) {
      if (within) wrapped[left] = wrapped[begin] = true;
    } else {
      dropped[begin] = dropped[end] = true;
    }
  }
  std::size_t kept = 0;
  for (std::size_t i = 0; i < size; ++i) {
    if (dropped[i]) continue;
    if (kept != i) pieces_[kept] = std::move(pieces_[i]);
    ++kept;
  }
  pieces_.resize(kept);
}

std::string InlineMarkdown::Take(bool one_line) {
  while (!links_.empty()) EndLink();
  DropEmptyPairs();
  DropWeakPairs();
  std::string out;
  std::size_t breaks = 0;
  bool was_code = false;  ///< The piece before is a code span.
  int depth = 0;          ///< Of emphasis and links: a paragraph must not end within.
  constexpr std::string_view kMarks[] = {"**", "*", "~~"};
  for (const Piece& piece : pieces_) {
    if (piece.kind == Kind::kBreak) {
      ++breaks;
      continue;
    }
    if (breaks > 0 && !out.empty()) {
      while (out.ends_with(' ')) out.pop_back();
      out += one_line ? " " : breaks > 1 && depth == 0 ? "\n\n" : "\\\n";
    }
    const bool behind_code = std::exchange(was_code, piece.kind == Kind::kCode) && breaks == 0;
    breaks = 0;
    const bool line_start = !one_line && (out.empty() || out.ends_with('\n'));
    switch (piece.kind) {
      case Kind::kText:
        AppendEscaped(piece.text, line_start, out);
        break;
      case Kind::kCode:
        if (behind_code) {  // Its backticks would join those before.
          AppendEscaped(piece.text, false, out);
        } else {
          AppendCodeSpan(piece.text, one_line, out);
        }
        break;
      case Kind::kMarkdown:
        depth += piece.text == "[" ? 1 : piece.text.starts_with("](") ? -1 : 0;
        out += piece.text;
        break;
      default:
        depth += piece.kind == Kind::kBegin ? 1 : -1;
        out += kMarks[static_cast<int>(piece.emphasis)];
    }
  }
  *this = InlineMarkdown();
  while (out.ends_with(' ')) out.pop_back();
  if (one_line && out.ends_with('#') && !out.ends_with("\\#")) out.insert(out.size() - 1, "\\");
  return out;
}

}  // namespace funnel::text
