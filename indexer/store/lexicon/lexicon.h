// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "funnel/result.h"

// What a base has learned from its own translations: for each ordered pair of languages a file
// "lexicon-<from>-<to>" in the folder of the generation, replaced whole by rename(2):
//
//   header    "FUNNELX2" and n, the number of source terms (learned_file.h)
//   bytes     the language translated from; bytes: the one translated to
//   list      the n source terms (term_list.h)
//   list      the terms that they are translated to
//   u32 ...   where every kTermBlock-th entry begins, counted from the first
//   entries   of each source, in their order: varint count; each: varint place of the target term
//   in
//             its list, varint probability in ten-thousandths, best first
//
// "bytes" is a varint length and the bytes (bytes.h). Terms are index terms, prefix included; a
// source of several words is their terms with a space between.
//
// Every reader of the base uses the lexicons, so they hold public words only.

namespace funnel::store {

/// One translation of a word.
struct Translation {
  std::string term;        ///< An index term of the other language, prefix included.
  double probability = 0;  ///< p(term | source), above 0, at most 1.
};

/// A word, or several, with the translations, best first.
struct LexiconEntry {
  std::string source;
  std::vector<Translation> targets;
};

/// The longest source: so many words are looked up as one.
inline constexpr std::size_t kMostSourceWords = 4;

/// `words` (index terms) as a source.
std::string SourceKey(const std::vector<std::string_view>& words);

/// A file of translations, mapped into memory. Const functions are thread-safe.
class Lexicon {
 public:
  /// Opens and checks a file. Fails with kNotFound, kIo, kCorrupt, or kIndexMismatch where another
  /// analyzer version wrote it; the messages say: run funnel-indexer learn.
  static Result<Lexicon> Open(const std::filesystem::path& file);

  ~Lexicon();
  Lexicon(Lexicon&&) noexcept;
  Lexicon& operator=(Lexicon&&) noexcept;

  /// The translations of `source`, best first; none when it is unknown.
  std::vector<Translation> Find(std::string_view source) const;

  /// The words (of one word) that begin as `source` does for longer than any others, at least
  /// `least` bytes, and how long that is: `most` of them, of those that come next to it in order.
  std::vector<LexiconEntry> FindNear(std::string_view source, std::size_t least, std::size_t most,
                                     std::size_t& common) const;

  const std::string& from() const;
  const std::string& to() const;

  /// The number of sources.
  std::size_t size() const;

 private:
  class Impl;
  explicit Lexicon(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

/// The file of a pair of languages in the generation's folder.
std::filesystem::path LexiconPath(const std::filesystem::path& generation_dir,
                                  std::string_view from, std::string_view to);

/// The files of all lexicons in the generation's folder, sorted. Throws std::filesystem_error.
std::vector<std::filesystem::path> ListLexicons(const std::filesystem::path& generation_dir);

/// The content of a lexicon's file; `entries` in any order, no source twice.
std::string EncodeLexicon(std::string_view from, std::string_view to,
                          std::vector<LexiconEntry> entries);

}  // namespace funnel::store
