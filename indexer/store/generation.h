// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>

#include "indexer/store/files/watch.h"

// How one generation comes after another. The next one grows in a folder that nobody serves, below
// the lock of the base; a run that is killed leaves that folder, and the next writer drops it.
// All of these throw std::system_error (std::filesystem::filesystem_error is one).

namespace funnel::store {

/// The folder, in that of the base, where a generation grows until it is in force.
inline constexpr std::string_view kBuildingFolder = "building";

/// Makes an empty kBuildingFolder in `dir`, dropping any. REQUIRES: the base is locked.
std::filesystem::path StartGeneration(const std::filesystem::path& dir);

/// Puts dir/`building` in force as the newest generation and gives its name. It is on the disk
/// before `current` names it. Keeps the generation before it, which readers may still hold; removes
/// all others, unless there was no `current`. REQUIRES: the base is locked and no database in the
/// folder is open for writing.
std::string FinishGeneration(const std::filesystem::path& dir,
                             std::string_view building = kBuildingFolder);

/// Copies the databases and files of a generation into the existing folder `to`; the journal only
/// if asked. Of each database the file with its revision goes first: where no commit comes
/// meanwhile, the copy is that revision, also while a writer prepares the next one. Throws
/// Stopped, too.
void CopyGeneration(const std::filesystem::path& from, const std::filesystem::path& to,
                    Steps& steps, bool with_journal = false);

/// Writes the database in `folder` anew, its blocks full and in order: one that grew batch by batch
/// is twice as large. REQUIRES: nobody reads or writes there, nor in `folder`.new. Throws what
/// Xapian throws.
void PackDatabase(const std::filesystem::path& folder);

/// Removes what a kill in the middle of that has left in a generation.
void RemoveUnpacked(const std::filesystem::path& generation_dir);

/// Copies the forward records beside the database in `from` to `to`: as links where they can be,
/// since they never change.
void CopySegments(const std::filesystem::path& from, const std::filesystem::path& to);

/// Copies what a generation has beside databases, manifest and journal into `to`, but no lexicon
/// that this program cannot use.
void CarryOver(const std::filesystem::path& from, const std::filesystem::path& to);

/// Forces all files and folders in `dir` to the disk.
void SyncTree(const std::filesystem::path& dir);

/// The bytes of all files in `dir`, at any depth; of those that vanish meanwhile, none.
std::uint64_t BytesIn(const std::filesystem::path& dir);

}  // namespace funnel::store
