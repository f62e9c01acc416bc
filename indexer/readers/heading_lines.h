// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <string_view>
#include <vector>

#include "funnel/article.h"

namespace funnel::readers {

/// The headings of an article's text, which it must outlive: those of its sections or, where plain
/// text has none, the short lines between blank lines that do not end as a sentence does.
std::vector<std::string_view> HeadingLines(const Article& article);

}  // namespace funnel::readers
