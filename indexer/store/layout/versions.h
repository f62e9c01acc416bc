// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <xapian.h>

#include <cstdint>
#include <filesystem>

#include "funnel/result.h"

namespace funnel::store {

/// Whether anything was ever committed to a tier's database; a crash may leave one that is only
/// made, and it counts as absent.
bool IsCommitted(const Xapian::Database& tier);

/// Fails with kIndexMismatch where a newer program wrote `tier`: then not even its records can be
/// read. `dir` is the knowledge base, for the message.
Result<void> CheckReadable(const Xapian::Database& tier, const std::filesystem::path& dir);

/// Fails with kIndexMismatch, and the remedy, unless `tier` (committed) has the schema and analyzer
/// version of this program. `dir` is the knowledge base, for the message.
Result<void> CheckVersions(const Xapian::Database& tier, const std::filesystem::path& dir);

/// Writes the versions of this program into `tier`.
void SetVersions(Xapian::WritableDatabase& tier);

/// The number of the last publish into `tier` that touched several; 0 for none.
std::uint64_t PublishNumber(const Xapian::Database& tier);

/// The number that the history (history.h) has for the last publish into `tier`; 0 for none.
std::uint64_t HistoryNumber(const Xapian::Database& tier);

/// The highest of these in the generation at `folder`. Throws what Xapian throws.
std::uint64_t HistoryNumber(const std::filesystem::path& folder);

}  // namespace funnel::store
