// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <string>
#include <string_view>
#include <unordered_map>

namespace funnel::text {

/// The character references of one Markdown text.
class HtmlEntities {
 public:
  /// Looks the names up that `markdown` has, all at once.
  explicit HtmlEntities(std::string_view markdown);

  /// What `reference` ("&amp;", "&#38;", "&#x26;", taken from that text) stands for; itself when
  /// there is no such name. U+FFFD for a number that is no character.
  std::string Decode(std::string_view reference) const;

 private:
  std::unordered_map<std::string, std::string> names_;
};

}  // namespace funnel::text
