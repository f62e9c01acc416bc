// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <string>
#include <vector>

#include "funnel/searcher.h"

namespace funnel::commands {

inline constexpr char kBold[] = "\x1b[1m";
inline constexpr char kMatch[] = "\x1b[1;33m";
inline constexpr char kDim[] = "\x1b[2m";

/// A text in a style, if there is colour and a style.
std::string Styled(const char* style, const std::string& text, bool colour);

/// What is marked in the style kMatch, all else in `style`; nothing in it can steer a terminal.
/// Without colour there are no marks: the text stays as it is, for pipes.
std::string MarkedText(const std::vector<SnippetPiece>& pieces, const char* style, bool colour);

}  // namespace funnel::commands
