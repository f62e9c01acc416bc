// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <cstddef>
#include <filesystem>
#include <functional>

#include "funnel/result.h"
#include "indexer/cli/diagnostic.h"

namespace funnel::care {

/// How a verification reaches its caller.
struct VerifyCallbacks {
  std::function<void(const cli::Diagnostic& diagnostic)> report;  ///< The file is one of the base.
  std::function<void(std::size_t done, std::size_t articles)> progress;
  std::function<bool()> interrupted;
};

/// What was looked at.
struct VerifyCounts {
  std::size_t databases = 0;
  std::size_t articles = 0;  ///< Compared with what the analyzer gives.
};

/// Looks for damage in the base in `dir`: `current` and the manifest, every database (block by
/// block), the lexicons, the file of the history; and each article, or every `every`th one: that it
/// can be read, lies in its tier, once, has the hash, terms and values that this program would give
/// it, and is the last version in the history. Each finding says how to repair it. Reads only, and
/// publishing goes on meanwhile. REQUIRES: every >= 1. Fails where no base can be opened at all:
/// kNotFound, kCorrupt or kIo.
Result<VerifyCounts> Verify(const std::filesystem::path& dir, std::size_t every,
                            const VerifyCallbacks& callbacks);

}  // namespace funnel::care
