// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/search/rewritten_question.h"

#include <xapian.h>

#include <cstddef>

#include "indexer/base/utf8.h"

namespace funnel::search {
namespace {

bool IsWordByte(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

/// The first place behind `from` where `word` does not go on on either side.
std::size_t FindWord(std::string_view text, std::string_view word, std::size_t from) {
  for (std::size_t at = text.find(word, from); at != std::string_view::npos;
       at = text.find(word, at + 1)) {
    const std::size_t end = at + word.size();
    const bool begins = at == 0 || !IsWordByte(text[at - 1]) || !IsWordByte(text[at]);
    const bool ends = end == text.size() || !IsWordByte(text[end]) || !IsWordByte(text[end - 1]);
    if (begins && ends) return at;
  }
  return std::string_view::npos;
}

bool IsCapital(char32_t c) { return Xapian::Unicode::tolower(c) != c; }

}  // namespace

std::vector<SnippetPiece> Rewrite(std::string_view question, const std::vector<Change>& changes) {
  std::vector<SnippetPiece> pieces;
  std::size_t done = 0;
  for (const Change& change : changes) {
    const std::size_t at =
        change.from.empty() ? std::string_view::npos : FindWord(question, change.from, done);
    if (at == std::string_view::npos) return {};
    if (at > done) pieces.push_back({std::string(question.substr(done, at - done)), false});
    pieces.push_back({change.to, true});
    done = at + change.from.size();
  }
  if (done < question.size()) pieces.push_back({std::string(question.substr(done)), false});
  return pieces;
}

std::string WholeText(const std::vector<SnippetPiece>& pieces) {
  std::string text;
  for (const SnippetPiece& piece : pieces) text += piece.text;
  return text;
}

std::string InCaseOf(std::string_view typed, std::string_view word) {
  bool all = true;
  std::size_t capitals = 0, letters = 0;
  for (std::size_t at = 0; at < typed.size(); ++letters) {
    const bool capital = IsCapital(base::NextCharacter(typed, at));
    if (letters == 0 && !capital) return std::string(word);
    all = all && capital;
    capitals += capital ? 1 : 0;
  }
  std::string text;
  for (std::size_t at = 0; at < word.size();) {
    const char32_t c = base::NextCharacter(word, at);
    const bool raised = text.empty() || (all && capitals > 1);
    base::AppendUtf8(raised ? Xapian::Unicode::toupper(c) : c, text);
  }
  return text;
}

}  // namespace funnel::search
