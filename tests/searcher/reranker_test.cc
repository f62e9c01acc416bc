// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/rank/reranker.h"

#include <doctest/doctest.h>
#include <fmt/format.h>

#include <sstream>
#include <string>
#include <utility>
#include <vector>

namespace funnel {
namespace {

/// The words of `line`, each the stem of its position.
AnalyzedText Analyzed(const std::string& line) {
  AnalyzedText text;
  std::istringstream words(line);
  for (std::string word; words >> word;) {
    text.terms.push_back({Lane::kStem, word, text.word_count++, 0, 0, false});
  }
  return text;
}

/// `count` words that nobody asks for.
std::string Other(std::size_t count) {
  std::string words;
  for (std::size_t i = 0; i < count; ++i) words += " other" + std::to_string(i);
  return words + " ";
}

struct Query {
  query::QueryPlan plan;
  std::vector<query::SearchedTerm> terms;
  std::vector<double> weights;

  /// A word of the query at `place`; words of one place are alternatives.
  void Add(const std::string& word, std::uint32_t place, double weight, double planned = 1) {
    plan.terms.push_back({Lane::kStem, "Z" + word, planned, 1, place, place + 1, false});
    terms.push_back({terms.size(), "Z" + word, 1, 1, planned});
    weights.push_back(weight);
  }
};

Query QueryOf(const std::vector<std::pair<std::string, double>>& words) {
  Query query;
  for (const auto& [word, weight] : words) {
    query.Add(word, static_cast<std::uint32_t>(query.terms.size()), weight);
  }
  return query;
}

/// "title-coverage title-precision lead passage".
std::string Features(const Query& query, const std::string& title, const std::string& text) {
  const rank::Reranker reranker(query.plan, query.terms);
  const std::string outline = store::EncodeOutline(Analyzed(title), Analyzed(text));
  const rank::OutlineFeatures found =
      reranker.Features(reranker.Look(store::Outline(outline)), query.weights);
  return fmt::format("{:.2f} {:.2f} {:.2f} {:.2f}", found.title_coverage, found.title_precision,
                     found.lead, found.passage);
}

TEST_CASE("Reranker: what an outline says of a query") {
  const struct {
    std::string title, text, features;
  } rows[] = {
      {"", "", "0.00 0.00 0.00 0.00"},
      {"printer offline", "", "1.00 1.00 0.00 0.00"},
      {"printer queue", "", "0.75 0.50 0.00 0.00"},
      {"the offline mode of mail", "", "0.25 0.20 0.00 0.00"},
      {"printer printer", "", "0.75 1.00 0.00 0.00"},
      {"", "printer is offline", "0.00 0.00 1.00 1.00"},
      {"", "is offline", "0.00 0.00 0.25 0.25"},
      // Sixteen words on end hold both, seventeen do not.
      {"", "printer" + Other(14) + "offline", "0.00 0.00 1.00 1.00"},
      {"", "printer" + Other(15) + "offline", "0.00 0.00 1.00 0.75"},
      // Only the first 64 words lead, and only the first 256 are there at all.
      {"", Other(63) + "printer", "0.00 0.00 0.75 0.75"},
      {"", Other(64) + "printer", "0.00 0.00 0.00 0.75"},
      {"", Other(255) + "printer", "0.00 0.00 0.00 0.75"},
      {"", Other(256) + "printer", "0.00 0.00 0.00 0.00"},
      // A better stretch that comes late counts.
      {"", "offline" + Other(100) + "printer offline", "0.00 0.00 0.25 1.00"},
  };
  const Query query = QueryOf({{"printer", 3}, {"offline", 1}});
  for (const auto& row : rows) {
    CAPTURE(row.title + "|" + row.text);
    CHECK(Features(query, row.title, row.text) == row.features);
  }
}

TEST_CASE("Reranker: alternatives of one place are one word of the text") {
  Query query = QueryOf({{"printer", 1}});
  query.Add("drucker", 0, 3);
  query.Add("offline", 1, 1);
  CHECK(Features(query, "", "printer offline") == "0.00 0.00 1.00 1.00");
  CHECK(Features(query, "", "offline") == "0.00 0.00 0.25 0.25");
  CHECK(Features(query, "printer", "") == "0.20 1.00 0.00 0.00");
}

TEST_CASE("Reranker: the translations of a word count once in a title") {
  Query query;
  query.Add("offline", 0, 1);
  query.Add("printer", 1, 3, 0);  // No weight of its own: a translation.
  query.Add("drucker", 1, 2, 0);
  query.Add("impresora", 1, 3, 0);
  CHECK(Features(query, "drucker", "") == "0.50 1.00 0.00 0.00");
  CHECK(Features(query, "printer", "") == "0.75 1.00 0.00 0.00");
  CHECK(Features(query, "printer drucker offline", "") == "1.00 1.00 0.00 0.00");
}

TEST_CASE("Reranker: more words than it counts do no harm") {
  Query query;
  std::string text;
  for (std::uint32_t i = 0; i < 70; ++i) {
    query.Add("word" + std::to_string(i), i, 1);
    text += "word" + std::to_string(i) + " ";
  }
  CHECK(Features(query, text, text) == "1.00 1.00 1.00 0.25");
  // The last that is counted, and the first that is not.
  query.weights[63] = 63;
  CHECK(Features(query, "", "word63") == "0.00 0.00 0.50 0.50");
  query.weights[64] = 63;
  CHECK(Features(query, "", "word64") == "0.00 0.00 0.00 0.00");
}

TEST_CASE("Reranker: a damaged outline says nothing") {
  const Query query = QueryOf({{"printer", 1}});
  const rank::Reranker reranker(query.plan, query.terms);
  for (const std::string& bytes :
       {std::string(), std::string("\x01"), std::string("\xFF\xFF\x01")}) {
    CHECK(reranker.Look(store::Outline(bytes)).title_terms.empty());
  }
}

TEST_CASE("Reranker: the bonus adds each feature at its weight") {
  const RerankWeights weights{1, 10, 100, 1000};
  CHECK(rank::Reranker::Bonus({0.5, 0.25, 0.125, 1}, weights) == doctest::Approx(1015.5));
  std::string line;
  for (const auto& summand : rank::Reranker::Summands({0.5, 0.25, 0.125, 1}, weights)) {
    line += fmt::format("{} {} * {}; ", summand.name, summand.value, summand.weight);
  }
  CHECK(line ==
        "title-coverage 0.5 * 1; title-precision 0.25 * 10; lead 0.125 * 100; passage 1 * 1000; ");
}

}  // namespace
}  // namespace funnel
