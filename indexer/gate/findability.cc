// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/gate/findability.h"

#include <algorithm>
#include <map>
#include <utility>

#include "indexer/base/ascii.h"
#include "indexer/schema/index_schema.h"
#include "indexer/store/files/guard.h"
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
  std::map<std::uint32_t, TitleWord> words;  // By position: parts of words share one.
  for (const Term& term : analyzer.AnalyzeDocument(article.title, article.lang).terms) {
    if (term.lane != Lane::kWord || term.stop) continue;
    std::string text = article.title.substr(term.begin, term.end - term.begin);
    TitleWord& word = words[term.position];
    if (text.size() > word.text.size()) {
      word = {std::move(text),
              schema::IndexTerm(schema::kLanePrefix[static_cast<int>(Lane::kWord)], term.text)};
    }
  }
  std::vector<TitleWord> sorted;
  for (auto& [position, word] : words) sorted.push_back(std::move(word));
  return sorted;
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
  const auto response = searcher.Search(request);
  if (!response) return Fail(response.error());
  for (std::size_t i = 0; i < response->hits.size(); ++i) {
    if (response->hits[i].family == article.family) return std::optional(i + 1);
  }
  return std::optional<std::size_t>();
}

}  // namespace funnel::gate
