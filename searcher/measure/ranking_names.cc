// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/measure/ranking_names.h"

#include <cstdlib>
#include <utility>

#include "funnel/analyzer.h"

namespace funnel::measure {
namespace {

template <std::size_t lane>
RankingNumber LaneNumber() {
  return {std::string(Name(static_cast<Lane>(lane))),
          [](const RankingParameters& ranking) { return ranking.lane_weight[lane]; },
          [](RankingParameters& ranking, double value) { ranking.lane_weight[lane] = value; }};
}

template <std::size_t... lanes>
std::vector<RankingNumber> LaneNumbers(std::index_sequence<lanes...>) {
  return {LaneNumber<lanes>()...};
}

template <auto member>
RankingNumber Number(std::string name) {
  return {std::move(name),
          [](const RankingParameters& ranking) { return static_cast<double>(ranking.*member); },
          [](RankingParameters& ranking, double value) {
            ranking.*member = static_cast<std::decay_t<decltype(ranking.*member)>>(value);
          }};
}

template <auto member>
RankingNumber RerankNumber(std::string name) {
  return {std::move(name), [](const RankingParameters& ranking) { return ranking.rerank.*member; },
          [](RankingParameters& ranking, double value) { ranking.rerank.*member = value; }};
}

}  // namespace

const std::vector<RankingNumber>& RankingNumbers() {
  static const std::vector<RankingNumber> numbers = [] {
    std::vector<RankingNumber> all = LaneNumbers(std::make_index_sequence<kLaneCount>());
    all.push_back(Number<&RankingParameters::exact_word>("exact-word"));
    all.push_back(Number<&RankingParameters::variant>("variant"));
    all.push_back(Number<&RankingParameters::compound>("compound"));
    all.push_back(Number<&RankingParameters::pasted_aside>("pasted-aside"));
    all.push_back(Number<&RankingParameters::pasted_routine>("pasted-routine"));
    all.push_back(Number<&RankingParameters::part_coverage>("part-coverage"));
    all.push_back(Number<&RankingParameters::part_rerank>("part-rerank"));
    all.push_back(Number<&RankingParameters::part_brevity>("part-brevity"));
    all.push_back(Number<&RankingParameters::part_contrast>("part-contrast"));
    all.push_back(Number<&RankingParameters::synonym>("synonym"));
    all.push_back(Number<&RankingParameters::one_way_synonym>("one-way-synonym"));
    all.push_back(Number<&RankingParameters::spelling>("spelling"));
    all.push_back(Number<&RankingParameters::k1>("k1"));
    all.push_back(Number<&RankingParameters::b>("b"));
    all.push_back(Number<&RankingParameters::min_normlen>("min-normlen"));
    all.push_back(Number<&RankingParameters::burstiness>("burstiness"));
    all.push_back(Number<&RankingParameters::translate_below>("translate-below"));
    all.push_back(Number<&RankingParameters::translated_pair>("translated-pair"));
    all.push_back(Number<&RankingParameters::translated_title>("translated-title"));
    all.push_back(Number<&RankingParameters::translated_self>("translated-self"));
    all.push_back(Number<&RankingParameters::other_language>("other-language"));
    all.push_back(Number<&RankingParameters::max_terms_per_lane>("max-terms-per-lane"));
    all.push_back(Number<&RankingParameters::rerank_depth>("rerank-depth"));
    all.push_back(RerankNumber<&RerankWeights::title_coverage>("title-coverage"));
    all.push_back(RerankNumber<&RerankWeights::title_precision>("title-precision"));
    all.push_back(RerankNumber<&RerankWeights::lead>("lead"));
    all.push_back(RerankNumber<&RerankWeights::passage>("passage"));
    return all;
  }();
  return numbers;
}

Result<void> SetRankingNumber(std::string_view assignment, RankingParameters& ranking) {
  const std::size_t equals = assignment.find('=');
  const std::string name(assignment.substr(0, equals));
  std::string known;
  for (const RankingNumber& number : RankingNumbers()) {
    known += (known.empty() ? "" : ", ") + number.name;
    if (equals == std::string_view::npos || number.name != name) continue;
    const std::string text(assignment.substr(equals + 1));
    char* end = nullptr;
    const double value = std::strtod(text.c_str(), &end);
    if (text.empty() || *end != '\0' || !(value >= 0)) break;
    number.set(ranking, value);
    return {};
  }
  return Fail(ErrorCode::kInvalidInput, "'" + std::string(assignment) +
                                            "' sets no number of the ranking: write name=value "
                                            "with one of " +
                                            known);
}

}  // namespace funnel::measure
