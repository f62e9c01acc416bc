// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "funnel/analyzer.h"
#include "searcher/answer/text_breaks.h"

namespace funnel::answer {

/// Index terms that were searched, and what a match of each is worth.
using TermWeights = std::unordered_map<std::string, double>;

/// Bytes of a text.
struct Span {
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
};

/// A term of a text that the query looked for.
struct TextMatch {
  Span span;
  double weight = 0;
  const std::string* term = nullptr;  ///< Key in the weights: equal for equal terms.
  Lane lane = Lane::kWord;
  bool stop = false;
};

/// The terms of `analyzed` that have a weight, by place. They point into `weights`.
std::vector<TextMatch> FindMatches(const AnalyzedText& analyzed, const TermWeights& weights);

/// Function words, single Han characters, parts of words, and grams that only inflect: they happen
/// everywhere.
bool SaysLittle(const TextMatch& match, std::string_view text);

/// From the first to the last of those sorted `matches` that lie within `window` bytes and have
/// the most weight of different terms; the first such stretch. There is at least one match.
Span BestWindow(const std::vector<TextMatch>& matches, std::uint32_t window);

/// What of `text` is marked where it has `matches`, in order: words, names and the grams that carry
/// meaning. Not what says little; not pairs, which only repeat their words; of kana and of clusters
/// not a single gram, which happens everywhere; not a Han character that the query has in a longer
/// word, where something longer is marked. Where that would be nothing, all are but stop words.
/// Whole grapheme clusters; `breaks` are those of `text`.
std::vector<Span> MarkedSpans(const std::vector<TextMatch>& matches, std::string_view text,
                              const TextBreaks& breaks, const TermWeights& weights);

}  // namespace funnel::answer
