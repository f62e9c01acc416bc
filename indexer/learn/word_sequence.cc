// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/learn/word_sequence.h"

#include <unicode/uchar.h>

#include <algorithm>
#include <array>

#include "indexer/base/utf8.h"
#include "indexer/text/main_terms.h"

namespace funnel::learn {
namespace {

constexpr std::size_t kMostParagraphs = 4000;
constexpr std::size_t kMostBytes = 1024 * 1024;

/// Ends of sentences that are nothing else.
constexpr std::array<std::string_view, 9> kSureEnds = {"。", "！", "？", "｡", "।",
                                                       "॥",  "۔",  "။",  "។"};
/// Marks that end a sentence before a space.
constexpr std::array<std::string_view, 5> kEnds = {".", "!", "?", "؟", "…"};
/// What closes a sentence together with its mark.
constexpr std::array<std::string_view, 8> kClosers = {")", "]", "\"", "'", "”", "’", "」", "』"};

template <class Marks>
std::size_t MarkAt(std::string_view text, const Marks& marks) {
  for (const std::string_view mark : marks) {
    if (text.starts_with(mark)) return mark.size();
  }
  return 0;
}

bool IsSpace(char c) { return c == ' ' || c == '\t'; }

bool IsDigit(char c) { return c >= '0' && c <= '9'; }

/// True if what stands before a full stop is an initial or a number that counts: "J. Smith",
/// "im 18. Jahrhundert".
bool EndsAbbreviated(std::string_view before) {
  constexpr std::size_t kMostDigits = 2;
  std::size_t digits = 0;
  while (digits < before.size() && IsDigit(before[before.size() - 1 - digits])) ++digits;
  if (digits > 0) {
    return digits <= kMostDigits &&
           (digits == before.size() || IsSpace(before[before.size() - 1 - digits]));
  }
  if (before.empty()) return false;
  std::size_t at = base::PreviousCharacter(before, before.size());
  const std::size_t letter = at;
  return u_isupper(static_cast<UChar32>(base::NextCharacter(before, at))) != 0 &&
         (letter == 0 || IsSpace(before[letter - 1]));
}

/// True if a small letter stands at `at`: no sentence begins with it.
bool IsLower(std::string_view text, std::size_t at) {
  return at < text.size() && u_islower(static_cast<UChar32>(base::NextCharacter(text, at))) != 0;
}

std::uint32_t Characters(std::string_view text) {
  return static_cast<std::uint32_t>(
      std::count_if(text.begin(), text.end(), [](char c) { return (c & 0xC0) != 0x80; }));
}

/// Puts texts into a sequence.
class Builder {
 public:
  Builder(const std::string& lang, Analyzer& analyzer, Vocabulary& vocabulary, WordSequence& out)
      : lang_(lang), analyzer_(analyzer), vocabulary_(vocabulary), out_(out) {}

  void AddSentence(std::string_view text) {
    for (const text::MainTerm& term : text::MainTerms(analyzer_.AnalyzeDocument(text, lang_))) {
      out_.words.push_back(vocabulary_.Add(term.term));
    }
    EndSentence(Characters(text));
    EndParagraph();
  }

  void AddParagraph(std::string_view text) {
    // Analyzed whole, as the index has it: the words of scripts without spaces hang on what
    // stands around them.
    const std::vector<text::MainTerm> terms =
        text::MainTerms(analyzer_.AnalyzeDocument(text, lang_));
    auto term = terms.begin();
    std::size_t begin = 0;
    for (const std::size_t end : SentenceEnds(text)) {
      for (; term != terms.end() && term->begin < end; ++term) {
        out_.words.push_back(vocabulary_.Add(term->term));
      }
      EndSentence(Characters(text.substr(begin, end - begin)));
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
  void EndSentence(std::uint32_t length) {
    out_.sentences.push_back({static_cast<std::uint32_t>(out_.words.size()), length});
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

std::vector<std::size_t> SentenceEnds(std::string_view paragraph) {
  std::vector<std::size_t> ends;
  for (std::size_t at = 0; at < paragraph.size();) {
    const std::string_view rest = paragraph.substr(at);
    const std::size_t sure = MarkAt(rest, kSureEnds);
    std::size_t mark = sure > 0 ? sure : MarkAt(rest, kEnds);
    if (mark == 0) {
      ++at;
      continue;
    }
    const std::size_t stop = at;
    at += mark;
    for (; (mark = MarkAt(paragraph.substr(at), kClosers)) > 0; at += mark) {
    }
    const bool space = at < paragraph.size() && IsSpace(paragraph[at]);
    if (sure == 0 && !space) continue;
    while (at < paragraph.size() && IsSpace(paragraph[at])) ++at;
    if (sure == 0 && (EndsAbbreviated(paragraph.substr(0, stop)) || IsLower(paragraph, at)))
      continue;
    if (at < paragraph.size()) ends.push_back(at);
  }
  ends.push_back(paragraph.size());
  return ends;
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
