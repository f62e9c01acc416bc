// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <string_view>

namespace funnel::text {

/// Whether cmark-gfm's extension "autolink" reads `markdown` in a time in proportion to its length.
/// From each @ it looks to the end of what may be an address with any number of them in it.
bool AutolinksAreCheap(std::string_view markdown);

}  // namespace funnel::text
