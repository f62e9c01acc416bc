// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace funnel::text {

/// Markdown whose tables are written as md4c reads them.
struct RepairedMarkdown {
  /// From `at` of the text on, it is the source from `given` on.
  struct Step {
    std::size_t at = 0, given = 0;
  };

  std::string text;
  std::vector<Step> steps;  ///< In order; none before the first change.

  /// The byte of the source that byte `at` of the text comes from.
  std::size_t GivenOffset(std::size_t at) const;
};

/// `markdown` with its tables written so that md4c 0.4.8 reads what GitHub-flavoured Markdown says:
///   |a||b|   an empty cell is a cell: a space comes into it
///   |-|-|    a delimiter is a delimiter with one or two hyphens, too
///   text     a table may follow a line of text: an empty line comes between
///   |a|b|
///   |-|-|
///   |a|b|    a heading, a list, HTML, code or a rule ends a table: an empty line comes between
///   # End
///   a|b|c    with fewer or more delimiters than headings it is no table: the hyphens are escaped
///   -|-
/// Code blocks and HTML blocks stay as they are. A byte order mark at the start is left out. The
/// text ends with a line break.
RepairedMarkdown RepairTables(std::string_view markdown);

}  // namespace funnel::text
