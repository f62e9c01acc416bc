// SPDX-License-Identifier: GPL-2.0-or-later
#include "server/http/router.h"

#include <algorithm>
#include <cassert>
#include <iterator>
#include <utility>

namespace funnel::http {

namespace {

bool Fits(std::string_view pattern, std::string_view path) {
  if (!pattern.ends_with('*')) return pattern == path;
  return path.starts_with(pattern.substr(0, pattern.size() - 1));
}

/// Whether pattern `a` says more of a path that both fit.
bool IsCloser(std::string_view a, std::string_view b) {
  if (a.ends_with('*') != b.ends_with('*')) return b.ends_with('*');
  return a.size() > b.size();
}

}  // namespace

void Router::Add(std::vector<Route> routes) {
  for (Route& route : routes) {
    assert(std::none_of(routes_.begin(), routes_.end(), [&](const Route& other) {
      return other.method == route.method && other.pattern == route.pattern;
    }));
    routes_.push_back(std::move(route));
  }
}

Router::Match Router::Find(std::string_view method, std::string_view path) const {
  std::string_view pattern;
  for (const Route& route : routes_) {
    if (!Fits(route.pattern, path)) continue;
    if (pattern.empty() || IsCloser(route.pattern, pattern)) pattern = route.pattern;
  }
  Match match;
  for (const Route& route : routes_) {
    if (route.pattern != pattern) continue;
    if (!match.allow.empty()) match.allow += ", ";
    match.allow += route.method == "GET" ? "GET, HEAD" : route.method;
    if (route.method == (method == "HEAD" ? "GET" : method)) match.route = &route;
  }
  if (pattern.ends_with('*')) match.rest = path.substr(pattern.size() - 1);
  return match;
}

}  // namespace funnel::http
