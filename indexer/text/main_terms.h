// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "funnel/analyzer.h"

namespace funnel::text {

/// One word of a text as translations know it.
struct MainTerm {
  std::string term;         ///< Index term, prefix included: the stem where there is one.
  std::uint32_t begin = 0;  ///< Source bytes.
  std::uint32_t end = 0;
};

/// The words of `text`, analyzed in one language, that mean something: in order, without function
/// words; stems where the script inflects. The parts of a CamelCase word follow it.
std::vector<MainTerm> MainTerms(const AnalyzedText& text);

/// The word of an index term of a word or a stem.
std::string_view TextOf(std::string_view index_term);

/// The index terms of the pairs that two neighbours among `words` (MainTerms of `text`) make, in
/// order: adjacent ones, or with only function words between.
std::vector<std::string> PairsOf(const AnalyzedText& text, const std::vector<MainTerm>& words);

/// The index terms of the parts of a word (Lane::kNgram), given as a MainTerm's term; none for
/// words in scripts without such parts.
std::vector<std::string> PartsOf(std::string_view term);

}  // namespace funnel::text
