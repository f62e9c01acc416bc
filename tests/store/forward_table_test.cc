// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/store/forward/forward_table.h"

#include <doctest/doctest.h>

#include <cstdint>
#include <random>
#include <set>
#include <string>
#include <vector>

namespace funnel::store {
namespace {

TEST_CASE("ForwardTable: what a wrong table says stays within the file") {
  std::mt19937 random(20);
  const std::string head = std::string(kForwardMagic) + "seventwo";
  const std::string table = EncodeForwardTable(
      {{.docid = 2, .size = 3, .at = 13, .check = 1}, {.docid = 7, .size = 5, .at = 8}},
      {.number = 3, .records = 8, .named = 8}, FacetPool(), SuggestPool());
  const std::size_t hashed = table.size() - 16;
  for (int round = 0; round < 20'000; ++round) {
    std::string wrong = table.substr(0, hashed);
    for (int flips = 1 + round % 3; flips > 0; --flips) {
      wrong[random() % hashed] = static_cast<char>(random() % 2 == 0 ? random() : 0xFF);
    }
    SealForwardTable(wrong);
    const std::string file = head + wrong;
    const auto opened = ForwardTable::Open(file, "kb");
    if (!opened) continue;
    for (const std::uint32_t docid : {0U, 2U, 7U, 0x80000000U, 0xFFFFFFFFU}) {
      const auto record = opened->Find(docid);
      if (!record || record->empty()) continue;
      CHECK(record->data() >= file.data());
      CHECK(record->data() + record->size() <= file.data() + head.size());
    }
  }
}

TEST_CASE("ForwardTable: finds docids however they are spread") {
  std::mt19937 random(21);
  const std::uint32_t spreads[] = {1, 3, 1'000, 4'000'000};
  for (const std::uint32_t spread : spreads) {
    CAPTURE(spread);
    std::vector<ForwardEntry> entries;
    std::uint32_t docid = 5;
    for (int i = 0; i < 1'000; ++i) {
      // The last ones far apart from the others, for one bucket with nearly all of them.
      docid += 1 + (i < 995 ? static_cast<std::uint32_t>(random() % spread) : spread);
      entries.push_back({.docid = docid, .size = 1, .at = 8, .columns = {docid * 5ULL, docid}});
    }
    const std::string file = std::string(kForwardMagic) + "x" +
                             EncodeForwardTable(entries, {.number = 1, .records = 1, .named = 1},
                                                FacetPool(), SuggestPool());
    CHECK(file.size() < 168 + entries.size() * 37);
    const auto table = ForwardTable::Open(file, "kb");
    REQUIRE(table.has_value());
    std::set<std::uint32_t> docids;
    for (const ForwardEntry& entry : entries) docids.insert(entry.docid);
    bool right = true;
    for (const std::uint32_t known : docids) {
      for (const std::uint32_t near : {known - 1, known, known + 1}) {
        right = right && table->Find(near).has_value() == docids.contains(near);
      }
    }
    CHECK(right);
    for (std::size_t i = 0; i < entries.size(); i += 99) {
      const auto index = table->IndexOf(entries[i].docid);
      REQUIRE(index == i);
      CHECK(table->ColumnsAt(*index).family == entries[i].docid * 5ULL);
      CHECK(table->ColumnsAt(*index).length == entries[i].docid);
    }
  }
}

}  // namespace
}  // namespace funnel::store
