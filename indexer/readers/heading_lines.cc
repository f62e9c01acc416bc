// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/readers/heading_lines.h"

#include <algorithm>
#include <array>
#include <string>

namespace funnel::readers {
namespace {

constexpr std::size_t kLongestHeadingBytes = 120;

/// What no heading ends with: marks within and behind sentences, the end of a list's introduction,
/// of code, of a quotation. Not text::SentenceEndOf: a heading may be a question.
constexpr std::array<std::string_view, 15> kNoHeadingEnds = {
    ".", ":", ";", ",", "!", ")", "}", ">", "\"", "。", "：", "，", "、", "；", "।"};

bool LooksLikeHeading(std::string_view line) {
  return line.size() <= kLongestHeadingBytes &&
         std::none_of(kNoHeadingEnds.begin(), kNoHeadingEnds.end(),
                      [&](std::string_view end) { return line.ends_with(end); });
}

}  // namespace

std::vector<std::string_view> HeadingLines(const Article& article) {
  std::vector<std::string_view> headings;
  for (const Section& section : article.sections) {
    if (!section.heading.empty()) headings.push_back(section.heading);
  }
  if (!article.sections.empty()) return headings;
  const std::string_view text = article.text;
  bool blank_before = true;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find('\n', at), text.size());
    const std::string_view line = text.substr(at, end - at);
    const bool blank_after = end + 1 < text.size() && text[end + 1] == '\n';
    if (!line.empty() && blank_before && blank_after && LooksLikeHeading(line)) {
      headings.push_back(line);
    }
    blank_before = line.empty();
    at = end + 1;
  }
  return headings;
}

}  // namespace funnel::readers
