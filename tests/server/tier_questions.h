// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "funnel/article.h"
#include "server/http/web.h"

namespace funnel::test {

/// One request to a door of the server.
struct TierQuestion {
  std::string door;   ///< Which one, such as "/v1/search" or "mcp triage".
  std::string asked;  ///< All that the request says.
  bool by_base;       ///< Whether the answer depends on the articles in view.
  http::WebRequest request;
};

/// What can be asked of a base of these articles, at every door: in words of every tier, by ids of
/// every tier, and for lists. The same seed, the same questions.
std::vector<TierQuestion> TierQuestions(std::uint32_t seed, const std::vector<Article>& articles);

}  // namespace funnel::test
