// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <string_view>

#include "funnel/result.h"
#include "indexer/store/files/durable_file.h"
#include "indexer/store/layout/knowledge_base.h"

struct XXH3_state_s;

namespace funnel::store {

/// What one publish does to one article in one tier.
struct JournalEntry {
  Tier tier = Tier::kPublic;
  bool removes = false;
  std::string unique_term;
  std::string document;  ///< Xapian::Document::serialise(); empty when removing.
};

/// A publish into several databases, written down before the first of them commits, so that one
/// cut short between two commits can be completed by whoever opens the base next. The file:
/// "FUNNELJ2", then per entry byte 'P' (put) or 'R' (remove), byte tier, bytes unique term, bytes
/// document; at the end byte 'E', varint publish number, and 8 bytes XXH3 (64 bits, little-endian)
/// of all before them.
/// A journal without its right end is one that never came into force.
///
/// Member functions throw std::system_error, for Guard to turn into an Error.
class JournalWriter {
 public:
  /// Starts the journal at `path`, replacing any.
  explicit JournalWriter(std::filesystem::path path);
  /// Removes a journal that was not finished.
  ~JournalWriter();
  JournalWriter(const JournalWriter&) = delete;
  JournalWriter& operator=(const JournalWriter&) = delete;

  void Append(const JournalEntry& entry);

  /// Writes the end and forces all to the disk. From here on the publish will be completed.
  void Finish(std::uint64_t publish);

  /// Deletes the file, durably: the publish is complete, or shall not be.
  void Remove();

 private:
  void Put(std::string_view bytes);
  void Flush();

  std::filesystem::path path_;
  FileDescriptor file_;
  std::string buffer_;
  std::unique_ptr<XXH3_state_s, void (*)(XXH3_state_s*)> hash_;
  bool removed_ = false;
  bool finished_ = false;
};

/// The number of the publish in the journal at `path`; 0 when there is no journal or it has no
/// right end. Throws std::system_error.
std::uint64_t FinishedJournal(const std::filesystem::path& path);

/// Hands each entry of a finished journal to `visit`, in order, until that fails.
/// REQUIRES: FinishedJournal(path) != 0.
Result<void> ReadJournal(const std::filesystem::path& path,
                         const std::function<Result<void>(const JournalEntry&)>& visit);

}  // namespace funnel::store
