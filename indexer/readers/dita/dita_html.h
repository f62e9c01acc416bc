// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "indexer/readers/dita/dita_tree.h"

namespace funnel::readers {

/// A topic as HTML, and what had no place in it.
struct DitaHtml {
  std::string html;
  /// References that only a publishing system resolves: by key, or to parts of other files.
  std::size_t unresolved = 0;
  std::size_t unresolved_line = 0;  ///< Of the first.
  bool too_long = false;            ///< Longer than any article: references to itself make it so.
};

/// The HTML below the title of `topic`, an element of `file` (its name, which links to itself
/// have), for readers of `lang` (canonical tag). Topics in it and behind it (`dita`) are its
/// sections.
///   headings     sections and topics by their titles, with their ids; condition, cause and remedy
///                as articles in that language call them
///   notes        as a quotation, with what they warn of in front, as far as that is known in
///   `lang` references   of the same file (conref) are what they refer to; links keep their
///   addresses, to
///                `x.dita#topic/element` with the element as the fragment. A link without a text is
///                called as what it leads to, or as its file
DitaHtml HtmlOfDita(DitaNode* topic, std::string_view file, std::string_view lang);

}  // namespace funnel::readers
