// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/rank/reranker.h"

#include <doctest/doctest.h>
#include <fmt/format.h>

#include <cmath>
#include <sstream>
#include <string>
#include <utility>
#include <vector>

#include "searcher/rank/phrase_match.h"

namespace funnel {
namespace {

/// The words of `line`, each at its position: "-word" is a function word, "#word" stands in a
/// heading, which begins at "##word".
std::vector<store::WordTag> Tags(const std::string& line) {
  std::vector<store::WordTag> tags;
  std::istringstream words(line);
  for (std::string word; words >> word;) {
    store::WordTag flags = 0;
    if (word[0] == '-') flags |= store::kStopFlag;
    if (word[0] == '#') flags |= store::kHeadingFlag;
    if (word.starts_with("##")) flags |= store::kBreakFlag;
    word.erase(0, word.find_first_not_of("-#"));
    tags.push_back(store::TagOf(word, word) | flags);
  }
  return tags;
}

/// A word of a title with a digit is a number; each has itself and its ending as parts.
std::string RecordOf(const std::string& title, const std::string& text) {
  store::RecordContent content;
  content.length = 100;
  content.words[static_cast<std::size_t>(store::RecordField::kTitle)] = Tags(title);
  content.words[static_cast<std::size_t>(store::RecordField::kText)] = Tags(text);
  std::istringstream words(title);
  for (std::string word; words >> word;) {
    const bool number = word.find_first_of("0123456789") != std::string::npos;
    std::vector<store::PartTag> parts;
    for (std::size_t i = 0; i + 4 <= word.size(); ++i) {
      parts.push_back(store::PartTagOf("XN" + word.substr(i, 4)));
    }
    content.title.push_back({number, parts});
  }
  return store::EncodeForward(content);
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
    const std::string term = "Z" + word;
    plan.terms.push_back({Lane::kStem, term, planned, 1, place, place + 1, false});
    terms.push_back({plan.terms.size() - 1, term, 1, 1, planned});
    weights.push_back(weight);
  }

  void AddPair(Lane lane, const std::string& both, std::uint32_t begin, std::uint32_t end) {
    const std::string prefix = lane == Lane::kPair ? "XP" : "XS";
    plan.terms.push_back({lane, prefix + both, 1, 1, begin, end, false});
  }

  void AddParts(const std::string& word, std::uint32_t place) {
    for (std::size_t i = 0; i + 4 <= word.size(); ++i) {
      plan.terms.push_back({Lane::kNgram, "XN" + word.substr(i, 4), 1, 1, place, place + 1, false});
    }
  }
};

Query QueryOf(const std::vector<std::pair<std::string, double>>& words) {
  Query query;
  for (const auto& [word, weight] : words) {
    query.Add(word, static_cast<std::uint32_t>(query.plan.terms.size()), weight);
  }
  return query;
}

/// Every kind of pair weighs the same, and each occurrence as much as the first.
RankingParameters Plain() {
  RankingParameters ranking;
  ranking.lane_weight.fill(1);
  ranking.near_pair = 1;
  ranking.frame = 0;
  ranking.burstiness = 0;
  ranking.k1 = 0;
  return ranking;
}

/// The features of the first of `records`, all of which are candidates.
rank::RecordFeatures FeaturesOf(const Query& query, const std::vector<std::string>& records,
                                const RankingParameters& ranking = Plain()) {
  const rank::Reranker reranker(query.plan, query.terms, ranking);
  std::vector<rank::RecordMatch> matches;
  rank::CandidateCounts counts;
  for (const std::string& record : records) {
    matches.push_back(reranker.Look(store::ForwardRecord(record)));
    reranker.Count(matches.back(), counts);
  }
  rank::Reranker::Settle(counts, matches.front());
  return reranker.Features(matches.front(), {reranker, counts, query.weights, ranking, 100, 1});
}

/// "title-precision title-match lead passage heading".
std::string Features(const Query& query, const std::string& title, const std::string& text) {
  const rank::RecordFeatures found = FeaturesOf(query, {RecordOf(title, text)});
  return fmt::format("{:.2f} {:.2f} {:.2f} {:.2f} {:.2f}", found.title_precision, found.title_match,
                     found.lead, found.passage, found.heading);
}

TEST_CASE("Reranker: what a record says of a query") {
  const struct {
    std::string title, text, features;
  } rows[] = {
      {"", "", "0.00 0.00 0.00 0.00 0.00"},
      {"printer offline", "", "1.00 1.00 0.00 0.00 0.00"},
      {"printer queue", "", "0.50 0.38 0.00 0.00 0.00"},
      {"the offline mode of mail", "", "0.20 0.05 0.00 0.00 0.00"},
      {"printer printer", "", "1.00 0.75 0.00 0.00 0.00"},
      {"", "printer is offline", "0.00 0.00 1.00 1.00 0.00"},
      {"", "is offline", "0.00 0.00 0.25 0.25 0.00"},
      // Sixteen words on end hold both, seventeen do not.
      {"", "printer" + Other(14) + "offline", "0.00 0.00 1.00 1.00 0.00"},
      {"", "printer" + Other(15) + "offline", "0.00 0.00 1.00 0.75 0.00"},
      // Only the first 64 words lead.
      {"", Other(63) + "printer", "0.00 0.00 0.75 0.75 0.00"},
      {"", Other(64) + "printer", "0.00 0.00 0.00 0.75 0.00"},
      // A better stretch that comes late counts.
      {"", "offline" + Other(100) + "printer offline", "0.00 0.00 0.25 1.00 0.00"},
      // The best heading; two that follow each other are two.
      {"", Other(99) + "##other #printer one", "0.00 0.00 0.00 0.75 0.38"},
      {"", Other(99) + "##printer ##offline", "0.00 0.00 0.00 1.00 0.75"},
      {"", Other(99) + "##printer #offline one", "0.00 0.00 0.00 1.00 1.00"},
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
  CHECK(Features(query, "", "printer offline") == "0.00 0.00 1.00 1.00 0.00");
  CHECK(Features(query, "", "offline") == "0.00 0.00 0.25 0.25 0.00");
  // A title holds as much of a word as the alternative that it has is worth.
  CHECK(Features(query, "printer", "") == "1.00 0.25 0.00 0.00 0.00");
  CHECK(Features(query, "printer drucker", "") == "1.00 0.75 0.00 0.00 0.00");
}

TEST_CASE("Reranker: words that a title does not have may have parts in common with it") {
  Query query = QueryOf({{"drucker", 1}});
  query.AddParts("drucker", 0);
  // Of "drucker" 4 of 4 parts, of "netzdrucker" 4 of 8.
  CHECK(Features(query, "netzdrucker", "") == "0.50 0.50 0.00 0.00 0.00");
  CHECK(Features(query, "drucker", "") == "1.00 1.00 0.00 0.00 0.00");
  CHECK(Features(query, "dampfer", "") == "0.00 0.00 0.00 0.00 0.00");
}

TEST_CASE("Reranker: what most titles have says little of one") {
  const Query query = QueryOf({{"printer", 1}, {"offline", 1}});
  const auto precision = [&](const std::string& others) {
    return FeaturesOf(query, {RecordOf("printer word", ""), RecordOf(others, ""),
                              RecordOf(others, ""), RecordOf(others, "")})
        .title_precision;
  };
  CHECK(precision("other") == doctest::Approx(0.5));
  CHECK(precision("word") > 0.8);
  CHECK(precision("printer") < 0.2);
}

TEST_CASE("Reranker: pairs of words by how they stand") {
  const struct {
    std::string title, text;
    int pair, skip, near;  ///< Occurrences.
  } rows[] = {
      {"", "", 0, 0, 0},
      {"", "reset password", 1, 0, 1},
      {"", "password reset", 0, 0, 1},
      {"", "reset -the password", 0, 1, 1},
      {"", "reset -the -old -new password", 0, 1, 1},
      {"", "reset -the -old -new -very password", 0, 0, 1},
      {"", "reset your password", 0, 0, 1},
      {"", "reset a b c d e f password", 0, 0, 1},
      {"", "reset a b c d e f g password", 0, 0, 0},
      {"reset password", "", 3, 0, 3},
      {"reset", "password", 0, 0, 0},
      {"", "##reset #password", 3, 0, 3},
      {"", "reset password reset password", 2, 0, 4},
  };
  Query query = QueryOf({{"reset", 1}, {"password", 1}});
  query.AddPair(Lane::kPair, "reset password", 0, 2);
  query.AddPair(Lane::kSkipPair, "reset password", 0, 3);
  RankingParameters ranking = Plain();
  // Each occurrence as much as the first, but for a thousandth.
  ranking.k1 = 1e9;
  ranking.b = 0;
  const auto count = [&](const std::string& record, double pair, double skip, double near) {
    ranking.lane_weight[static_cast<std::size_t>(Lane::kPair)] = pair;
    ranking.lane_weight[static_cast<std::size_t>(Lane::kSkipPair)] = skip;
    ranking.near_pair = near;
    // The plan is made with the ranking.
    for (query::PlannedTerm& term : query.plan.terms) {
      if (term.lane == Lane::kPair) term.weight = pair;
      if (term.lane == Lane::kSkipPair) term.weight = skip;
    }
    const double idf = std::log(1 + 0.5 / 1.5);
    return static_cast<int>(std::lround(FeaturesOf(query, {record}, ranking).pairs / idf));
  };
  for (const auto& row : rows) {
    CAPTURE(row.title + "|" + row.text);
    const std::string record = RecordOf(row.title, row.text);
    CHECK(count(record, 1, 1e-9, 0) == row.pair);
    CHECK(count(record, 1e-9, 1, 0) == row.skip);
    // Both kinds ask for it: two places of the query.
    CHECK(count(record, 1e-9, 1e-9, 1) == 2 * row.near);
  }
}

TEST_CASE("Reranker: words that articles hold and titles do not count less") {
  const Query query = QueryOf({{"explains", 1}, {"printer", 1}});
  RankingParameters ranking = Plain();
  ranking.frame = 1;
  std::vector<std::string> records;
  for (int i = 0; i < 90; ++i) records.push_back(RecordOf("printer", "explains printer"));
  CHECK(FeaturesOf(query, records, ranking).frame == doctest::Approx(-0.9));
  ranking.frame = 0;
  CHECK(FeaturesOf(query, records, ranking).frame == 0);
}

TEST_CASE("Reranker: a title with other numbers than the query's") {
  const Query query = QueryOf({{"release", 1}, {"17", 1}, {"2021", 1}});
  const auto number = [&](const std::string& title) {
    return FeaturesOf(query, {RecordOf(title, "")}).number;
  };
  CHECK(number("release 17 2021") == 0);
  CHECK(number("release 18 2021") == -0.5);
  CHECK(number("release 18 2022") == -1);
  CHECK(number("release") == 0);
}

TEST_CASE("Reranker: words typed without marks find those that have them") {
  store::RecordContent content;
  content.words[0] = {store::TagOf("dự", "du"), store::TagOf("án", "an")};
  content.title.resize(2);
  const std::string record = store::EncodeForward(content);
  const auto precision = [&](const std::string& a, const std::string& b) {
    return FeaturesOf(QueryOf({{a, 1}, {b, 1}}), {record}).title_precision;
  };
  CHECK(precision("dự", "án") == 1);
  CHECK(precision("du", "an") == 1);
  CHECK(precision("đủ", "ăn") == 0);
}

TEST_CASE("Reranker: more words than it counts do no harm") {
  Query query;
  std::string text;
  for (std::uint32_t i = 0; i < 70; ++i) {
    query.Add("word" + std::to_string(i), i, 1);
    text += "word" + std::to_string(i) + " ";
  }
  CHECK(FeaturesOf(query, {RecordOf("", text)}).passage == doctest::Approx(0.25));
  // The last that is counted, and the first that is not.
  query.weights[63] = 63;
  CHECK(FeaturesOf(query, {RecordOf("", "word63")}).passage == doctest::Approx(0.5));
  query.weights[64] = 63;
  CHECK(FeaturesOf(query, {RecordOf("", "word64")}).passage == 0);
}

TEST_CASE("Reranker: a damaged record says nothing") {
  const Query query = QueryOf({{"printer", 1}});
  const rank::Reranker reranker(query.plan, query.terms, Plain());
  for (const std::string& bytes : {std::string(), std::string("\x01"), std::string(24, '\xFF')}) {
    CHECK(reranker.Look(store::ForwardRecord(bytes)).title_terms.empty());
  }
}

TEST_CASE("Reranker: what all features add is what each adds at its weight") {
  const RerankWeights weights{1, 10, 100, 1000, 10000, 100000};
  const rank::RecordFeatures features{2, -0.5, 0.5, 0.25, 0.125, 1, 0.5, -1, 1, 0.25, 0.125, 0.5};
  CHECK(rank::Reranker::Words(features) == 1.5);
  CHECK(rank::Reranker::Bonus(features, weights) == doctest::Approx(-93980.375));
  std::string line;
  double sum = 0;
  for (const auto& summand : rank::Reranker::Summands(features, weights)) {
    line += fmt::format("{} {} * {}; ", summand.name, summand.value, summand.weight);
    sum += summand.value * summand.weight;
  }
  CHECK(line ==
        "pairs 2 * 1; frame -0.5 * 1; title-precision 0.5 * 1; title-match 0.25 * 10; "
        "lead 0.125 * 100; passage 1 * 1000; heading 0.5 * 10000; number -1 * 100000; "
        "whole-title 1 * 1; only 0.25 * 4; version 0.125 * 1; citation 0.5 * 4; ");
  CHECK(sum == doctest::Approx(rank::Reranker::Words(features) +
                               rank::Reranker::Bonus(features, weights)));
}

TEST_CASE("PhraseMatch: the words of every pair have to be neighbours") {
  query::Requirement phrase;
  phrase.pairs = {{"reset password", "reset passwort"}, {"password now", "passwort now"}};
  const rank::PhraseMatch match({phrase});
  const auto holds = [&](const std::string& text) {
    return match.Holds(store::ForwardRecord(RecordOf("", text)));
  };
  CHECK(holds("reset password now"));
  CHECK(holds("reset passwort now"));
  CHECK_FALSE(holds("reset password"));
  CHECK_FALSE(holds("reset the password now"));
  CHECK(rank::PhraseMatch({}).empty());
  // What the record may lack of a long text may hold it.
  CHECK(holds(Other(store::kRecordTextWords)));
}

}  // namespace
}  // namespace funnel
