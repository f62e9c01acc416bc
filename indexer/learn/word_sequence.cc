// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/learn/word_sequence.h"

#include <algorithm>

#include "indexer/base/utf8.h"
#include "indexer/text/main_terms.h"
#include "indexer/text/sentences.h"

namespace funnel::learn {
namespace {

constexpr std::size_t kMostParagraphs = 4000;
constexpr std::size_t kMostBytes = 1024 * 1024;

/// Puts texts into a sequence.
class Builder {
 public:
  Builder(const std::string& lang, Analyzer& analyzer, Vocabulary& vocabulary, WordSequence& out)
      : lang_(lang), analyzer_(analyzer), vocabulary_(vocabulary), out_(out) {}

  void AddSentence(std::string_view text) {
    for (const text::MainTerm& term : text::MainTerms(analyzer_.AnalyzeDocument(text, lang_))) {
      out_.words.push_back(vocabulary_.Add(term.term));
    }
    EndSentence(base::CountCharacters(text));
    EndParagraph();
  }

  void AddParagraph(std::string_view text) {
    // Analyzed whole, as the index has it: the words of scripts without spaces hang on what
    // stands around them.
    const std::vector<text::MainTerm> terms =
        text::MainTerms(analyzer_.AnalyzeDocument(text, lang_));
    auto term = terms.begin();
    std::size_t begin = 0;
    for (const std::size_t end : text::SentenceEnds(text)) {
      for (; term != terms.end() && term->begin < end; ++term) {
        out_.words.push_back(vocabulary_.Add(term->term));
      }
      EndSentence(base::CountCharacters(text.substr(begin, end - begin)));
      begin = end;
    }
    EndParagraph();
  }

  /// The lines of `text` as paragraphs.
  void AddText(std::string_view text) {
    while (!text.empty()) {
      const std::size_t end = std::min(text.find('\n'), text.size());
      const std::string_view line = text.substr(0, end);
      if (line.find_first_not_of(" \t\r") != std::string_view::npos) AddParagraph(line);
      text.remove_prefix(std::min(end + 1, text.size()));
    }
  }

  void EndSection(int level) {
    out_.sections.push_back({static_cast<std::uint32_t>(out_.paragraphs.size()), level});
  }

 private:
  void EndSentence(std::size_t length) {
    out_.sentences.push_back(
        {static_cast<std::uint32_t>(out_.words.size()), static_cast<std::uint32_t>(length)});
  }
  void EndParagraph() {
    out_.paragraphs.push_back(static_cast<std::uint32_t>(out_.sentences.size()));
  }

  const std::string& lang_;
  Analyzer& analyzer_;
  Vocabulary& vocabulary_;
  WordSequence& out_;
};

}  // namespace

std::uint32_t Vocabulary::Add(const std::string& term) {
  const auto [at, is_new] = numbers_.try_emplace(term, static_cast<std::uint32_t>(terms_.size()));
  if (is_new) terms_.push_back(&at->first);
  return at->second;
}

WordSequence ReadWords(const Article& article, Analyzer& analyzer, Vocabulary& vocabulary) {
  WordSequence out;
  Builder builder(article.lang, analyzer, vocabulary, out);
  builder.AddSentence(article.title);
  builder.AddSentence(article.summary);
  const std::string_view text = article.text;
  const auto lines = static_cast<std::size_t>(std::count(text.begin(), text.end(), '\n'));
  if (text.size() > kMostBytes || lines > kMostParagraphs) return out;
  for (const Section& section : article.sections) {
    builder.AddText(text.substr(section.begin, section.end - section.begin));
    builder.EndSection(section.level);
  }
  if (article.sections.empty()) {
    builder.AddText(text);
    builder.EndSection(0);
  }
  return out;
}

std::vector<std::uint32_t> ReadWords(std::string_view text, const std::string& lang,
                                     Analyzer& analyzer, Vocabulary& vocabulary) {
  std::vector<std::uint32_t> words;
  for (const text::MainTerm& term : text::MainTerms(analyzer.AnalyzeDocument(text, lang))) {
    words.push_back(vocabulary.Add(term.term));
  }
  return words;
}

}  // namespace funnel::learn
