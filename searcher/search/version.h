// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "funnel/article.h"

namespace funnel::search {

/// The numbers of a version, to compare: {3, 10} of "v3.10-rc1".
using VersionNumbers = std::vector<std::uint32_t>;

/// The highest version that an article is for; if it names none, the last number with a dot, or the
/// last number, of its title. Empty where there is none.
VersionNumbers VersionOf(const Article& article);

/// Whether one of the words of `question` is a version that the article is for.
bool NamesVersion(std::string_view question, const Article& article);

}  // namespace funnel::search
