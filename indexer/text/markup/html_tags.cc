// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/text/markup/html_tags.h"

#include <algorithm>

#include "indexer/base/ascii.h"

namespace funnel::text {
namespace {

constexpr std::string_view kSpace = " \t\n\r\f";
constexpr std::size_t kNone = std::string_view::npos;

bool IsLetter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

/// Reads the attributes at `at`, behind the tag's name, and moves `at` behind the tag.
std::vector<HtmlAttribute> TakeAttributes(std::string_view html, std::size_t& at) {
  std::vector<HtmlAttribute> attributes;
  while (true) {
    at = std::min(html.find_first_not_of(" \t\n\r\f/", at), html.size());
    if (at == html.size() || html[at] == '>') break;
    const std::size_t end = std::min(html.find_first_of("= \t\n\r\f/>", at + 1), html.size());
    HtmlAttribute attribute{base::AsciiLower(html.substr(at, end - at)), {}};
    at = std::min(html.find_first_not_of(kSpace, end), html.size());
    if (at < html.size() && html[at] == '=') {
      at = std::min(html.find_first_not_of(kSpace, at + 1), html.size());
      const bool quoted = at < html.size() && (html[at] == '"' || html[at] == '\'');
      const std::size_t begin = quoted ? at + 1 : at;
      const std::size_t close =
          std::min(quoted ? html.find(html[at], begin) : html.find_first_of(" \t\n\r\f>", begin),
                   html.size());
      attribute.value = html.substr(std::min(begin, close), close - std::min(begin, close));
      at = std::min(close + (quoted ? 1 : 0), html.size());
    }
    attributes.push_back(std::move(attribute));
  }
  return attributes;
}

}  // namespace

std::string_view HtmlTag::Value(std::string_view attribute) const {
  const auto found = std::find_if(attributes.begin(), attributes.end(),
                                  [&](const HtmlAttribute& one) { return one.name == attribute; });
  return found == attributes.end() ? std::string_view() : found->value;
}

std::vector<HtmlTag> FindHtmlTags(std::string_view html) {
  std::vector<HtmlTag> tags;
  for (std::size_t at = html.find('<'); at != kNone; at = html.find('<', at)) {
    ++at;
    if (html.substr(at).starts_with("!--")) {
      at = std::min(html.find("-->", at), html.size());
      continue;
    }
    if (at == html.size() || !IsLetter(html[at])) continue;
    const std::size_t end = std::min(html.find_first_of(" \t\n\r\f/><", at), html.size());
    HtmlTag tag{base::AsciiLower(html.substr(at, end - at)), {}};
    at = end;
    tag.attributes = TakeAttributes(html, at);
    tags.push_back(std::move(tag));
  }
  return tags;
}

}  // namespace funnel::text
