// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/text/markup/html_table.h"

#include <algorithm>
#include <charconv>
#include <iterator>
#include <string>
#include <string_view>

#include "indexer/text/markup/html_players.h"
#include "indexer/text/markup/html_tree.h"
#include "indexer/text/markup/inline_markdown.h"

namespace funnel::text {
namespace {

constexpr std::size_t kMaxColumns = 64;
/// Cells of all rows together, those that only fill up a row as well.
constexpr std::size_t kMaxCells = 200'000;

bool IsCell(const GumboNode* node) {
  return IsTag(node, GUMBO_TAG_TD) || IsTag(node, GUMBO_TAG_TH);
}

void AddRow(const GumboNode* node, bool in_head, HtmlTable& table) {
  if (IsInvisible(*ElementOf(node))) return;
  HtmlRow row;
  for (const GumboNode* child : HtmlChildren(node)) {
    if (IsCell(child) && !IsInvisible(*ElementOf(child))) row.cells.push_back(child);
  }
  row.header = in_head || std::all_of(row.cells.begin(), row.cells.end(),
                                      [](const auto* cell) { return IsTag(cell, GUMBO_TAG_TH); });
  if (!row.cells.empty()) table.rows.push_back(std::move(row));
}

/// Whether `is` holds for any element below `node` that readers see.
template <class Is>
bool Holds(const GumboNode* node, Is&& is) {
  bool found = false;
  WalkHtml(
      node,
      [&](const GumboNode* next, const GumboElement& element) {
        if (next == node) return true;
        if (found || IsInvisible(element)) return false;
        found = is(element);
        return !found;
      },
      [](std::string_view) {});
  return found;
}

std::size_t Span(const GumboNode* cell, const char* direction) {
  std::size_t span = 1;
  const std::string_view value = AttributeOf(*ElementOf(cell), direction);
  std::from_chars(value.data(), value.data() + value.size(), span);
  return std::clamp<std::size_t>(span, 1, kMaxColumns);
}

/// The cells of a row by their columns: none in a column that another cell reaches into.
using Placed = std::vector<std::vector<const GumboNode*>>;

/// Where the cells of all rows stand, with those before and above that reach over several columns
/// and rows. A row that is wider than a table may be has what is over in its last column.
std::vector<Placed> PlaceCells(const HtmlTable& table) {
  std::vector<Placed> rows;
  std::vector<std::size_t> below;  // Rows that a cell above still reaches into, by column.
  for (const HtmlRow& row : table.rows) {
    Placed placed;
    const auto skip = [&] {
      while (placed.size() < below.size() && below[placed.size()] > 0) {
        --below[placed.size()];
        placed.emplace_back();
      }
    };
    for (const GumboNode* cell : row.cells) {
      skip();
      if (placed.size() >= kMaxColumns) {
        placed.back().push_back(cell);
        continue;
      }
      const std::size_t width = std::min(Span(cell, "colspan"), kMaxColumns - placed.size());
      const std::size_t height = Span(cell, "rowspan");
      if (below.size() < placed.size() + width) below.resize(placed.size() + width);
      for (std::size_t i = 0; i < width; ++i) {
        below[placed.size()] = height - 1;
        placed.emplace_back();
        if (i == 0) placed.back().push_back(cell);
      }
    }
    skip();
    for (std::size_t column = placed.size(); column < below.size(); ++column) {
      if (below[column] > 0) --below[column];
    }
    rows.push_back(std::move(placed));
  }
  return rows;
}

/// Writes the content of a cell into one line.
class CellWriter {
 public:
  void Add(const GumboNode* node, int depth) {
    for (const GumboNode* child : HtmlChildren(node)) AddNode(child, depth);
  }

  std::string Take() {
    std::string text = line_.Take(true);
    for (std::size_t at = 0; (at = text.find('|', at)) != std::string::npos; at += 2) {
      text.insert(at, "\\");
    }
    return text;
  }

 private:
  void AddNode(const GumboNode* node, int depth) {
    constexpr int kMaxDepth = 100;
    if (node->type == GUMBO_NODE_TEXT || node->type == GUMBO_NODE_CDATA ||
        node->type == GUMBO_NODE_WHITESPACE) {
      return line_.AddText(node->v.text.text);
    }
    const GumboElement* element = ElementOf(node);
    if (element == nullptr) return;
    if (const auto player = PlayerOf(node)) return line_.AddLink(player->title, player->address);
    if (IsInvisible(*element) || IsChrome(*element, true)) return;
    if (depth > kMaxDepth) return line_.AddText(" " + PlainTextOf(node) + " ");
    switch (element->tag) {
      case GUMBO_TAG_OL:
      case GUMBO_TAG_UL:
        return AddList(node, element->tag == GUMBO_TAG_OL, depth);
      case GUMBO_TAG_IMG:
        return line_.AddImage(AttributeOf(*element, "alt"), AttributeOf(*element, "src"));
      case GUMBO_TAG_CODE:
      case GUMBO_TAG_KBD:
      case GUMBO_TAG_SAMP:
      case GUMBO_TAG_TT:
        return line_.AddCode(PlainTextOf(node));
      case GUMBO_TAG_B:
      case GUMBO_TAG_STRONG:
        line_.Begin(Emphasis::kStrong);
        Add(node, depth + 1);
        return line_.End(Emphasis::kStrong);
      case GUMBO_TAG_I:
      case GUMBO_TAG_EM:
        line_.Begin(Emphasis::kEmphasized);
        Add(node, depth + 1);
        return line_.End(Emphasis::kEmphasized);
      case GUMBO_TAG_A:
        line_.BeginLink(AttributeOf(*element, "href"));
        Add(node, depth + 1);
        return line_.EndLink();
      default: {
        const bool block = !IsInlineElement(*element) || element->tag == GUMBO_TAG_BR;
        if (block) line_.AddText(" ");
        Add(node, depth + 1);
        if (block) line_.AddText(" ");
      }
    }
  }

  /// A list in one line: its items begin with what stands before them on a page.
  void AddList(const GumboNode* node, bool numbered, int depth) {
    std::size_t number = 0;
    for (const GumboNode* child : HtmlChildren(node)) {
      if (!IsTag(child, GUMBO_TAG_LI)) {
        AddNode(child, depth + 1);
        continue;
      }
      line_.AddText(numbered ? " " + std::to_string(++number) + ". " : " \xE2\x80\xA2 ");
      Add(child, depth + 1);
      line_.AddText(" ");
    }
  }

  InlineMarkdown line_;
};

}  // namespace

HtmlTable ReadHtmlTable(const GumboNode* node) {
  HtmlTable table;
  const std::string role = LowerAttribute(*ElementOf(node), "role");
  table.presentation = role == "presentation" || role == "none";
  for (const GumboNode* part : HtmlChildren(node)) {
    if (ElementOf(part) == nullptr || IsInvisible(*ElementOf(part))) continue;
    if (IsTag(part, GUMBO_TAG_CAPTION)) table.captions.push_back(part);
    if (IsTag(part, GUMBO_TAG_TR)) AddRow(part, false, table);
    for (const GumboNode* row : HtmlChildren(part)) {
      if (IsTag(row, GUMBO_TAG_TR)) AddRow(row, IsTag(part, GUMBO_TAG_THEAD), table);
    }
  }
  return table;
}

std::string TableMarkdown(const HtmlTable& table) {
  constexpr GumboTag kLayout[] = {GUMBO_TAG_TABLE, GUMBO_TAG_PRE, GUMBO_TAG_H1,
                                  GUMBO_TAG_H2,    GUMBO_TAG_H3,  GUMBO_TAG_H4};
  const auto is_layout = [&](const GumboElement& element) {
    return std::find(std::begin(kLayout), std::end(kLayout), element.tag) != std::end(kLayout);
  };
  if (table.presentation || table.rows.empty()) return {};
  for (const HtmlRow& row : table.rows) {
    for (const GumboNode* cell : row.cells) {
      if (Holds(cell, is_layout)) return {};
    }
  }
  const std::vector<Placed> rows = PlaceCells(table);
  std::size_t columns = 0;
  for (const Placed& row : rows) columns = std::max(columns, row.size());
  if (columns < 2 || columns * table.rows.size() > kMaxCells) return {};

  std::string out;
  for (std::size_t r = 0; r < rows.size(); ++r) {
    out += '|';
    for (std::size_t c = 0; c < columns; ++c) {
      std::string text;
      if (c < rows[r].size()) {
        for (const GumboNode* cell : rows[r][c]) {
          CellWriter writer;
          writer.Add(cell, 0);
          if (!text.empty()) text += ' ';
          text += writer.Take();
        }
      }
      out += text.empty() ? " |" : " " + text + " |";
    }
    out += '\n';
    if (r > 0) continue;
    out += '|';
    for (std::size_t i = 0; i < columns; ++i) out += " --- |";
    out += '\n';
  }
  out.pop_back();
  return out;
}

bool HasBlock(const GumboNode* node) {
  return Holds(node, [](const GumboElement& element) { return !IsInlineElement(element); });
}

}  // namespace funnel::text
