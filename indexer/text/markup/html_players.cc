// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/text/markup/html_players.h"

#include <string_view>

#include "indexer/base/ascii.h"
#include "indexer/base/web_address.h"
#include "indexer/text/markup/html_tree.h"

namespace funnel::text {
namespace {

/// Players by what their addresses begin with, and the pages of what they play.
struct Site {
  std::string_view player, page;
};
constexpr Site kSites[] = {
    {"https://www.youtube.com/embed/", "https://www.youtube.com/watch?v="},
    {"https://www.youtube-nocookie.com/embed/", "https://www.youtube.com/watch?v="},
    {"https://player.vimeo.com/video/", "https://vimeo.com/"},
    {"https://www.loom.com/embed/", "https://www.loom.com/share/"},
};

std::string PageOf(std::string_view player) {
  for (const Site& site : kSites) {
    if (!player.starts_with(site.player)) continue;
    const std::string_view id = player.substr(site.player.size());
    return std::string(site.page) + std::string(id.substr(0, id.find_first_of("?/&#")));
  }
  return std::string(player);
}

std::string_view SourceOf(const GumboNode* node) {
  const GumboElement& element = *ElementOf(node);
  for (const char* name : {"src", "data-src", "data-lazy-src"}) {
    const std::string_view source = base::Trim(AttributeOf(element, name));
    if (!source.empty() && source != "about:blank") return source;
  }
  for (const GumboNode* child : HtmlChildren(node)) {
    if (!IsTag(child, GUMBO_TAG_SOURCE)) continue;
    return base::Trim(AttributeOf(*ElementOf(child), "src"));
  }
  return {};
}

}  // namespace

std::optional<HtmlPlayer> PlayerOf(const GumboNode* node) {
  const bool plays = IsTag(node, GUMBO_TAG_IFRAME) || IsTag(node, GUMBO_TAG_VIDEO) ||
                     IsTag(node, GUMBO_TAG_AUDIO) || IsTag(node, GUMBO_TAG_EMBED);
  if (!plays) return std::nullopt;
  const GumboElement& element = *ElementOf(node);
  std::string address(SourceOf(node));
  if (address.starts_with("//")) address = "https:" + address;
  if (!base::IsWebAddress(address)) return std::nullopt;
  HtmlPlayer player;
  player.address = PageOf(address);
  player.title = base::Trim(AttributeOf(element, "title"));
  if (player.title.empty()) player.title = base::Trim(AttributeOf(element, "aria-label"));
  if (player.title.empty()) player.title = player.address;
  return player;
}

}  // namespace funnel::text
