// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/rank/record_place.h"

#include <algorithm>
#include <string_view>

#include "funnel/analyzer.h"
#include "indexer/schema/index_schema.h"
#include "searcher/query/sought_word.h"

namespace funnel::rank {
namespace {

/// More than the place of a word may be wrong by, and a word before and behind.
constexpr std::uint32_t kAround = 256;

}  // namespace

RecordPlace::RecordPlace(const std::unordered_map<std::string, double>& weights) {
  for (const auto& [term, weight] : weights) {
    const Lane lane = schema::LaneOf(term);
    if (lane != Lane::kWord && lane != Lane::kStem && lane != Lane::kFold) continue;
    const query::SoughtWord word = query::Sought(schema::TermText(term));
    forms_.push_back({word.tag, lane == Lane::kFold ? store::kBareBits : store::kMainBits, weight});
    sought_[word.tag % kSlots] = true;
  }
}

std::vector<RecordPlace::Hit> RecordPlace::Find(const store::ForwardRecord& record) const {
  std::vector<Hit> hits;
  for (std::size_t i = record.begin(store::RecordField::kText); i < record.word_count(); ++i) {
    const store::WordTag tag = record.word(i);
    if (!sought_[tag % kSlots]) continue;
    for (std::uint32_t form = 0; form < forms_.size(); ++form) {
      if (((tag ^ forms_[form].value) & forms_[form].compared) != 0) continue;
      hits.push_back({record.PlaceOf(i), form});
    }
  }
  return hits;
}

RecordPlace::Stretch RecordPlace::In(const store::ForwardRecord& record,
                                     std::uint32_t window) const {
  const std::vector<Hit> hits = Find(record);
  std::vector<std::uint32_t> inside(forms_.size(), 0);
  double weight = 0;
  double most = 0;
  Stretch best;
  std::size_t last = 0;
  for (const Hit& first : hits) {
    for (; last < hits.size() && hits[last].place <= first.place + window; ++last) {
      if (inside[hits[last].form]++ == 0) weight += forms_[hits[last].form].weight;
    }
    if (weight > most + 1e-9) {
      most = weight;
      best = {first.place - std::min(first.place, kAround), hits[last - 1].place + kAround};
    }
    if (--inside[first.form] == 0) weight -= forms_[first.form].weight;
  }
  return best;
}

}  // namespace funnel::rank
