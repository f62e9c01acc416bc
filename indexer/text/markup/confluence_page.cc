// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/text/markup/confluence_page.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <cstdio>
#include <iterator>
#include <string_view>

#include "indexer/base/ascii.h"
#include "indexer/text/markup/html_tree.h"

namespace funnel::text {
namespace {

constexpr std::size_t kNone = std::string_view::npos;

bool IsDigits(std::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) {
    return std::isdigit(static_cast<unsigned char>(c)) != 0;
  });
}

/// Takes the next word or number of `text`.
std::string_view TakeToken(std::string_view& text) {
  const auto is_part = [](char c) {
    return static_cast<unsigned char>(c) >= 0x80 ||
           std::isalnum(static_cast<unsigned char>(c)) != 0;
  };
  const auto begin = std::find_if(text.begin(), text.end(), is_part);
  const auto end = std::find_if_not(begin, text.end(), is_part);
  const std::string_view token = text.substr(static_cast<std::size_t>(begin - text.begin()),
                                             static_cast<std::size_t>(end - begin));
  text.remove_prefix(static_cast<std::size_t>(end - text.begin()));
  return token;
}

/// The number of a month by its English name; 0 for none.
int MonthOf(std::string_view token) {
  constexpr std::string_view kMonths[] = {"jan", "feb", "mar", "apr", "may", "jun",
                                          "jul", "aug", "sep", "oct", "nov", "dec"};
  const std::string begin = base::AsciiLower(token.substr(0, 3));
  const auto* found = std::find(std::begin(kMonths), std::end(kMonths), begin);
  return found == std::end(kMonths) ? 0 : static_cast<int>(found - std::begin(kMonths)) + 1;
}

/// The last date of `text` as an ISO date: 12.03.2024, Mar 12, 2024, 12 March 2024, 2024-03-12.
std::string LastDate(std::string_view text) {
  std::array<std::string_view, 3> last;
  std::string date;
  while (true) {
    const std::string_view token = TakeToken(text);
    if (token.empty()) return date;
    last = {last[1], last[2], token};
    std::string_view year = last[2], month = last[1], day = last[0];
    if (last[0].size() == 4 && IsDigits(last[0])) std::swap(year, day);
    if (MonthOf(day) != 0 && IsDigits(month)) std::swap(month, day);
    if (year.size() != 4 || !IsDigits(year) || !IsDigits(day) || day.size() > 2) continue;
    int number = MonthOf(month);
    if (number == 0 && IsDigits(month) && month.size() <= 2) number = std::stoi(std::string(month));
    if (number < 1 || number > 12) continue;
    std::array<char, 32> iso{};
    std::snprintf(iso.data(), iso.size(), "%s-%02d-%02d", std::string(year).c_str(), number,
                  std::stoi(std::string(day)));
    date = iso.data();
  }
}

}  // namespace

std::optional<ConfluencePage> ReadConfluencePage(const GumboNode* root) {
  ConfluencePage page;
  std::string metadata;
  std::string space;
  bool titled = false;
  WalkHtml(
      root,
      [&](const GumboNode* node, const GumboElement& element) {
        const std::string_view id = AttributeOf(element, "id");
        const std::string_view classes = AttributeOf(element, "class");
        if (id == "main-content" && classes.find("wiki-content") != kNone) page.content = node;
        if (id == "title-text") {
          page.title = PlainTextOf(node);
          titled = true;
        }
        if (classes == "page-metadata") metadata = PlainTextOf(node);
        // The first of the way down to the page is its space.
        if (id == "breadcrumbs") {
          for (const GumboNode* child : HtmlChildren(node)) {
            if (!IsTag(child, GUMBO_TAG_LI)) continue;
            space = PlainTextOf(child);
            break;
          }
        }
        return page.content == nullptr || node != page.content;
      },
      [](std::string_view) {});
  if (page.content == nullptr || !titled) return std::nullopt;
  constexpr std::string_view kBehindSpace = " : ";
  const std::size_t behind = page.title.find(kBehindSpace);
  if (!space.empty() && page.title.starts_with(space + std::string(kBehindSpace))) {
    page.title.erase(0, space.size() + kBehindSpace.size());
  } else if (space.empty() && behind != std::string::npos) {
    page.title.erase(0, behind + kBehindSpace.size());
  }
  page.updated = LastDate(metadata);
  return page;
}

}  // namespace funnel::text
