// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <cstddef>
#include <filesystem>
#include <functional>
#include <string>

#include "funnel/result.h"

namespace funnel::care {

/// How long work on a base reaches its caller.
struct CareCallbacks {
  std::function<void(const std::string& diagnostic)> report;             ///< One line.
  std::function<void(std::size_t done, std::size_t articles)> progress;  ///< Of so many articles.
  std::function<bool()> interrupted;                                     ///< Stop now?
  /// A rebuild goes on where an earlier one was cut short, which had done so many; may be empty.
  std::function<void(std::size_t done, std::size_t articles)> resuming = {};
};

/// What a rebuild did.
struct RebuildCounts {
  std::size_t articles = 0;
  std::size_t damaged = 0;   ///< Left out.
  std::size_t resumed = 0;   ///< Done by an earlier run that was cut short.
  std::size_t analyzed = 0;  ///< By this one.
};

/// Writes all stored articles, those of every tier, into a new generation as this program analyzes
/// them, and puts that in force; needs no sources, and works whatever versions wrote the base.
/// A publish that was cut short is completed. Interrupted or killed it leaves the base as it was,
/// and the next run of the same programs goes on from the last full batch, whatever was published
/// meanwhile: what has the same content is not analyzed again. Searching goes on; another writer
/// fails with kLocked.
///
/// An article that cannot be read is reported, and the rebuild fails, unless `skip_damaged`.
/// Fails with kNotFound, kLocked, kCorrupt or kIo.
Result<RebuildCounts> Rebuild(const std::filesystem::path& dir, bool skip_damaged,
                              const CareCallbacks& callbacks);

}  // namespace funnel::care
