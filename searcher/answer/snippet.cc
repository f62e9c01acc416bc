// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/answer/snippet.h"

#include <algorithm>
#include <cstdint>
#include <iterator>
#include <optional>
#include <string>

#include "indexer/base/utf8.h"
#include "indexer/text/characters/sentence_end.h"
#include "searcher/answer/flat_text.h"
#include "searcher/answer/text_breaks.h"

namespace funnel::answer {
namespace {

/// Where the likely place has nothing after all, so much of the beginning is analyzed.
constexpr std::uint32_t kMostBeginning = 16 * 1024;
/// What of the text around a cut is looked at: more than a snippet.
constexpr std::uint32_t kNear = 512;
constexpr std::size_t kMostTitle = 4 * 1024;
constexpr std::uint32_t kToTheEnd = UINT32_MAX;

bool IsSpace(char c) { return c == ' ' || c == '\n' || c == '\t' || c == '\r'; }

std::uint32_t CharacterAt(std::string_view text, std::size_t at) {
  return static_cast<std::uint32_t>(base::CharacterBegin(text, at));
}

/// The last place at or before `at` where `text` may be cut, of the characters near it.
std::uint32_t CutNear(std::string_view text, std::size_t at) {
  if (at >= text.size()) return static_cast<std::uint32_t>(text.size());
  const TextBreaks breaks(text, at - std::min<std::size_t>(at, kNear), at + kNear);
  return static_cast<std::uint32_t>(breaks.CutBefore(at));
}

/// Whether `c` ends a sentence or line where `after` follows.
bool EndsSentence(char32_t c, std::string_view after) {
  if (c == U'\n') return true;
  const text::SentenceEnd end = text::SentenceEndOf(c);
  if (end != text::SentenceEnd::kBeforeSpace) return end == text::SentenceEnd::kAlways;
  return after.empty() || IsSpace(after.front());  // "winhttp.dll", "5.3"
}

/// The last beginning of a sentence from `earliest` to `latest`; the text's own if that is near.
std::optional<std::uint32_t> SentenceBegin(std::string_view text, const TextBreaks& breaks,
                                           std::uint32_t earliest, std::uint32_t latest) {
  if (earliest == 0) return 0;
  std::optional<std::uint32_t> begin;
  for (std::size_t at = earliest; at < latest;) {
    const char32_t c = base::NextCharacter(text, at);
    if (!EndsSentence(c, text.substr(at))) continue;
    at = breaks.CutAfter(at);  // behind a closing bracket
    while (at < latest && IsSpace(text[at])) ++at;
    if (at <= latest) begin = static_cast<std::uint32_t>(at);
  }
  return begin;
}

/// Widens `core` to a whole window that begins and ends where `text` may be cut.
Span Widen(std::string_view text, const TextBreaks& breaks, Span core, std::uint32_t window) {
  const std::uint32_t room = window > core.end - core.begin ? window - (core.end - core.begin) : 0;
  const std::uint32_t earliest = CharacterAt(text, core.begin - std::min(core.begin, room / 2));
  const auto before_core = static_cast<std::uint32_t>(breaks.CutBefore(core.begin));
  Span wide;
  if (const auto sentence = SentenceBegin(text, breaks, earliest, core.begin)) {
    wide.begin = *sentence;
  } else {
    wide.begin = std::min(static_cast<std::uint32_t>(breaks.CutAfter(earliest)), before_core);
  }
  const std::uint32_t latest = wide.begin + std::max(window, core.end - wide.begin);
  wide.end = std::max(static_cast<std::uint32_t>(breaks.CutBefore(latest)),
                      static_cast<std::uint32_t>(breaks.CutAfter(core.end)));
  return wide;
}

bool IsBlank(std::string_view text) { return std::all_of(text.begin(), text.end(), IsSpace); }

Snippet Lead(const store::HitRecord& article) {
  const bool summarized = !article.summary.empty();
  const std::string_view source = summarized ? article.summary : article.text;
  const std::uint32_t window = PassageBytes(source);
  const std::uint32_t end = CutNear(source, window);
  FlatText flat(source, summarized ? BodyFormat::kPlain : article.format);
  flat.Add({0, end}, false);
  if (!IsBlank(source.substr(end))) flat.AddEllipsis();
  return {flat.Take(), 0};
}

/// A passage is not where function words and inflection are; if that is all, it stays.
std::vector<TextMatch> Telling(const std::vector<TextMatch>& matches, std::string_view text) {
  std::vector<TextMatch> telling;
  std::copy_if(matches.begin(), matches.end(), std::back_inserter(telling),
               [&](const TextMatch& match) { return !SaysLittle(match, text); });
  return telling.empty() ? matches : telling;
}

/// A window of the text around `core`, which is too long to be shown as a whole, or shorter.
Span PassageAround(std::string_view text, Span core, std::uint32_t window) {
  core.end = std::min(core.end, CharacterAt(text, std::size_t{core.begin} + 2 * window));
  const TextBreaks breaks(text, core.begin - std::min(core.begin, kNear),
                          std::size_t{core.end} + kNear);
  return Widen(text, breaks, core, window);
}

/// What matches in `passage`, with places in it.
std::vector<TextMatch> MatchesIn(const store::HitRecord& article, Span passage,
                                 const TermWeights& weights, Analyzer& analyzer) {
  const std::string_view text = article.text.substr(passage.begin, passage.end - passage.begin);
  return FindMatches(analyzer.AnalyzeBody(text, article.lang), weights);
}

std::vector<SnippetPiece> Marked(const store::HitRecord& article, Span passage,
                                 const std::vector<TextMatch>& matches,
                                 const TermWeights& weights) {
  const std::string_view text = article.text.substr(passage.begin, passage.end - passage.begin);
  FlatText flat(article.text, article.format);
  if (!IsBlank(article.text.substr(0, passage.begin))) flat.AddEllipsis();
  std::uint32_t at = passage.begin;
  for (const Span& span : MarkedSpans(matches, text, TextBreaks(text), weights)) {
    flat.Add({at, passage.begin + span.begin}, false);
    flat.Add({passage.begin + span.begin, passage.begin + span.end}, true);
    at = passage.begin + span.end;
  }
  flat.Add({at, passage.end}, false);
  if (!IsBlank(article.text.substr(passage.end))) flat.AddEllipsis();
  return flat.Take();
}

/// The snippet around `place`, where terms of the query seem to stand; nothing if none does.
std::optional<Snippet> FromPlace(const store::HitRecord& article, Span place, std::uint32_t window,
                                 const TermWeights& weights, Analyzer& analyzer) {
  Span passage = PassageAround(article.text, place, window);
  std::vector<TextMatch> matches = MatchesIn(article, passage, weights, analyzer);
  if (matches.empty()) return std::nullopt;
  const std::string_view text = article.text.substr(passage.begin, passage.end - passage.begin);
  Span core = BestWindow(Telling(matches, text), window);
  core = {passage.begin + core.begin, passage.begin + core.end};
  // What it seemed to begin with is no word there, or says little.
  if (core.begin > place.begin + window / 8) {
    passage = PassageAround(article.text, core, window);
    matches = MatchesIn(article, passage, weights, analyzer);
  }
  return Snippet{Marked(article, passage, matches, weights), core.begin};
}

}  // namespace

std::uint32_t PassageBytes(std::string_view text) {
  // 200 where a character is one byte, 300 where it is three.
  const std::string_view sample = text.substr(0, CharacterAt(text, 2048));
  const std::size_t characters = base::CountCharacters(sample);
  const double bytes_each =
      characters == 0 ? 1.0 : static_cast<double>(sample.size()) / static_cast<double>(characters);
  return static_cast<std::uint32_t>(150 + 50 * bytes_each);
}

Snippet MakeSnippet(const store::HitRecord& article, const TermWeights& weights,
                    const LikelyPlace& likely, Span near, Analyzer& analyzer) {
  const std::string_view text = article.text;
  const std::uint32_t window = PassageBytes(text);
  Span place;
  if (near.end > near.begin) place = likely.In(text, window, near);
  if (place.end == place.begin) place = likely.In(text, window, {0, kToTheEnd});
  if (place.end > place.begin) {
    auto snippet = FromPlace(article, place, window, weights, analyzer);
    if (snippet) return *std::move(snippet);
  }
  const Span beginning = {0, CutNear(text, kMostBeginning)};
  const std::vector<TextMatch> matches = MatchesIn(article, beginning, weights, analyzer);
  if (matches.empty()) return Lead(article);
  auto snippet =
      FromPlace(article, BestWindow(Telling(matches, text), window), window, weights, analyzer);
  return snippet ? *std::move(snippet) : Lead(article);
}

std::vector<SnippetPiece> MarkTitle(const store::HitRecord& article, const TermWeights& weights,
                                    Analyzer& analyzer) {
  const std::string_view title = article.title;
  std::vector<SnippetPiece> pieces;
  const auto add = [&](std::size_t begin, std::size_t end, bool marked) {
    if (begin < end) pieces.push_back({std::string(title.substr(begin, end - begin)), marked});
  };
  const std::string_view looked_at = title.substr(0, CharacterAt(title, kMostTitle));
  std::vector<TextMatch> matches =
      FindMatches(analyzer.AnalyzeBody(looked_at, article.lang), weights);
  // The snippet has what matched; one character of it makes a title look found that is not.
  std::erase_if(matches, [](const TextMatch& match) { return match.lane == Lane::kChar; });
  std::size_t at = 0;
  for (const Span& span : MarkedSpans(matches, looked_at, TextBreaks(looked_at), weights)) {
    add(at, span.begin, false);
    add(span.begin, span.end, true);
    at = span.end;
  }
  add(at, title.size(), false);
  return pieces;
}

}  // namespace funnel::answer
