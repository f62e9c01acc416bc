// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <gumbo.h>

#include <string>
#include <vector>

namespace funnel::text {

/// One row of a table of HTML.
struct HtmlRow {
  std::vector<const GumboNode*> cells;
  bool header = false;  ///< In a <thead>, or of <th> alone.
};

/// The rows of a table, those of its parts in the order of the page.
struct HtmlTable {
  std::vector<const GumboNode*> captions;
  std::vector<HtmlRow> rows;
  bool presentation = false;  ///< Declared to be layout only.
};

/// Takes a <table> apart; tables in its cells stay whole.
HtmlTable ReadHtmlTable(const GumboNode* node);

/// The table in GitHub's Markdown, its first row as the header. Empty for one that only arranges
/// the page: a single column, or tables, headings or code blocks in its cells. Lists and paragraphs
/// in a cell come out in one line.
std::string TableMarkdown(const HtmlTable& table);

/// Whether a visible element below `node` is no part of a line.
bool HasBlock(const GumboNode* node);

}  // namespace funnel::text
