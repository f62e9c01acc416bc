// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/query/structured_term.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "searcher/query/bm25.h"

namespace funnel::query {
namespace {

/// Goes through the documents that have any of several structured terms.
class BestOfSource : public Xapian::PostingSource {
 public:
  explicit BestOfSource(std::vector<StructuredTerm> terms) : terms_(std::move(terms)) {}

  void init(const Xapian::Database& database) override {
    lists_.clear();
    started_ = false;
    documents_ = 0;
    most_documents_ = 0;
    double greatest = 0;
    for (const StructuredTerm& term : terms_) {
      double wdf = 0;
      for (const WeightedAlternative& alternative : term.any) {
        const Xapian::doccount documents = database.get_termfreq(alternative.term);
        if (documents == 0) continue;
        List& list = lists_.emplace_back(List{database.postlist_begin(alternative.term),
                                              database.postlist_end(alternative.term), 0,
                                              alternative.probability, &term.weight});
        list.here = *list.at;
        documents_ = std::max(documents_, documents);
        most_documents_ += documents;
        wdf += alternative.probability * database.get_wdf_upper_bound(alternative.term);
      }
      greatest = std::max(greatest, term.weight.Of(wdf, database.get_doclength_lower_bound()));
    }
    most_documents_ = std::min(most_documents_, database.get_doccount());
    set_maxweight(greatest);
  }

  Xapian::doccount get_termfreq_min() const override { return documents_; }
  Xapian::doccount get_termfreq_est() const override { return most_documents_; }
  Xapian::doccount get_termfreq_max() const override { return most_documents_; }

  double get_weight() const override {
    double best = 0;
    for (std::size_t i = 0; i < lists_.size();) {
      const TermWeight* const weight = lists_[i].weight;
      double wdf = 0;
      double length = 0;
      for (; i < lists_.size() && lists_[i].weight == weight; ++i) {
        const List& list = lists_[i];
        if (list.here != at_) continue;
        wdf += list.probability * list.at.get_wdf();
        if (length == 0) length = list.at.get_doclength();
      }
      if (wdf > 0) best = std::max(best, weight->Of(wdf, length));
    }
    return best;
  }

  Xapian::docid get_docid() const override { return at_; }
  bool at_end() const override { return started_ && at_ == 0; }
  void next(double) override { skip_to(at_ + 1, 0); }
  void skip_to(Xapian::docid to, double) override {
    Xapian::docid nearest = 0;
    for (List& list : lists_) {
      if (list.here == 0) continue;
      if (list.here < to) {
        list.at.skip_to(to);
        list.here = list.at == list.end ? 0 : *list.at;
        if (list.here == 0) continue;
      }
      if (nearest == 0 || list.here < nearest) nearest = list.here;
    }
    started_ = true;
    at_ = nearest;
  }

  PostingSource* clone() const override { return new BestOfSource(terms_); }

 private:
  /// The postings of one alternative; those of one term stand together.
  struct List {
    Xapian::PostingIterator at, end;
    Xapian::docid here;  ///< Where `at` is; 0 at the end. Asking it takes longer.
    double probability;
    const TermWeight* weight;
  };

  std::vector<StructuredTerm> terms_;
  std::vector<List> lists_;
  Xapian::doccount documents_ = 0;
  Xapian::doccount most_documents_ = 0;
  bool started_ = false;
  Xapian::docid at_ = 0;  ///< 0: not started, or at the end.
};

}  // namespace

double TermWeight::Of(double wdf, double length) const {
  const double normlen = std::max(length / average_length, min_normlen);
  return idf * wdf / (k1 * (normlen * b + (1 - b)) + wdf);
}

StructuredTerm MakeStructuredTerm(const std::vector<WeightedAlternative>& alternatives,
                                  const Xapian::Database& database,
                                  const RankingParameters& ranking, double factor) {
  StructuredTerm term;
  double documents = 0;
  double occurrences = 0;
  for (const WeightedAlternative& alternative : alternatives) {
    const Xapian::doccount frequency = database.get_termfreq(alternative.term);
    if (frequency == 0) continue;
    documents += alternative.probability * frequency;
    occurrences += alternative.probability *
                   static_cast<double>(database.get_collection_freq(alternative.term));
    term.any.push_back(alternative);
  }
  if (term.empty()) return {};

  // What the translations leave open makes the word neither rarer nor less often said: the
  // frequencies are those of a certain word, and the doubt lies in its weight.
  double certainty = 0;
  for (const WeightedAlternative& alternative : term.any) certainty += alternative.probability;
  if (certainty < 1) {
    documents /= certainty;
    occurrences /= certainty;
    for (WeightedAlternative& alternative : term.any) alternative.probability /= certainty;
    factor *= std::sqrt(certainty);
  }

  const double all = database.get_doccount();
  documents = std::min(documents, all);
  // As plain terms have it, so that a translated word is worth what a plain one is.
  term.idf = XapianIdf(documents, all) * Burst(documents, occurrences, ranking.burstiness);
  term.weight = {term.idf * (ranking.k1 + 1) * factor, ranking.k1, ranking.b, ranking.min_normlen,
                 std::max(1.0, database.get_avlength())};
  return term;
}

Xapian::Query BestOf(std::vector<StructuredTerm> terms) {
  std::erase_if(terms, [](const StructuredTerm& term) { return term.empty(); });
  if (terms.empty()) return Xapian::Query();
  auto* source = new BestOfSource(std::move(terms));
  return Xapian::Query(source->release());
}

}  // namespace funnel::query
