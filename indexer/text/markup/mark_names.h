// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <string>
#include <string_view>

#include "indexer/text/markup/mark_tags.h"

// What the names of marks mean in the systems that are in use.

namespace funnel::text {

/// Whether a block of this name is a box: a note, a warning. In lower case.
bool IsBoxName(std::string_view name);

/// The title that a tag gives to what it holds, or shows itself: "title", "label", "caption" and
/// the like, or of names that are known to take it so, its first value.
std::string TitleOf(const MarkTag& tag, const MarkAttributes& attributes);

/// More that a tag shows behind its title: a description, an answer. Empty for none.
std::string TextOf(const MarkAttributes& attributes);

/// The address that a tag leads to: "href", "to", "url"; of players by the id of what they play.
std::string AddressOf(const MarkTag& tag, const MarkAttributes& attributes);

/// Whether what stands between the tags is an address, or code, or nothing for readers.
bool IsVideoName(std::string_view name);
bool IsReferenceName(std::string_view name);

}  // namespace funnel::text
