// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/query/ranking_numbers.h"

#include <cstdlib>
#include <sstream>
#include <utility>

#include "funnel/analyzer.h"

namespace funnel::query {
namespace {

/// The greatest weight: more would say nothing that this does not.
constexpr double kMostWeight = 1000;

template <std::size_t lane>
RankingNumber LaneNumber() {
  return {std::string(Name(static_cast<Lane>(lane))), 0, kMostWeight,
          [](const RankingParameters& ranking) { return ranking.lane_weight[lane]; },
          [](RankingParameters& ranking, double value) { ranking.lane_weight[lane] = value; }};
}

template <std::size_t... lanes>
std::vector<RankingNumber> LaneNumbers(std::index_sequence<lanes...>) {
  return {LaneNumber<lanes>()...};
}

template <auto member>
RankingNumber Number(std::string name, double least = 0, double most = kMostWeight) {
  return {std::move(name), least, most,
          [](const RankingParameters& ranking) { return static_cast<double>(ranking.*member); },
          [](RankingParameters& ranking, double value) {
            ranking.*member = static_cast<std::decay_t<decltype(ranking.*member)>>(value);
          }};
}

template <auto member>
RankingNumber RerankNumber(std::string name) {
  return {std::move(name), 0, kMostWeight,
          [](const RankingParameters& ranking) { return ranking.rerank.*member; },
          [](RankingParameters& ranking, double value) { ranking.rerank.*member = value; }};
}

std::string Written(double value) {
  std::ostringstream out;
  out << value;
  return out.str();
}

std::string Refusal(const RankingNumber& number, const std::string& value) {
  return "the ranking's " + number.name + " cannot be '" + value + "': give a number from " +
         Written(number.least) + " to " + Written(number.most);
}

}  // namespace

const std::vector<RankingNumber>& RankingNumbers() {
  static const std::vector<RankingNumber> numbers = [] {
    std::vector<RankingNumber> all = LaneNumbers(std::make_index_sequence<kLaneCount>());
    all.push_back(Number<&RankingParameters::near_pair>("near-pair"));
    all.push_back(Number<&RankingParameters::frame>("frame", 0, 10));
    all.push_back(Number<&RankingParameters::variant>("variant"));
    all.push_back(Number<&RankingParameters::compound>("compound"));
    all.push_back(Number<&RankingParameters::pasted_aside>("pasted-aside"));
    all.push_back(Number<&RankingParameters::pasted_routine>("pasted-routine"));
    all.push_back(Number<&RankingParameters::part_coverage>("part-coverage", 0, 100));
    all.push_back(Number<&RankingParameters::part_rerank>("part-rerank"));
    all.push_back(Number<&RankingParameters::part_brevity>("part-brevity", 0, 10));
    all.push_back(Number<&RankingParameters::part_contrast>("part-contrast", 0.1, 10));
    all.push_back(Number<&RankingParameters::synonym>("synonym"));
    all.push_back(Number<&RankingParameters::one_way_synonym>("one-way-synonym"));
    all.push_back(Number<&RankingParameters::unmarked>("unmarked"));
    all.push_back(Number<&RankingParameters::spelling>("spelling"));
    all.push_back(Number<&RankingParameters::like_word>("like-word"));
    all.push_back(Number<&RankingParameters::k1>("k1"));
    all.push_back(Number<&RankingParameters::b>("b", 0, 1));
    all.push_back(Number<&RankingParameters::min_normlen>("min-normlen"));
    all.push_back(Number<&RankingParameters::burstiness>("burstiness", 0, 10));
    all.push_back(Number<&RankingParameters::ask_others_below>("ask-others-below", 0, 1));
    all.push_back(Number<&RankingParameters::translated_pair>("translated-pair"));
    all.push_back(Number<&RankingParameters::translated_title>("translated-title"));
    all.push_back(Number<&RankingParameters::translated_self>("translated-self", 0, 1));
    all.push_back(Number<&RankingParameters::max_terms_per_lane>("max-terms-per-lane", 1, 1000));
    all.push_back(Number<&RankingParameters::rerank_depth>("rerank-depth", 0, 1000));
    all.push_back(Number<&RankingParameters::translated_depth>("translated-depth", 0, 1000));
    all.push_back(RerankNumber<&RerankWeights::title_precision>("title-precision"));
    all.push_back(RerankNumber<&RerankWeights::title_match>("title-match"));
    all.push_back(RerankNumber<&RerankWeights::lead>("lead"));
    all.push_back(RerankNumber<&RerankWeights::passage>("passage"));
    all.push_back(RerankNumber<&RerankWeights::heading>("heading"));
    all.push_back(RerankNumber<&RerankWeights::number>("number"));
    return all;
  }();
  return numbers;
}

Result<const RankingNumber*> FindRankingNumber(std::string_view name) {
  std::string known;
  for (const RankingNumber& number : RankingNumbers()) {
    if (number.name == name) return &number;
    known += (known.empty() ? "" : ", ") + number.name;
  }
  return Fail(ErrorCode::kInvalidInput,
              "'" + std::string(name) + "' is no number of the ranking: these are " + known);
}

Result<void> SetRankingNumber(std::string_view assignment, RankingParameters& ranking) {
  const std::size_t equals = assignment.find('=');
  const Result<const RankingNumber*> number = FindRankingNumber(assignment.substr(0, equals));
  if (!number) return Fail(number.error());
  const std::string text(equals == std::string_view::npos ? "" : assignment.substr(equals + 1));
  char* end = nullptr;
  const double value = std::strtod(text.c_str(), &end);
  if (text.empty() || *end != '\0' || !(*number)->Allows(value)) {
    return Fail(ErrorCode::kInvalidInput, Refusal(**number, text));
  }
  (*number)->set(ranking, value);
  return {};
}

Result<void> CheckRanking(const RankingParameters& ranking) {
  for (const RankingNumber& number : RankingNumbers()) {
    if (number.Allows(number.get(ranking))) continue;
    return Fail(ErrorCode::kInvalidInput, Refusal(number, Written(number.get(ranking))));
  }
  return {};
}

}  // namespace funnel::query
