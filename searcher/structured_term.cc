// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/structured_term.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace funnel {
namespace {

/// What the BM25 weight of a structured term needs to know of the whole base.
struct TermWeight {
  double idf = 0;  ///< times (k1 + 1) times the factor
  double k1 = 0;
  double b = 0;
  double min_normlen = 0;
  double average_length = 1;

  double Of(double wdf, double length) const {
    const double normlen = std::max(length / average_length, min_normlen);
    return idf * wdf / (k1 * (normlen * b + (1 - b)) + wdf);
  }
};

/// Goes through the documents that have any of the alternatives.
class StructuredSource : public Xapian::PostingSource {
 public:
  StructuredSource(std::vector<WeightedAlternative> alternatives, const TermWeight& weight)
      : alternatives_(std::move(alternatives)), weight_(weight) {}

  void init(const Xapian::Database& database) override {
    lists_.clear();
    started_ = false;
    documents_ = 0;
    most_documents_ = 0;
    for (const WeightedAlternative& alternative : alternatives_) {
      const Xapian::doccount documents = database.get_termfreq(alternative.term);
      if (documents == 0) continue;
      lists_.push_back({database.postlist_begin(alternative.term),
                        database.postlist_end(alternative.term), alternative.probability});
      documents_ = std::max(documents_, documents);
      most_documents_ += documents;
    }
    most_documents_ = std::min(most_documents_, database.get_doccount());
    set_maxweight(lists_.empty() ? 0 : weight_.idf);
  }

  Xapian::doccount get_termfreq_min() const override { return documents_; }
  Xapian::doccount get_termfreq_est() const override { return most_documents_; }
  Xapian::doccount get_termfreq_max() const override { return most_documents_; }

  double get_weight() const override {
    double wdf = 0;
    double length = 0;
    for (const List& list : lists_) {
      if (list.at == list.end || *list.at != at_) continue;
      wdf += list.probability * list.at.get_wdf();
      length = list.at.get_doclength();
    }
    return weight_.Of(wdf, length);
  }

  Xapian::docid get_docid() const override { return at_; }
  bool at_end() const override { return started_ && at_ == 0; }
  void next(double) override { skip_to(at_ + 1, 0); }
  void skip_to(Xapian::docid to, double) override {
    Xapian::docid nearest = 0;
    for (List& list : lists_) {
      if (list.at != list.end && *list.at < to) list.at.skip_to(to);
      if (list.at == list.end) continue;
      if (nearest == 0 || *list.at < nearest) nearest = *list.at;
    }
    started_ = true;
    at_ = nearest;
  }

  PostingSource* clone() const override { return new StructuredSource(alternatives_, weight_); }

 private:
  struct List {
    Xapian::PostingIterator at, end;
    double probability;
  };

  std::vector<WeightedAlternative> alternatives_;
  TermWeight weight_;
  std::vector<List> lists_;
  Xapian::doccount documents_ = 0;
  Xapian::doccount most_documents_ = 0;
  bool started_ = false;
  Xapian::docid at_ = 0;  ///< 0: not started, or at the end.
};

}  // namespace

StructuredTerm MakeStructuredTerm(const std::vector<WeightedAlternative>& alternatives,
                                  const Xapian::Database& database,
                                  const RankingParameters& ranking, double factor) {
  std::vector<WeightedAlternative> present;
  double documents = 0;
  double occurrences = 0;
  for (const WeightedAlternative& alternative : alternatives) {
    const Xapian::doccount frequency = database.get_termfreq(alternative.term);
    if (frequency == 0) continue;
    documents += alternative.probability * frequency;
    occurrences += alternative.probability *
                   static_cast<double>(database.get_collection_freq(alternative.term));
    present.push_back(alternative);
  }
  if (present.empty()) return {};

  const double all = database.get_doccount();
  documents = std::min(documents, all);
  // As Xapian::BM25Weight has it, so that a translated word is worth what a plain one is.
  double odds = (all - documents + 0.5) / (documents + 0.5);
  if (odds < 2) odds = odds * 0.5 + 1;
  const double burst = std::pow(std::max(1.0, occurrences / documents), ranking.burstiness);
  StructuredTerm term;
  term.idf = std::log(odds) * burst;
  TermWeight weight;
  weight.idf = term.idf * (ranking.k1 + 1) * factor;
  weight.k1 = ranking.k1;
  weight.b = ranking.b;
  weight.min_normlen = ranking.min_normlen;
  weight.average_length = std::max(1.0, database.get_avlength());
  auto* source = new StructuredSource(std::move(present), weight);
  term.query = Xapian::Query(source->release());
  return term;
}

}  // namespace funnel
