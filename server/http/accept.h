// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <string_view>

namespace funnel::http {

/// How much an Accept field (RFC 9110, 12.5.1) wants a media type without parameters, such as
/// "text/markdown".
struct Wish {
  double quality = 0;  ///< 0 to 1, of the range that says most of the type; 0: not at all.
  bool named = false;  ///< By its own name, not by a range such as */*.
};

/// An empty field wants everything. Never fails: what cannot be read is left out.
Wish WishFor(std::string_view media_type, std::string_view accept);

/// Whether the field asks for Markdown rather than for a page: it names it, and wants a page no
/// more. Browsers never name it.
bool WantsMarkdown(std::string_view accept);

}  // namespace funnel::http
