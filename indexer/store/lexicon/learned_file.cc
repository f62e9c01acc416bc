// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/store/lexicon/learned_file.h"

#include <xxhash.h>

#include "funnel/analyzer.h"
#include "indexer/store/files/mapped_file.h"

namespace funnel::store {
namespace {

constexpr std::size_t kHashAt = 8;
constexpr std::size_t kHashedFrom = 16;
constexpr std::size_t kEntriesAt = 20;

}  // namespace

Result<std::size_t> CheckLearnedFile(std::string_view bytes, std::string_view magic,
                                     const std::string& name) {
  const std::string_view kind = magic.substr(0, magic.size() - 1);  // Without its version.
  if (bytes.size() < kLearnedHeaderBytes || !bytes.starts_with(kind) ||
      TakeFixed(bytes, kHashAt, 8) !=
          XXH3_64bits(bytes.data() + kHashedFrom, bytes.size() - kHashedFrom)) {
    return Fail(ErrorCode::kCorrupt, name + ": damaged; run funnel-indexer learn");
  }
  if (!bytes.starts_with(magic)) {
    return Fail(ErrorCode::kIndexMismatch,
                name + ": written by another version of funnel-indexer; run funnel-indexer learn");
  }
  const std::uint64_t version = TakeFixed(bytes, kHashedFrom, 4);
  if (version != std::uint64_t{kAnalyzerVersion}) {
    return Fail(ErrorCode::kIndexMismatch, name + ": written with analyzer " +
                                               std::to_string(version) + ", this program has " +
                                               std::to_string(kAnalyzerVersion) +
                                               "; run funnel-indexer learn");
  }
  return TakeFixed(bytes, kEntriesAt, 4);
}

std::string LearnedFile(std::string_view magic, std::uint32_t entries, std::string_view content) {
  std::string hashed;
  PutFixed(hashed, kAnalyzerVersion, 4);
  PutFixed(hashed, entries, 4);
  hashed.append(content);
  std::string file(magic);
  PutFixed(file, XXH3_64bits(hashed.data(), hashed.size()), 8);
  return file.append(hashed);
}

}  // namespace funnel::store
