// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/text/markup/markdown_cost.h"

#include <algorithm>

namespace funnel::text {
namespace {

/// What a block (the lines between two blank ones) has of the characters that cost.
struct Counts {
  double lines = 0, bytes = 0, opening = 0, closing = 0, tildes = 0, emphasis = 0;

  void Add(char c) {
    ++bytes;
    if (c == '\n') ++lines;
    if (c == '[') ++opening;
    if (c == ']') ++closing;
    if (c == '~') ++tildes;
    if (c == '*' || c == '_') ++emphasis;
  }
};

/// Whether `c` may be a part of what marks a line as one of a quote or list.
bool IsMarker(char c) {
  return (c >= '0' && c <= '9') || std::string_view(" \t>-+*.)").find(c) != std::string_view::npos;
}

}  // namespace

MarkdownCost EstimateMarkdownCost(std::string_view markdown) {
  MarkdownCost cost;
  const bool has_definitions = markdown.find("]:") != std::string_view::npos;
  double lines = 0;
  double longest_marker = 0;
  Counts block;
  const auto end_block = [&] {
    cost.links += block.lines * block.closing;
    if (has_definitions) cost.labels += std::min(block.opening, block.closing) * block.bytes;
    cost.strikes += block.tildes * (block.emphasis + block.tildes);
    block = Counts();
  };
  while (!markdown.empty()) {
    const std::size_t size = std::min(markdown.find('\n'), markdown.size() - 1) + 1;
    const std::string_view line = markdown.substr(0, size);
    markdown.remove_prefix(size);
    for (const char c : line) block.Add(c);
    ++lines;
    const auto* const content = std::find_if_not(line.begin(), line.end(), IsMarker);
    longest_marker = std::max(longest_marker, static_cast<double>(content - line.begin()));
    if (line == "\n" || line == "\r\n") end_block();
  }
  end_block();
  cost.containers = longest_marker * lines;
  return cost;
}

}  // namespace funnel::text
