// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <span>
#include <string_view>

namespace funnel::mcp {

/// A tool: a route of the API, called with JSON.
struct Tool {
  std::string_view name, title, description;
  /// Where the arguments go: as JSON by POST; by GET into the places that the path has for them
  /// ("/v1/articles/{lang}/{id}"), all others into the query.
  std::string_view method, route;
  /// JSON Schema 2020-12, of the arguments and of the answer.
  std::string_view input, output;
  bool links_article = false;  ///< The answer links to the article that lang and id are of.
};

/// All tools, always in the same order.
std::span<const Tool> AllTools();

}  // namespace funnel::mcp
