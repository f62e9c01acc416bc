// SPDX-License-Identifier: GPL-2.0-or-later
#include "funnel/analyzer.h"

#include <algorithm>
#include <cstdint>
#include <sstream>
#include <tuple>
#include <utility>

#include "indexer/text/characters/broken_lines.h"
#include "indexer/text/characters/japanese_han.h"
#include "indexer/text/characters/normalized_text.h"
#include "indexer/text/identifiers.h"
#include "indexer/text/lanes.h"
#include "indexer/text/languages/units.h"
#include "indexer/text/segmenter.h"
#include "indexer/text/signs.h"
#include "indexer/text/word_forms.h"

namespace funnel {

class Analyzer::Impl {
 public:
  AnalyzedText Analyze(std::string_view source, const std::vector<std::string>& langs,
                       text::AnalyzedFor purpose) {
    return Analyze(text::Normalize(source), {}, langs, purpose);
  }

  AnalyzedText AnalyzeBroken(std::string_view source, const std::vector<std::string>& langs) {
    const text::JoinedLines joined = text::JoinBrokenLines(source);
    text::NormalizedText text = text::Normalize(joined.text);
    std::vector<std::int32_t> hyphens;
    for (const text::JoinedLines::Gap& gap : joined.gaps) {
      if (!gap.hyphen) continue;
      const auto unit = std::lower_bound(text.source.begin(), text.source.end(), gap.at);
      hyphens.push_back(static_cast<std::int32_t>(unit - text.source.begin()));
    }
    joined.MapToSource(text);
    return Analyze(std::move(text), hyphens, langs, text::AnalyzedFor::kBody);
  }

 private:
  /// `hyphens`: units before which a hyphen and a line's end were left out.
  AnalyzedText Analyze(text::NormalizedText text, const std::vector<std::int32_t>& hyphens,
                       const std::vector<std::string>& langs, text::AnalyzedFor purpose) {
    const bool query = purpose == text::AnalyzedFor::kQuery;
    AnalyzedText out;
    const std::vector<text::Identifier> identifiers = text::FindIdentifiers(text.text, query);
    const std::vector<text::Word> words = Segment(text.text, langs, query);
    forms_.Begin(langs, !query);
    std::vector<text::LaneWord> lane_words;
    lane_words.reserve(words.size());
    for (const text::Word& word : words) {
      const text::WordForms& forms = forms_.Of(text.text, word);
      // 500 GB has only the unit in common with 16 GB: the number finds, the unit orders.
      const bool unit = query && !lane_words.empty() &&
                        lane_words.back().units.script == text::Script::kDigit &&
                        word.begin <= lane_words.back().units.end + 1 && text::IsUnit(forms.normal);
      lane_words.push_back({word, text.SourceBegin(word.begin), text.SourceEnd(word.end), &forms,
                            forms.stop || unit});
    }

    text::LaneWriter writer(text, segmenter_, purpose, out);
    writer.Write(lane_words, langs.size());
    WriteCamelParts(text, lane_words, writer);
    WriteHyphenParts(text, lane_words, hyphens, writer);
    WriteIdentifiers(identifiers, text, words, writer);
    // Beside words that mean something, most signs only stand between them.
    const bool all = !query || std::all_of(lane_words.begin(), lane_words.end(),
                                           [](const text::LaneWord& word) { return word.stop; });
    WriteIdentifiers(text::FindSigns(text.text, all), text, words, writer);
    out.word_count = static_cast<std::uint32_t>(words.size());
    return out;
  }

  /// Words of `text`, whose Han is in one writing afterwards: Traditional as Simplified, or that of
  /// Japanese. Chinese is folded before the dictionary sees it, because the dictionary splits the
  /// two writings differently; what has kana after, because the words of Japanese would be lost.
  std::vector<text::Word> Segment(icu::UnicodeString& text, const std::vector<std::string>& langs,
                                  bool query) {
    if (!text::HasBmpHan(text)) return segmenter_.Words(text);
    const bool japanese = !langs.empty() && langs[0] == "ja";
    const bool afterwards = japanese || (query && HasKana(text));
    if (!afterwards) text::FoldHan(text);
    std::vector<text::Word> words = segmenter_.Words(text);
    if (japanese) {
      text::FoldJapaneseHan(text);
    } else if (afterwards) {
      text::FoldHan(text);
    }
    return words;
  }

  static bool HasKana(const icu::UnicodeString& text) {
    for (std::int32_t i = 0; i < text.length(); ++i) {
      if (text[i] >= 0x3041 && text[i] <= 0x30FF) return true;
    }
    return false;
  }

  static void WriteIdentifiers(const std::vector<text::Identifier>& identifiers,
                               const text::NormalizedText& text,
                               const std::vector<text::Word>& words, text::LaneWriter& writer) {
    std::size_t at = 0;
    for (const text::Identifier& identifier : identifiers) {
      while (at + 1 < words.size() && words[at].end <= identifier.begin) ++at;
      writer.Emit(Lane::kIdentifier, identifier.term, static_cast<std::uint32_t>(at),
                  text.SourceBegin(identifier.begin), text.SourceEnd(identifier.end));
    }
  }

  /// "FileNotFoundException" is also found by its parts.
  void WriteCamelParts(const text::NormalizedText& text, const std::vector<text::LaneWord>& words,
                       text::LaneWriter& writer) {
    for (std::size_t i = 0; i < words.size(); ++i) {
      const text::LaneWord& word = words[i];
      if (word.units.script != text::Script::kLatin) continue;
      for (const auto& [begin, end] :
           text::CamelParts(text.text, word.units.begin, word.units.end)) {
        WritePart(text, i, word.units.script, begin, end, writer);
      }
    }
  }

  /// The hyphen at a line's end may have been a real one: "well-\nknown".
  void WriteHyphenParts(const text::NormalizedText& text, const std::vector<text::LaneWord>& words,
                        const std::vector<std::int32_t>& hyphens, text::LaneWriter& writer) {
    std::size_t i = 0;
    for (const std::int32_t hyphen : hyphens) {
      while (i < words.size() && words[i].units.end <= hyphen) ++i;
      if (i == words.size() || words[i].units.begin >= hyphen) continue;
      const text::Word& word = words[i].units;
      WritePart(text, i, word.script, word.begin, hyphen, writer);
      WritePart(text, i, word.script, hyphen, word.end, writer);
    }
  }

  void WritePart(const text::NormalizedText& text, std::size_t word, text::Script script,
                 std::int32_t begin, std::int32_t end, text::LaneWriter& writer) {
    const std::string part = text::CaseFolded(text.text, begin, end);
    if (part.size() < 2) return;
    writer.EmitWord(part, forms_.StemsOf(part, script), static_cast<std::uint32_t>(word),
                    text.SourceBegin(begin), text.SourceEnd(end));
  }

  text::Segmenter segmenter_;
  text::FormMaker forms_;
};

Analyzer::Analyzer() : impl_(std::make_unique<Impl>()) {}
Analyzer::~Analyzer() = default;
Analyzer::Analyzer(Analyzer&&) noexcept = default;
Analyzer& Analyzer::operator=(Analyzer&&) noexcept = default;

AnalyzedText Analyzer::AnalyzeDocument(std::string_view text, std::string_view lang) {
  return impl_->Analyze(text, {std::string(lang)}, text::AnalyzedFor::kDocument);
}

AnalyzedText Analyzer::AnalyzeBody(std::string_view text, std::string_view lang, bool broken) {
  if (broken) return impl_->AnalyzeBroken(text, {std::string(lang)});
  return impl_->Analyze(text, {std::string(lang)}, text::AnalyzedFor::kBody);
}

AnalyzedText Analyzer::AnalyzeQuery(std::string_view text, const std::vector<std::string>& langs) {
  return impl_->Analyze(text, langs, text::AnalyzedFor::kQuery);
}

std::string AnalyzedText::ToString() const {
  std::vector<const Term*> sorted;
  sorted.reserve(terms.size());
  for (const Term& term : terms) sorted.push_back(&term);
  std::stable_sort(sorted.begin(), sorted.end(), [](const Term* a, const Term* b) {
    return std::tie(a->lane, a->begin, a->end) < std::tie(b->lane, b->begin, b->end);
  });
  std::ostringstream line;
  for (const Term* term : sorted) {
    if (line.tellp() > 0) line << ' ';
    line << Name(term->lane) << ':' << term->text << '@' << term->position << '[' << term->begin
         << ',' << term->end << ')';
  }
  return line.str();
}

}  // namespace funnel
