// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "funnel/analyzer.h"
#include "indexer/text/characters/normalized_text.h"
#include "indexer/text/characters/script.h"
#include "indexer/text/segmenter.h"
#include "indexer/text/word_forms.h"

namespace funnel::text {

/// A word as the lanes take it.
struct LaneWord {
  Word units;               ///< Where it stands in the normalized text.
  std::uint32_t begin = 0;  ///< Source bytes.
  std::uint32_t end = 0;
  const WordForms* forms = nullptr;
  bool stop = false;  ///< A function word, or as little a word.
};

/// What a text is analyzed for: a body has no pairs and parts of words.
enum class AnalyzedFor : std::uint8_t { kQuery, kDocument, kBody };

/// Turns words into the terms of every lane but the identifiers'. A query also asks the lanes that
/// hold what its asker left out: unmarked words look for marked ones.
class LaneWriter {
 public:
  LaneWriter(const NormalizedText& text, Segmenter& segmenter, AnalyzedFor purpose,
             AnalyzedText& out)
      : text_(text),
        segmenter_(segmenter),
        query_(purpose == AnalyzedFor::kQuery),
        body_(purpose == AnalyzedFor::kBody),
        out_(out) {}

  void Write(const std::vector<LaneWord>& words, std::size_t languages);

  /// Adds one term, kept within the limit.
  void Emit(Lane lane, std::string term, std::uint32_t position, std::uint32_t begin,
            std::uint32_t end, bool stop = false);

  /// Adds a word, or a part of one, and each of its stems once.
  void EmitWord(const std::string& word, const std::vector<std::string>& stems,
                std::uint32_t position, std::uint32_t begin, std::uint32_t end, bool stop = false);

 private:
  void WriteWord(const LaneWord& word, std::uint32_t position);
  void WritePairs(const std::vector<LaneWord>& words, std::size_t languages);
  void WritePair(Lane lane, const std::vector<LaneWord>& words, std::size_t first,
                 std::size_t second, std::size_t languages);
  void WriteFoldPair(const std::vector<LaneWord>& words, std::size_t first);
  void WriteRuns(const std::vector<LaneWord>& words);
  bool IsHan(std::int32_t unit) const {
    return ScriptOf(text_.text.char32At(unit)) == Script::kHan;
  }
  void WriteGrams(std::int32_t begin, std::int32_t end, std::uint32_t position);
  void WriteClusters(std::int32_t begin, std::int32_t end, std::uint32_t position);
  void WriteSyllables(const LaneWord& word, std::uint32_t position);
  void WriteNgrams(const LaneWord& word, std::uint32_t position);

  const NormalizedText& text_;
  Segmenter& segmenter_;
  bool query_;
  bool body_;
  bool latin_is_names_ = false;
  AnalyzedText& out_;
};

/// Each four adjacent letters (UTF-16 units) of `word`, in order, as Lane::kNgram has them.
std::vector<std::string> LetterGrams(std::string_view word);

}  // namespace funnel::text
