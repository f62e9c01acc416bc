// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace funnel::text {

/// One attribute of an opening tag.
struct HtmlAttribute {
  std::string name;        ///< In lower case.
  std::string_view value;  ///< As written, without quotes; a view into the source.
};

/// One opening tag.
struct HtmlTag {
  std::string name;  ///< In lower case.
  std::vector<HtmlAttribute> attributes;

  /// The value of the attribute; empty when there is none.
  std::string_view Value(std::string_view attribute) const;
};

/// The opening tags of `html` in order. Reads tags only, makes no tree: for the places of links.
std::vector<HtmlTag> FindHtmlTags(std::string_view html);

}  // namespace funnel::text
