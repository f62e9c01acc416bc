// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/text/markup/mark_tags.h"

#include <algorithm>
#include <cctype>

#include "indexer/base/ascii.h"

namespace funnel::text {
namespace {

constexpr std::size_t kNone = std::string_view::npos;
constexpr std::string_view kSpace = " \t\n";

bool IsLetter(char c) { return std::isalpha(static_cast<unsigned char>(c)) != 0; }
bool IsNameByte(char c) {
  return std::isalnum(static_cast<unsigned char>(c)) != 0 ||
         std::string_view("_-.:").find(c) != kNone;
}

std::size_t NameLength(std::string_view text) {
  return static_cast<std::size_t>(std::find_if_not(text.begin(), text.end(), IsNameByte) -
                                  text.begin());
}

/// The string that `text` begins with, without its quotes; `*length` becomes that with them, 0 for
/// none.
std::string_view QuotedAt(std::string_view text, std::size_t* length) {
  const char quote = text.empty() ? '\0' : text.front();
  const std::size_t end =
      quote == '"' || quote == '\'' || quote == '`' ? text.find(quote, 1) : kNone;
  *length = end == kNone ? 0 : end + 1;
  return end == kNone ? std::string_view() : text.substr(1, end - 1);
}

/// Takes the value that `text` begins with; of an expression only a string.
std::string TakeValue(std::string_view& text) {
  std::size_t length = 0;
  std::string_view value = QuotedAt(text, &length);
  if (length == 0 && text.starts_with('{')) {
    length = BalancedLength(text, text.size());
    if (length > 0) {
      const std::string_view inside = base::Trim(text.substr(1, length - 2));
      std::size_t string = 0;
      value = QuotedAt(inside, &string);
      if (string != inside.size()) value = {};
    }
  }
  if (length == 0) {
    length = std::min(text.find_first_of(kSpace), text.size());
    value = text.substr(0, length);
  }
  text.remove_prefix(length);
  return std::string(value);
}

/// Whether `name` is that of a component and not of an element.
bool IsComponentName(std::string_view name) {
  if (name.find('.') != kNone) return IsLetter(name.front()) && !name.ends_with('.');
  const bool capital = std::isupper(static_cast<unsigned char>(name.front())) != 0;
  return capital && std::any_of(name.begin(), name.end(), [](char c) {
           return std::islower(static_cast<unsigned char>(c)) != 0;
         });
}

/// The length of the component's tag that `text` begins with, over the strings and expressions in
/// it; 0 for none.
std::size_t ComponentLength(std::string_view text) {
  for (std::size_t i = 1; i < text.size();) {
    const char c = text[i];
    if (c == '>') return i + 1;
    if (c == '<') return 0;
    std::size_t length = 1;
    if (c == '"' || c == '\'') {
      QuotedAt(text.substr(i), &length);
    } else if (c == '{') {
      length = BalancedLength(text.substr(i), text.size());
    }
    if (length == 0) return 0;
    i += length;
  }
  return 0;
}

std::optional<MarkTag> ReadComponent(std::string_view text, bool element) {
  const bool closes = text.substr(1).starts_with('/');
  const std::size_t begin = closes ? 2 : 1;
  const std::size_t name = NameLength(text.substr(std::min(begin, text.size())));
  if (name == 0 || (!element && !IsComponentName(text.substr(begin, name)))) return std::nullopt;
  const std::size_t length = ComponentLength(text);
  if (length == 0) return std::nullopt;
  MarkTag tag;
  tag.written = text.substr(begin, name);
  tag.arguments = text.substr(begin + name, length - 1 - begin - name);
  const bool is_void = tag.arguments.ends_with('/');
  if (is_void) tag.arguments.remove_suffix(1);
  // "<https://..." and "<Name@host>" are addresses.
  const bool apart = tag.arguments.empty() || kSpace.find(tag.arguments.front()) != kNone;
  if (!apart) return std::nullopt;
  tag.kind = closes ? MarkTag::Kind::kClose : is_void ? MarkTag::Kind::kVoid : MarkTag::Kind::kOpen;
  tag.length = length;
  return tag;
}

/// The tag between `open` and `close`, which `text` begins with.
std::optional<MarkTag> ReadBraces(std::string_view text, std::string_view close) {
  const std::size_t open = close == "%}" ? 2 : 3;
  const std::size_t end = text.find(close, open);
  if (end == kNone) return std::nullopt;
  MarkTag tag;
  tag.length = end + close.size();
  std::string_view inside = base::Trim(text.substr(open, end - open));
  // A dash there takes the space around the tag.
  if (open == 2 && inside.starts_with('-')) inside = base::Trim(inside.substr(1));
  if (open == 2 && inside.ends_with('-')) inside = base::Trim(inside.substr(0, inside.size() - 1));
  tag.kind = MarkTag::Kind::kOpen;
  if (inside.starts_with('/')) {
    tag.kind = MarkTag::Kind::kClose;
    inside = base::Trim(inside.substr(1));
  } else if (open == 3 && inside.ends_with('/')) {
    tag.kind = MarkTag::Kind::kVoid;
    inside = base::Trim(inside.substr(0, inside.size() - 1));
  }
  const std::size_t name = std::min(inside.find_first_of(kSpace), inside.size());
  tag.written = inside.substr(0, name);
  tag.arguments = inside.substr(name);
  if (open == 2 && tag.written.size() > 3 && tag.written.starts_with("end")) {
    tag.kind = MarkTag::Kind::kClose;
    tag.written.remove_prefix(3);
  }
  return tag;
}

}  // namespace

std::string_view MarkAttributes::Get(std::initializer_list<std::string_view> names) const {
  for (const std::string_view name : names) {
    for (const auto& [known, value] : named) {
      if (known == name && !value.empty()) return value;
    }
  }
  return {};
}

MarkAttributes ReadMarkAttributes(std::string_view text) {
  MarkAttributes attributes;
  while (true) {
    text.remove_prefix(std::min(text.find_first_not_of(" \t\n,"), text.size()));
    if (text.empty()) return attributes;
    const std::size_t name = NameLength(text);
    const std::size_t equals = std::min(text.find_first_not_of(kSpace, name), text.size());
    if (name > 0 && equals < text.size() && text[equals] == '=') {
      std::string key = base::AsciiLower(text.substr(0, name));
      text.remove_prefix(equals + 1);
      text.remove_prefix(std::min(text.find_first_not_of(kSpace), text.size()));
      attributes.named.emplace_back(std::move(key), TakeValue(text));
    } else if (std::string value = TakeValue(text); !value.empty()) {
      attributes.plain.push_back(std::move(value));
    }
  }
}

std::optional<MarkTag> ReadMarkTag(std::string_view text) {
  text = text.substr(0, kMaxTagBytes);
  std::optional<MarkTag> tag;
  MarkStyle style = MarkStyle::kComponent;
  if (text.starts_with('<')) {
    tag = ReadComponent(text, false);
  } else if (text.starts_with("{{<") || text.starts_with("{{%")) {
    style = MarkStyle::kShortcode;
    tag = ReadBraces(text, text[2] == '<' ? ">}}" : "%}}");
  } else if (text.starts_with("{%")) {
    style = MarkStyle::kLiquid;
    tag = ReadBraces(text, "%}");
  }
  if (tag) {
    tag->style = style;
    tag->name = base::AsciiLower(tag->written);
  }
  return tag;
}

std::optional<MarkTag> ReadElementTag(std::string_view text) {
  if (text.size() < 2 || !IsLetter(text[1])) return std::nullopt;
  auto tag = ReadComponent(text.substr(0, kMaxTagBytes), true);
  if (!tag || tag->arguments.find("={") == kNone) return std::nullopt;
  tag->name = base::AsciiLower(tag->written);
  return tag;
}

std::size_t BalancedLength(std::string_view text, std::size_t most) {
  text = text.substr(0, most);
  std::size_t depth = 0;
  for (std::size_t i = 0; i < text.size();) {
    const char c = text[i];
    std::size_t length = 1;
    if (c == '"' || c == '\'' || c == '`') {
      QuotedAt(text.substr(i), &length);
      if (length == 0) length = 1;  // An apostrophe.
    } else if (c == '{' || c == '(' || c == '[') {
      ++depth;
    } else if (c == '}' || c == ')' || c == ']') {
      if (--depth == 0) return i + 1;
    }
    i += length;
  }
  return 0;
}

}  // namespace funnel::text
