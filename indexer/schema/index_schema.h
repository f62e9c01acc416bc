// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "funnel/analyzer.h"
#include "funnel/article.h"

namespace funnel::schema {

/// The layout of a Xapian database of ours: prefixes, slots, metadata, record. An index with
/// another version is refused with the remedy. Changelog:
///   1  first version
///   2  value slot kHitSlot
///   3  words of headings count more
///   4  a database for each tier and ranking language
///   5  postings of words alone: pairs and parts of words are read in a forward record, in files
///      beside the database; the ends of words as synonyms
///   6  a word that has stems is found by these alone; the vocabulary in the table of synonyms;
///      what a hit shows is read in its record
///   7  columns beside the forward records: length, family and day of each document
///   8  the facets of each document beside its forward record; in that, where in the text every
///      32nd word stands
///   9  beside the forward records also what can be suggested of each document, by what is typed
inline constexpr int kSchemaVersion = 9;

/// Term prefixes of the lanes, by Lane. Terms of a lane never begin with a capital letter, so that
/// the empty prefix of kWord is unambiguous. Z is Xapian's own convention for stems.
inline constexpr std::string_view kLanePrefix[kLaneCount] = {"",   "Z",  "XP", "XS", "XG", "XC",
                                                             "XH", "XT", "XN", "XF", "XD", "XI"};

/// The lanes that articles are found by; words that have stems by these alone. What pairs of words
/// and parts of words say, stage 2 of the ranking reads in the forward record.
constexpr bool HasPostings(Lane lane) {
  return lane != Lane::kPair && lane != Lane::kSkipPair && lane != Lane::kFoldPair &&
         lane != Lane::kNgram;
}

/// Boolean terms (wdf 0), named as Omega names them where it has a name.
inline constexpr std::string_view kIdPrefix = "Q";        ///< Q<lang>:<id>, unique.
inline constexpr std::string_view kLangPrefix = "L";      ///< L<lang>.
inline constexpr std::string_view kFamilyPrefix = "XA";   ///< XA<family>.
inline constexpr std::string_view kKindPrefix = "XK";     ///< XK<kind>.
inline constexpr std::string_view kProductPrefix = "XR";  ///< XR<product, case-folded>.
inline constexpr std::string_view kTagPrefix = "K";       ///< K<tag, case-folded>.

/// Value slots.
inline constexpr std::uint32_t kFamilySlot = 0;  ///< The family; its hash is a column, too.
inline constexpr std::uint32_t kLangSlot = 1;    ///< The canonical language tag.
inline constexpr std::uint32_t kHashSlot = 3;    ///< ContentHash of the stored article.
/// See store/layout/forward_record.h. Only of a document that is to be written: the store keeps it
/// in a file beside the database.
inline constexpr std::uint32_t kForwardSlot = 4;
/// The article's store::VocabularyWords, likewise only until it is written.
inline constexpr std::uint32_t kWordsSlot = 5;
/// Its store::EncodeFacets, likewise.
inline constexpr std::uint32_t kFacetsSlot = 6;
/// Its store::EncodeSuggestible, likewise.
inline constexpr std::uint32_t kSuggestSlot = 7;

/// Metadata keys of each database.
inline constexpr std::string_view kSchemaKey = "funnel.schema";      ///< kSchemaVersion.
inline constexpr std::string_view kAnalyzerKey = "funnel.analyzer";  ///< kAnalyzerVersion.
inline constexpr std::string_view kForwardKey = "funnel.forward";    ///< store::SegmentList.
inline constexpr std::string_view kPublishKey = "funnel.publish";  ///< Number of the last publish.
inline constexpr std::string_view kHistoryKey = "funnel.history";  ///< See store/history/history.h.
inline constexpr std::string_view kPublishedKey = "funnel.published";  ///< When that was, UTC.

/// How often a word of the title counts against one of the body (wdf).
inline constexpr std::uint32_t kTitleWdf = 3;

/// How often a word of a section's heading counts on top of its one in the text (wdf).
inline constexpr std::uint32_t kHeadingWdf = 2;

/// What an occurrence of a word counts in a title, in a heading of the text, or elsewhere.
constexpr std::uint32_t WdfAt(bool in_title, bool in_heading) {
  if (in_title) return kTitleWdf;
  return in_heading ? 1 + kHeadingWdf : 1;
}

/// `prefix + text`, cut at a character and closed by a hash of the whole where it would exceed
/// kMaxTermBytes (a NUL byte counts two, as Xapian counts it).
std::string IndexTerm(std::string_view prefix, std::string_view text);

/// The index term of a text's term of that lane.
std::string IndexTerm(Lane lane, std::string_view text);

/// The lane that an index term of a text is of, and its text without the lane's prefix.
Lane LaneOf(std::string_view term);
std::string_view TermText(std::string_view term);

/// The unique term of an article: IndexTerm("Q", lang + ":" + id).
std::string UniqueTerm(std::string_view lang, std::string_view id);

/// "en:printing/offline" of the unique term "Qen:printing/offline", which must outlive it: what an
/// article is called in messages.
inline std::string_view NameOfUniqueTerm(std::string_view unique_term) {
  return unique_term.substr(kIdPrefix.size());
}

}  // namespace funnel::schema
