// SPDX-License-Identifier: GPL-2.0-or-later
#include "server/http/site_address.h"

#include <string_view>

#include "indexer/base/ascii.h"

namespace funnel::http {

std::string SiteAddress(const WebRequest& request) {
  constexpr std::string_view kOfHosts = "abcdefghijklmnopqrstuvwxyz0123456789.-_:[]";
  const std::string host = base::AsciiLower(request.host);
  if (host.empty() || host.size() > 255 || host.find_first_not_of(kOfHosts) != std::string::npos) {
    return {};
  }
  const bool secure = base::AsciiLower(request.forwarded_proto) == "https";
  return (secure ? "https://" : "http://") + host;
}

}  // namespace funnel::http
