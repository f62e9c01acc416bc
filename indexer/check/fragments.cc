// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/check/fragments.h"

#include "indexer/base/percent.h"
#include "indexer/base/utf8.h"
#include "indexer/text/markup/html_tags.h"
#include "indexer/readers/front_matter_split.h"
#include "indexer/readers/markdown.h"
#include "indexer/text/markup/anchor.h"

namespace funnel::check {
namespace {

constexpr std::size_t kNone = std::string_view::npos;

/// The names in "## Heading {#name}" and "{:#name}", "{#name .class}".
void AddAttributes(std::string_view text, std::set<std::string>& fragments) {
  for (std::size_t at = text.find('{'); at != kNone; at = text.find('{', at + 1)) {
    std::string_view rest = text.substr(at + 1);
    if (rest.starts_with(':')) rest.remove_prefix(1);
    rest = rest.substr(std::min(rest.find_first_not_of(' '), rest.size()));
    if (!rest.starts_with('#')) continue;
    const std::size_t end = rest.find_first_of(" }\n");
    if (end != kNone) fragments.insert(NormalFragment(rest.substr(1, end - 1)));
  }
}

}  // namespace

std::string DecodedTarget(std::string_view target) {
  std::string decoded = base::PercentDecoded(target);
  return base::FindInvalidUtf8(decoded) == kNone ? decoded : std::string(target);
}

std::string NormalFragment(std::string_view fragment) {
  std::string slug = text::AnchorMaker().Next(DecodedTarget(fragment));
  std::erase_if(slug, [](char c) { return c == '-' || c == '_'; });
  return slug;
}

std::set<std::string> FindFragments(std::string_view text) {
  const auto split = readers::SplitFrontMatter(text, "");
  const std::string_view body = split ? split->body : text;
  std::set<std::string> fragments;
  // The heading that is the title bears a fragment as well.
  const readers::MarkdownText markdown = readers::ReadMarkdownText(body, "");
  if (!markdown.title.empty()) fragments.insert(NormalFragment(markdown.title));
  for (const Section& section : markdown.sections) fragments.insert(NormalFragment(section.anchor));
  for (const text::HtmlTag& tag : text::FindHtmlTags(body)) {
    for (const std::string_view name : {"id", "name"}) {
      const std::string_view value = tag.Value(name);
      if (!value.empty()) fragments.insert(NormalFragment(value));
    }
  }
  AddAttributes(body, fragments);
  return fragments;
}

}  // namespace funnel::check
