// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/store/lexicon/sound_list.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cstdint>
#include <tuple>
#include <utility>

#include "indexer/store/files/bytes.h"
#include "indexer/store/files/guard.h"
#include "indexer/store/files/mapped_file.h"
#include "indexer/store/lexicon/learned_file.h"

namespace funnel::store {
namespace fs = std::filesystem;
namespace {

constexpr std::string_view kMagic = "FUNNELS1";
constexpr std::size_t kWordsAt = kLearnedHeaderBytes;
constexpr std::size_t kWordBytes = 8;
constexpr std::size_t kGroupBytes = (kSoundListGroups + 1) * 4;

/// The letters of a sound, each a bit; but for h, which is as good as silent.
std::uint32_t LettersOf(std::string_view sound) {
  std::uint32_t letters = 0;
  for (const char c : sound) {
    if (c == 'h') continue;
    letters |= 1U << (c >= 'a' && c <= 'z' ? static_cast<unsigned>(c - 'a') : 26U);
  }
  return letters;
}

}  // namespace

class SoundList::Impl {
 public:
  explicit Impl(const fs::path& file) : file_(file) {}

  Result<void> Check(const std::string& name) {
    const std::string_view bytes = file_.bytes();
    Result<std::size_t> entries = CheckLearnedFile(bytes, kMagic, name);
    if (!entries) return Fail(entries.error());
    size_ = *entries;
    if ((bytes.size() - kWordsAt) / kWordBytes < size_ ||
        bytes.size() - kWordsAt - size_ * kWordBytes < kGroupBytes) {
      return Fail(ErrorCode::kCorrupt, name + ": malformed; run funnel-indexer learn");
    }
    words_ = bytes.substr(kWordsAt, size_ * kWordBytes);
    groups_ = bytes.substr(kWordsAt + size_ * kWordBytes, kGroupBytes);
    entries_ = bytes.substr(kWordsAt + size_ * kWordBytes + kGroupBytes);
    return {};
  }

  void ForEach(std::size_t group, std::string_view sound, int most_odd,
               const std::function<void(std::string_view, std::string_view)>& visit) const {
    if (group >= kSoundListGroups) return;
    const std::uint32_t letters = LettersOf(sound);
    const std::size_t end = std::min<std::size_t>(TakeFixed(groups_, (group + 1) * 4, 4), size_);
    for (std::size_t i = TakeFixed(groups_, group * 4, 4); i < end; ++i) {
      const auto others = static_cast<std::uint32_t>(TakeFixed(words_, i * kWordBytes, 4));
      if (std::popcount(letters & ~others) > most_odd ||
          std::popcount(others & ~letters) > most_odd) {
        continue;
      }
      const std::uint64_t at = TakeFixed(words_, i * kWordBytes + 4, 4);
      if (at >= entries_.size()) return;
      ByteCursor entry(entries_.substr(at));
      const std::string_view other = entry.Bytes();
      const std::string_view term = entry.Bytes();
      if (entry.ok()) visit(other, term);
    }
  }

  std::size_t size() const { return size_; }

 private:
  MappedFile file_;
  std::size_t size_ = 0;
  std::string_view words_, groups_, entries_;
};

SoundList::SoundList(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
SoundList::~SoundList() = default;
SoundList::SoundList(SoundList&&) noexcept = default;
SoundList& SoundList::operator=(SoundList&&) noexcept = default;

Result<SoundList> SoundList::Open(const fs::path& file) {
  return Guard(file.string(), [&]() -> Result<SoundList> {
    auto impl = std::make_unique<Impl>(file);
    if (auto right = impl->Check(file.string()); !right) return Fail(right.error());
    return SoundList(std::move(impl));
  });
}

void SoundList::ForEach(
    std::size_t group, std::string_view sound, int most_odd,
    const std::function<void(std::string_view, std::string_view)>& visit) const {
  impl_->ForEach(group, sound, most_odd, visit);
}
std::size_t SoundList::size() const { return impl_->size(); }

fs::path SoundListPath(const fs::path& generation_dir) { return generation_dir / "sounds"; }

std::string EncodeSoundList(std::vector<SoundedWord> words) {
  std::sort(words.begin(), words.end(), [](const SoundedWord& a, const SoundedWord& b) {
    return std::tie(a.group, a.sound, a.term) < std::tie(b.group, b.sound, b.term);
  });
  std::string numbers;
  std::string body;
  std::array<std::uint64_t, kSoundListGroups + 1> groups{};
  for (const SoundedWord& word : words) {
    ++groups[word.group + 1];
    PutFixed(numbers, LettersOf(word.sound), 4);
    PutFixed(numbers, body.size(), 4);
    PutBytes(body, word.sound);
    PutBytes(body, word.term);
  }
  std::uint64_t begin = 0;
  for (const std::uint64_t size : groups) PutFixed(numbers, begin += size, 4);
  return LearnedFile(kMagic, static_cast<std::uint32_t>(words.size()), numbers += body);
}

}  // namespace funnel::store
