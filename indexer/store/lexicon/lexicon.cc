// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/store/lexicon/lexicon.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "indexer/store/files/bytes.h"
#include "indexer/store/files/guard.h"
#include "indexer/store/files/mapped_file.h"
#include "indexer/store/lexicon/learned_file.h"
#include "indexer/store/lexicon/term_list.h"

namespace funnel::store {
namespace fs = std::filesystem;
namespace {

constexpr std::string_view kMagic = "FUNNELX2";
constexpr std::string_view kFilePrefix = "lexicon-";
constexpr std::size_t kNumber = 4;  // Bytes of the place of an entry.
constexpr double kUnit = 10'000;    // of a probability

/// The targets of each entry, by their places in `terms`, behind where they begin.
std::string EncodeTargets(const std::vector<LexiconEntry>& entries,
                          const std::vector<std::string_view>& terms) {
  std::string offsets;
  std::string body;
  for (std::size_t i = 0; i < entries.size(); ++i) {
    if (i % kTermBlock == 0) PutFixed(offsets, body.size(), kNumber);
    PutVarint(body, entries[i].targets.size());
    for (const Translation& target : entries[i].targets) {
      const auto place = std::lower_bound(terms.begin(), terms.end(), target.term);
      PutVarint(body, static_cast<std::uint64_t>(place - terms.begin()));
      PutVarint(body, static_cast<std::uint64_t>(std::lround(target.probability * kUnit)));
    }
  }
  return offsets += body;
}

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
    std::string_view rest = bytes.substr(kLearnedHeaderBytes);
    if (!TakeName(rest, from_) || !TakeName(rest, to_) || !sources_.Take(rest) ||
        !targets_.Take(rest) || sources_.size() != *entries) {
      return Malformed(name);
    }
    const std::size_t offsets = (*entries + kTermBlock - 1) / kTermBlock * kNumber;
    if (rest.size() < offsets) return Malformed(name);
    offsets_ = rest.substr(0, offsets);
    entries_ = rest.substr(offsets);
    return {};
  }

  std::vector<Translation> Find(std::string_view source) const {
    const std::size_t at = sources_.LowerBound(source);
    if (at == size() || sources_.At(at) != source) return {};
    return TargetsOf(at);
  }

  std::vector<LexiconEntry> FindNear(std::string_view source, std::size_t least, std::size_t most,
                                     std::size_t& common) const {
    const std::size_t middle = sources_.LowerBound(source);
    common = 0;
    std::vector<LexiconEntry> near;
    // What begins alike stands together in the order, with terms of several words in between.
    constexpr std::size_t kFarthest = 64;
    const auto look = [&](std::size_t i) {
      std::string other = sources_.At(i);
      if (other.find(' ') != std::string::npos) return true;
      const auto end = std::mismatch(source.begin(), source.end(), other.begin(), other.end());
      const auto length = static_cast<std::size_t>(end.first - source.begin());
      if (length < common) return false;
      if (length > common) near.clear();
      common = length;
      if (length >= least && near.size() < most) near.push_back({std::move(other), TargetsOf(i)});
      return true;
    };
    for (std::size_t i = middle; i < std::min(size(), middle + kFarthest) && look(i); ++i) {
    }
    for (std::size_t i = middle; i > middle - std::min(middle, kFarthest) && look(i - 1); --i) {
    }
    return near;
  }

  const std::string& from() const { return from_; }
  const std::string& to() const { return to_; }
  std::size_t size() const { return sources_.size(); }

 private:
  /// The hash is right: a bug of whoever wrote it.
  static tl::unexpected<Error> Malformed(const std::string& name) {
    return Fail(ErrorCode::kCorrupt, name + ": malformed; run funnel-indexer learn");
  }

  /// Takes the tag of a language off the front of `bytes`.
  static bool TakeName(std::string_view& bytes, std::string& name) {
    ByteCursor in(bytes);
    name = in.Bytes();
    std::string head;
    PutBytes(head, name);
    // A length that is written longer than it needs to be is none of ours.
    if (!in.ok() || !bytes.starts_with(head)) return false;
    bytes.remove_prefix(head.size());
    return true;
  }

  std::vector<Translation> TargetsOf(std::size_t index) const {
    const std::size_t at = TakeFixed(offsets_, index / kTermBlock * kNumber, kNumber);
    ByteCursor entry(at < entries_.size() ? entries_.substr(at) : std::string_view());
    for (std::size_t i = 0; i < index % kTermBlock; ++i) {
      for (std::size_t left = entry.Count(); left > 0; --left) entry.Varint(), entry.Varint();
    }
    std::vector<Translation> found(entry.Count());
    for (Translation& target : found) {
      target.term = targets_.At(entry.Varint());
      target.probability = static_cast<double>(entry.Varint()) / kUnit;
    }
    if (!entry.ok()) found.clear();
    return found;
  }

  MappedFile file_;
  TermList sources_, targets_;
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
  std::vector<std::string_view> sources;
  std::vector<std::string_view> targets;
  for (const LexiconEntry& entry : entries) {
    sources.push_back(entry.source);
    for (const Translation& target : entry.targets) targets.push_back(target.term);
  }
  std::sort(targets.begin(), targets.end());
  targets.erase(std::unique(targets.begin(), targets.end()), targets.end());

  std::string content;
  PutBytes(content, from);
  PutBytes(content, to);
  content += EncodeTermList(sources);
  content += EncodeTermList(targets);
  content += EncodeTargets(entries, targets);
  return LearnedFile(kMagic, static_cast<std::uint32_t>(entries.size()), content);
}

}  // namespace funnel::store
