// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <string>
#include <string_view>

#include "funnel/explanation.h"

namespace funnel::answer {

/// The explanation for people: how the question was read, then each article with what its score is
/// made of. Long lists are cut, and say what the rest adds. No control characters but line breaks,
/// and marks of colour if wanted.
std::string FormatExplanation(const Explanation& explanation, bool colour);

/// The same facts as one JSON object, without a newline; members that do not apply are left out:
/// {queryId, generation,
///  query: {text, langs, articles, phrases, cited, excluded, relaxed, translatedFrom,
///          terms: [{term, lane, place, origin, use, stop, weight, idf, articles}],
///          changes: [{origin, place, words, lang, weight}],
///          parts: [{place, weight, searched}]},
///  articles: [{id, lang, title, shown: {id, lang}, standing, rank, candidates, score, instead,
///    first: {rank, score, leastOfCandidates, length, averageLength, terms: [TERM],
///            parts: [{part (an index, none for the whole text), counted, bm25, covered, score,
///                     share, terms: [TERM]}]},
///    second: {score, best, features: [{name, value, weight, score}], titleTerms: [text]},
///    missing: [text]}]}
/// with TERM {score, weight, idf, saturation, lane, place, matches: [{term, wdf, probability}]}.
/// A place is [begin, end] in bytes of query.text. The names mean what explanation.h says of them.
std::string ExplanationToJson(const Explanation& explanation, std::string_view query_id = {});

}  // namespace funnel::answer
