// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/store/forward/facet_counts.h"

#include <algorithm>
#include <array>
#include <random>
#include <string_view>
#include <unordered_map>
#include <utility>

#include "indexer/store/forward/document_places.h"

namespace funnel::store {
namespace {

std::uint64_t Secret() {
  std::random_device device;
  return (std::uint64_t{device()} << 32 | device()) | 1;
}

}  // namespace

/// The documents of one database.
class FacetCounts::Part {
 public:
  Part(FacetCounts& counts, const ForwardReader& reader) : counts_(counts), places_(reader) {
    for (const auto& segment : reader.segments()) {
      const auto first_list = static_cast<std::uint32_t>(counts.lists_.size());
      counts.segments_.push_back({segment, first_list});
      counts.lists_.resize(counts.lists_.size() + segment->table().facets().lists());
      first_lists_.push_back(first_list);
    }
  }

  void Add(std::uint32_t docid) {
    const auto place = places_.Find(docid);
    if (!place) return;
    const ForwardTable& table = places_.table(place->segment);
    const std::uint32_t list = table.facets().ListOf(place->entry);
    if (list >= table.facets().lists()) return;
    counts_.AddDocument(table.FamilyAt(place->entry), first_lists_[place->segment] + list);
  }

 private:
  FacetCounts& counts_;
  DocumentPlaces places_;
  std::vector<std::uint32_t> first_lists_;  ///< By segment.
};

FacetCounts::FacetCounts() : secret_(Secret()) {}

void FacetCounts::Add(const ForwardRecords& records, const std::vector<std::uint32_t>& documents) {
  if (records.parts().empty()) return;
  Reserve(families_.size() + documents.size());
  families_.reserve(families_.size() + documents.size());
  std::vector<Part> parts;
  for (const ForwardReader& reader : records.parts()) parts.emplace_back(*this, reader);
  const auto count = static_cast<std::uint32_t>(parts.size());
  for (const std::uint32_t docid : documents) {
    if (docid != 0) parts[(docid - 1) % count].Add((docid - 1) / count + 1);
  }
}

void FacetCounts::AddDocument(std::uint64_t family, std::uint32_t list) {
  ++lists_[list].documents;
  std::uint32_t none = 0;
  std::uint32_t& slot = family == 0 ? none : SlotOf(family);
  if (slot == 0) {
    families_.push_back({family, list, 0});
    slot = static_cast<std::uint32_t>(families_.size());
    ++lists_[list].alone;
    return;
  }
  Family& known = families_[slot - 1];
  if (known.more == 0) {
    --lists_[known.list].alone;
    several_.push_back(slot - 1);
  }
  more_.push_back({list, known.more});
  known.more = static_cast<std::uint32_t>(more_.size());
}

void FacetCounts::Reserve(std::size_t families) {
  std::size_t size = 1024;
  while (size < families * 2) size *= 2;
  if (size <= slots_.size()) return;
  slots_.assign(size, 0);
  for (std::size_t i = 0; i < families_.size(); ++i) {
    if (families_[i].hash == 0) continue;
    SlotOf(families_[i].hash) = static_cast<std::uint32_t>(i + 1);
  }
}

std::uint32_t& FacetCounts::SlotOf(std::uint64_t family) {
  // The high half of a product depends on all bits of the family.
  const std::uint64_t mixed = (family ^ (family >> 32)) * secret_;
  std::size_t at = (mixed >> 32) & (slots_.size() - 1);
  while (slots_[at] != 0 && families_[slots_[at] - 1].hash != family) {
    at = (at + 1) & (slots_.size() - 1);
  }
  return slots_[at];
}

/// The sums of some facets.
class FacetCounts::Tally {
 public:
  Tally(const FacetCounts& counts, const std::vector<Facet>& facets)
      : counts_(counts), begins_(counts.several_.empty() ? 0 : counts.lists_.size() + 1) {
    for (const Segment& segment : counts.segments_) AddLists(segment, facets);
    if (!begins_.empty()) begins_.back() = static_cast<std::uint32_t>(members_.size());
    for (const std::uint32_t family : counts.several_) AddFamily(counts.families_[family]);
  }

  std::vector<Count> Of(Facet facet) const {
    std::vector<Count> sums;
    for (const Key& key : keys_) {
      if (key.facet != facet || key.families == 0) continue;
      sums.push_back({std::string(key.text), std::string(key.written), key.families});
    }
    std::sort(sums.begin(), sums.end(), [](const Count& a, const Count& b) {
      return a.families != b.families ? a.families > b.families : a.key < b.key;
    });
    return sums;
  }

 private:
  /// The same value in all segments.
  struct Key {
    Facet facet;
    std::string_view text;
    std::string_view written;   ///< As most documents write it.
    std::size_t documents = 0;  ///< That write it so.
    std::size_t families = 0;
    std::uint32_t stamp = 0;  ///< The last family of several documents that has it, plus 1.
  };
  /// A value of one segment.
  struct Sum {
    std::uint32_t key = kUnknown;
    std::uint32_t documents = 0;
    std::uint32_t alone = 0;
  };
  static constexpr std::uint32_t kUnknown = 0xFFFFFFFF;
  static constexpr std::uint32_t kUnwanted = 0xFFFFFFFE;

  void AddLists(const Segment& segment, const std::vector<Facet>& facets) {
    const FacetTable& table = segment.segment->table().facets();
    std::vector<Sum> sums(table.values(), {kUnwanted});
    for (const Facet facet : facets) {
      std::fill(sums.begin() + table.First(facet), sums.begin() + table.End(facet), Sum{});
    }
    for (std::uint32_t list = 0; list < table.lists(); ++list) {
      const std::uint32_t number = segment.first_list + list;
      const List& counted = counts_.lists_[number];
      if (!begins_.empty()) begins_[number] = static_cast<std::uint32_t>(members_.size());
      if (counted.documents == 0) continue;
      std::uint32_t before = kUnknown;
      table.ForEach(list, [&](std::uint32_t value) {
        Sum& sum = sums[value];
        if (sum.key == kUnwanted) return;
        if (sum.key == kUnknown) sum.key = KeyOf(table.Value(value));
        sum.documents += counted.documents;
        // Values of one key, which are written differently, stand next to each other.
        if (std::exchange(before, sum.key) == sum.key) return;
        sum.alone += counted.alone;
        if (!begins_.empty()) members_.push_back(sum.key);
      });
    }
    for (std::uint32_t value = 0; value < table.values(); ++value) {
      const Sum& sum = sums[value];
      if (sum.key >= kUnwanted) continue;
      keys_[sum.key].families += sum.alone;
      NoteWritten(keys_[sum.key], table.Value(value).written, sum.documents);
    }
  }

  std::uint32_t KeyOf(const FacetView& value) {
    auto& numbers = numbers_[static_cast<std::size_t>(value.facet)];
    const auto next = static_cast<std::uint32_t>(keys_.size());
    const auto [known, added] = numbers.try_emplace(value.key, next);
    if (added) keys_.push_back({value.facet, value.key, {}});
    return known->second;
  }

  static void NoteWritten(Key& key, std::string_view written, std::size_t documents) {
    if (documents < key.documents) return;
    if (documents == key.documents && written >= key.written && !key.written.empty()) return;
    key.written = written;
    key.documents = documents;
  }

  void AddFamily(const Family& family) {
    ++stamp_;
    AddOnce(family.list);
    for (std::uint32_t more = family.more; more != 0; more = counts_.more_[more - 1].more) {
      AddOnce(counts_.more_[more - 1].list);
    }
  }

  void AddOnce(std::uint32_t list) {
    for (std::size_t at = begins_[list]; at < begins_[list + std::size_t{1}]; ++at) {
      Key& key = keys_[members_[at]];
      if (std::exchange(key.stamp, stamp_) != stamp_) ++key.families;
    }
  }

  const FacetCounts& counts_;
  std::vector<std::uint32_t> begins_;   ///< Of the members of each list, where they are wanted.
  std::vector<std::uint32_t> members_;  ///< Indices of keys_.
  std::vector<Key> keys_;
  std::array<std::unordered_map<std::string_view, std::uint32_t>, kFacetCount> numbers_;
  std::uint32_t stamp_ = 0;
};

std::vector<std::vector<FacetCounts::Count>> FacetCounts::Of(
    const std::vector<Facet>& facets) const {
  if (facets.empty()) return {};
  const Tally tally(*this, facets);
  std::vector<std::vector<Count>> counts;
  for (const Facet facet : facets) counts.push_back(tally.Of(facet));
  return counts;
}

}  // namespace funnel::store
