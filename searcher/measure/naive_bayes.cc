// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/measure/naive_bayes.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace funnel::measure {
namespace {

constexpr double kSmoothing = 0.1;

double Of(const TermFrequencies& terms, const std::string& term) {
  const auto at = terms.find(term);
  return at == terms.end() ? 0 : at->second;
}

}  // namespace

void NaiveBayes::Add(const std::string& label, const TermFrequencies& terms) {
  Class& one = classes_[label];
  ++one.texts;
  ++texts_;
  for (const auto& [term, count] : terms) {
    one.terms[term] += count;
    one.all += count;
    known_[term] += count;
  }
}

std::vector<std::string> NaiveBayes::Rank(const TermFrequencies& terms,
                                          const TermFrequencies* without,
                                          const std::string& label) const {
  const auto size = static_cast<double>(known_.size());
  std::vector<std::pair<double, std::string>> ranked;
  for (const auto& [name, one] : classes_) {
    const TermFrequencies* const minus = name == label ? without : nullptr;
    const std::size_t texts = one.texts - (minus != nullptr ? 1 : 0);
    if (texts == 0) continue;
    double all = one.all;
    if (minus != nullptr) {
      for (const auto& [term, count] : *minus) all -= count;
    }
    double score = std::log(static_cast<double>(texts) / static_cast<double>(texts_));
    for (const auto& [term, count] : terms) {
      if (!known_.contains(term)) continue;
      const auto at = one.terms.find(term);
      double has = at == one.terms.end() ? 0 : at->second;
      if (minus != nullptr) has -= Of(*minus, term);
      score += count * std::log((has + kSmoothing) / (all + kSmoothing * size));
    }
    ranked.emplace_back(score, name);
  }
  std::stable_sort(ranked.begin(), ranked.end(),
                   [](const auto& a, const auto& b) { return a.first > b.first; });
  std::vector<std::string> names;
  for (auto& [score, name] : ranked) names.push_back(std::move(name));
  return names;
}

}  // namespace funnel::measure
