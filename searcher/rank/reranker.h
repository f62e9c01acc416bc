// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <array>
#include <bitset>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "funnel/ranking.h"
#include "indexer/store/layout/forward_record.h"
#include "searcher/query/query_builder.h"
#include "searcher/query/query_plan.h"

namespace funnel::rank {

/// What a forward record says of a query. `pairs` and `frame` are shares of the best score of
/// stage 1, and so is `version`; the others lie between 0 and 1 (`number`: -1 and 0); see
/// RankingParameters.
struct RecordFeatures {
  double pairs = 0;
  double frame = 0;
  double title_precision = 0;
  double title_match = 0;
  double lead = 0;
  double passage = 0;
  double heading = 0;
  double number = 0;
  double whole_title = 0;  ///< 1 where the title is the question.
  double only = 0;         ///< Share of the question that no other has; set by FindOnlyHolders.
  double version = 0;      ///< What an article gains before its other versions; set by who orders.
  double citation = 0;     ///< Share of the phrases that the query cites; set by who reads texts.
  double asked = 0;        ///< Share of the words that mean something, anywhere; not weighed.
};

/// How a forward record matches a query, before anything is weighed.
struct RecordMatch {
  /// Query words are numbered in order; a mask has a bit for each.
  using Mask = std::uint64_t;

  struct TitleWord {
    store::WordTag word = 0;  ///< Its bare bits.
    double said = 0;          ///< How much of it the query says: 1, or the share of its parts.
  };
  struct TitlePart {
    std::size_t word = 0;  ///< A query word that the title does not hold.
    double share = 0;      ///< The share of its parts that it does.
  };
  struct WordCount {
    std::size_t word = 0;
    std::uint32_t wdf = 0;
  };
  struct Heading {
    Mask words = 0;
    std::size_t size = 0;  ///< In words.
  };
  struct PairCount {
    std::uint32_t pair = 0;
    std::uint32_t wdf = 0;
  };

  std::uint32_t length = 0;  ///< Of the document, as BM25 counts it.
  std::vector<TitleWord> title;
  double title_precision = 0;            ///< Set by Settle.
  std::vector<std::size_t> title_terms;  ///< Searched terms that the title holds, sorted.
  std::vector<TitlePart> title_parts;
  Mask in_title = 0;
  bool whole_title = false;    ///< It says all words that the query does, and no others.
  Mask lead = 0;               ///< Among the first 64 words of the text.
  std::vector<Mask> passages;  ///< In stretches of 16 words, without those that others hold.
  std::vector<WordCount> words;
  std::vector<Heading> headings;
  std::vector<PairCount> pairs;
  double number = 0;
};

/// What all candidates of a query together hold: what its pairs and the words of titles are worth.
struct CandidateCounts {
  double candidates = 0;
  std::vector<std::uint32_t> word_documents;
  std::vector<std::uint32_t> word_titles;
  std::vector<std::uint32_t> pair_documents;
  std::vector<std::uint64_t> pair_occurrences;
  std::unordered_map<store::WordTag, std::uint32_t> title_words;
};

/// Stage 2 of the ranking: judges the best candidates of stage 1 by where, in which order and how
/// closely together they hold the query. Look at each, Count it, then Settle each; now they have
/// features. Made for one query; const afterwards.
class Reranker {
 public:
  /// `terms` are the index terms that were searched (BuiltQuery), `plan` was made with `ranking`.
  Reranker(const query::QueryPlan& plan, const std::vector<query::SearchedTerm>& terms,
           const RankingParameters& ranking);

  RecordMatch Look(const store::ForwardRecord& record) const;
  void Count(const RecordMatch& match, CandidateCounts& counts) const;
  static void Settle(const CandidateCounts& counts, RecordMatch& match);

  /// What the features of all candidates need beside the match. Borrows what it is made of.
  class Scale {
   public:
    /// `term_weights`: what a match of each term is worth, with its idf; a document has
    /// `average_length` terms; `best` is the best score of stage 1.
    Scale(const Reranker& reranker, const CandidateCounts& counts,
          const std::vector<double>& term_weights, const RankingParameters& ranking,
          double average_length, double best);

   private:
    friend class Reranker;

    const std::vector<double>& term_weights_;
    const RankingParameters& ranking_;
    double average_length_;
    double best_;
    std::vector<double> word_weights_;  ///< Of the best of a word's terms.
    double all_words_ = 0;              ///< Their sum.
    std::vector<double> frame_losses_;  ///< What a word loses of its weight for being in a frame.
    std::vector<double> pair_weights_;
  };
  RecordFeatures Features(const RecordMatch& match, const Scale& scale) const;

  /// One feature and what it adds to a stage-1 score, relative to the best one of the query.
  struct Summand {
    std::string_view name;  ///< As in RankingNumbers(), but for those of a fixed weight.
    double value = 0;
    double weight = 0;
  };
  static constexpr std::size_t kSummands = 12;
  static std::array<Summand, kSummands> Summands(const RecordFeatures& features,
                                                 const RerankWeights& weights);

  /// What the words are worth that stage 1 counts one by one: pairs more, frames less.
  static double Words(const RecordFeatures& features) { return features.pairs + features.frame; }

  /// What all other features add: the sum of value * weight.
  static double Bonus(const RecordFeatures& features, const RerankWeights& weights);

 private:
  using Mask = RecordMatch::Mask;
  static constexpr std::size_t kMostWords = 64;  // bits of a mask

  /// A form of a word of the query, as it is looked for.
  struct Form {
    store::WordTag value = 0;
    store::WordTag compared = 0;     ///< The bits that are.
    Mask words = 0;                  ///< That it stands for.
    double said = 0;                 ///< 1 for a word that the query says, less for one like it.
    std::vector<std::size_t> terms;  ///< Indexes in the terms that were searched.
    std::bitset<64> partners;        ///< Forms that make a pair with it, by their number modulo 64.
  };
  /// How two words of a query stand in a text.
  enum class Nearness : std::uint8_t {
    kAdjacent,
    kSkip,  ///< With function words between.
    kNear,  ///< Within eight words, in either order.
  };
  struct Pair {
    Nearness nearness = Nearness::kAdjacent;
    double factor = 1;      ///< Of its kind's weight.
    std::size_t group = 0;  ///< Of one group the best counts.
  };
  struct Hit {
    std::uint32_t at = 0;  ///< Index of the word in the record.
    std::uint16_t form = 0;
    store::WordTag flags = 0;
  };
  using Hits = std::vector<Hit>;

  /// Two words side by side that are another writing of a form.
  struct Writing {
    std::uint16_t first = 0;
    std::uint16_t second = 0;
    std::uint16_t form = 0;
  };

  std::size_t WordAt(std::uint32_t begin, std::uint32_t end);
  Mask WordsWithin(std::uint32_t begin, std::uint32_t end) const;
  std::uint16_t FormOf(std::string_view main, bool unmarked = false);
  void AddForm(std::uint16_t form, std::size_t term, Mask words, double said);
  void AddJoined(const query::PlannedTerm& planned, std::string_view text, std::size_t term);
  void AddWriting(const query::QueryPlan& plan, const query::PlannedTerm& planned,
                  std::size_t term);
  void AddPairs(const query::QueryPlan& plan, const RankingParameters& ranking);
  void AddPair(std::uint16_t first, std::uint16_t second, Pair pair);
  void AddParts(const query::QueryPlan& plan);
  void AddAsked(const query::QueryPlan& plan);

  Hits Find(const store::ForwardRecord& record) const;
  void AddWritings(const store::ForwardRecord& record, Hits& hits) const;
  void LookAtWords(const store::ForwardRecord& record, const Hits& hits, RecordMatch& match) const;
  void LookAtTitle(const store::ForwardRecord& record, const Hits& hits, RecordMatch& match) const;
  void LookAtParts(const store::ForwardRecord& record, RecordMatch& match) const;
  bool IsWholeTitle(const store::ForwardRecord& record, const Hits& hits) const;
  void LookAtPassages(const store::ForwardRecord& record, const Hits& hits,
                      RecordMatch& match) const;
  void LookAtHeadings(const store::ForwardRecord& record, const Hits& hits,
                      RecordMatch& match) const;
  void LookAtPairs(const store::ForwardRecord& record, const Hits& hits, RecordMatch& match) const;

  double Pairs(const RecordMatch& match, const Scale& scale, double soft) const;
  double Frame(const RecordMatch& match, const Scale& scale, double soft) const;
  double TitleCoverage(const RecordMatch& match, const Scale& scale) const;

  /// Forms by the lowest bits of their tags: the number of a bucket, 0 for none, as for most.
  static constexpr std::size_t kTagSlots = 1 << 13;
  std::array<std::uint16_t, kTagSlots> bucket_of_{};
  std::vector<std::vector<std::uint16_t>> buckets_{{}};
  std::vector<Form> forms_;

  std::vector<std::pair<std::uint32_t, std::uint32_t>> places_;  ///< Of each word.
  std::vector<std::vector<std::size_t>> word_terms_;             ///< That stand for each word.
  std::vector<std::size_t> joined_terms_;  ///< That stand for several words, whose masks follow.
  std::vector<Mask> joined_words_;
  std::vector<Writing> writings_;
  Mask numbers_ = 0;  ///< Words with a digit.

  /// Of the words that the query says: but for function words, if it has others.
  std::vector<std::pair<std::uint32_t, std::uint32_t>> asked_;
  Mask asked_words_ = 0;  ///< What stands at these places.

  static constexpr std::size_t kMostParts = 1024;
  std::unordered_map<store::PartTag, std::size_t> parts_;  ///< Their index.
  std::vector<Mask> part_words_;                           ///< Words that have each part.
  std::array<std::uint32_t, kMostWords> word_parts_{};     ///< How many parts each word has.

  std::unordered_map<std::uint32_t, std::vector<std::uint32_t>> pairs_of_;  ///< By two forms.
  std::vector<Pair> pairs_;
  std::size_t pair_groups_ = 0;
};

}  // namespace funnel::rank
