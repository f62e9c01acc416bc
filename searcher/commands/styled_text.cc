// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/commands/styled_text.h"

#include "indexer/base/terminal_text.h"

namespace funnel::commands {

std::string Styled(const char* style, const std::string& text, bool colour) {
  constexpr char kReset[] = "\x1b[0m";
  return colour && *style != '\0' ? style + text + kReset : text;
}

std::string MarkedText(const std::vector<SnippetPiece>& pieces, const char* style, bool colour) {
  std::string out;
  for (const SnippetPiece& piece : pieces) {
    out += Styled(piece.marked ? kMatch : style, base::ForTerminal(piece.text), colour);
  }
  return out;
}

}  // namespace funnel::commands
