// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/store/forward/suggest_text.h"

#include <utility>

#include "indexer/store/files/bytes.h"

namespace funnel::store {

std::string EncodeSuggestible(const Suggestible& suggestible) {
  std::string out;
  if (suggestible.texts.empty()) return out;
  PutBytes(out, suggestible.lang);
  for (const SuggestText& text : suggestible.texts) {
    PutVarint(out, text.number);
    PutVarint(out, text.ways.size());
    for (const SuggestWay& way : text.ways) {
      PutVarint(out, static_cast<std::uint64_t>(way.lane));
      PutBytes(out, way.bytes);
      PutVarint(out, way.begins.size());
      std::uint32_t before = 0;
      for (const std::uint32_t begin : way.begins) {
        PutVarint(out, begin - before);
        before = begin;
      }
    }
  }
  return out;
}

Suggestible DecodeSuggestible(std::string_view bytes) {
  Suggestible suggestible;
  ByteCursor cursor(bytes);
  suggestible.lang = cursor.Bytes();
  while (cursor.ok() && !cursor.at_end()) {
    SuggestText text;
    text.number = static_cast<std::uint32_t>(cursor.Varint());
    for (std::size_t ways = cursor.Count(); ways > 0; --ways) {
      SuggestWay way;
      const std::uint64_t lane = cursor.Varint();
      if (lane >= schema::kSuggestLanes) cursor.Spoil();
      way.lane = static_cast<schema::SuggestLane>(lane);
      way.bytes = cursor.Bytes();
      std::uint64_t begin = 0;
      for (std::size_t begins = cursor.Count(); begins > 0; --begins) {
        begin += cursor.Varint();
        if (begin >= way.bytes.size()) cursor.Spoil();
        way.begins.push_back(static_cast<std::uint32_t>(begin));
      }
      if (way.bytes.size() > schema::kMostSuggestBytes) cursor.Spoil();
      if (!cursor.ok()) return suggestible;
      text.ways.push_back(std::move(way));
    }
    if (cursor.ok()) suggestible.texts.push_back(std::move(text));
  }
  return suggestible;
}

}  // namespace funnel::store
