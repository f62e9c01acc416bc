// SPDX-License-Identifier: GPL-2.0-or-later
#include "server/http/accept.h"

#include <algorithm>
#include <cstddef>
#include <string>

#include "indexer/base/ascii.h"

namespace funnel::http {

namespace {

/// Cuts off what comes before the next `separator`.
std::string_view CutOff(std::string_view& rest, char separator) {
  const std::size_t end = std::min(rest.find(separator), rest.size());
  const std::string_view part = base::Trim(rest.substr(0, end));
  rest.remove_prefix(std::min(end + 1, rest.size()));
  return part;
}

/// "1", "0.5" or "0.125"; 0 for anything else.
double Quality(std::string_view text) {
  if (text.empty() || text.size() > 5 || (text.size() > 1 && text[1] != '.')) return 0;
  double value = 0;
  double place = 1;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (i == 1) continue;
    if (text[i] < '0' || text[i] > '9') return 0;
    value += place * (text[i] - '0');
    place /= 10;
  }
  return std::min(value, 1.0);
}

}  // namespace

Wish WishFor(std::string_view media_type, std::string_view accept) {
  if (base::Trim(accept).empty()) return {1, false};
  const std::string any_of_type(media_type.substr(0, media_type.find('/') + 1));
  Wish wish;
  int closest = 0;
  while (!accept.empty()) {
    std::string_view element = CutOff(accept, ',');
    const std::string range = base::AsciiLower(CutOff(element, ';'));
    const int close = range == media_type ? 3 : range == any_of_type + "*" ? 2 : range == "*/*";
    if (close <= closest) continue;
    closest = close;
    wish = {1, close == 3};
    while (!element.empty()) {
      const std::string parameter = base::AsciiLower(CutOff(element, ';'));
      if (parameter.starts_with("q="))
        wish.quality = Quality(std::string_view(parameter).substr(2));
    }
  }
  return wish;
}

bool WantsMarkdown(std::string_view accept) {
  const Wish markdown = WishFor("text/markdown", accept);
  return markdown.named && markdown.quality > 0 &&
         markdown.quality >= WishFor("text/html", accept).quality;
}

}  // namespace funnel::http
