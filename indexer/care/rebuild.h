// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <cstddef>
#include <filesystem>
#include <functional>
#include <string>

#include "funnel/result.h"

namespace funnel {

/// How long work on a base reaches its caller.
struct CareCallbacks {
  std::function<void(const std::string& diagnostic)> report;             ///< One line.
  std::function<void(std::size_t done, std::size_t articles)> progress;  ///< Of so many articles.
  std::function<bool()> interrupted;                                     ///< Stop now?
};

/// What a rebuild did.
struct RebuildCounts {
  std::size_t articles = 0;
  std::size_t damaged = 0;  ///< Left out.
};

/// Writes all stored articles, those of every tier, into a new generation as this program analyzes
/// them, and puts that in force; needs no sources, and works whatever versions wrote the base.
/// A publish that was cut short is completed. Interrupted or killed it leaves the base as it was,
/// and the next run begins anew. Publishing waits meanwhile; searching does not.
///
/// An article that cannot be read is reported, and the rebuild fails, unless `skip_damaged`.
/// Fails with kNotFound, kLocked, kCorrupt or kIo.
Result<RebuildCounts> Rebuild(const std::filesystem::path& dir, bool skip_damaged,
                              const CareCallbacks& callbacks);

}  // namespace funnel
