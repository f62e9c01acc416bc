// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/search/asked.h"

#include <algorithm>

namespace funnel::search {
namespace {

/// What the odds of an answer in another language count: a reader who has one in his own is not to
/// see a foreign one before it, and of several others each is the less likely to have it, and one
/// of them the likelier to seem to: by the square of their number. Words that two languages write
/// alike say less than translated ones. Found on bases in several languages, partly translated ones
/// too.
constexpr double kOtherOdds = 0.5;
constexpr double kTranslatedOdds = 0.8;

}  // namespace

double Asked::Probability(std::size_t index) const {
  const std::vector<rank::Candidate>& candidates = matched.candidates;
  if (candidates[index].pinned) return 1;
  const double best = candidates.front().score;
  if (best <= 0) return 0;
  const double share = std::clamp(candidates[index].score / best, 0.0, 1.0);
  const double probability = confidence * share * share;
  if (!other) return probability;
  const double odds = (translated_from.empty() ? kOtherOdds : kTranslatedOdds) / (others * others);
  return probability * odds / (1 - probability + probability * odds);
}

}  // namespace funnel::search
