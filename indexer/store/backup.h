// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <cstdint>
#include <filesystem>

#include "funnel/result.h"
#include "indexer/store/files/watch.h"

// All of these stop soon where `watch` says so, and have then done nothing: no file is left and the
// base is as it was. Their value has no meaning then. The last step, in which it comes into force,
// is not interrupted.

namespace funnel::store {

/// Copies the base in `dir`, as of one whole publish, into the new or empty folder `target`, which
/// becomes a base of its own, appearing at the end. Publishing goes on meanwhile; where publishes
/// overtake the copying again and again, the last attempt holds them off. The copy is checked block
/// by block. Gives its bytes. Fails with kNotFound, kInvalidInput (`target` is not empty),
/// kCorrupt, kLocked or kIo; then nothing is left in `target`.
Result<std::uint64_t> Backup(const std::filesystem::path& dir, const std::filesystem::path& target,
                             const Watch& watch = {});

/// Puts a copy of the base in `backup` in force in `dir`, as a new generation; readers follow. The
/// generation that was in force is kept beside it. Makes `dir` if there is none. Fails with
/// kNotFound, kInvalidInput, kCorrupt (the backup is damaged; nothing was changed), kLocked or kIo.
Result<void> Restore(const std::filesystem::path& dir, const std::filesystem::path& backup,
                     const Watch& watch = {});

/// Writes the databases of the base in `dir` anew without their gaps, as a new generation. Gives
/// the bytes before and after. Fails with kNotFound, kLocked, kCorrupt or kIo.
struct Compacted {
  std::uint64_t before = 0;
  std::uint64_t after = 0;
};
Result<Compacted> Compact(const std::filesystem::path& dir, const Watch& watch = {});

}  // namespace funnel::store
