// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/store/layout/forward_record.h"

#include <xxhash.h>

#include <algorithm>

namespace funnel::store {
namespace {

static_assert(__BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__);

/// Of 32-bit numbers: the length, the day and the family before the sizes of the fields.
constexpr std::size_t kSizesAt = 4;
constexpr std::size_t kHeaderBytes = (kSizesAt + kRecordFields) * sizeof(std::uint32_t);

std::uint32_t HashOf(std::string_view text) {
  return static_cast<std::uint32_t>(XXH3_64bits(text.data(), text.size()));
}

template <typename Number>
void Append(Number number, std::string& out) {
  char bytes[sizeof number];
  std::memcpy(bytes, &number, sizeof number);
  out.append(bytes, sizeof number);
}

std::size_t PlacesOf(std::size_t text_words) { return (text_words + kPlaceStep - 1) / kPlaceStep; }

std::uint32_t NumberAt(std::string_view bytes, std::size_t index) {
  std::uint32_t number;
  std::memcpy(&number, bytes.data() + index * sizeof number, sizeof number);
  return number;
}

}  // namespace

WordTag TagOf(std::string_view main, std::string_view bare) {
  return (HashOf(bare) & kBareBits) | (HashOf(main) & 0xFF) << 21;
}

bool IsNumber(std::string_view word) {
  return std::any_of(word.begin(), word.end(), [](char c) { return c >= '0' && c <= '9'; });
}

std::uint64_t FamilyHash(std::string_view family) {
  return std::max<std::uint64_t>(1, XXH3_64bits(family.data(), family.size()));
}

PartTag PartTagOf(std::string_view index_term) {
  return static_cast<PartTag>(HashOf(index_term) & 0xFFFF);
}

std::string EncodeForward(const RecordContent& content) {
  std::string out;
  std::size_t words = 0;
  for (const std::vector<WordTag>& field : content.words) words += field.size();
  const std::size_t places = PlacesOf(content.words[kRecordFields - 1].size());
  out.reserve(kHeaderBytes + (words + places) * sizeof(WordTag));
  Append(content.length, out);
  Append(content.updated, out);
  Append(content.family, out);
  for (const std::vector<WordTag>& field : content.words) {
    Append(static_cast<std::uint32_t>(field.size()), out);
  }
  for (const std::vector<WordTag>& field : content.words) {
    out.append(reinterpret_cast<const char*>(field.data()), field.size() * sizeof(WordTag));
  }
  for (std::size_t i = 0; i < places; ++i) {
    const std::size_t word = i * kPlaceStep;
    Append(word < content.places.size() ? content.places[word] : std::uint32_t{0}, out);
  }
  for (const RecordContent::TitleWord& word : content.title) {
    const std::size_t parts = std::min(word.parts.size(), kMostParts);
    out.push_back(static_cast<char>(parts | (word.number ? 0x80 : 0)));
    for (std::size_t i = 0; i < parts; ++i) Append(word.parts[i], out);
  }
  return out;
}

ForwardRecord::ForwardRecord(std::string_view encoded) {
  if (encoded.size() < kHeaderBytes) return;
  const std::size_t most = (encoded.size() - kHeaderBytes) / sizeof(WordTag);
  std::size_t begin[kRecordFields + 1] = {};
  for (std::size_t i = 0; i < kRecordFields; ++i) {
    const std::size_t words = NumberAt(encoded, kSizesAt + i);
    if (words > most - begin[i]) return;
    begin[i + 1] = begin[i] + words;
  }
  std::copy(std::begin(begin), std::end(begin), begin_);
  length_ = NumberAt(encoded, 0);
  updated_ = NumberAt(encoded, 1);
  family_ = NumberAt(encoded, 2) | std::uint64_t{NumberAt(encoded, 3)} << 32;
  word_count_ = begin_[kRecordFields];
  words_ = encoded.substr(kHeaderBytes, word_count_ * sizeof(WordTag));
  encoded.remove_prefix(kHeaderBytes + words_.size());
  const std::size_t text_words = word_count_ - begin_[kRecordFields - 1];
  places_ = encoded.substr(0, PlacesOf(text_words) * sizeof(std::uint32_t));
  parts_ = encoded.substr(places_.size());
}

std::uint32_t ForwardRecord::PlaceOf(std::size_t i) const {
  constexpr std::uint32_t kUsualWord = 8;     // bytes, with what stands behind it
  constexpr std::uint32_t kMostBytes = 2048;  // of 32 words; else something was left out
  const std::size_t word = i - begin(RecordField::kText);
  const std::size_t step = word / kPlaceStep;
  const std::size_t count = places_.size() / sizeof(std::uint32_t);
  if (step >= count) return 0;
  const std::uint32_t place = NumberAt(places_, step);
  const auto behind = static_cast<std::uint32_t>(word % kPlaceStep);
  const std::uint32_t next = step + 1 < count ? NumberAt(places_, step + 1) : 0;
  if (next < place || next - place > kMostBytes) return place + behind * kUsualWord;
  return place + static_cast<std::uint32_t>(behind * (next - place) / kPlaceStep);
}

}  // namespace funnel::store
