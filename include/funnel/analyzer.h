// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace funnel {

/// The version of everything that decides which terms a text has. An index written under another
/// version is refused. Raise it with any change of the analyzer's output, and add a line here.
///   1  first version
///   2  parts of words in all alphabets; Japanese and Korean spellings; more writings of codes
///   3  English endings in Tagalog texts
///   4  endings of the languages that libstemmer does not have
///   5  letters and digits of a word apart; numbers, keys and addresses in groups as one; one
///      writing of digits, apostrophes, Arabic letters, dotless i, English spellings and forms;
///      Japanese Han by itself; Korean nouns of one syllable; lines of plain texts joined; signs
///      alone: emoji, keys and operators
inline constexpr int kAnalyzerVersion = 5;

/// The libraries that decide beside this version which terms a text has. An index keeps those that
/// it was written with: under others it stays readable, but some words may not be found.
struct AnalysisLibraries {
  std::string icu;               ///< The version of ICU, such as "72.1".
  std::string fingerprint = {};  ///< A hash of what they make of sample texts; empty: not known.

  bool operator==(const AnalysisLibraries&) const = default;
};

/// Those of this program. libstemmer does not tell its version, nor ICU that of a dictionary:
/// equal fingerprints mean the same terms for sample texts in every language. Takes milliseconds
/// the first time. Thread-safe.
const AnalysisLibraries& ThisAnalysis();

/// No term, with its index prefix, is longer: Xapian's limit.
inline constexpr std::size_t kMaxTermBytes = 245;

/// A way of turning text into terms. One text goes through all lanes that its characters can belong
/// to; each lane has its own term prefix in the index and its own weight in the ranking.
enum class Lane : std::uint8_t {
  kWord,        ///< A word in its normal form (NFKC, case-folded, Traditional Han as Simplified).
  kStem,        ///< The word without its inflection; in scripts that inflect, the main lane.
  kPair,        ///< Two adjacent words (stems where the script inflects), joined by a space.
  kSkipPair,    ///< Two words with only stop words between them.
  kGram,        ///< Two adjacent Han or kana characters.
  kChar,        ///< One Han character.
  kSyllable,    ///< Two adjacent Hangul syllables of one word.
  kCluster,     ///< Three adjacent grapheme clusters of Thai, Lao, Khmer or Burmese.
  kNgram,       ///< Four adjacent letters of a word, without its marks; see ARCHITECTURE.md.
  kFold,        ///< A Latin word without its accents and tone marks, where that changes it; of
                ///< a query also Term::unmarked.
  kFoldPair,    ///< Two adjacent words, both without their marks, where that changes either.
  kIdentifier,  ///< An error code, version, path, name or command: canonical whole, and its parts;
                ///< or a sign that one may look for alone.
};
inline constexpr int kLaneCount = 12;

/// The name of a lane in printed output and in tuning files, such as "skip-pair".
std::string_view Name(Lane lane);

/// One term of an analyzed text.
struct Term {
  Lane lane = Lane::kWord;
  std::string text;            ///< Without index prefix; at most kMaxTermBytes - 4 bytes.
  std::uint32_t position = 0;  ///< Index of the (first) word in the text.
  std::uint32_t begin = 0;     ///< First byte of the source text that the term stands for.
  std::uint32_t end = 0;       ///< One past the last byte.
  bool stop = false;           ///< A function word of its language: never marked, cheap to drop.
  bool stemmed = false;        ///< A word that has stems: articles are found by these.
  /// Of a query, in Lane::kFold: the stem of a word where its marks are left out. It stands for the
  /// stems of words that are written so.
  bool unmarked = false;
};

/// The terms of one text, in no promised order but that the stems of a word follow it.
struct AnalyzedText {
  std::vector<Term> terms;
  std::uint32_t word_count = 0;

  /// One line for tests and `explain`, by lane and place: "word:printer@0[0,7) stem:...".
  std::string ToString() const;
};

/// Turns text into terms, the same way for documents and queries. The script decides what a word
/// is; the language only chooses the stemmer and the stop words.
///
/// Holds ICU iterators and stemmers: one Analyzer per thread, not shareable, cheap to keep.
class Analyzer {
 public:
  Analyzer();
  ~Analyzer();
  Analyzer(Analyzer&&) noexcept;
  Analyzer& operator=(Analyzer&&) noexcept;

  /// The terms of a document's field. `lang` is the document's language in canonical form; an
  /// unknown or empty one means no stemming. Invalid UTF-8 reads as U+FFFD, nothing fails; only a
  /// text above 128 MiB throws std::length_error.
  AnalyzedText AnalyzeDocument(std::string_view text, std::string_view lang);

  /// The same without pairs and parts of words (Lane::kNgram): what an index has of a long text.
  /// Of a text whose lines are `broken`, as those of a printed page are, a word that a hyphen parts
  /// at a line's end is one, and the two words as well; what has no spaces goes on in the next
  /// line.
  AnalyzedText AnalyzeBody(std::string_view text, std::string_view lang, bool broken = false);

  /// The terms of a query. `langs` are the languages the asker may be writing, the likeliest first;
  /// a word gets one stem term for each different stem that they give, and those of its unmarked
  /// writings.
  AnalyzedText AnalyzeQuery(std::string_view text, const std::vector<std::string>& langs);

 private:
  class Impl;
  std::unique_ptr<Impl> impl_;
};

/// The languages that `text` may be written in, as canonical tags, the likeliest first: from its
/// scripts and CLD2. May be empty. A hint, never a filter. Thread-safe.
std::vector<std::string> DetectLanguages(std::string_view text);

/// The error codes and other identifiers of `text` worth listing, canonical and without repeats, in
/// order of appearance. Thread-safe.
std::vector<std::string> FindErrorCodes(std::string_view text);

}  // namespace funnel
