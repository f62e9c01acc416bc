// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/measure/triage_evaluation.h"

#include <algorithm>
#include <chrono>
#include <map>
#include <string>
#include <unordered_map>
#include <utility>

#include "funnel/analyzer.h"
#include "funnel/searcher.h"
#include "funnel/triage.h"
#include "indexer/base/hash.h"
#include "indexer/base/utf8.h"
#include "indexer/schema/index_schema.h"
#include "indexer/store/files/guard.h"
#include "indexer/store/layout/article_record.h"
#include "indexer/store/reader.h"
#include "searcher/measure/naive_bayes.h"

namespace funnel::measure {
namespace {

constexpr std::size_t kAsked = 1000;  // bytes

/// An article with its first product; most have one.
struct Labelled {
  std::string id, lang, product, question;
  TermFrequencies terms;
};

/// A problem to triage.
struct Problem {
  std::string text, lang, product;
  const Labelled* self = nullptr;  ///< The article that it is.
};

TermFrequencies FrequenciesOf(const std::string& text, const std::string& lang,
                              Analyzer& analyzer) {
  TermFrequencies frequencies;
  for (const Term& term : analyzer.AnalyzeBody(text, lang).terms) {
    if (term.stop || term.stemmed || !schema::HasPostings(term.lane)) continue;
    ++frequencies[schema::IndexTerm(term.lane, term.text)];
  }
  return frequencies;
}

Result<std::vector<Labelled>> ReadArticles(const std::filesystem::path& kb, Audience audience) {
  Result<store::Reader> reader = store::Reader::Open(kb, audience);
  if (!reader) return Fail(reader.error());
  return store::Guard(kb.string(), [&]() -> Result<std::vector<Labelled>> {
    std::vector<Labelled> articles;
    Analyzer analyzer;
    const Xapian::Database& database = reader->database();
    for (auto at = database.postlist_begin(""); at != database.postlist_end(""); ++at) {
      Result<Article> article = store::DecodeArticle(database.get_document(*at).get_data());
      if (!article) return Fail(article.error());
      if (article->products.empty()) continue;
      Labelled one{
          article->id, article->lang, article->products.front(), article->title + '\n', {}};
      const std::size_t end = base::PreviousCharacter(article->text, kAsked);
      one.question += article->text.substr(0, article->text.size() <= kAsked ? kAsked : end);
      one.terms = FrequenciesOf(article->title + '\n' + article->text, article->lang, analyzer);
      articles.push_back(std::move(one));
    }
    return articles;
  });
}

std::vector<Problem> ProblemsOf(const std::vector<TestQuery>& queries,
                                const std::vector<Labelled>& articles) {
  std::unordered_map<std::string, const Labelled*> by_id;
  for (const Labelled& article : articles) by_id.emplace(article.id, &article);
  std::vector<Problem> problems;
  for (const TestQuery& query : queries) {
    const auto answer = std::find_if(
        query.relevant.begin(), query.relevant.end(),
        [&](const auto& judged) { return judged.second > 0 && by_id.contains(judged.first); });
    if (answer == query.relevant.end()) continue;
    problems.push_back({query.text, query.lang, by_id.at(answer->first)->product, nullptr});
  }
  return problems;
}

std::vector<Problem> SampleOf(const std::vector<Labelled>& articles, std::size_t most) {
  std::vector<const Labelled*> sample;
  for (const Labelled& article : articles) sample.push_back(&article);
  std::sort(sample.begin(), sample.end(), [](const Labelled* a, const Labelled* b) {
    return std::pair(base::Fnv1a(a->id), a->lang) < std::pair(base::Fnv1a(b->id), b->lang);
  });
  if (most > 0 && sample.size() > most) sample.resize(most);
  std::vector<Problem> problems;
  for (const Labelled* one : sample) {
    problems.push_back({one->question, one->lang, one->product, one});
  }
  return problems;
}

/// Whether one of the first so many of `names` is `name`.
bool Among(const std::vector<std::string>& names, std::size_t first, const std::string& name) {
  const auto end = names.begin() + static_cast<std::ptrdiff_t>(std::min(first, names.size()));
  return std::find(names.begin(), end, name) != end;
}

}  // namespace

Result<TriageEvaluation> EvaluateTriage(const std::filesystem::path& kb, Audience audience,
                                        const std::vector<TestQuery>& queries, std::size_t most) {
  Result<Searcher> searcher = Searcher::Open(kb, audience);
  if (!searcher) return Fail(searcher.error());
  const Result<std::vector<Labelled>> articles = ReadArticles(kb, audience);
  if (!articles) return Fail(articles.error());
  const std::vector<Problem> problems =
      queries.empty() ? SampleOf(*articles, most) : ProblemsOf(queries, *articles);
  if (problems.empty()) {
    return Fail(ErrorCode::kInvalidInput,
                "no product is known: index articles that name their products");
  }
  NaiveBayes bayes;
  std::map<std::string, std::size_t> sizes;
  for (const Labelled& article : *articles) {
    bayes.Add(article.product, article.terms);
    ++sizes[article.product];
  }
  const std::string& commonest =
      std::max_element(sizes.begin(), sizes.end(), [](const auto& a, const auto& b) {
        return a.second < b.second;
      })->first;
  TriageEvaluation result;
  result.problems = problems.size();
  result.products = sizes.size();
  std::size_t sure = 0;
  Analyzer analyzer;
  for (const Problem& problem : problems) {
    TriageRequest request;
    request.of.text = problem.text;
    request.of.lang = problem.lang;
    request.of.deadline = std::chrono::minutes(10);
    if (problem.self != nullptr) {
      request.of.of_lang = problem.self->lang;
      request.of.of_id = problem.self->id;
    }
    const Result<Triage> triage = TriageCase(*searcher, request);
    if (!triage) return Fail(triage.error());
    std::vector<std::string> named;
    for (const TriagedProduct& product : triage->products) named.push_back(product.product);
    const bool right = Among(named, 1, problem.product);
    result.accuracy1 += right ? 1 : 0;
    result.accuracy3 += Among(named, 3, problem.product) ? 1 : 0;
    const double error = triage->confidence - (right ? 1 : 0);
    result.brier += error * error;
    if (triage->sure) {
      ++sure;
      result.sure_accuracy += right ? 1 : 0;
    }
    result.majority += problem.product == commonest ? 1 : 0;
    const std::vector<std::string> likely =
        bayes.Rank(FrequenciesOf(problem.text, problem.lang, analyzer),
                   problem.self == nullptr ? nullptr : &problem.self->terms, problem.product);
    result.bayes1 += Among(likely, 1, problem.product) ? 1 : 0;
    result.bayes3 += Among(likely, 3, problem.product) ? 1 : 0;
  }
  const auto count = static_cast<double>(problems.size());
  for (double* sum : {&result.accuracy1, &result.accuracy3, &result.brier, &result.majority,
                      &result.bayes1, &result.bayes3}) {
    *sum /= count;
  }
  result.sure = static_cast<double>(sure) / count;
  if (sure > 0) result.sure_accuracy /= static_cast<double>(sure);
  return result;
}

}  // namespace funnel::measure
