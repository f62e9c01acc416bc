// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/text/markup/links.h"

#include <algorithm>

#include "indexer/base/ascii.h"
#include "indexer/base/web_address.h"

namespace funnel::text {

bool IsAllowedLink(std::string_view url) {
  // Browsers pass over some of these: "java\tscript:" is a scheme to them.
  if (std::any_of(url.begin(), url.end(), base::IsControl)) return false;
  const std::size_t end = std::min(url.find_first_of(":/?#"), url.size());
  const std::string_view first = url.substr(0, end);
  if (url.substr(end).starts_with(':')) {
    return base::IsWebAddress(url) || base::AsciiLower(first) == "mailto";
  }
  const std::size_t reference = first.find('&');
  return reference == std::string_view::npos ||
         (first.find(';', reference) == std::string_view::npos &&
          !(first.ends_with('&') && url.substr(end).starts_with('#')));
}

}  // namespace funnel::text
