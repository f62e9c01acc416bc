// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace funnel::text {

/// The sentences of `paragraph` in order, without the white space around them, by ICU's boundaries.
/// A script that marks no sentence's end gives the paragraph as one. Thread-safe.
std::vector<std::string> SplitSentences(std::string_view paragraph);

}  // namespace funnel::text
