// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "funnel/analyzer.h"

namespace funnel {

/// Why a term is searched.
enum class TermOrigin : std::uint8_t {
  kQuery,        ///< The query says it.
  kVariant,      ///< The same in other words of Chinese.
  kSpelling,     ///< What an unknown word may have been meant to be.
  kLike,         ///< A word that shares most of its letters with one of the query.
  kCompound,     ///< Written together or apart.
  kSynonym,      ///< What authors say it is also called.
  kTranslation,  ///< In another language.
};
std::string_view Name(TermOrigin origin);

/// What became of a term.
enum class TermUse : std::uint8_t {
  kSearched,
  kUnknown,   ///< No article in view has it.
  kLeftOut,   ///< The query has rarer ones of the same lane, or parts that say more.
  kReplaced,  ///< Its translations stand for it, or it says nothing in the languages searched.
};
std::string_view Name(TermUse use);

/// A term that the query asks for.
struct ExplainedTerm {
  Lane lane = Lane::kWord;
  std::string text;         ///< Without index prefix.
  std::uint32_t begin = 0;  ///< Place in ExplainedQuery::text, in bytes.
  std::uint32_t end = 0;
  TermOrigin origin = TermOrigin::kQuery;
  TermUse use = TermUse::kSearched;
  bool stop = false;  ///< A function word.
  /// Of its lane and origin, and how often the query says it; of a translation times its
  /// probability.
  double weight = 0;
  std::size_t documents = 0;  ///< Articles that have it.
  double idf = 0;             ///< What telling these from all others is worth, burstiness included.
};

/// What else is searched in place of words of the query.
struct QueryChange {
  TermOrigin origin = TermOrigin::kSpelling;
  std::uint32_t begin = 0;  ///< Place in ExplainedQuery::text, in bytes.
  std::uint32_t end = 0;
  std::string words;
  std::string lang;   ///< Of a translation.
  double weight = 0;  ///< Factor; of a translation its probability.
};

/// A sentence or line of a pasted text.
struct ExplainedPart {
  std::uint32_t begin = 0;  ///< Place in ExplainedQuery::text, in bytes.
  std::uint32_t end = 0;
  double weight = 1;      ///< By what it is for the question.
  bool searched = false;  ///< Only those that say most are.
};

/// How a query was read.
struct ExplainedQuery {
  std::string text;                ///< What is looked for, without syntax and, if pasted, noise.
  std::vector<std::string> langs;  ///< That it was read in, likeliest first.
  std::string translated_from;     ///< Empty where it was not translated.
  bool relaxed = false;            ///< See SearchResponse::relaxed.
  std::size_t phrases = 0;         ///< That an article must hold.
  std::size_t cited = 0;           ///< Phrases that put those first which hold them.
  std::size_t excluded = 0;        ///< Words and phrases that it must not hold.
  std::size_t articles = 0;        ///< In view.
  std::vector<ExplainedTerm> terms;
  std::vector<QueryChange> changes;
  std::vector<ExplainedPart> parts;
};

/// A word of an article that counts for a term of the query.
struct TermMatch {
  std::string text;        ///< Without index prefix.
  std::uint32_t wdf = 0;   ///< How often the article has it; in its title and headings more.
  double probability = 1;  ///< Of a translation: how much an occurrence counts.
};

/// What a term adds to a BM25 score: weight * idf * saturation.
struct TermScore {
  Lane lane = Lane::kWord;
  std::uint32_t begin = 0;  ///< Place in ExplainedQuery::text, in bytes.
  std::uint32_t end = 0;
  std::vector<TermMatch> matches;  ///< One, or several translations that count as one term.
  double weight = 0;               ///< As ExplainedTerm::weight, of certain translations.
  double idf = 0;                  ///< As ExplainedTerm::idf.
  double saturation = 0;  ///< wdf * (k1 + 1) / (wdf + k1 * (1 - b + b * length / average length)).
  double score = 0;
};

/// What a part of a pasted text, asked with both stages, adds to the score.
struct PartScore {
  std::optional<std::size_t> part;  ///< Index in ExplainedQuery::parts; none: the whole text.
  bool counted = false;  ///< The article was among the best of this part: only then it counts.
  double bm25 = 0;       ///< The sum of `terms`.
  double pairs = 0;      ///< What pairs of words add to it, and words of frames take from it.
  double covered = 0;    ///< Share of the part that the article covers.
  double record = 0;     ///< What all else that the forward record says adds.
  /// ((bm25 + pairs) * covered^part_coverage + record), the less the longer the part is.
  double score = 0;
  double share = 0;  ///< Of the article's score, (sum of score^contrast)^(1/contrast).
  std::vector<TermScore> terms;
};

/// What a feature of stage 2 adds: value * weight * the best score of stage 1.
struct FeatureScore {
  std::string_view name;
  double value = 0;
  double weight = 0;
  double score = 0;
};

/// Why an article stands where it stands.
enum class Standing : std::uint8_t {
  kRanked,       ///< Among the candidates, at `rank`.
  kPinned,       ///< The authors put it on top.
  kFamily,       ///< Another article of its family was found better: see `instead`.
  kTooWeak,      ///< It matches, but its score did not make it a candidate.
  kNoTerm,       ///< It has none of the terms.
  kLacksPhrase,  ///< It does not hold a quoted phrase.
  kExcluded,     ///< It holds an excluded word.
  kFiltered,     ///< It does not meet the filter.
  kNotAsked,     ///< It is in a language that was not asked: others have the answer.
};
std::string_view Name(Standing standing);

/// An article and what it scores for the query.
struct ExplainedArticle {
  std::string id;
  std::string lang;
  std::string title;
  std::string shown_id;  ///< The article of the same family that is shown for it; may be itself.
  std::string shown_lang;
  Standing standing = Standing::kRanked;
  std::size_t rank = 0;        ///< From 1; 0: not among the candidates.
  std::size_t candidates = 0;  ///< There are so many.
  double score = 0;     ///< As in Hit; 0 without a rank. A pinned one has that of the best article.
  std::string instead;  ///< "lang/id" of the candidate of its family, and its rank in `rank`.

  std::size_t first_rank = 0;        ///< In stage 1, from 1; 0: not among its candidates.
  double first_score = 0;            ///< Of stage 1; without a first_rank what it would be.
  double least_first = 0;            ///< The lowest score of stage 1 among the candidates.
  double length = 0;                 ///< Terms of the article, as BM25 counts them.
  double average_length = 0;         ///< Of all articles in view.
  std::vector<TermScore> terms;      ///< Their scores sum to first_score; of a pasted text: empty.
  std::vector<PartScore> parts;      ///< Their shares sum to first_score, if they were asked.
  std::vector<std::string> missing;  ///< Words of the query, as it writes them, that it lacks.

  bool judged = false;      ///< Stage 2 looked at it: score = first_score + second_score.
  double best_first = 0;    ///< The best score of stage 1.
  double second_score = 0;  ///< The sum of `features`.
  std::vector<FeatureScore> features;
  std::vector<std::string> title_terms;  ///< Those of the query.
};

/// What became of the hits in a language.
enum class LanguagePlace : std::uint8_t {
  kOwn,      ///< They are the hits.
  kFirst,    ///< Shown before these, as a block of their own.
  kBeside,   ///< The same, behind them.
  kNowhere,  ///< Left out: hardly one of them answers.
};
std::string_view Name(LanguagePlace place);

/// A language that the question was asked in, and what decided over its place.
struct ExplainedLanguage {
  std::string lang;             ///< The ranking language.
  std::string translated_from;  ///< Empty where the question was asked as it stands.
  LanguagePlace place = LanguagePlace::kOwn;
  std::size_t articles = 0;  ///< In view.
  std::size_t hits = 0;
  std::string first_id;   ///< Of the best hit; empty without one.
  double confidence = 0;  ///< The probability that the first hit answers.
  std::vector<std::pair<std::string_view, double>> features;  ///< It is estimated by these.
};

/// What a search did, and why. No number in it knows of an article that the reader may not see.
struct Explanation {
  std::string generation;
  std::vector<ExplainedLanguage> languages;  ///< In the order in which they were asked.
  double ask_others_below = 0;               ///< RankingParameters: when other languages are asked.
  /// As it was read in the language of the first article.
  ExplainedQuery query;
  std::vector<ExplainedArticle> articles;
};

}  // namespace funnel
