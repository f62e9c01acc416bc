// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "funnel/result.h"

// What the files that `funnel-indexer learn` writes have in common: a header, which says whether
// the rest is whole and whose it is (all numbers little-endian).
//
//   8 bytes    magic: what kind of file it is, the last of them its version
//   8 bytes    XXH3 (64 bits) of all that follows
//   u32        kAnalyzerVersion of the program that wrote it
//   u32        number of entries

namespace funnel::store {

inline constexpr std::size_t kLearnedHeaderBytes = 24;

/// The number of entries that the header of a file's `bytes` announces; `name` is for messages.
/// Fails with kCorrupt, or kIndexMismatch where another analyzer version wrote it; both say: run
/// funnel-indexer learn.
Result<std::size_t> CheckLearnedFile(std::string_view bytes, std::string_view magic,
                                     const std::string& name);

/// A whole file: the header and `entries` entries in `content`.
std::string LearnedFile(std::string_view magic, std::uint32_t entries, std::string_view content);

}  // namespace funnel::store
