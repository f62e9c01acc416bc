// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/store/lexicon/lexicon.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "indexer/store/files/bytes.h"
#include "indexer/store/files/guard.h"
#include "indexer/store/files/mapped_file.h"
#include "indexer/store/lexicon/learned_file.h"

namespace funnel::store {
namespace fs = std::filesystem;
namespace {

constexpr std::string_view kMagic = "FUNNELX1";
constexpr std::string_view kFilePrefix = "lexicon-";
constexpr std::size_t kOffsetsAt = kLearnedHeaderBytes;
constexpr double kUnit = 10'000;  // of a probability

}  // namespace

std::string SourceKey(const std::vector<std::string_view>& words) {
  std::string key;
  for (const std::string_view word : words) {
    if (!key.empty()) key += ' ';
    key += word;
  }
  return key;
}

class Lexicon::Impl {
 public:
  explicit Impl(const fs::path& file) : file_(file) {}

  Result<void> Check(const std::string& name) {
    const std::string_view bytes = file_.bytes();
    Result<std::size_t> entries = CheckLearnedFile(bytes, kMagic, name);
    if (!entries) return Fail(entries.error());
    size_ = *entries;
    if ((bytes.size() - kOffsetsAt) / 4 < size_) return Malformed(name);
    offsets_ = bytes.substr(kOffsetsAt, size_ * 4);
    const std::string_view rest = bytes.substr(kOffsetsAt + size_ * 4);
    ByteCursor in(rest);
    from_ = in.Bytes();
    to_ = in.Bytes();
    // What follows the two names; a name that is too long to be a tag spoils the cursor.
    std::string head;
    PutBytes(head, from_);
    PutBytes(head, to_);
    if (!in.ok() || head.size() > rest.size()) return Malformed(name);
    entries_ = rest.substr(head.size());
    return {};
  }

  std::vector<Translation> Find(std::string_view source) const {
    const std::size_t at = LowerBound(source);
    if (at == size_) return {};
    ByteCursor entry(EntryAt(at));
    return entry.Bytes() == source ? Targets(entry) : std::vector<Translation>();
  }

  std::vector<LexiconEntry> FindNear(std::string_view source, std::size_t least, std::size_t most,
                                     std::size_t& common) const {
    const std::size_t middle = LowerBound(source);
    common = 0;
    std::vector<LexiconEntry> near;
    // What begins alike stands together in the order, with terms of several words in between.
    constexpr std::size_t kFarthest = 64;
    const auto look = [&](std::size_t i) {
      ByteCursor entry(EntryAt(i));
      const std::string_view other = entry.Bytes();
      if (other.find(' ') != std::string_view::npos) return true;
      const auto end = std::mismatch(source.begin(), source.end(), other.begin(), other.end());
      const auto length = static_cast<std::size_t>(end.first - source.begin());
      if (length < common) return false;
      if (length > common) near.clear();
      common = length;
      if (length >= least && near.size() < most)
        near.push_back({std::string(other), Targets(entry)});
      return true;
    };
    for (std::size_t i = middle; i < std::min(size_, middle + kFarthest) && look(i); ++i) {
    }
    for (std::size_t i = middle; i > middle - std::min(middle, kFarthest) && look(i - 1); --i) {
    }
    return near;
  }

  const std::string& from() const { return from_; }
  const std::string& to() const { return to_; }
  std::size_t size() const { return size_; }

 private:
  /// The hash is right: a bug of whoever wrote it.
  static tl::unexpected<Error> Malformed(const std::string& name) {
    return Fail(ErrorCode::kCorrupt, name + ": malformed; run funnel-indexer learn");
  }

  /// The first entry that does not come before `source`.
  std::size_t LowerBound(std::string_view source) const {
    std::size_t low = 0;
    std::size_t high = size_;
    while (low < high) {
      const std::size_t middle = low + (high - low) / 2;
      ByteCursor entry(EntryAt(middle));
      if (entry.Bytes() < source) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  std::string_view EntryAt(std::size_t index) const {
    const std::uint64_t at = TakeFixed(offsets_, index * 4, 4);
    return at < entries_.size() ? entries_.substr(at) : std::string_view();
  }

  static std::vector<Translation> Targets(ByteCursor& entry) {
    std::vector<Translation> targets(entry.Count());
    for (Translation& target : targets) {
      target.term = entry.Bytes();
      target.probability = static_cast<double>(entry.Varint()) / kUnit;
    }
    if (!entry.ok()) targets.clear();
    return targets;
  }

  MappedFile file_;
  std::size_t size_ = 0;
  std::string_view offsets_, entries_;
  std::string from_, to_;
};

Lexicon::Lexicon(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
Lexicon::~Lexicon() = default;
Lexicon::Lexicon(Lexicon&&) noexcept = default;
Lexicon& Lexicon::operator=(Lexicon&&) noexcept = default;

Result<Lexicon> Lexicon::Open(const fs::path& file) {
  return Guard(file.string(), [&]() -> Result<Lexicon> {
    auto impl = std::make_unique<Impl>(file);
    if (auto right = impl->Check(file.string()); !right) return Fail(right.error());
    return Lexicon(std::move(impl));
  });
}

std::vector<Translation> Lexicon::Find(std::string_view source) const {
  return impl_->Find(source);
}
std::vector<LexiconEntry> Lexicon::FindNear(std::string_view source, std::size_t least,
                                            std::size_t most, std::size_t& common) const {
  return impl_->FindNear(source, least, most, common);
}
const std::string& Lexicon::from() const { return impl_->from(); }
const std::string& Lexicon::to() const { return impl_->to(); }
std::size_t Lexicon::size() const { return impl_->size(); }

fs::path LexiconPath(const fs::path& generation_dir, std::string_view from, std::string_view to) {
  return generation_dir / std::string(kFilePrefix).append(from).append(1, '-').append(to);
}

std::vector<fs::path> ListLexicons(const fs::path& generation_dir) {
  std::vector<fs::path> files;
  for (const fs::directory_entry& entry : fs::directory_iterator(generation_dir)) {
    const std::string name = entry.path().filename().string();
    if (name.starts_with(kFilePrefix) && !name.ends_with(".new")) files.push_back(entry.path());
  }
  std::sort(files.begin(), files.end());
  return files;
}

std::string EncodeLexicon(std::string_view from, std::string_view to,
                          std::vector<LexiconEntry> entries) {
  std::sort(entries.begin(), entries.end(),
            [](const LexiconEntry& a, const LexiconEntry& b) { return a.source < b.source; });
  std::string offsets;
  std::string body;
  for (const LexiconEntry& entry : entries) {
    PutFixed(offsets, body.size(), 4);
    PutBytes(body, entry.source);
    PutVarint(body, entry.targets.size());
    for (const Translation& target : entry.targets) {
      PutBytes(body, target.term);
      PutVarint(body, static_cast<std::uint64_t>(std::lround(target.probability * kUnit)));
    }
  }
  PutBytes(offsets, from);
  PutBytes(offsets, to);
  return LearnedFile(kMagic, static_cast<std::uint32_t>(entries.size()), offsets += body);
}

}  // namespace funnel::store
