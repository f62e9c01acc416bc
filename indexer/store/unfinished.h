// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <filesystem>
#include <string>
#include <string_view>

#include "indexer/store/layout/manifest.h"

// A rebuild that was interrupted or killed can go on. Its generation grows in a folder of its own,
// where other writers leave it alone, and is committed batch by batch. A file in it, the mark, was
// written before any database: the versions that analyze the articles. What the databases hold is
// how far it has come: an article with the same content as in the base is done, whatever was
// published meanwhile.
//
// All of these throw std::system_error (std::filesystem::filesystem_error is one).

namespace funnel::store {

/// The folder, in that of the base, where a rebuild grows until it is in force.
inline constexpr std::string_view kRebuildingFolder = "rebuilding";

/// The file in it. It goes along when the folder becomes a generation, and is removed then.
inline constexpr std::string_view kMarkFile = "rebuilding.mark";

/// The folder for a rebuild with these libraries: the one that an earlier run of the same
/// programs left, else a new one with nothing but the mark. Also finds one that a crash has cut off
/// after it got its name as a generation and before it came into force. REQUIRES: the base is
/// locked.
std::filesystem::path ResumeGeneration(const std::filesystem::path& dir,
                                       const AnalysisLibraries& analysis);

/// Removes what a rebuild left in `dir` if no rebuild of this schema and analyzer can go on with
/// it. REQUIRES: the base is locked.
void DropUseless(const std::filesystem::path& dir);

/// Removes what a rebuild left in `dir`, the mark first: half of it is never gone on with.
void DropUnfinished(const std::filesystem::path& dir);

/// Whether the rebuild that left its folder in `dir` could be gone on with.
bool IsResumable(const std::filesystem::path& dir);

}  // namespace funnel::store
