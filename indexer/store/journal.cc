// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/store/journal.h"

#include <fcntl.h>
#include <xxhash.h>

#include <cerrno>
#include <fstream>
#include <optional>
#include <system_error>
#include <utility>
#include <vector>

#include "indexer/store/files/bytes.h"

namespace funnel::store {
namespace fs = std::filesystem;
namespace {

constexpr std::string_view kMagic = "FUNNELJ2";
constexpr std::size_t kChecksumBytes = 8;
constexpr std::size_t kBufferBytes = 1 << 20;

void FreeHash(XXH3_state_s* state) { XXH3_freeState(state); }

std::string LittleEndian(std::uint64_t value) {
  std::string bytes;
  for (int i = 0; i < 8; ++i) bytes.push_back(static_cast<char>(value >> (8 * i)));
  return bytes;
}

/// Reads the pieces of a journal from a stream; every getter is empty at a premature end.
class Pieces {
 public:
  explicit Pieces(const fs::path& path) : in_(path, std::ios::binary) {
    std::error_code error;
    left_ = fs::file_size(path, error);
    if (error || !in_) left_ = 0;
  }

  std::optional<std::string> Fixed(std::uint64_t size) {
    if (size > left_) return std::nullopt;
    std::string bytes(size, '\0');
    if (!in_.read(bytes.data(), static_cast<std::streamsize>(size))) return std::nullopt;
    left_ -= size;
    return bytes;
  }

  std::optional<std::uint64_t> Varint() {
    std::string raw;
    for (int i = 0; i < 10; ++i) {
      const auto byte = Fixed(1);
      if (!byte) return std::nullopt;
      raw += *byte;
      if (static_cast<unsigned char>(raw.back()) < 0x80) {
        ByteCursor cursor(raw);
        const std::uint64_t value = cursor.Varint();
        return cursor.ok() ? std::optional(value) : std::nullopt;
      }
    }
    return std::nullopt;
  }

  std::optional<std::string> Bytes() {
    const auto size = Varint();
    return size ? Fixed(*size) : std::nullopt;
  }

  std::uint64_t left() const { return left_; }

 private:
  std::ifstream in_;
  std::uint64_t left_ = 0;
};

/// Whether the last bytes of the file are the hash of all before them.
bool ChecksumHolds(const fs::path& path) {
  Pieces in(path);
  if (in.left() < kMagic.size() + kChecksumBytes) return false;
  std::unique_ptr<XXH3_state_s, void (*)(XXH3_state_s*)> hash(XXH3_createState(), FreeHash);
  XXH3_64bits_reset(hash.get());
  while (in.left() > kChecksumBytes) {
    const auto part = in.Fixed(std::min<std::uint64_t>(in.left() - kChecksumBytes, kBufferBytes));
    if (!part) return false;
    XXH3_64bits_update(hash.get(), part->data(), part->size());
  }
  return in.Fixed(kChecksumBytes) == LittleEndian(XXH3_64bits_digest(hash.get()));
}

/// Walks the whole journal; the publish number at its end, or 0 where it does not parse.
Result<std::uint64_t> Walk(const fs::path& path,
                           const std::function<Result<void>(const JournalEntry&)>& visit) {
  Pieces in(path);
  if (in.Fixed(kMagic.size()) != std::string(kMagic)) return std::uint64_t{0};
  while (true) {
    const auto op = in.Fixed(1);
    if (!op) return std::uint64_t{0};
    if (*op == "E") return in.Varint().value_or(0);
    const auto tier = in.Fixed(1);
    auto term = in.Bytes();
    auto document = in.Bytes();
    if ((*op != "P" && *op != "R") || !tier || tier->front() < 0 || tier->front() >= kTierCount ||
        !term || !document) {
      return std::uint64_t{0};
    }
    if (auto done = visit(
            {static_cast<Tier>(tier->front()), *op == "R", std::move(*term), std::move(*document)});
        !done) {
      return Fail(done.error());
    }
  }
}

}  // namespace

JournalWriter::JournalWriter(fs::path path)
    : path_(std::move(path)),
      file_(::open(path_.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666)),
      hash_(XXH3_createState(), FreeHash) {
  if (!file_.is_open()) throw std::system_error(errno, std::generic_category());
  XXH3_64bits_reset(hash_.get());
  Put(kMagic);
}

JournalWriter::~JournalWriter() {
  std::error_code ignored;
  if (!finished_ && !removed_) fs::remove(path_, ignored);
}

void JournalWriter::Append(const JournalEntry& entry) {
  std::string head;
  head.push_back(entry.removes ? 'R' : 'P');
  head.push_back(static_cast<char>(entry.tier));
  PutBytes(head, entry.unique_term);
  PutVarint(head, entry.document.size());
  Put(head);
  Put(entry.document);
}

void JournalWriter::Finish(std::uint64_t publish) {
  std::string end = "E";
  PutVarint(end, publish);
  Put(end);
  buffer_ += LittleEndian(XXH3_64bits_digest(hash_.get()));
  Flush();
  SyncFile(file_.get());
  SyncFolder(path_.parent_path());
  finished_ = true;
}

void JournalWriter::Remove() {
  file_.Close();
  fs::remove(path_);
  removed_ = true;
  SyncFolder(path_.parent_path());
}

void JournalWriter::Put(std::string_view bytes) {
  XXH3_64bits_update(hash_.get(), bytes.data(), bytes.size());
  buffer_ += bytes;
  if (buffer_.size() >= kBufferBytes) Flush();
}

void JournalWriter::Flush() {
  WriteAll(file_.get(), buffer_);
  buffer_.clear();
}

std::uint64_t FinishedJournal(const fs::path& path) {
  if (!fs::exists(path) || !ChecksumHolds(path)) return 0;
  const auto publish = Walk(path, [](const JournalEntry&) { return Result<void>{}; });
  return publish ? *publish : 0;
}

Result<void> ReadJournal(const fs::path& path,
                         const std::function<Result<void>(const JournalEntry&)>& visit) {
  const auto publish = Walk(path, visit);
  if (!publish) return Fail(publish.error());
  return {};
}

}  // namespace funnel::store
