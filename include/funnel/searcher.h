// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "funnel/article.h"
#include "funnel/explanation.h"
#include "funnel/filter.h"
#include "funnel/ranking.h"
#include "funnel/result.h"

namespace funnel {

namespace store {
class Reader;
}

struct SuggestRequest;
struct SuggestResponse;

/// Longest query typed into a search box, and longest pasted text, in bytes.
inline constexpr std::size_t kMaxQueryBytes = 1024;
inline constexpr std::size_t kMaxPastedBytes = 64 * 1024;

/// Deepest hit that paging reaches: offset + limit.
inline constexpr std::size_t kMaxDepth = 1000;

/// What is asked.
struct SearchRequest {
  /// UTF-8. Quoted phrases, -exclusions and shortcuts (product:, lang:, kind:, tag:, version:, id:)
  /// are syntax. May be empty where there is a filter or a facet: then the newest articles are
  /// hits.
  std::string query;
  std::string lang;           ///< The reader's language (any BCP 47 tag), or empty.
  std::size_t offset = 0;     ///< Hits to skip.
  std::size_t limit = 10;     ///< Hits wanted; offset + limit <= kMaxDepth.
  Filter filter;              ///< What is found meets it; with the shortcuts of the query.
  std::vector<Facet> facets;  ///< What is found is counted by these.
  std::size_t max_bytes = kMaxPastedBytes;     ///< Longer queries are refused; at most that.
  std::size_t other_limit = 3;                 ///< Hits wanted of each other language.
  bool snippets = true;                        ///< Off saves the text analysis of the hits.
  bool shared_terms = false;                   ///< Say what each hit has of the question.
  bool verbatim = false;                       ///< Words are meant as they are: none is guessed.
  bool did_you_mean = true;                    ///< Off saves looking for what may have been meant.
  std::chrono::milliseconds deadline{1000};    ///< For the whole search; see Omission.
  std::optional<std::chrono::sys_days> today;  ///< For pins with dates (UTC); else the clock's.
};

/// One piece of a snippet or title. Concatenated, the pieces are its plain text.
struct SnippetPiece {
  std::string text;
  bool marked = false;  ///< The query matched this piece.
};

/// A word or code of the question that a hit has, as the question writes it.
struct SharedTerm {
  std::string text;
  bool code = false;  ///< An error code, version, path or name.

  bool operator==(const SharedTerm&) const = default;
};

/// The part of an article where something stands.
struct HitSection {
  std::string heading;  ///< Empty before the first one.
  std::string anchor;   ///< Fragment of the article's page, without '#'.
  SectionRole role = SectionRole::kOther;
};

/// One answer.
struct Hit {
  std::string id;
  std::string family;
  std::string lang;
  std::string title;
  std::vector<SnippetPiece> title_pieces;  ///< The title, marked; unmarked without snippets.
  std::string url;  ///< Of the original elsewhere; empty when this base is the article's home.
  std::vector<SnippetPiece> snippet;
  HitSection section;  ///< Where the snippet stands.
  double score = 0;    ///< Comparable within one language of one response only.
  /// That it answers: the confidence of its list, less behind the first, and less in a language
  /// that is not the question's.
  double probability = 0;
  Kind kind = Kind::kArticle;
  Audience audience = Audience::kPublic;
  std::vector<std::string> products;
  /// The rarest that it shares with the question, the most telling first, at most ten; only where
  /// SearchRequest::shared_terms asks for them.
  std::vector<SharedTerm> shared_terms;
  std::string updated;      ///< ISO 8601 date, or empty.
  bool pinned = false;      ///< The authors put it on top for this question.
  bool translated = false;  ///< In another language than was asked in, found by translation.
};

/// What a search leaves out when its deadline is near, in this order. What was found is shown in
/// any case, with its title.
enum class Omission : std::uint8_t {
  kSpelling,     ///< What unknown words may have been meant to be; compounds.
  kTranslation,  ///< The question in other languages.
  kSnippets,     ///< The snippets of the last hits, or of all.
};

/// "spelling", "translation" or "snippets".
std::string_view Name(Omission omission);

/// What the best article says to do, where it answers clearly.
struct AnswerCard {
  std::string id, lang, title, url;
  HitSection section;              ///< Its resolution, or else where the question stands.
  std::vector<std::string> lines;  ///< Of that section's text, a step or paragraph each.
  bool whole = true;               ///< Or there is more than these lines.
};

/// Answers in one more language than the question's own.
struct OtherLanguage {
  std::string lang;         ///< The ranking language, such as "zh" for all Chinese.
  double confidence = 0;    ///< The probability that its first hit answers.
  bool translated = false;  ///< The question was translated into it.
  bool first = false;       ///< It answers better than what is in the question's own language.
  std::size_t estimated_total_hits = 0;
  std::vector<Hit> hits;  ///< Best first, at most SearchRequest::other_limit; never empty.
};

/// What a question was probably meant to be: with words that no article in view has as articles
/// write them, or as another keyboard layout has the keys that were typed.
struct DidYouMean {
  std::string query;                 ///< All of it, syntax included, ready to be asked.
  std::vector<SnippetPiece> pieces;  ///< The same text; what was changed is marked.
  bool keyboard = false;             ///< Another layout: else the spelling.
  double confidence = 0;             ///< The probability that its first hit answers.
  std::size_t estimated_total_hits = 0;
  std::vector<Hit> hits;  ///< Best first, at most SearchRequest::other_limit.
};

/// What is found, counted by the values of a facet.
struct CountedFacet {
  struct Value {
    std::string name;          ///< As most articles write it.
    std::size_t families = 0;  ///< Of which an article was found that has it.
  };
  Facet facet = Facet::kProduct;
  std::vector<Value> values;  ///< Of most families first, then by name; at most kMaxFacetValues.
  std::size_t total = 0;      ///< Values that there are.
};

/// Values of one facet that an answer lists.
inline constexpr std::size_t kMaxFacetValues = 100;

/// Below that no article answers: of ten collections asked their own questions and those of others
/// it keeps 95.6% of the first and tells 68% of the second (funnel-searcher evaluate-answered).
inline constexpr double kAnswered = 0.08;

/// From here on the first hit is shown as the answer.
inline constexpr double kClear = 0.7;

/// What is found where the question finds nothing: by less of it.
struct FewerConditions {
  std::string query;                  ///< What was asked instead; without a filter.
  std::vector<std::string> left_out;  ///< Exclusions, quoted phrases and shortcuts, as typed.
  bool filter_left_out = false;       ///< SearchRequest::filter does not hold for these hits.
  std::size_t estimated_total_hits = 0;
  std::vector<Hit> hits;  ///< Best first, at most kMostInstead; never empty.
};

/// Hits, and newest articles, that are offered in place of an answer.
inline constexpr std::size_t kMostInstead = 5;

/// An article as lists have it.
struct ListedArticle {
  std::string lang, id, title, summary;
  std::string updated;  ///< ISO 8601 date, or empty.
  std::vector<std::string> products;
};

/// What is answered: the hits from `offset` on, best first, one per family. Articles that authors
/// pinned to the question come before all others. The hits are in the question's own language (or
/// in the few that it may be in); where that has none, in the language that answers best.
struct SearchResponse {
  std::vector<Hit> hits;
  /// The probability that the first hit of the first page answers the question: calibrated over
  /// test collections (searcher/search/confidence.cc).
  double confidence = 0;
  /// Whether anything here answers: this or another language, with a confidence of kAnswered.
  bool answered = false;
  std::optional<AnswerCard> card;  ///< On the first page, from a confidence of kClear on.
  /// On the first page, where no language that was asked has all words of the question: what it was
  /// probably meant to be, in words of articles in view, if that is answered about as likely or
  /// more; of a long question only where its own answer is not clear. The hits are of the question
  /// as it was typed.
  std::optional<DidYouMean> did_you_mean;
  /// Where that is low: what other languages have, the likeliest to answer first. Without the
  /// families of `hits`; on the first page only.
  std::vector<OtherLanguage> other_languages;
  /// Of all pages: exact up to kMaxDepth, and the same on each; exact altogether where something is
  /// filtered or counted. Of a pasted text only what is best for its parts is a hit, some hundreds
  /// at most.
  std::size_t estimated_total_hits = 0;
  /// One for each of SearchRequest::facets, in their order: all families that the hits of all pages
  /// are of, exactly, by their articles that were found, the same on every page. The conditions of
  /// the filter that are on a facet alone do not hold for its own counts, so that its other values
  /// stay in sight.
  std::vector<CountedFacet> facets;
  bool relaxed = false;  ///< No article holds the quoted phrases: they were searched as words.
  /// Where nothing is found, in no language nor for what may have been meant, on the first page:
  /// what less of the question finds; and what changed last of the product that it is about, or of
  /// all, in the reader's language if there is any.
  std::optional<FewerConditions> fewer;
  std::vector<ListedArticle> newest;
  std::string generation;  ///< The generation of the base that answered, such as "gen-000007".
  std::vector<Omission> incomplete;  ///< What there was no time for; usually nothing.
};

/// The hits in all languages in one order, by the probability that they answer.
std::vector<const Hit*> Merged(const SearchResponse& response);

/// A knowledge base as one audience sees it.
struct BaseDescription {
  std::string generation;              ///< In force, such as "gen-000007".
  std::size_t articles = 0;            ///< In view.
  std::vector<std::string> languages;  ///< Of these articles, sorted.
  std::uint64_t publishes = 0;  ///< With the generation, tells one state of the base from another.
};

/// What an article is called.
struct ArticleName {
  std::string lang, id, family;
};

/// The same article in its languages: pairs of language and id, sorted by language.
using Translations = std::vector<std::pair<std::string, std::string>>;

/// Which articles are wanted, those last that changed first.
struct NewestRequest {
  std::string product = {};  ///< As any article writes it, in any letter case; empty: of any.
  std::string lang = {};     ///< Canonical; empty: in any language.
  std::size_t limit = 50;
  bool undated = false;  ///< Also those that say no day, behind all others.
};

/// Reads one knowledge base for one audience. One per thread: it is not shareable.
///
/// Example, which prints "A printer stays offline":
///
///     auto searcher = funnel::Searcher::Open("kb", funnel::Audience::kPublic);
///     if (!searcher) return std::cerr << searcher.error().message << '\n', 1;
///     funnel::SearchRequest request;
///     request.query = "printer offline";
///     request.lang = "en";
///     const auto found = searcher->Search(request);
///     if (!found) return std::cerr << found.error().message << '\n', 1;
///     for (const funnel::Hit& hit : found->hits) std::cout << hit.title << '\n';
class Searcher {
 public:
  /// Opens the knowledge base in `dir`. Readers of `audience` see it and the tiers before it.
  /// Fails with kNotFound, kCorrupt, kIndexMismatch (then: funnel-indexer rebuild), or
  /// kInvalidInput for a number of `ranking` outside its range (searcher/query/ranking_numbers.cc).
  static Result<Searcher> Open(const std::filesystem::path& dir, Audience audience,
                               const RankingParameters& ranking = {});

  /// Searches what `reader` (indexer/store/reader.h) sees: a publish before its commit, say.
  static Searcher Over(store::Reader reader);

  ~Searcher();
  Searcher(Searcher&&) noexcept;
  Searcher& operator=(Searcher&&) noexcept;

  /// At most `request.limit` hits, best first; equal scores order by article id. Sees the newest
  /// publish. A query without any letter or digit has no hits and is no error.
  /// Fails with kInvalidInput (empty, too long, too deep a page, or a filter beyond its bounds or
  /// with a value that is none), kCorrupt, or with kTimeout where nothing is found in time.
  Result<SearchResponse> Search(const SearchRequest& request);

  /// What may be meant by what has been typed so far (funnel/suggest.h); sees the newest publish.
  /// Fails with kInvalidInput (too long a text, a limit out of range) and kCorrupt.
  Result<SuggestResponse> Suggest(const SuggestRequest& request);

  /// Why articles stand where they stand for that request: those of `ids`, in whatever language
  /// (the one that was found, else the one that would be shown); or, without ids, the hits of the
  /// page. The scores are those of Search. Fails as Search does, with kTimeout where that would
  /// leave something out, and with kNotFound for an id that no article in view has. Takes
  /// milliseconds for each article.
  Result<Explanation> Explain(const SearchRequest& request, const std::vector<std::string>& ids);

  /// The article as it was published. Fails with kNotFound.
  Result<Article> Get(std::string_view lang, std::string_view id);

  /// The languages that the articles of `family` exist in for this audience.
  Result<Translations> TranslationsOf(std::string_view family);

  /// The articles whose file lies at `place`, or that say to be published there: a text::PlaceKey
  /// or text::AliasKey (indexer/text/markup/article_link.h); with `named`, a text::NameKey. Sorted
  /// by language and id, some dozens at most.
  Result<std::vector<ArticleName>> FindPlace(std::string_view place, bool named);

  /// The articles in view by language and id, in bytes: at most `limit`, behind that one (which
  /// need not be there), or from the first on where both are empty. Reads these articles and no
  /// other.
  Result<std::vector<ListedArticle>> List(std::string_view behind_lang, std::string_view behind_id,
                                          std::size_t limit);

  /// The articles in view that changed last, by the day that they say.
  /// Takes about a millisecond for 100,000 articles.
  Result<std::vector<ListedArticle>> Newest(const NewestRequest& request);

  /// The products that articles in view name, those with most articles first; at most `limit`.
  Result<std::vector<std::string>> Products(std::size_t limit);

  /// What is in view now. Costs microseconds.
  Result<BaseDescription> Describe();

  /// What whoever runs a program should know of the base, with the remedy: that it was analyzed
  /// with other libraries than this program's. Empty for nothing.
  std::string Warning() const;

 private:
  class Impl;
  explicit Searcher(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

}  // namespace funnel
