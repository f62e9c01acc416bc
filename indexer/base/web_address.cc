// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/base/web_address.h"

#include <algorithm>

#include "indexer/base/ascii.h"

namespace funnel::base {

bool IsWebAddress(std::string_view url) {
  // Browsers pass over some of these: "java\tscript:" is a scheme to them.
  if (std::any_of(url.begin(), url.end(), IsControl)) return false;
  const std::size_t colon = std::min(url.find(':'), url.size());
  const std::string scheme = AsciiLower(url.substr(0, colon));
  if (scheme != "http" && scheme != "https") return false;
  if (!url.substr(colon).starts_with("://")) return false;
  std::string_view host = url.substr(colon + 3);
  host = host.substr(0, host.find_first_of("/?#\\"));
  host.remove_prefix(host.rfind('@') + 1);  // Past the user; npos is one before 0.
  return !host.empty() && host.front() != ':';
}

}  // namespace funnel::base
