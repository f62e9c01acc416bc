// SPDX-License-Identifier: GPL-2.0-or-later
#include <string>

#include "indexer/store/files/guard.h"
#include "indexer/store/files/mapped_file.h"
#include "indexer/store/forward/forward_segment.h"
#include "tests/fuzz/fuzz_input.h"

namespace store = funnel::store;

namespace {

/// What a trailer has before its hash.
constexpr std::size_t kFactsBytes = store::kForwardTrailerBytes - 16;

// The input has all of a file but the magic at both ends and the hash: as a program with a fault
// would write it.
std::string Sealed(std::string_view input) {
  std::string file(store::kForwardMagic);
  const std::uint64_t records = store::TakeFixed(input, input.size() - kFactsBytes + 8, 8);
  if (records > input.size() - kFactsBytes) return file;
  std::string table(input.substr(records));
  store::SealForwardTable(table);
  return file.append(input.substr(0, records)).append(table);
}

void Read(std::string_view file, std::uint64_t publish) {
  const funnel::fuzz::MemoryFile memory(file);
  const auto segment = store::ForwardSegment::Open(memory.path(), publish);
  if (!segment) return;
  std::uint32_t sum = 0;
  const auto use = [&](std::string_view record) {
    for (const char c : record) sum += static_cast<unsigned char>(c);
  };
  for (const std::uint32_t docid : {0U, 1U, 2U, 7U, 300U, 0x7FFFFFFFU, 0xFFFFFFFFU}) {
    if (const auto record = (*segment)->table().Find(docid)) use(*record);
  }
  const store::FacetTable& facets = (*segment)->table().facets();
  const auto use_list = [&](std::uint32_t list) {
    facets.ForEach(list, [&](std::uint32_t value) {
      funnel::fuzz::Require(value < facets.values(), "a list has values that there are");
      const store::FacetView view = facets.Value(value);
      use(view.key);
      use(view.written);
    });
  };
  for (std::uint32_t list = 0; list <= facets.lists() && list < 1'000; ++list) use_list(list);
  const store::SuggestTable& suggested = (*segment)->table().suggested();
  for (std::size_t i = 0; i < funnel::schema::kSuggestLanes; ++i) {
    const auto lane = static_cast<funnel::schema::SuggestLane>(i);
    const store::SuggestTable::Range range = suggested.All(lane);
    for (std::uint32_t at = range.begin; at < range.end && at < 1'000; ++at) {
      use(suggested.From(lane, at));
    }
    sum += suggested.Narrow(lane, range, 0, "p").size();
  }
  for (std::uint32_t entry = 0; entry < suggested.entries() && entry < 1'000; ++entry) {
    const std::uint32_t document = suggested.DocumentOf(entry);
    funnel::fuzz::Require(document < (*segment)->table().size(), "a document that there is");
    sum += document + suggested.NumberOf(entry);
  }
  const auto all = store::Guard(memory.path(), [&] {
    (*segment)->ForEach([](const store::ForwardEntry&) { return true; },
                        [&](const store::ForwardEntry& entry, std::string_view record) {
                          use(record);
                          use_list(entry.facets);
                          const auto found = (*segment)->table().Record(entry);
                          funnel::fuzz::Require(found == record, "mapped as it is read");
                        });
  });
  funnel::fuzz::Require(all || all.error().code == funnel::ErrorCode::kCorrupt,
                        "what cannot be read is damaged");
  funnel::fuzz::Use(sum);
}

}  // namespace

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view input = funnel::fuzz::TextOf(data, size);
  if (input.size() < store::kForwardTrailerBytes) return 0;
  Read(input, store::TakeFixed(input, input.size() - store::kForwardTrailerBytes, 8));
  Read(Sealed(input), store::TakeFixed(input, input.size() - kFactsBytes, 8));
  return 0;
}
