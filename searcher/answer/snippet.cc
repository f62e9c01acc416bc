// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/answer/snippet.h"

#include <algorithm>
#include <cstdint>
#include <string_view>

#include "indexer/base/utf8.h"
#include "indexer/schema/index_schema.h"

namespace funnel::answer {
namespace {

/// Longer texts are searched for a passage in their first part only.
constexpr std::size_t kMaxSnippetSource = 48 * 1024;

struct Span {
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
};

/// A term of the article that the query looked for.
struct Match {
  Span span;
  double weight = 0;
  const std::string* term = nullptr;  ///< Key in the weights: equal for equal terms.
  Lane lane = Lane::kWord;
  bool stop = false;
};

/// `text` cut to at most `most` bytes at a character.
std::string_view Head(std::string_view text, std::size_t most) {
  if (text.size() <= most) return text;
  return text.substr(0, base::PreviousCharacter(text, most));
}

bool HasHiragana(std::string_view text) {
  for (std::size_t at = 0; at < text.size();) {
    const char32_t c = base::NextCharacter(text, at);
    if (c >= 0x3041 && c <= 0x309F) return true;
  }
  return false;
}

/// Bytes of a snippet: 200 where a character is one byte, 300 where it is three.
std::uint32_t WindowBytes(std::string_view text) {
  const std::string_view sample = Head(text, 2048);
  std::size_t characters = 0;
  for (std::size_t at = 0; at < sample.size(); ++characters) base::NextCharacter(sample, at);
  const double bytes_each =
      characters == 0 ? 1.0 : static_cast<double>(sample.size()) / static_cast<double>(characters);
  return static_cast<std::uint32_t>(150 + 50 * bytes_each);
}

std::vector<Match> FindMatches(const AnalyzedText& analyzed,
                               const std::unordered_map<std::string, double>& weights) {
  std::vector<Match> matches;
  std::string name;
  for (const Term& term : analyzed.terms) {
    name.assign(schema::kLanePrefix[static_cast<std::size_t>(term.lane)]).append(term.text);
    const auto found = weights.find(name);
    if (found == weights.end()) continue;
    matches.push_back({{term.begin, term.end}, found->second, &found->first, term.lane, term.stop});
  }
  std::sort(matches.begin(), matches.end(), [](const Match& a, const Match& b) {
    return a.span.begin != b.span.begin ? a.span.begin < b.span.begin : a.span.end < b.span.end;
  });
  return matches;
}

/// The window of matches [first, last) with the most weight of different terms.
Span BestWindow(const std::vector<Match>& matches, std::uint32_t window) {
  std::unordered_map<const std::string*, int> inside;
  double score = 0;
  double best_score = -1;
  Span best;
  std::size_t last = 0;
  for (std::size_t first = 0; first < matches.size(); ++first) {
    while (last < matches.size() && matches[last].span.end <= matches[first].span.begin + window) {
      if (inside[matches[last].term]++ == 0) score += matches[last].weight;
      ++last;
    }
    if (score > best_score + 1e-9 && last > first) {
      best_score = score;
      best = {matches[first].span.begin, matches[last - 1].span.end};
    }
    if (last > first) {
      if (--inside[matches[first].term] == 0) score -= matches[first].weight;
    } else {
      last = first + 1;  // a match longer than the window
    }
  }
  return best;
}

/// Widens `core` to a whole window at word borders; a sentence that begins close before it is
/// taken from its beginning.
Span Widen(std::string_view text, const AnalyzedText& analyzed, Span core, std::uint32_t window) {
  const std::uint32_t room = window > core.end - core.begin ? window - (core.end - core.begin) : 0;
  const std::uint32_t lead = std::min(core.begin, room / 2);
  const std::uint32_t earliest = core.begin - lead;
  std::vector<Span> words;
  for (const Term& term : analyzed.terms) {
    if (term.lane == Lane::kWord) words.push_back({term.begin, term.end});
  }
  std::sort(words.begin(), words.end(), [](Span a, Span b) { return a.begin < b.begin; });

  Span wide = core;
  for (const Span& word : words) {
    if (word.begin >= earliest && word.begin <= core.begin) {
      wide.begin = word.begin;
      break;
    }
  }
  const std::size_t sentence = text.substr(0, core.begin).find_last_of("\n.!?");
  if (sentence != std::string_view::npos && sentence >= earliest) {
    for (const Span& word : words) {
      if (word.begin > sentence && word.begin <= core.begin) {
        wide.begin = word.begin;
        break;
      }
    }
  }
  if (earliest == 0) wide.begin = 0;
  const std::uint32_t latest = wide.begin + std::max(window, core.end - wide.begin);
  for (const Span& word : words) {
    if (word.end <= latest) wide.end = std::max(wide.end, word.end);
  }
  if (text.size() <= latest) wide.end = static_cast<std::uint32_t>(text.size());
  return wide;
}

/// Which matches are shown: words, names and the grams that carry meaning. Pairs only repeat their
/// words; a single cluster trigram or a gram of inflection happens everywhere.
std::vector<Span> MarkedSpans(const std::vector<Match>& matches, std::string_view text) {
  std::vector<Span> spans;
  std::vector<Span> clusters;
  for (const Match& match : matches) {
    switch (match.lane) {
      case Lane::kWord:
      case Lane::kStem:
      case Lane::kFold:
      case Lane::kSyllable:
      case Lane::kIdentifier:
        if (!match.stop) spans.push_back(match.span);
        break;
      case Lane::kGram:
        if (!HasHiragana(text.substr(match.span.begin, match.span.end - match.span.begin))) {
          spans.push_back(match.span);
        }
        break;
      case Lane::kCluster:
        if (!clusters.empty() && match.span.begin < clusters.back().end) {
          spans.push_back({clusters.back().begin, match.span.end});
        }
        clusters.push_back(match.span);
        break;
      default:
        break;
    }
  }
  if (spans.empty()) {
    for (const Match& match : matches) spans.push_back(match.span);
  }
  std::sort(spans.begin(), spans.end(), [](Span a, Span b) { return a.begin < b.begin; });
  std::vector<Span> merged;
  for (const Span& span : spans) {
    if (!merged.empty() && span.begin <= merged.back().end) {
      merged.back().end = std::max(merged.back().end, span.end);
    } else {
      merged.push_back(span);
    }
  }
  return merged;
}

/// Appends text with line breaks and runs of spaces as single spaces.
void AppendFlat(std::string_view text, bool marked, std::vector<SnippetPiece>& pieces) {
  if (text.empty()) return;
  if (pieces.empty() || pieces.back().marked != marked) pieces.push_back({"", marked});
  std::string& out = pieces.back().text;
  const bool after_space = pieces.size() > 1 && out.empty()
                               ? pieces[pieces.size() - 2].text.ends_with(' ')
                               : out.ends_with(' ');
  bool space = after_space;
  for (char c : text) {
    const bool is_space = c == ' ' || c == '\n' || c == '\t' || c == '\r';
    if (is_space && space) continue;
    out.push_back(is_space ? ' ' : c);
    space = is_space;
  }
  if (out.empty()) pieces.pop_back();
}

constexpr std::string_view kEllipsis = "…";

std::vector<SnippetPiece> Lead(const store::HitRecord& article) {
  std::vector<SnippetPiece> pieces;
  const std::string_view source = article.summary.empty() ? article.text : article.summary;
  const std::string_view head = Head(source, WindowBytes(source));
  AppendFlat(head, false, pieces);
  if (head.size() < source.size()) AppendFlat(kEllipsis, false, pieces);
  return pieces;
}

}  // namespace

std::vector<SnippetPiece> MakeSnippet(const store::HitRecord& article,
                                      const std::unordered_map<std::string, double>& weights,
                                      Analyzer& analyzer) {
  const std::string_view text = Head(article.text, kMaxSnippetSource);
  const AnalyzedText analyzed = analyzer.AnalyzeDocument(text, article.lang);
  const std::vector<Match> matches = FindMatches(analyzed, weights);
  if (matches.empty()) return Lead(article);
  const std::uint32_t window = WindowBytes(text);
  const Span passage = Widen(text, analyzed, BestWindow(matches, window), window);

  std::vector<Match> inside;
  for (const Match& match : matches) {
    if (match.span.begin >= passage.begin && match.span.end <= passage.end) {
      inside.push_back(match);
    }
  }
  std::vector<SnippetPiece> pieces;
  if (passage.begin > 0) AppendFlat(kEllipsis, false, pieces);
  std::uint32_t at = passage.begin;
  for (const Span& span : MarkedSpans(inside, text)) {
    AppendFlat(text.substr(at, span.begin - at), false, pieces);
    AppendFlat(text.substr(span.begin, span.end - span.begin), true, pieces);
    at = span.end;
  }
  AppendFlat(text.substr(at, passage.end - at), false, pieces);
  if (passage.end < article.text.size()) AppendFlat(kEllipsis, false, pieces);
  return pieces;
}

}  // namespace funnel::answer
