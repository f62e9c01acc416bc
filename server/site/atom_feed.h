// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <string>
#include <vector>

#include "funnel/searcher.h"
#include "server/site/ui.h"

namespace funnel::site {

/// Where the feeds are.
inline constexpr std::string_view kFeedPath = "/feeds/articles.atom";

/// Most entries of a feed.
inline constexpr std::size_t kFeedEntries = 50;

/// "/feeds/articles.atom?product=Tamarind+Print&lang=th", without what is empty.
std::string FeedHref(const std::string& product, const std::string& lang);

/// A feed (RFC 4287) of `articles`, which all say a day, the newest first: those of a product and a
/// language, where these are not empty. `address` is what SiteAddress says, `ui` has the name of
/// the site. The ids of feed and entries are the same wherever they are read: urn:uuid of a hash of
/// what is meant.
std::string AtomFeed(const std::vector<ListedArticle>& articles, const std::string& product,
                     const std::string& lang, const std::string& address, const UiTexts& ui);

}  // namespace funnel::site
