// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace funnel::text {

/// A Chinese query in other words, in Simplified characters: Cantonese as written Chinese, the
/// words of Taiwan and Hong Kong as those of the mainland, and the other way round. Only variants
/// that differ from the query; none for a query without Han. Thread-safe.
std::vector<std::string> ChineseVariants(std::string_view query);

}  // namespace funnel::text
