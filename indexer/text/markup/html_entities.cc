// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/text/markup/html_entities.h"

#include <gumbo.h>

#include <algorithm>
#include <charconv>
#include <cstdint>
#include <vector>

#include "indexer/base/utf8.h"

namespace funnel::text {
namespace {

constexpr std::size_t kNone = std::string_view::npos;
/// The longest name of HTML has 31 letters.
constexpr std::size_t kLongestName = 32;
/// Between the references that gumbo is asked for: no name stands for this character.
constexpr std::string_view kSeparator = "\xEE\x80\x80";

bool IsAlnum(char c) {
  return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/// The reference with a name that `text` begins with; empty for none.
std::string_view NamedReference(std::string_view text) {
  std::size_t end = 1;
  while (end < text.size() && end <= kLongestName && IsAlnum(text[end])) ++end;
  const bool is_named = end > 1 && end < text.size() && text[end] == ';';
  return is_named ? text.substr(0, end + 1) : std::string_view();
}

void AppendTexts(const GumboNode* node, std::string& out) {
  if (node->type == GUMBO_NODE_TEXT || node->type == GUMBO_NODE_WHITESPACE) {
    out += node->v.text.text;
  }
  if (node->type != GUMBO_NODE_ELEMENT) return;
  for (unsigned i = 0; i < node->v.element.children.length; ++i) {
    AppendTexts(static_cast<const GumboNode*>(node->v.element.children.data[i]), out);
  }
}

/// The text of `html`, which has no tags.
std::string TextOf(const std::string& html) {
  GumboOutput* output = gumbo_parse_with_options(&kGumboDefaultOptions, html.data(), html.size());
  std::string text;
  AppendTexts(output->root, text);
  gumbo_destroy_output(&kGumboDefaultOptions, output);
  return text;
}

std::string DecodeNumber(std::string_view digits) {
  int base = 10;
  if (!digits.empty() && (digits.front() == 'x' || digits.front() == 'X')) {
    digits.remove_prefix(1);
    base = 16;
  }
  std::uint32_t number = 0;
  const auto [end, error] =
      std::from_chars(digits.data(), digits.data() + digits.size(), number, base);
  const bool valid = error == std::errc() && end == digits.data() + digits.size() && number > 0 &&
                     number <= 0x10FFFF && (number < 0xD800 || number > 0xDFFF);
  std::string character;
  base::AppendUtf8(valid ? number : 0xFFFD, character);
  return character;
}

}  // namespace

HtmlEntities::HtmlEntities(std::string_view markdown) {
  names_ = {{"&amp;", "&"}, {"&lt;", "<"}, {"&gt;", ">"}, {"&quot;", "\""}, {"&nbsp;", "\xC2\xA0"}};
  std::string references(kSeparator);  // White space at the start would be no text.
  std::vector<std::string> asked;
  for (std::size_t at = 0; (at = markdown.find('&', at)) != kNone; ++at) {
    std::string reference(NamedReference(markdown.substr(at)));
    if (reference.empty() || !names_.emplace(reference, reference).second) continue;
    references += reference;
    references += kSeparator;
    asked.push_back(std::move(reference));
  }
  if (asked.empty()) return;
  const std::string decoded = TextOf(references);
  std::string_view rest(decoded);
  rest.remove_prefix(std::min(rest.size(), kSeparator.size()));
  for (const std::string& reference : asked) {
    const std::size_t end = rest.find(kSeparator);
    if (end == kNone) return;
    const std::string_view text = rest.substr(0, end);
    // HTML decodes the "&amp" of "&amplify;", too; Markdown knows whole names only.
    if (!text.ends_with(';') || reference == "&semi;") names_[reference] = text;
    rest.remove_prefix(end + kSeparator.size());
  }
}

std::string HtmlEntities::Decode(std::string_view reference) const {
  if (reference.starts_with("&#")) {
    return DecodeNumber(reference.substr(2, reference.size() - 3));
  }
  const auto name = names_.find(std::string(reference));
  return name == names_.end() ? std::string(reference) : name->second;
}

}  // namespace funnel::text
