// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/text/markup/links.h"

#include <algorithm>
#include <string>

#include "indexer/base/ascii.h"

namespace funnel::text {
namespace {

bool IsControl(char c) { return static_cast<unsigned char>(c) < ' ' || c == '\x7f'; }

}  // namespace

bool IsAllowedLink(std::string_view url) {
  // Browsers pass over some of these: "java\tscript:" is a scheme to them.
  if (std::any_of(url.begin(), url.end(), IsControl)) return false;
  const std::size_t end = std::min(url.find_first_of(":/?#"), url.size());
  const std::string_view first = url.substr(0, end);
  if (url.substr(end).starts_with(':')) {
    const std::string scheme = base::AsciiLower(first);
    return scheme == "http" || scheme == "https" || scheme == "mailto";
  }
  const std::size_t reference = first.find('&');
  return reference == std::string_view::npos ||
         (first.find(';', reference) == std::string_view::npos &&
          !(first.ends_with('&') && url.substr(end).starts_with('#')));
}

}  // namespace funnel::text
