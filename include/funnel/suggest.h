// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "funnel/searcher.h"

namespace funnel {

/// Most suggestions of one answer.
inline constexpr std::size_t kMaxSuggestions = 50;

/// What has been typed so far.
struct SuggestRequest {
  std::string text;        ///< UTF-8, at most kMaxQueryBytes; nothing is suggested for no letter.
  std::string lang;        ///< The reader's language (any BCP 47 tag), or empty.
  std::size_t limit = 10;  ///< Suggestions wanted, 1 to kMaxSuggestions.
};

/// What of an article is suggested.
enum class SuggestionKind : std::uint8_t { kTitle, kQuestion };

/// "title" or "question".
std::string_view Name(SuggestionKind kind);

/// What can be asked, or opened.
struct Suggestion {
  std::string text;                  ///< The title, or a question that the article answers.
  std::vector<SnippetPiece> pieces;  ///< The text, with what was typed marked.
  std::string lang;                  ///< Of the article.
  std::string id;
  std::string family;
  std::string url;  ///< Of the original elsewhere; empty when this base is the article's home.
  SuggestionKind kind = SuggestionKind::kTitle;
};

/// Suggestions, best first: one a family, in the reader's language where that exists, unless what
/// is typed is of a script that only another language has. The words that are typed are there, the
/// last one as far as it is typed, in any writing (kana for kanji, pinyin, single letters of
/// Hangul); where few are found, also what is one typing error away (two from eight letters on).
///
/// Example, which prints "A printer stays offline":
///
///     auto searcher = funnel::Searcher::Open("kb", funnel::Audience::kPublic);
///     if (!searcher) return std::cerr << searcher.error().message << '\n', 1;
///     funnel::SuggestRequest request;
///     request.text = "stays off";
///     const auto suggested = searcher->Suggest(request);
///     if (!suggested) return std::cerr << suggested.error().message << '\n', 1;
///     for (const funnel::Suggestion& one : suggested->suggestions) std::cout << one.text << '\n';
struct SuggestResponse {
  std::vector<Suggestion> suggestions;
  std::string generation;  ///< The generation of the base that answered, such as "gen-000007".
};

}  // namespace funnel
