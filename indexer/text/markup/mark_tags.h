// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <cstddef>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

// The tags that systems which publish Markdown add to it: components of MDX (<Card title="x">),
// tags of Liquid and Jinja ({% tab title="x" %}), shortcodes of Hugo ({{< tab "x" >}}).

namespace funnel::text {

/// What a tag says beside its name.
struct MarkAttributes {
  std::vector<std::pair<std::string, std::string>> named;  ///< Names in lower case.
  std::vector<std::string> plain;                          ///< Values without a name.

  /// The first of these that has a value; empty for none.
  std::string_view Get(std::initializer_list<std::string_view> names) const;
};

/// Reads `name="value"`, `name='value'`, `name={"value"}`, `name=value`, `"value"` and `value`.
/// What an expression in braces would give is not known: its value is empty.
MarkAttributes ReadMarkAttributes(std::string_view text);

enum class MarkStyle { kComponent, kLiquid, kShortcode };

/// One tag.
struct MarkTag {
  enum class Kind { kOpen, kClose, kVoid };
  MarkStyle style{};
  Kind kind{};               ///< kVoid: with a slash at its end; that of Liquid is not known.
  std::string name;          ///< In lower case; of an end without "end" or slash.
  std::string_view written;  ///< The name as it is written.
  std::string_view arguments;
  std::size_t length = 0;  ///< In bytes.
};

/// The tag that `text` begins with. Of components only what is no element of HTML: a name with a
/// capital letter that is not all capitals, or with a dot.
std::optional<MarkTag> ReadMarkTag(std::string_view text);

/// The same of what may be an element of HTML as MDX has it, with an expression in braces for a
/// value: HTML does not know such.
std::optional<MarkTag> ReadElementTag(std::string_view text);

/// No mark is longer, and no tag, so that a text of nothing but openings costs no quadratic time.
inline constexpr std::size_t kMaxMarkBytes = 2000;
inline constexpr std::size_t kMaxTagBytes = 16 * 1024;

/// The length of `text`, which begins with an opening bracket, to its closing one, over strings and
/// brackets within; 0 when that does not come within `most` bytes.
std::size_t BalancedLength(std::string_view text, std::size_t most);

}  // namespace funnel::text
