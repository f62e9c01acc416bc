// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "funnel/result.h"
#include "indexer/store/forward/facet_pool.h"
#include "indexer/store/forward/facet_table.h"
#include "indexer/store/forward/suggest_pool.h"
#include "indexer/store/forward/suggest_table.h"

// Forward records: what the ranking wants to know of each document of a Xapian database, a string
// of bytes each, in files beside the database that are mapped into memory. A file is a segment:
// what one publish changed, with what it merged of older segments. It never changes. All numbers
// are little-endian:
//
//   8 bytes    "FUNNELF4"
//   records, one behind the other
//   table of n entries, sorted by docid, no docid twice:
//     n x { u64 where the record begins in the file, u32 its bytes, u32 XXH3 of it }
//     n x u64    family    } columns: what is looked up for all documents that a question finds
//     n x u32    length    } (ForwardColumns)
//     n x u32    updated   }
//     n x u32    docid
//     b+1 x u32  where the docids of each bucket begin; docid d is in bucket (d - first) >> shift
//     facets     kind, language, products, versions and tags of each document: facet_table.h
//     suggested  its title and its questions, by what is typed of them: suggest_table.h
//   trailer, 80 bytes:
//     u64  number of the segment
//     u64  bytes of all records
//     u64  bytes of those that the table names
//     u64  bytes of the records in older segments that entries of this one hide
//     u64  bytes of the facets
//     u64  bytes of what is suggested
//     u32  n; u32 first docid; u32 last docid; u32 shift
//     u64  XXH3 (64 bits) of the table and the trailer up to here
//     8 bytes    "FUNNELF4"
//
// An entry of 0 bytes says that the document has no record, whatever older segments say.
//
// The hash of the table is checked whenever a file is opened: 36 bytes for each record, the facets,
// and what is suggested. Records have a hash each, of 32 bits (the lowest of XXH3's 64), that is
// checked where all of a record is read anyway, by merges and ForwardReader::Verify, and not by
// searches: hashing the 300 records of a question takes 0.3 ms, about as long as judging by them,
// and who decodes a record has to stay within its bytes whatever they are. So damage there spoils a
// score until it is found, and is never given a new, right hash.

namespace funnel::store {

inline constexpr std::string_view kForwardMagic = "FUNNELF4";
inline constexpr std::size_t kForwardTrailerBytes = 80;

/// What the table itself says of a document, so that no record has to be read for it.
struct ForwardColumns {
  std::uint64_t family = 0;   ///< A hash of its family; 0: none is known.
  std::uint32_t length = 0;   ///< As BM25 counts it.
  std::uint32_t updated = 0;  ///< 20240302 for the 2nd of March 2024; 0: not said.
};

/// One entry of the table.
struct ForwardEntry {
  std::uint32_t docid = 0;
  std::uint32_t size = 0;    ///< Bytes; 0: the document has no record.
  std::uint64_t at = 0;      ///< From the beginning of the file.
  std::uint32_t check = 0;   ///< ForwardCheck of the record.
  std::uint32_t facets = 0;  ///< The number of its list of facet values; see facet_table.h.
  /// Of what is suggested: a number of the SuggestPool; of a table, the index of the entry.
  std::uint32_t suggested = 0;
  ForwardColumns columns = {};
};

/// What the trailer says of the whole file; see above.
struct ForwardTotals {
  std::uint64_t number = 0;
  std::uint64_t records = 0;
  std::uint64_t named = 0;
  std::uint64_t hidden = 0;
};

/// The hash of one record.
std::uint32_t ForwardCheck(std::string_view record);

/// Table and trailer; `entries` are sorted, at least one, their lists of facet values are those of
/// `facets`, and what is suggested that of `suggested`. Throws Failure as FacetPool::Encode.
std::string EncodeForwardTable(const std::vector<ForwardEntry>& entries,
                               const ForwardTotals& totals, const FacetPool& facets,
                               const SuggestPool& suggested);

/// Appends the hash of `table`, a table with its trailer so far, and the magic.
void SealForwardTable(std::string& table);

/// The table of a file in memory. Const functions are thread-safe, and read within the bytes
/// whatever the table says.
class ForwardTable {
 public:
  /// `bytes`, the whole file, must outlive the table; `name` is for messages. Fails with kCorrupt;
  /// the message says: run funnel-indexer rebuild.
  static Result<ForwardTable> Open(std::string_view bytes, const std::string& name);

  /// What the file says of a document: its record, empty where it has none; nullopt where the file
  /// says nothing. In constant time if docids are spread evenly, else in logarithmic.
  std::optional<std::string_view> Find(std::uint32_t docid) const;

  /// The index of the entry of a document. As fast as Find.
  std::optional<std::size_t> IndexOf(std::uint32_t docid) const;

  /// The docid and the columns of entry `i`, below size().
  std::uint32_t DocidAt(std::size_t i) const;
  ForwardColumns ColumnsAt(std::size_t i) const;
  std::uint64_t FamilyAt(std::size_t i) const;

  /// The facets of the entries.
  const FacetTable& facets() const { return facets_; }

  /// What can be suggested of them; its documents are the entries.
  const SuggestTable& suggested() const { return suggested_; }

  const ForwardTotals& totals() const { return totals_; }
  std::size_t size() const { return size_; }

  /// Entry `i`, below size().
  ForwardEntry At(std::size_t i) const;

  /// The record of an entry; empty where the file has no such bytes.
  std::string_view Record(const ForwardEntry& entry) const;

 private:
  bool ReadTrailer(std::string_view bytes);

  ForwardTotals totals_;
  std::string_view bytes_;  ///< From the beginning of the file to the end of its records.
  std::string_view places_, families_, lengths_, updated_, docids_, buckets_;
  FacetTable facets_;
  SuggestTable suggested_;
  std::size_t size_ = 0;
  std::uint32_t first_ = 0, last_ = 0, shift_ = 0;
};

}  // namespace funnel::store
