// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/reranker.h"

#include <algorithm>
#include <array>
#include <bit>
#include <map>
#include <utility>

#include "funnel/index_schema.h"

namespace funnel {
namespace {

constexpr std::size_t kMostWords = 64;     // bits of a mask
constexpr std::size_t kLeadWords = 64;     // the first sentences of an article
constexpr std::size_t kPassageWords = 16;  // about one sentence

}  // namespace

Reranker::Reranker(const QueryPlan& plan,
                   const std::unordered_map<std::string, double>& weights) {
  // Alternatives of one place are one word: the best of them is what it is worth.
  std::map<std::pair<std::uint32_t, std::uint32_t>, std::size_t> places;
  for (const PlannedTerm& term : plan.terms) {
    const auto weight = weights.find(term.term);
    if (weight == weights.end()) continue;
    const store::TermTag tag = store::TagOf(term.term);
    term_weight_[tag] += weight->second;
    all_terms_ += weight->second;
    if (term.lane != Lane::kWord && term.lane != Lane::kStem) continue;
    const auto [place, is_new] = places.try_emplace({term.begin, term.end}, word_weight_.size());
    if (is_new) {
      if (word_weight_.size() == kMostWords) {
        places.erase(place);
        continue;
      }
      word_weight_.push_back(0);
    }
    double& best = word_weight_[place->second];
    best = std::max(best, weight->second);
    word_mask_[tag] |= Mask{1} << place->second;
  }
  for (double weight : word_weight_) all_words_ += weight;
}

double Reranker::WeightOf(Mask words) const {
  double weight = 0;
  for (; words != 0; words &= words - 1) {
    weight += word_weight_[static_cast<std::size_t>(std::countr_zero(words))];
  }
  return weight;
}

OutlineFeatures Reranker::Features(const store::Outline& outline) const {
  OutlineFeatures features;
  if (all_terms_ > 0) JudgeTitle(outline, features);
  if (all_words_ > 0) JudgeText(outline, features);
  features.length = static_cast<double>(outline.word_count()) / kOutlineWords;
  return features;
}

void Reranker::JudgeTitle(const store::Outline& outline, OutlineFeatures& features) const {
  double covered = 0;
  std::size_t asked = 0;
  for (std::size_t i = 0; i < outline.title_size(); ++i) {
    const auto term = term_weight_.find(outline.title(i));
    if (term == term_weight_.end()) continue;
    covered += term->second;
    ++asked;
  }
  features.title_coverage = covered / all_terms_;
  if (outline.title_size() > 0) {
    features.title_precision =
        static_cast<double>(asked) / static_cast<double>(outline.title_size());
  }
}

void Reranker::JudgeText(const store::Outline& outline, OutlineFeatures& features) const {
  const std::size_t size = outline.word_count();
  std::array<Mask, kOutlineWords> masks{};
  Mask lead = 0;
  std::size_t run = 0;
  std::size_t longest_run = 0;
  Mask previous = 0;
  for (std::size_t i = 0; i < std::min(size, masks.size()); ++i) {
    const auto word = word_mask_.find(outline.word(i));
    masks[i] = word == word_mask_.end() ? 0 : word->second;
    if (i < kLeadWords) lead |= masks[i];
    // A run goes on while each word is the query's next one.
    run = masks[i] == 0 ? 0 : ((previous << 1) & masks[i]) != 0 ? run + 1 : 1;
    longest_run = std::max(longest_run, run);
    previous = masks[i];
  }
  double best = 0;
  Mask seen = 0;
  for (std::size_t i = 0; i < std::min(size, masks.size()); ++i) {
    if (masks[i] == 0) continue;
    Mask window = 0;
    for (std::size_t j = i; j < std::min({size, masks.size(), i + kPassageWords}); ++j) {
      window |= masks[j];
    }
    if (window == seen) continue;
    seen = window;
    best = std::max(best, WeightOf(window));
  }
  features.lead = WeightOf(lead) / all_words_;
  features.passage = best / all_words_;
  features.run = static_cast<double>(longest_run) / static_cast<double>(word_weight_.size());
}

double Reranker::Bonus(const OutlineFeatures& features, const RerankWeights& weights) {
  return weights.title_coverage * features.title_coverage +
         weights.title_precision * features.title_precision + weights.lead * features.lead +
         weights.passage * features.passage + weights.run * features.run -
         weights.length * features.length;
}

}  // namespace funnel
