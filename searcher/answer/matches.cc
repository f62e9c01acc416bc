// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/answer/matches.h"

#include <algorithm>
#include <utility>

#include "indexer/base/utf8.h"
#include "indexer/schema/index_schema.h"
#include "indexer/text/characters/script.h"

namespace funnel::answer {
namespace {

bool HasHiragana(std::string_view text) {
  for (std::size_t at = 0; at < text.size();) {
    const char32_t c = base::NextCharacter(text, at);
    if (c >= 0x3041 && c <= 0x309F) return true;
  }
  return false;
}

/// Katakana and nothing else: letters of a word, which mean as little as two of Latin.
bool IsKatakana(std::string_view text) {
  for (std::size_t at = 0; at < text.size();) {
    const char32_t c = base::NextCharacter(text, at);
    if (c < 0x30A0 || c > 0x30FF) return false;
  }
  return true;
}

/// The planes 2 and 3 are Han, too.
bool IsHan(char32_t c) { return text::IsBmpHan(c) || (c >= 0x20000 && c <= 0x3FFFF); }

/// One Han character and nothing else.
bool IsOneHan(std::string_view text) {
  std::size_t at = 0;
  return !text.empty() && IsHan(base::NextCharacter(text, at)) && at == text.size();
}

/// The query has `han` in a longer word or gram.
bool IsPartOfLonger(std::string_view han, const TermWeights& weights) {
  return std::any_of(weights.begin(), weights.end(), [&](const auto& weighed) {
    const Lane lane = schema::LaneOf(weighed.first);
    if (lane != Lane::kWord && lane != Lane::kGram) return false;
    const std::string_view text = schema::TermText(weighed.first);
    return text.size() > han.size() && text.find(han) != std::string_view::npos;
  });
}

/// The spans of `matches` that are marked for themselves.
std::vector<Span> MeaningfulSpans(const std::vector<TextMatch>& matches, std::string_view text,
                                  const TermWeights& weights) {
  std::vector<Span> spans;
  std::vector<Span> chain;
  std::vector<const TextMatch*> single;  // Han characters that are words
  for (const TextMatch& match : matches) {
    const std::string_view shown = text.substr(match.span.begin, match.span.end - match.span.begin);
    if (SaysLittle(match, text)) continue;
    switch (match.lane) {
      case Lane::kWord:
      case Lane::kStem:
      case Lane::kFold:
      case Lane::kSyllable:
      case Lane::kIdentifier:
      case Lane::kPair:  // Only what a word is also written as is searched by them.
        if (IsOneHan(shown)) {
          single.push_back(&match);
        } else {
          spans.push_back(match.span);
        }
        break;
      case Lane::kGram:
        if (!IsKatakana(shown)) {
          spans.push_back(match.span);
          break;
        }
        [[fallthrough]];
      case Lane::kCluster:
        if (!chain.empty() && match.span.begin < chain.back().end) {
          spans.push_back({chain.back().begin, match.span.end});
        }
        chain.push_back(match.span);
        break;
      default:
        break;
    }
  }
  const bool longer = !spans.empty();
  for (const TextMatch* match : single) {
    if (!longer || !IsPartOfLonger(schema::TermText(*match->term), weights))
      spans.push_back(match->span);
  }
  return spans;
}

}  // namespace

std::vector<TextMatch> FindMatches(const AnalyzedText& analyzed, const TermWeights& weights) {
  std::vector<TextMatch> matches;
  std::string name;
  for (const Term& term : analyzed.terms) {
    name.assign(schema::kLanePrefix[static_cast<std::size_t>(term.lane)]).append(term.text);
    const auto found = weights.find(name);
    if (found == weights.end()) continue;
    matches.push_back({{term.begin, term.end}, found->second, &found->first, term.lane, term.stop});
  }
  std::sort(matches.begin(), matches.end(), [](const TextMatch& a, const TextMatch& b) {
    return a.span.begin != b.span.begin ? a.span.begin < b.span.begin : a.span.end < b.span.end;
  });
  return matches;
}

bool SaysLittle(const TextMatch& match, std::string_view text) {
  if (match.stop || match.lane == Lane::kChar || match.lane == Lane::kNgram) return true;
  return match.lane == Lane::kGram &&
         HasHiragana(text.substr(match.span.begin, match.span.end - match.span.begin));
}

Span BestWindow(const std::vector<TextMatch>& matches, std::uint32_t window) {
  std::unordered_map<const std::string*, int> inside;
  double score = 0;
  double best_score = -1;
  std::pair<std::size_t, std::size_t> best = {0, 1};
  std::size_t last = 0;
  for (std::size_t first = 0; first < matches.size(); ++first) {
    while (last < matches.size() && matches[last].span.end <= matches[first].span.begin + window) {
      if (inside[matches[last].term]++ == 0) score += matches[last].weight;
      ++last;
    }
    if (score > best_score + 1e-9 && last > first) {
      best_score = score;
      best = {first, last};
    }
    if (last > first) {
      if (--inside[matches[first].term] == 0) score -= matches[first].weight;
    } else {
      last = first + 1;  // a match longer than the window
    }
  }
  Span span = matches[best.first].span;
  for (std::size_t i = best.first; i < best.second; ++i) {
    span.end = std::max(span.end, matches[i].span.end);
  }
  return span;
}

std::vector<Span> MarkedSpans(const std::vector<TextMatch>& matches, std::string_view text,
                              const TextBreaks& breaks, const TermWeights& weights) {
  std::vector<Span> spans = MeaningfulSpans(matches, text, weights);
  if (spans.empty()) {
    for (const TextMatch& match : matches) {
      if (!match.stop) spans.push_back(match.span);
    }
  }
  std::sort(spans.begin(), spans.end(), [](Span a, Span b) { return a.begin < b.begin; });
  std::vector<Span> merged;
  for (const Span& span : spans) {
    const auto begin = static_cast<std::uint32_t>(breaks.ClusterBefore(span.begin));
    const auto end = static_cast<std::uint32_t>(breaks.ClusterAfter(span.end));
    if (!merged.empty() && begin <= merged.back().end) {
      merged.back().end = std::max(merged.back().end, end);
    } else {
      merged.push_back({begin, end});
    }
  }
  return merged;
}

}  // namespace funnel::answer
