// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

// Where the links of articles lead. Authors link to files (../a.md), to what a publishing system
// makes of them (../a/, a.html, /docs/a), and by name ([[a]], relref). The check looks for the
// files, a page for the articles made of them; both go through the places that PlacesOf lists.

namespace funnel::text {

/// A link within the documentation, taken apart.
struct ArticleLink {
  std::string path;      ///< Percent-decoded, with '/' between its parts; empty: the page itself.
  std::string fragment;  ///< Without '#'; percent-decoded.
  bool rooted = false;   ///< From the root of a site that only its authors know.
  bool named = false;    ///< By the name of a page, wherever that lies.
};

/// `text` of an address with its percent-encoded bytes decoded, where these give valid UTF-8.
std::string DecodedAddress(std::string_view text);

/// Takes `target` apart, a link as the markup gives it. Nothing for what leads elsewhere (another
/// host or scheme), and for what only a template can fill in.
std::optional<ArticleLink> ReadArticleLink(std::string_view target);

/// The scheme of links by name, which only StripPublishingMarks writes.
inline constexpr std::string_view kNamedLink = "page:";

/// A place where the article that a link means may be.
struct LinkPlace {
  std::string path;    ///< Of its file, with or without extension; without "." and "..", as far as
                       ///< these lead nowhere above. Of a name, that alone.
  bool named = false;  ///< `path` is the last part of the way only.
  bool alias = false;  ///< Not a file's: an address that the article says to be published at.
};

/// The places that `link` may mean in the article that lies at `from` (see ArticlePlace), the
/// likeliest first; some dozens at most. Nothing for a link to the page itself.
std::vector<LinkPlace> PlacesOf(const ArticleLink& link, std::string_view from);

/// Where an article lies, for the links in it and to it: `source`, if that is the file of one
/// article, else its id.
std::string_view ArticlePlace(std::string_view source, std::string_view id);

/// What places of one article have in common, however they are written: letter case, Unicode form,
/// extension, a name that stands for its folder (index, README).
std::string PlaceKey(std::string_view path);

/// The same for an address that an article says to be published at: its path.
std::string AliasKey(std::string_view path);

/// The last part of PlaceKey: what a link by name is compared with.
std::string NameKey(std::string_view path);

/// The key that a place is looked up by.
std::string KeyOf(const LinkPlace& place);

/// `name` without the extension of a file that articles are made of.
std::string_view WithoutArticleExtension(std::string_view name);

}  // namespace funnel::text
