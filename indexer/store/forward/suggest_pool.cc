// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/store/forward/suggest_pool.h"

#include <algorithm>
#include <bit>
#include <numeric>
#include <tuple>
#include <utility>

#include "indexer/store/files/mapped_file.h"

namespace funnel::store {
namespace {

using schema::kSuggestLanes;
using schema::SuggestLane;

constexpr std::uint32_t kMostEntries = std::uint32_t{1} << 22;

/// A text on its way into a table.
struct Entry {
  std::string lang;
  std::uint32_t updated = 0, document = 0, number = 0;
  std::vector<SuggestWay> ways;

  auto Order() const { return std::make_tuple(std::string_view(lang), ~updated, document, number); }
};

/// A place by the beginning of its text, which decides most comparisons.
struct Keyed {
  std::uint64_t key = 0;
  std::uint32_t entry = 0, offset = 0;
};

std::uint64_t KeyOf(std::string_view text) {
  std::uint64_t key = 0;
  for (std::size_t i = 0; i < 8; ++i) {
    key = key << 8 | (i < text.size() ? static_cast<unsigned char>(text[i]) : 0);
  }
  return key;
}

/// The bytes of numbers up to `last`.
int WidthOf(std::uint64_t last) { return static_cast<int>(std::bit_width(last) + 7) / 8; }

/// One lane of a table.
class LaneWriter {
 public:
  LaneWriter(SuggestLane lane, const std::vector<Entry>& entries) {
    begins_.push_back(0);
    for (std::uint32_t i = 0; i < entries.size(); ++i) {
      for (const SuggestWay& way : entries[i].ways) {
        if (way.lane != lane) continue;
        texts_ += way.bytes;
        for (const std::uint32_t begin : way.begins) {
          places_.push_back({KeyOf(std::string_view(way.bytes).substr(begin)), i, begin});
          last_offset_ = std::max(last_offset_, begin);
        }
        break;
      }
      begins_.push_back(texts_.size());
    }
    std::sort(places_.begin(), places_.end(), [&](const Keyed& a, const Keyed& b) {
      if (a.key != b.key) return a.key < b.key;
      const int order = From(a).compare(From(b));
      return order != 0 ? order < 0 : std::tie(a.entry, a.offset) < std::tie(b.entry, b.offset);
    });
  }

  void PutHead(std::string& out) const {
    PutFixed(out, places_.empty() ? 0 : texts_.size(), 4);
    PutFixed(out, places_.size(), 4);
    PutFixed(out, offset_bits(), 4);
    PutFixed(out, static_cast<std::uint64_t>(width()), 4);
  }

  void PutBody(std::string& out) const {
    if (places_.empty()) return;
    for (const std::size_t begin : begins_) PutFixed(out, begin, WidthOf(texts_.size()));
    for (const Keyed& place : places_) {
      PutFixed(out, std::uint64_t{place.entry} << offset_bits() | place.offset, width());
    }
    out += texts_;
  }

 private:
  std::string_view From(const Keyed& place) const {
    const std::size_t begin = begins_[place.entry];
    return std::string_view(texts_)
        .substr(begin, begins_[place.entry + std::size_t{1}] - begin)
        .substr(place.offset);
  }
  std::uint32_t offset_bits() const {
    return static_cast<std::uint32_t>(std::bit_width(last_offset_));
  }
  int width() const {
    const std::uint64_t last_entry = begins_.size() - 2;
    return WidthOf(((last_entry + 1) << offset_bits()) - 1);
  }

  std::string texts_;
  std::vector<std::size_t> begins_;
  std::vector<Keyed> places_;
  std::uint32_t last_offset_ = 0;
};

void PutEntries(const std::vector<Entry>& entries, std::size_t documents, std::string& out) {
  std::string languages;
  std::uint32_t count = 0;
  for (std::size_t i = 0; i < entries.size(); ++i) {
    if (i + 1 < entries.size() && entries[i + 1].lang == entries[i].lang) continue;
    PutFixed(languages, i + 1, 4);
    std::string tag = entries[i].lang;
    tag.resize(kSuggestLanguageBytes);
    languages += tag;
    ++count;
  }
  PutFixed(out, count, 4);
  const bool numbered = std::any_of(entries.begin(), entries.end(),
                                    [](const Entry& entry) { return entry.number > 0; });
  PutFixed(out, numbered ? 2 : 0, 4);
  out += languages;
  for (const Entry& entry : entries) PutFixed(out, entry.document, WidthOf(documents));
  if (!numbered) return;
  for (const Entry& entry : entries) PutFixed(out, entry.number, 2);
}

}  // namespace

std::uint32_t SuggestPool::Take(std::string_view suggestible) {
  if (suggestible.empty()) return 0;
  bytes_ += suggestible;
  ends_.push_back(bytes_.size());
  return static_cast<std::uint32_t>(ends_.size() - 1);
}

std::string_view SuggestPool::At(std::uint32_t number) const {
  const std::size_t begin = ends_[number - std::size_t{1}];
  return std::string_view(bytes_).substr(begin, ends_[number] - begin);
}

std::string SuggestPool::Encode(const std::vector<Document>& documents) const {
  std::vector<Entry> entries;
  for (std::uint32_t i = 0; i < documents.size(); ++i) {
    if (documents[i].number == 0) continue;
    Suggestible suggestible = DecodeSuggestible(At(documents[i].number));
    for (SuggestText& text : suggestible.texts) {
      entries.push_back(
          {suggestible.lang, documents[i].updated, i, text.number & 0xFFFF, std::move(text.ways)});
    }
  }
  if (entries.size() > kMostEntries) {
    std::sort(entries.begin(), entries.end(),
              [](const Entry& a, const Entry& b) { return a.updated > b.updated; });
    entries.resize(kMostEntries);
  }
  std::string out;
  if (entries.empty()) return out;
  std::sort(entries.begin(), entries.end(),
            [](const Entry& a, const Entry& b) { return a.Order() < b.Order(); });
  PutFixed(out, entries.size(), 4);
  PutEntries(entries, documents.size(), out);
  std::vector<LaneWriter> lanes;
  for (std::size_t lane = 0; lane < kSuggestLanes; ++lane) {
    lanes.emplace_back(static_cast<SuggestLane>(lane), entries);
  }
  for (const LaneWriter& lane : lanes) lane.PutHead(out);
  for (const LaneWriter& lane : lanes) lane.PutBody(out);
  PutFixed(out, 0, 4);
  return out;
}

SuggestPool::Import::Import(SuggestPool& pool, const SuggestTable& table)
    : pool_(pool), table_(table), order_(table.entries()) {
  std::iota(order_.begin(), order_.end(), 0U);
  std::sort(order_.begin(), order_.end(), [&](std::uint32_t a, std::uint32_t b) {
    return std::make_tuple(table.DocumentOf(a), table.NumberOf(a), a) <
           std::make_tuple(table.DocumentOf(b), table.NumberOf(b), b);
  });
  for (std::size_t i = 0; i < kSuggestLanes; ++i) {
    const auto lane = static_cast<SuggestLane>(i);
    const SuggestTable::Range all = table.All(lane);
    if (all.empty()) continue;
    Places& places = places_[i];
    places.begins.resize(table.entries() + std::size_t{2});
    // Counted two entries on, so that filling moves each begin to where it belongs.
    for (std::uint32_t at = 0; at < all.end; ++at) {
      const std::uint32_t entry = table.At(lane, at).entry;
      if (entry < table.entries()) ++places.begins[entry + std::size_t{2}];
    }
    std::partial_sum(places.begins.begin(), places.begins.end(), places.begins.begin());
    places.offsets.resize(places.begins.back());
    for (std::uint32_t at = 0; at < all.end; ++at) {
      const SuggestTable::Place place = table.At(lane, at);
      if (place.entry >= table.entries()) continue;
      places.offsets[places.begins[place.entry + std::size_t{1}]++] = place.offset;
    }
  }
}

SuggestWay SuggestPool::Import::WayOf(SuggestLane lane, std::uint32_t entry) const {
  SuggestWay way{lane, std::string(table_.Text(lane, entry)), {}};
  const Places& places = places_[static_cast<std::size_t>(lane)];
  if (way.bytes.empty()) return way;
  const std::uint32_t end = places.begins[entry + std::size_t{1}];
  for (std::uint32_t at = places.begins[entry]; at < end; ++at) {
    if (places.offsets[at] < way.bytes.size()) way.begins.push_back(places.offsets[at]);
  }
  std::sort(way.begins.begin(), way.begins.end());
  return way;
}

std::uint32_t SuggestPool::Import::Take(std::uint32_t document) {
  Suggestible suggestible;
  auto at = std::lower_bound(
      order_.begin(), order_.end(), document,
      [&](std::uint32_t entry, std::uint32_t wanted) { return table_.DocumentOf(entry) < wanted; });
  for (; at != order_.end() && table_.DocumentOf(*at) == document; ++at) {
    SuggestText text{table_.NumberOf(*at), {}};
    for (std::size_t lane = 0; lane < kSuggestLanes; ++lane) {
      SuggestWay way = WayOf(static_cast<SuggestLane>(lane), *at);
      if (!way.bytes.empty()) text.ways.push_back(std::move(way));
    }
    suggestible.texts.push_back(std::move(text));
    if (!suggestible.lang.empty()) continue;
    for (const SuggestTable::Language& language : table_.languages()) {
      if (*at >= language.begin && *at < language.end) suggestible.lang = language.tag;
    }
  }
  return pool_.Take(EncodeSuggestible(suggestible));
}

}  // namespace funnel::store
