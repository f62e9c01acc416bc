// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "funnel/analyzer.h"
#include "funnel/ranking.h"
#include "searcher/query/neighbours.h"
#include "searcher/query/query_syntax.h"

namespace funnel::query {

/// One term that a query looks for.
struct PlannedTerm {
  Lane lane = Lane::kWord;
  std::string term;         ///< As in the index, prefix included.
  double weight = 0;        ///< Of its lane; statistics of the base come later.
  std::uint32_t count = 1;  ///< How often the query says it.
  std::uint32_t begin = 0;  ///< Place in the query: terms of one lane and place are alternatives.
  std::uint32_t end = 0;
  bool stop = false;
  bool stemmed = false;   ///< A word that articles are found by the stems of.
  bool unmarked = false;  ///< The stem of what is written without the marks of the query's word.
  bool like = false;      ///< A word that is like one of the query: the better of both counts.
  bool joined = false;    ///< One word for all that the query says in its place.
  /// Two words that one of the query may be written as. Their documents are its own, too.
  SharedNeighbours neighbours = nullptr;
};

/// Whether a term only adds what comes behind all else: stage 2 of the ranking leaves it out.
constexpr bool RarelyMeant(const PlannedTerm& term) { return term.like && term.weight < 0.02; }

/// Whether terms of `lane` are words of the query, or names in it.
constexpr bool SaysWord(Lane lane) {
  return lane == Lane::kWord || lane == Lane::kStem || lane == Lane::kFold ||
         lane == Lane::kIdentifier;
}

/// Terms of which a document must have one of each group (`all` of `any`).
struct Requirement {
  std::vector<std::vector<std::string>> all;
  /// Pairs of words (main forms, with a space between) that must stand next to each other, in the
  /// same way. No index has them: the forward record says it.
  std::vector<std::vector<std::string>> pairs;
  std::string text;    ///< The words themselves, for what neither terms nor records can say.
  bool exact = false;  ///< They must stand so, in these forms and with their signs: see Verbatim.

  /// Whether the terms alone tell that a document meets it.
  bool ByTerms() const { return pairs.empty() && !exact; }
};

/// A sentence or line of a pasted text.
struct PlannedPart {
  double weight = 1;      ///< By what it is for the question.
  std::size_t begin = 0;  ///< Place in QueryPlan::text.
  std::size_t end = 0;
  bool log = false;                ///< A program wrote it, and no word too many.
  std::vector<std::size_t> terms;  ///< Indexes in QueryPlan::terms, sorted.
};

/// What a query asks for, before the statistics of any base are known.
struct QueryPlan {
  std::string text;  ///< What is looked for, without its syntax: the places of terms lie in it.
  std::vector<PlannedTerm> terms;
  std::size_t said = 0;              ///< So many of the terms, the first, stand in the text itself.
  std::vector<Requirement> phrases;  ///< Every one must hold: nothing else is looked for.
  std::vector<Requirement> cited;    ///< Phrases among other words: what holds them comes first.
  std::vector<Requirement> excluded;  ///< None may hold.
  std::vector<Exclusion> exclusions;  ///< What the query excludes, in its own words.
  std::vector<PlannedPart> parts;     ///< Of a pasted text, in order; else none.
  std::vector<std::string> langs;     ///< The languages it was read in, likeliest first.

  /// One line for tests: `stem:reset*1 pair:...  +"..."  -word`.
  std::string ToString() const;
};

/// Whether a term stands inside an identifier of the query: it is no word of a language then.
bool InIdentifier(const QueryPlan& plan, const PlannedTerm& term);

/// Reads queries; their syntax is that of ParseQuery, and a pasted log is all text. Holds an
/// Analyzer: one per thread.
class QueryPlanner {
 public:
  /// Plans `query` (any bytes). `reader_lang` is the reader's canonical language or empty;
  /// `base_langs` are the languages of the base: no others are tried.
  QueryPlan Plan(std::string_view query, const std::string& reader_lang,
                 const std::vector<std::string>& base_langs, const RankingParameters& ranking);

  /// Adds `word`, which a misspelt term of `plan` may have been meant to be, as an alternative at
  /// its place, at `factor` of a term's weight.
  void AddSpelling(std::size_t planned, const std::string& word, double factor,
                   const RankingParameters& ranking, QueryPlan& plan);

  /// Adds an index term of a word that is like a term of `plan`, at `factor` of a term's weight.
  static void AddLike(std::size_t planned, std::string term, double factor,
                      const RankingParameters& ranking, QueryPlan& plan);

  /// Adds `word`, which the base writes for the words of QueryPlan::text from `begin` to before
  /// `end`, at `factor` of a term's weight.
  void AddJoined(std::uint32_t begin, std::uint32_t end, std::string_view word, double factor,
                 const RankingParameters& ranking, QueryPlan& plan);

  /// Adds two words, by their index terms, that a term of `plan` may be written as, and where they
  /// are.
  static void AddApart(std::size_t planned, std::string_view first, std::string_view second,
                       SharedNeighbours neighbours, QueryPlan& plan);

  /// Adds `words` as what may stand in QueryPlan::text in place of its bytes from `begin` to before
  /// `end`, at `factor` of a term's weight; the pairs with the words around it too. More words than
  /// they replace weigh less each, so that both ways of saying it are worth the same.
  void AddReplacement(std::uint32_t begin, std::uint32_t end, std::string_view words, double factor,
                      const RankingParameters& ranking, QueryPlan& plan);

 private:
  /// Adds what no article may hold.
  void Exclude(const Exclusion& exclusion, QueryPlan& plan);

  /// The words of `phrase`, one after the other; `bare`: see RequireWords.
  Requirement RequirePhrase(std::string_view phrase, bool bare,
                            const std::vector<std::string>& langs);

  Analyzer analyzer_;
};

}  // namespace funnel::query
