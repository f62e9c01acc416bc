// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace funnel::search {

/// Tells one state of a generation's rules (curation/) and lexicons from another, for the price of
/// listing its folder. `langs`: those of the articles in view, which lexicons translate into. The
/// same whatever else is written there: a publish that the reader may not see changes nothing, not
/// even the first one of a language.
std::string GuidanceState(const std::filesystem::path& generation_dir,
                          const std::vector<std::string>& langs);

}  // namespace funnel::search
