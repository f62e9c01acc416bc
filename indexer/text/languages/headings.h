// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "funnel/article.h"

namespace funnel::text {

/// The heading that an article in `lang` (canonical tag) should have over a section of `role`: the
/// English one where the language has none here; empty for kOther. RoleOfHeading knows all of them.
std::string HeadingOfRole(SectionRole role, std::string_view lang);

/// The languages that HeadingOfRole has words for.
std::vector<std::string_view> HeadingLanguages();

}  // namespace funnel::text
