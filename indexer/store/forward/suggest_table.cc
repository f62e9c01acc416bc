// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/store/forward/suggest_table.h"

#include <algorithm>

namespace funnel::store {
namespace {

/// Takes parts off the front of bytes; bad once there are not so many.
class Parts {
 public:
  explicit Parts(std::string_view bytes) : rest_(bytes) {}

  std::string_view Take(std::uint64_t size) {
    if (size > rest_.size()) {
      ok_ = false;
      rest_ = {};
      return {};
    }
    const std::string_view taken = rest_.substr(0, size);
    rest_.remove_prefix(size);
    return taken;
  }
  std::uint32_t Number() {
    const std::string_view taken = Take(4);
    return taken.empty() ? 0 : LoadNumber<std::uint32_t>(taken.data());
  }
  bool ok() const { return ok_; }
  std::size_t left() const { return rest_.size(); }

 private:
  std::string_view rest_;
  bool ok_ = true;
};

std::uint32_t MaskOf(std::uint32_t bits) {
  return bits >= 32 ? ~std::uint32_t{0} : (std::uint32_t{1} << bits) - 1;
}

/// How many bytes a number takes that is no more than `most`.
std::uint64_t WidthOf(std::uint64_t most) {
  std::uint64_t width = 0;
  for (; most > 0; most >>= 8) ++width;
  return width;
}

/// Number `i` of `count`, which take all of `bytes`; behind these are 3 bytes at least.
std::uint32_t NumberAt(std::string_view bytes, std::size_t i, std::size_t count) {
  const std::size_t width = bytes.size() / count;
  return LoadNumber<std::uint32_t>(bytes.data() + i * width) &
         MaskOf(static_cast<std::uint32_t>(width) * 8);
}

}  // namespace

std::optional<SuggestTable> SuggestTable::Open(std::string_view bytes, std::size_t documents) {
  SuggestTable table;
  if (bytes.empty()) return table;
  table.documents_ = documents;
  Parts parts(bytes);
  table.entries_ = parts.Number();
  const std::uint32_t languages = parts.Number();
  table.number_width_ = parts.Number();
  if (table.number_width_ != 0 && table.number_width_ != 2) return std::nullopt;
  std::uint32_t begin = 0;
  for (std::uint32_t i = 0; i < languages && parts.ok(); ++i) {
    const std::uint32_t end = parts.Number();
    const std::string_view padded = parts.Take(kSuggestLanguageBytes);
    if (end < begin || end > table.entries_) return std::nullopt;
    table.languages_.push_back({padded.substr(0, padded.find('\0')), begin, end});
    begin = end;
  }
  table.documents_of_ = parts.Take(table.entries_ * WidthOf(documents));
  table.numbers_ = parts.Take(std::uint64_t{table.entries_} * table.number_width_);
  std::array<std::uint32_t, schema::kSuggestLanes> text_bytes = {};
  for (std::size_t i = 0; i < schema::kSuggestLanes; ++i) {
    LaneBytes& lane = table.lanes_[i];
    text_bytes[i] = parts.Number();
    lane.places = parts.Number();
    lane.offset_bits = parts.Number();
    lane.width = parts.Number();
    if (lane.offset_bits > 16 || lane.width > 4) return std::nullopt;
    lane.offset_mask = MaskOf(lane.offset_bits);
    lane.mask = MaskOf(static_cast<std::uint32_t>(lane.width) * 8);
  }
  for (std::size_t i = 0; i < schema::kSuggestLanes; ++i) {
    LaneBytes& lane = table.lanes_[i];
    if (lane.places == 0) continue;
    lane.begins = parts.Take((std::uint64_t{table.entries_} + 1) * WidthOf(text_bytes[i]));
    lane.place_bytes = parts.Take(std::uint64_t{lane.places} * lane.width);
    lane.texts = parts.Take(text_bytes[i]);
  }
  if (!parts.ok() || parts.left() != 4 || begin != table.entries_) return std::nullopt;
  return table;
}

std::uint32_t SuggestTable::DocumentOf(std::uint32_t entry) const {
  const std::uint32_t document = NumberAt(documents_of_, entry, entries_);
  return document < documents_ ? document : 0;
}

std::uint32_t SuggestTable::NumberOf(std::uint32_t entry) const {
  if (number_width_ == 0) return 0;
  return LoadNumber<std::uint16_t>(numbers_.data() + std::size_t{entry} * 2);
}

std::string_view SuggestTable::Text(Lane lane, std::uint32_t entry) const {
  const LaneBytes& of = Of(lane);
  if (of.places == 0) return {};
  const std::size_t begins = entries_ + std::size_t{1};
  const std::size_t begin = NumberAt(of.begins, entry, begins);
  const std::size_t end = NumberAt(of.begins, entry + std::size_t{1}, begins);
  if (begin > end || end > of.texts.size()) return {};
  return of.texts.substr(begin, end - begin);
}

SuggestTable::Range SuggestTable::Narrow(Lane lane, Range range, std::size_t depth,
                                         std::string_view more) const {
  const auto compare = [&](std::uint32_t i) {
    const std::string_view text = From(lane, i);
    return text.substr(std::min(depth, text.size()), more.size()).compare(more);
  };
  const auto first = [&](std::uint32_t begin, std::uint32_t end, auto&& is_before) {
    while (begin < end) {
      const std::uint32_t middle = begin + (end - begin) / 2;
      if (is_before(compare(middle))) {
        begin = middle + 1;
      } else {
        end = middle;
      }
    }
    return begin;
  };
  const std::uint32_t begin = first(range.begin, range.end, [](int order) { return order < 0; });
  return {begin, first(begin, range.end, [](int order) { return order <= 0; })};
}

}  // namespace funnel::store
