// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "server/http/web.h"

namespace funnel::http {

/// One line of the table of routes.
struct Route {
  std::string_view method;  ///< "GET", which answers HEAD too, "POST" and so on.
  /// The whole path, or its beginning followed by a '*' at the end: "/v1/articles/*". For a path
  /// that several patterns fit, the longest holds, and one without '*' before all others.
  std::string_view pattern;
  /// `rest` is what stands in the place of the '*'. Called from many threads.
  std::function<WebReply(const WebRequest& request, std::string_view rest)> handler;
};

/// The table of routes, to which each room adds its own. Const functions are thread-safe.
class Router {
 public:
  /// No method of a pattern twice.
  void Add(std::vector<Route> routes);

  /// What a request meets.
  struct Match {
    const Route* route = nullptr;  ///< Null: no such path, or not with this method.
    std::string_view rest;
    std::string allow;  ///< The methods that the path knows, for `Allow`; empty: no such path.
  };
  /// `path` must outlive the match.
  Match Find(std::string_view method, std::string_view path) const;

  /// All of them, as they were added.
  const std::vector<Route>& routes() const { return routes_; }

 private:
  std::vector<Route> routes_;
};

}  // namespace funnel::http
