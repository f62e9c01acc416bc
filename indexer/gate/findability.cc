// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/gate/findability.h"

#include <algorithm>
#include <utility>

#include "indexer/base/ascii.h"
#include "indexer/store/files/guard.h"
#include "indexer/text/main_terms.h"
#include "indexer/text/sentences.h"

namespace funnel::gate {
namespace {

using Source = FindabilityQuestion::Source;

/// Sentences of a Symptoms section, where no symptoms are given.
constexpr std::size_t kMostSentences = 3;
constexpr std::size_t kFewestWordsLeft = 3;

/// The first sentences of the sections that tell the symptoms, without their headings.
std::vector<std::string> SymptomSentences(const Article& article) {
  std::vector<std::string> sentences;
  for (const Section& section : article.sections) {
    if (section.role != SectionRole::kSymptoms) continue;
    const std::string_view text =
        std::string_view(article.text).substr(section.begin, section.end - section.begin);
    const std::size_t heading = std::min(text.find('\n'), text.size());
    for (std::size_t at = heading; at < text.size() && sentences.size() < kMostSentences;) {
      const std::size_t end = std::min(text.find('\n', at + 1), text.size());
      for (std::string& sentence : text::SplitSentences(text.substr(at, end - at))) {
        if (sentences.size() < kMostSentences) sentences.push_back(std::move(sentence));
      }
      at = end;
    }
  }
  return sentences;
}

/// The words of a title in order, as they are written there, and the term of each.
struct TitleWord {
  std::string text;
  std::string term;
};

std::vector<TitleWord> ContentWords(const Article& article, Analyzer& analyzer) {
  std::vector<TitleWord> words;
  std::uint32_t end = 0;
  const AnalyzedText analyzed = analyzer.AnalyzeDocument(article.title, article.lang);
  for (text::MainTerm& word : text::MainTerms(analyzed)) {
    if (word.begin < end) continue;  // Part of the word before.
    end = word.end;
    words.push_back(
        {article.title.substr(word.begin, word.end - word.begin), std::move(word.term)});
  }
  return words;
}

/// The title in other words; empty when it has none to spare.
Result<std::string> Reworded(const Article& article, store::Reader& reader, Analyzer& analyzer) {
  std::vector<TitleWord> words = ContentWords(article, analyzer);
  if (words.size() > kFewestWordsLeft) {
    auto dropped = store::Guard("title", [&] {
      const Xapian::Database& database = reader.database();
      const auto rarest =
          std::min_element(words.begin(), words.end(), [&](const TitleWord& a, const TitleWord& b) {
            return database.get_termfreq(a.term) < database.get_termfreq(b.term);
          });
      words.erase(rarest);
    });
    if (!dropped) return Fail(dropped.error());
  }
  std::string text;
  for (auto word = words.rbegin(); word != words.rend(); ++word) {
    if (!text.empty()) text += ' ';
    text += word->text;
  }
  return text;
}

}  // namespace

std::string_view Name(Source source) {
  constexpr std::string_view kNames[] = {"symptom", "title", "question"};
  return kNames[static_cast<int>(source)];
}

Result<std::vector<FindabilityQuestion>> QuestionsFor(const Article& article, store::Reader& reader,
                                                      Analyzer& analyzer) {
  std::vector<FindabilityQuestion> questions;
  const auto add = [&](Source source, const std::vector<std::string>& texts) {
    std::size_t asked = 0;
    for (const std::string& text : texts) {
      if (base::Trim(text).empty() || ++asked > kMostAsked) continue;
      questions.push_back({source, text});
    }
  };
  add(Source::kSymptom, article.symptoms.empty() ? SymptomSentences(article) : article.symptoms);
  const auto title = Reworded(article, reader, analyzer);
  if (!title) return Fail(title.error());
  add(Source::kTitle, {*title});
  add(Source::kQuestion, article.questions);
  return questions;
}

Result<std::optional<std::size_t>> RankOf(const Article& article, const std::string& text,
                                          Searcher& searcher) {
  SearchRequest request;
  request.query = text;
  request.lang = article.lang;
  request.limit = kDeepestRank;
  request.snippets = false;
  request.did_you_mean = false;
  const auto response = searcher.Search(request);
  if (!response) return Fail(response.error());
  for (std::size_t i = 0; i < response->hits.size(); ++i) {
    if (response->hits[i].family == article.family) return std::optional(i + 1);
  }
  return std::optional<std::size_t>();
}

}  // namespace funnel::gate
