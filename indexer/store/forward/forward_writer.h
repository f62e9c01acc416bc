// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "indexer/store/files/durable_file.h"
#include "indexer/store/forward/forward_reader.h"
#include "indexer/store/forward/merge_plan.h"

namespace funnel::store {

/// Writes the segment of one publish. A record goes to the file as it comes; in memory are 44 bytes
/// for each document that changes or that a merge copies, its facets (facet_pool.h), what can be
/// suggested of it (suggest_pool.h), and a buffer of 1 MiB.
///
///   ForwardWriter writer(before, before.list().Next());
///   writer.Put(docid, record, columns, facets, suggestible);    // with replace_document
///   database.set_metadata(key, writer.Finish().ToString());     // in the same transaction
///   database.commit_transaction();
///   DropUnlisted(folder, {list, before.list()});
///
/// A crash before the commit leaves a file that no list names: the next segment of that number
/// replaces it, the next DropUnlisted removes it.
///
/// For one thread that holds the lock of the base. Member functions throw std::system_error and
/// Failure, for Guard to turn into an Error.
class ForwardWriter {
 public:
  /// What a publish does to the database whose records are `before`: opened with its folder, also
  /// where the list is empty. REQUIRES: `number` is above all that before.list() has.
  ForwardWriter(ForwardReader before, std::uint64_t number);
  /// Removes what was not finished.
  ~ForwardWriter();
  ForwardWriter(const ForwardWriter&) = delete;
  ForwardWriter& operator=(const ForwardWriter&) = delete;

  /// The record of a document from this publish on, and what the table says of it; the last Put or
  /// Remove of a docid counts. `suggestible` is what EncodeSuggestible gave. An empty record is
  /// none. REQUIRES: less than 4 GiB.
  void Put(std::uint32_t docid, std::string_view record, const ForwardColumns& columns = {},
           const std::vector<FacetValue>& facets = {}, std::string_view suggestible = {});

  /// From this publish on the document has no record. One that never had any may be named, too.
  void Remove(std::uint32_t docid);

  /// Puts the segment on the disk, merged with some or all of the older ones where merge_plan.h
  /// says so, under its name; gives the list with it. Where nothing changed (and no more segments
  /// than allowed are there), or no document has a record any more, there is no file for it.
  /// Nothing may be called after it. A base that is built in many commits which nobody reads may
  /// allow more than kMostSegments until its last one: then each record is written twice and not
  /// ten times. REQUIRES: most_segments >= 1.
  SegmentList Finish(std::size_t most_segments = kMostSegments);

 private:
  void Append(ForwardEntry entry, std::string_view record);
  void Write(std::string_view bytes);
  void Flush();
  void KeepLastOfEach();
  void DropIdleRemovals(const ForwardReader& older);
  void MergeUnder(const ForwardSegment& older);
  SegmentWeight Weight(const ForwardReader& older) const;
  void WriteFile(const SegmentWeight& weight);

  ForwardReader before_;
  std::uint64_t number_;
  std::filesystem::path path_, unfinished_;
  FileDescriptor file_;
  std::string buffer_;
  std::uint64_t written_ = 0;  ///< Bytes handed to Write.
  std::vector<ForwardEntry> entries_;
  FacetPool facets_;
  SuggestPool suggested_;
};

}  // namespace funnel::store
