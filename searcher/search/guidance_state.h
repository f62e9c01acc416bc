// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <filesystem>
#include <string>

namespace funnel::search {

/// Tells one state of a generation's rules (curation/) and lexicons from another, for the price of
/// listing its folder. The same whatever else is written there: a publish that the reader may not
/// see changes nothing.
std::string GuidanceState(const std::filesystem::path& generation_dir);

}  // namespace funnel::search
