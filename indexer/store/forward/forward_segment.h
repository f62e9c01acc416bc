// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <string_view>

#include "indexer/store/files/mapped_file.h"
#include "indexer/store/forward/forward_table.h"

namespace funnel::store {

/// A file of forward records (forward_table.h), mapped into memory. Const functions are
/// thread-safe.
class ForwardSegment {
 public:
  /// Opens and checks the file of the segment with that number. Fails with kCorrupt, kNotFound or
  /// kIo; where it is damaged or gone, the message says: run funnel-indexer rebuild.
  static Result<std::shared_ptr<const ForwardSegment>> Open(const std::filesystem::path& file,
                                                            std::uint64_t number);

  const ForwardTable& table() const { return table_; }

  /// Hands each entry to `visit`, by docid, with its record where `wants` says so and it has one.
  /// Records are read from the file, not mapped, so that going through a large one does not fill
  /// the memory of the process; each is held against its hash. Throws Failure with kCorrupt, as
  /// Open says it, and std::system_error.
  void ForEach(
      const std::function<bool(const ForwardEntry&)>& wants,
      const std::function<void(const ForwardEntry&, std::string_view record)>& visit) const;

 private:
  explicit ForwardSegment(const std::filesystem::path& file) : path_(file), file_(file) {}

  std::filesystem::path path_;
  MappedFile file_;
  ForwardTable table_;
};

}  // namespace funnel::store
