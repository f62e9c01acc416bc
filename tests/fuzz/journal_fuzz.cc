// SPDX-License-Identifier: GPL-2.0-or-later
#include <xxhash.h>

#include <string>

#include "indexer/store/files/mapped_file.h"
#include "indexer/store/journal.h"
#include "tests/fuzz/fuzz_input.h"

namespace store = funnel::store;

// The input as it is, and with the hash that makes it a finished journal.
int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  std::string bytes(funnel::fuzz::TextOf(data, size));
  for (const bool hashed : {false, true}) {
    if (hashed) store::PutFixed(bytes, XXH3_64bits(bytes.data(), bytes.size()), 8);
    const funnel::fuzz::MemoryFile file(bytes);
    if (store::FinishedJournal(file.path()) == 0) continue;
    const auto read = store::ReadJournal(
        file.path(), [](const store::JournalEntry& entry) -> funnel::Result<void> {
          funnel::fuzz::Require(static_cast<int>(entry.tier) < store::kTierCount,
                                "an entry has a tier");
          return {};
        });
    funnel::fuzz::Require(read.has_value(), "a finished journal can be read");
  }
  return 0;
}
