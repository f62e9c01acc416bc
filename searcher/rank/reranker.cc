// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/rank/reranker.h"

#include <algorithm>
#include <array>
#include <bit>
#include <map>
#include <tuple>
#include <utility>

#include "indexer/schema/index_schema.h"

namespace funnel::rank {
namespace {

constexpr std::size_t kMostWords = 64;     // bits of a mask
constexpr std::size_t kLeadWords = 64;     // the first sentences of an article
constexpr std::size_t kPassageWords = 16;  // about one sentence

}  // namespace

Reranker::Reranker(const query::QueryPlan& plan, const std::vector<query::SearchedTerm>& terms) {
  // Alternatives of one place are one word.
  std::map<std::pair<std::uint32_t, std::uint32_t>, std::size_t> places;
  std::map<std::tuple<bool, std::uint32_t, std::uint32_t>, std::size_t> translated;
  for (std::size_t i = 0; i < terms.size(); ++i) {
    const query::PlannedTerm& planned = plan.terms[terms[i].planned];
    const store::TermTag tag = store::TagOf(terms[i].term);
    term_of_tag_.emplace(tag, i);
    tags_.set(tag % kTagBits);
    translates_.push_back(0);
    if (planned.weight <= 0) {
      translates_.back() =
          translated
              .try_emplace({planned.lane == Lane::kPair, planned.begin, planned.end},
                           translated.size() + 1)
              .first->second;
    }
    if (planned.lane != Lane::kWord && planned.lane != Lane::kStem) continue;
    const auto [place, is_new] =
        places.try_emplace({planned.begin, planned.end}, word_terms_.size());
    if (is_new && word_terms_.size() == kMostWords) {
      places.erase(place);
      continue;
    }
    if (is_new) word_terms_.emplace_back();
    word_terms_[place->second].push_back(i);
    word_mask_[tag] |= Mask{1} << place->second;
  }
}

OutlineMatch Reranker::Look(const store::Outline& outline) const {
  OutlineMatch match;
  for (std::size_t i = 0; i < outline.title_size(); ++i) {
    if (!MayHave(outline.title(i))) continue;
    const auto term = term_of_tag_.find(outline.title(i));
    if (term != term_of_tag_.end()) match.title_terms.push_back(term->second);
  }
  if (outline.title_size() > 0) {
    match.title_precision =
        static_cast<double>(match.title_terms.size()) / static_cast<double>(outline.title_size());
  }
  if (!word_terms_.empty()) LookAtText(outline, match);
  return match;
}

void Reranker::LookAtText(const store::Outline& outline, OutlineMatch& match) const {
  const std::size_t size = std::min(outline.word_count(), schema::kOutlineWords);
  std::array<Mask, schema::kOutlineWords> masks{};
  for (std::size_t i = 0; i < size; ++i) {
    if (!MayHave(outline.word(i))) continue;
    const auto word = word_mask_.find(outline.word(i));
    if (word == word_mask_.end()) continue;
    masks[i] = word->second;
    if (i < kLeadWords) match.lead |= masks[i];
  }
  for (std::size_t i = 0; i < size; ++i) {
    if (masks[i] == 0) continue;
    Mask window = 0;
    for (std::size_t j = i; j < std::min(size, i + kPassageWords); ++j) window |= masks[j];
    const auto holds = [&](Mask other) { return (window & ~other) == 0; };
    if (std::any_of(match.passages.begin(), match.passages.end(), holds)) continue;
    std::erase_if(match.passages, [&](Mask other) { return (other & ~window) == 0; });
    match.passages.push_back(window);
  }
}

OutlineFeatures Reranker::Features(const OutlineMatch& match,
                                   const std::vector<double>& term_weights) const {
  OutlineFeatures features;
  double all_terms = 0;
  std::vector<double> best(term_weights.size() + 1, 0);
  for (std::size_t i = 0; i < term_weights.size(); ++i) {
    double& counted = best[translates_[i]];
    if (translates_[i] == 0) counted = 0;
    all_terms += std::max(0.0, term_weights[i] - counted);
    counted = std::max(counted, term_weights[i]);
  }
  for (std::size_t term : match.title_terms) features.title_coverage += term_weights[term];
  // A title that says a word in several ways holds it once.
  if (all_terms > 0) features.title_coverage = std::min(1.0, features.title_coverage / all_terms);

  double all_words = 0;
  std::array<double, kMostWords> word_weight{};
  for (std::size_t i = 0; i < word_terms_.size(); ++i) {
    for (std::size_t term : word_terms_[i]) {
      word_weight[i] = std::max(word_weight[i], term_weights[term]);
    }
    all_words += word_weight[i];
  }
  const auto weight_of = [&](Mask words) {
    double weight = 0;
    for (; words != 0; words &= words - 1) {
      weight += word_weight[static_cast<std::size_t>(std::countr_zero(words))];
    }
    return weight;
  };
  if (all_words > 0) {
    features.lead = weight_of(match.lead) / all_words;
    for (Mask passage : match.passages) {
      features.passage = std::max(features.passage, weight_of(passage) / all_words);
    }
  }
  features.title_precision = match.title_precision;
  return features;
}

std::array<Reranker::Summand, 4> Reranker::Summands(const OutlineFeatures& features,
                                                    const RerankWeights& weights) {
  return {{{"title-coverage", features.title_coverage, weights.title_coverage},
           {"title-precision", features.title_precision, weights.title_precision},
           {"lead", features.lead, weights.lead},
           {"passage", features.passage, weights.passage}}};
}

double Reranker::Bonus(const OutlineFeatures& features, const RerankWeights& weights) {
  double bonus = 0;
  for (const Summand& summand : Summands(features, weights)) {
    bonus += summand.weight * summand.value;
  }
  return bonus;
}

}  // namespace funnel::rank
