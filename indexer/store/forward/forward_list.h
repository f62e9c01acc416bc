// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <xapian.h>

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "funnel/result.h"

namespace funnel::store {

/// The segments of forward records (forward_table.h) that are in force beside one Xapian database,
/// oldest first: their strictly rising numbers. The database itself
/// keeps the list, as metadata of the commit that the segments belong to: so records and documents
/// change at one moment, and a crash leaves one list or the other, whole.
struct SegmentList {
  std::vector<std::uint64_t> numbers;

  /// What ToString gave. Fails with kCorrupt; `name`, the database, is for the message.
  static Result<SegmentList> Parse(std::string_view text, const std::string& name);

  /// A number for the next segment.
  std::uint64_t Next() const { return numbers.empty() ? 1 : numbers.back() + 1; }

  /// The numbers in decimal with a space between; nothing for no segments.
  std::string ToString() const;

  bool operator==(const SegmentList&) const = default;
};

/// The file "forward-<number>" of a segment in the folder of its database.
std::filesystem::path SegmentPath(const std::filesystem::path& folder, std::uint64_t number);

/// What a database, which lies in `folder`, has of it. Throws Failure, with kCorrupt.
SegmentList ForwardSegments(const Xapian::Database& database, const std::filesystem::path& folder);

/// Removes the segments in `folder` that none of `lists` names, and what a killed writer left.
/// For who holds the lock of the base: after a commit, with its list and that of the commit
/// before, which readers may be about to open. Throws std::filesystem_error.
void DropUnlisted(const std::filesystem::path& folder, const std::vector<SegmentList>& lists);

}  // namespace funnel::store
