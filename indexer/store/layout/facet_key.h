// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <string>
#include <string_view>

#include "funnel/filter.h"

namespace funnel::store {

/// What a value of a facet is compared by, however its letters are cased: what its term has behind
/// the prefix; of a version, which has no term, its text with the letters in one case. Kinds and
/// languages are as they are.
std::string FacetKey(Facet facet, std::string_view value);

}  // namespace funnel::store
