// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "funnel/analyzer.h"
#include "funnel/similar.h"

namespace funnel::gate {

/// The terms by which articles similar to `text` are sought: stems, words of scripts without them,
/// and identifiers, no stop words; each once, with how often it occurs.
std::vector<WeighedTerm> SimilarTerms(std::string_view text, const std::string& lang,
                                      Analyzer& analyzer);

}  // namespace funnel::gate
