// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <gumbo.h>

#include <optional>
#include <string>

namespace funnel::text {

/// What a page plays or shows of another place.
struct HtmlPlayer {
  std::string title;    ///< As the page has it; else the address.
  std::string address;  ///< On the web.
};

/// The film, sound or foreign page that `node` embeds; nothing for other nodes, and for what has no
/// address on the web. Of YouTube's and Vimeo's players the page of the film.
std::optional<HtmlPlayer> PlayerOf(const GumboNode* node);

}  // namespace funnel::text
