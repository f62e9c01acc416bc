// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <set>
#include <string>
#include <string_view>

namespace funnel::check {

/// A fragment in the form in which fragments are compared: percent-decoded, lower case, without
/// punctuation and hyphens, since publishing systems differ in these.
std::string NormalFragment(std::string_view fragment);

/// The fragments, in normal form, that links can lead to in `text` (clean, with or without front
/// matter): of its headings, {#...} attributes, and the id and name attributes of its HTML.
std::set<std::string> FindFragments(std::string_view text);

/// `target`, of a link, with its percent-encoded bytes decoded, where these give valid UTF-8.
std::string DecodedTarget(std::string_view target);

}  // namespace funnel::check
