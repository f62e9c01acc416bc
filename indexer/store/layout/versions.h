// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <xapian.h>

#include <cstdint>
#include <filesystem>

#include "funnel/result.h"

namespace funnel::store {

/// Whether anything was ever committed to a database; a crash may leave one that is only
/// made, and it counts as absent.
bool IsCommitted(const Xapian::Database& database);

/// Fails with kIndexMismatch where a newer program wrote `database`: then not even its records can
/// be read. `dir` is the knowledge base, for the message.
Result<void> CheckReadable(const Xapian::Database& database, const std::filesystem::path& dir);

/// Fails with kIndexMismatch, and the remedy, unless `database` (committed) has the schema and
/// analyzer version of this program. `dir` is the knowledge base, for the message.
Result<void> CheckVersions(const Xapian::Database& database, const std::filesystem::path& dir);

/// Writes the versions of this program into `database`.
void SetVersions(Xapian::WritableDatabase& database);

/// The number of the last publish into `database`; 0 for none.
std::uint64_t PublishNumber(const Xapian::Database& database);

/// The number that the history (history.h) has for the last publish into `database`; 0 for none.
std::uint64_t HistoryNumber(const Xapian::Database& database);

/// The highest of these in the generation at `folder`. Throws what Xapian throws.
std::uint64_t HistoryNumber(const std::filesystem::path& folder);

}  // namespace funnel::store
