// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <string_view>

#include "indexer/text/markup/page_anchors.h"

namespace funnel::check {

/// The fragments that links can lead to on the page of `text`, a Markdown file (clean, with or
/// without front matter).
text::PageAnchors FindFragments(std::string_view text);

}  // namespace funnel::check
