// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <filesystem>
#include <functional>
#include <string>
#include <vector>

#include "funnel/result.h"

namespace funnel::learn {

/// The index terms of the words in the base's public articles: stems, and of scripts without
/// stems the words; a million at most. Sorted. Interrupted, some of them. Fails as
/// store::Reader::Open does.
Result<std::vector<std::string>> PublicWords(const std::filesystem::path& dir,
                                             const std::function<bool()>& interrupted);

}  // namespace funnel::learn
