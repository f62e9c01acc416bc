// SPDX-License-Identifier: GPL-2.0-or-later
#include "funnel/analyzer.h"

#include <algorithm>
#include <cstdint>
#include <sstream>
#include <tuple>

#include "indexer/text/characters/normalized_text.h"
#include "indexer/text/identifiers.h"
#include "indexer/text/lanes.h"
#include "indexer/text/languages/japanese.h"
#include "indexer/text/languages/latin.h"
#include "indexer/text/languages/stemmer.h"
#include "indexer/text/languages/stop_words.h"
#include "indexer/text/segmenter.h"

namespace funnel {

using text::LaneWord;
using text::NormalizedText;
using text::Script;
using text::Word;

class Analyzer::Impl {
 public:
  AnalyzedText Analyze(std::string_view source, const std::vector<std::string>& langs,
                       text::AnalyzedFor purpose) {
    const bool query = purpose == text::AnalyzedFor::kQuery;
    AnalyzedText out;
    text::NormalizedText text = text::Normalize(source);
    const std::vector<text::Identifier> identifiers = text::FindIdentifiers(text.text, query);
    const std::vector<text::Word> words = Segment(text.text, langs, query);
    std::vector<text::LaneWord> lane_words;
    lane_words.reserve(words.size());
    for (const text::Word& word : words) lane_words.push_back(MakeWord(text, word, langs));

    text::LaneWriter writer(text, segmenter_, purpose, out);
    writer.Write(lane_words, langs.size());
    WriteCamelParts(text, lane_words, langs, writer);
    std::size_t at = 0;
    for (const text::Identifier& identifier : identifiers) {
      while (at + 1 < words.size() && words[at].end <= identifier.begin) ++at;
      writer.Emit(Lane::kIdentifier, identifier.term, static_cast<std::uint32_t>(at),
                  text.SourceBegin(identifier.begin), text.SourceEnd(identifier.end));
    }
    out.word_count = static_cast<std::uint32_t>(words.size());
    return out;
  }

 private:
  /// Words of `text`, whose Traditional Han is Simplified afterwards. Chinese is folded before the
  /// dictionary sees it, because the dictionary splits the two writings differently; Japanese
  /// after, because its own words would be lost.
  std::vector<text::Word> Segment(icu::UnicodeString& text, const std::vector<std::string>& langs,
                                  bool query) {
    const bool han = text::HasBmpHan(text);
    bool kana = false;
    for (std::int32_t i = 0; i < text.length(); ++i) {
      const char16_t c = text[i];
      kana = kana || (c >= 0x3041 && c <= 0x30FF);
    }
    const bool japanese = (!langs.empty() && langs[0] == "ja") || (query && kana);
    if (han && !japanese) text::FoldHan(text);
    std::vector<text::Word> words = segmenter_.Words(text);
    if (han && japanese) text::FoldHan(text);
    return words;
  }

  text::LaneWord MakeWord(const text::NormalizedText& text, const text::Word& word,
                          const std::vector<std::string>& langs) {
    text::LaneWord out;
    out.units = word;
    out.begin = text.SourceBegin(word.begin);
    out.end = text.SourceEnd(word.end);
    out.normal = text::CaseFolded(text.text, word.begin, word.end);
    if (word.script == text::Script::kKana) out.normal = text::NormalizeKatakana(out.normal);
    if (word.script == text::Script::kLatin) {
      text::NormalizeVietnameseTone(out.normal);
      out.bare = text::WithoutMarks(out.normal);
      if (out.bare == out.normal) out.bare.clear();
    }
    AddStems(out.normal, word.script, langs, out.stems);
    out.stop = IsStop(out.normal, word.script, langs);
    return out;
  }

  void AddStems(const std::string& word, text::Script script, const std::vector<std::string>& langs,
                std::vector<std::string>& stems) {
    if (!text::Inflects(script)) return;
    if (langs.empty()) stems.push_back(stemmers_.Stem(word, script, ""));
    for (const std::string& lang : langs) stems.push_back(stemmers_.Stem(word, script, lang));
  }

  static bool IsStop(const std::string& word, text::Script script,
                     const std::vector<std::string>& langs) {
    bool english = script == text::Script::kLatin;
    for (const std::string& lang : langs) {
      if (text::IsStopWord(word, lang)) return true;
      if (text::Stemmers::WritesIn(lang, script)) english = false;
    }
    return english && text::IsStopWord(word, "en");
  }

  /// "FileNotFoundException" is also found by its parts.
  void WriteCamelParts(const text::NormalizedText& text, const std::vector<text::LaneWord>& words,
                       const std::vector<std::string>& langs, text::LaneWriter& writer) {
    for (std::size_t i = 0; i < words.size(); ++i) {
      const text::LaneWord& word = words[i];
      if (word.units.script != text::Script::kLatin) continue;
      for (const auto& [begin, end] :
           text::CamelParts(text.text, word.units.begin, word.units.end)) {
        const std::string part = text::CaseFolded(text.text, begin, end);
        if (part.size() < 2) continue;
        const auto position = static_cast<std::uint32_t>(i);
        const std::uint32_t from = text.SourceBegin(begin);
        const std::uint32_t to = text.SourceEnd(end);
        std::vector<std::string> stems;
        AddStems(part, text::Script::kLatin, langs, stems);
        writer.Emit(Lane::kWord, part, position, from, to);
        for (std::string& stem : stems) {
          writer.Emit(Lane::kStem, std::move(stem), position, from, to);
        }
      }
    }
  }

  text::Segmenter segmenter_;
  text::Stemmers stemmers_;
};

Analyzer::Analyzer() : impl_(std::make_unique<Impl>()) {}
Analyzer::~Analyzer() = default;
Analyzer::Analyzer(Analyzer&&) noexcept = default;
Analyzer& Analyzer::operator=(Analyzer&&) noexcept = default;

AnalyzedText Analyzer::AnalyzeDocument(std::string_view text, std::string_view lang) {
  return impl_->Analyze(text, {std::string(lang)}, text::AnalyzedFor::kDocument);
}

AnalyzedText Analyzer::AnalyzeBody(std::string_view text, std::string_view lang) {
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
