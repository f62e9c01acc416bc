// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/store/lexicon.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <xxhash.h>

#include <algorithm>
#include <cerrno>
#include <cmath>
#include <cstring>
#include <system_error>
#include <utility>

#include "funnel/analyzer.h"
#include "indexer/store/bytes.h"
#include "indexer/store/durable_file.h"
#include "indexer/store/guard.h"

namespace funnel::store {
namespace fs = std::filesystem;
namespace {

constexpr std::string_view kMagic = "FUNNELX1";
constexpr std::string_view kFilePrefix = "lexicon-";
constexpr std::size_t kHashAt = 8;
constexpr std::size_t kHashedFrom = 16;
constexpr std::size_t kOffsetsAt = 24;
constexpr double kUnit = 10'000;  // of a probability

void PutFixed(std::string& out, std::uint64_t value, int bytes) {
  for (int i = 0; i < bytes; ++i) out.push_back(static_cast<char>(value >> (8 * i)));
}

std::uint64_t TakeFixed(std::string_view bytes, std::size_t at, int count) {
  std::uint64_t value = 0;
  for (int i = 0; i < count; ++i) {
    value |= std::uint64_t{static_cast<unsigned char>(bytes[at + static_cast<std::size_t>(i)])}
             << (8 * i);
  }
  return value;
}

/// A file in memory as long as this lives, also when the file is replaced.
class MappedFile {
 public:
  explicit MappedFile(const fs::path& path) {
    const FileDescriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
    struct stat status {};
    if (!file.is_open() || ::fstat(file.get(), &status) != 0) Throw();
    size_ = static_cast<std::size_t>(status.st_size);
    if (size_ == 0) return;  // Nothing to map.
    data_ = ::mmap(nullptr, size_, PROT_READ, MAP_PRIVATE, file.get(), 0);
    if (data_ == MAP_FAILED) Throw();
  }
  ~MappedFile() {
    if (data_ != nullptr) ::munmap(data_, size_);
  }
  MappedFile(const MappedFile&) = delete;
  MappedFile& operator=(const MappedFile&) = delete;

  std::string_view bytes() const { return {static_cast<const char*>(data_), size_}; }

 private:
  [[noreturn]] static void Throw() { throw std::system_error(errno, std::generic_category()); }

  void* data_ = nullptr;
  std::size_t size_ = 0;
};

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
    if (bytes.size() < kOffsetsAt || !bytes.starts_with(kMagic) ||
        TakeFixed(bytes, kHashAt, 8) !=
            XXH3_64bits(bytes.data() + kHashedFrom, bytes.size() - kHashedFrom)) {
      return Fail(ErrorCode::kCorrupt, name + ": damaged; run funnel-indexer learn");
    }
    const std::uint64_t version = TakeFixed(bytes, kHashedFrom, 4);
    if (version != std::uint64_t{kAnalyzerVersion}) {
      return Fail(ErrorCode::kIndexMismatch,
                  name + ": written with analyzer " + std::to_string(version) +
                      ", this program has " + std::to_string(kAnalyzerVersion) +
                      "; run funnel-indexer learn");
    }
    size_ = TakeFixed(bytes, kHashedFrom + 4, 4);
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
    std::size_t low = 0;
    std::size_t high = size_;
    while (low < high) {
      const std::size_t middle = low + (high - low) / 2;
      ByteCursor entry(EntryAt(middle));
      const std::string_view found = entry.Bytes();
      if (!entry.ok()) return {};
      if (found == source) return Targets(entry);
      if (found < source) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return {};
  }

  const std::string& from() const { return from_; }
  const std::string& to() const { return to_; }
  std::size_t size() const { return size_; }

 private:
  /// The hash is right: a bug of whoever wrote it.
  static tl::unexpected<Error> Malformed(const std::string& name) {
    return Fail(ErrorCode::kCorrupt, name + ": malformed; run funnel-indexer learn");
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
const std::string& Lexicon::from() const { return impl_->from(); }
const std::string& Lexicon::to() const { return impl_->to(); }
std::size_t Lexicon::size() const { return impl_->size(); }

fs::path LexiconPath(const fs::path& generation_dir, std::string_view from, std::string_view to) {
  return generation_dir /
         std::string(kFilePrefix).append(from).append(1, '-').append(to);
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
  std::sort(entries.begin(), entries.end(), [](const LexiconEntry& a, const LexiconEntry& b) {
    return a.source < b.source;
  });
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
  std::string hashed;
  PutFixed(hashed, kAnalyzerVersion, 4);
  PutFixed(hashed, entries.size(), 4);
  hashed += offsets;
  PutBytes(hashed, from);
  PutBytes(hashed, to);
  hashed += body;
  std::string out(kMagic);
  PutFixed(out, XXH3_64bits(hashed.data(), hashed.size()), 8);
  return out + hashed;
}

}  // namespace funnel::store
