// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "funnel/article.h"
#include "funnel/searcher.h"
#include "searcher/answer/matches.h"

namespace funnel::answer {

/// Writes parts of a text of lines as pieces of one line. White space becomes one space; between
/// two blocks (a heading, a paragraph, an entry of a list) stands " · ", unless the first ends
/// with punctuation of its own. In a plain text a line may be broken anywhere: only after a short
/// line, or with an empty one between them, do two lines count as blocks; others join as one text.
class FlatText {
 public:
  FlatText(std::string_view text, BodyFormat format) : text_(text), format_(format) {}

  /// The next part; parts come in order. White space at both ends of the whole is dropped.
  void Add(Span part, bool marked);
  void AddEllipsis();

  std::vector<SnippetPiece> Take() { return std::move(pieces_); }

 private:
  void Put(std::string_view text, bool marked);
  void PutGap(std::size_t begin, std::size_t end, bool marked);
  bool IsBlockEnd(std::size_t begin, std::size_t end) const;
  bool JoinsLines(std::size_t begin, std::size_t end) const;

  std::string_view text_;
  BodyFormat format_;
  std::size_t gap_ = 0;      ///< Where the white space before the next character begins.
  bool after_word_ = false;  ///< Something of the text is written.
  std::vector<SnippetPiece> pieces_;
};

}  // namespace funnel::answer
