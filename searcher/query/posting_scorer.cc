// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/query/posting_scorer.h"

#include <algorithm>
#include <functional>
#include <limits>
#include <unordered_set>
#include <utility>

#include "funnel/searcher.h"

namespace funnel::query {
namespace {

/// Documents without a term of the query between those with one, for each of these, where looking
/// at all is still faster than sorting.
constexpr std::size_t kSparse = 32;

}  // namespace

bool Better(const ScoredDocument& a, const ScoredDocument& b) {
  return a.score != b.score ? a.score > b.score : a.document < b.document;
}

void KeepOneOfFamily(const store::ForwardRecords& records, std::vector<ScoredDocument>& documents) {
  std::unordered_set<std::uint64_t> known;
  std::erase_if(documents, [&](const ScoredDocument& one) {
    const std::uint64_t family = records.Columns(one.document).family;
    return family != 0 && !known.insert(family).second;
  });
}

/// One query over one database.
class PostingScorer::Run {
 public:
  Run(PostingScorer& memory, const BuiltQuery& query, const Xapian::Database& database,
      const store::ForwardRecords& records, const Deadline& deadline)
      : memory_(memory),
        query_(query),
        database_(database),
        records_(records),
        lengths_(records.Lengths()),
        deadline_(deadline) {
    if (!memory_.clean_) memory_ = PostingScorer();
    memory_.clean_ = false;
    const std::size_t size = std::size_t{database.get_lastdocid()} + 1;
    if (memory_.scores_.size() >= size) return;
    memory_.scores_.resize(size);
    memory_.counts_.resize(size);
    memory_.bests_.resize(size);
  }

  Found Find(const Wanted& wanted) {
    const auto says = [](const QueryLeaf& leaf) { return !leaf.stop; };
    const bool any = std::any_of(query_.leaves.begin(), query_.leaves.end(), says);
    for (const QueryLeaf& leaf : query_.leaves) {
      if (!leaf.stop || !any) Add(leaf);
    }
    Sort();
    found_ = true;
    for (const Requirement& phrase : query_.phrases) Keep(phrase, true);
    for (const Requirement& excluded : query_.excluded) Keep(excluded, false);
    if (wanted.holds) Keep(wanted.holds);
    Found found;
    found.total = memory_.touched_.size();
    // A family has at most one document of each language.
    const bool collapsed = wanted.languages > 1;
    const bool all_families =
        collapsed && wanted.counted && found.total <= kMaxDepth * wanted.languages;
    const std::size_t depth = all_families ? found.total : wanted.depth * wanted.languages;
    if (any) AddFunctionWords(depth);
    found.best = Best(depth);
    if (collapsed) {
      KeepOneOfFamily(records_, found.best);
      found.total = all_families ? found.best.size()
                                 : std::max(kMaxDepth + 1, found.total / wanted.languages);
    }
    if (found.best.size() > wanted.depth) found.best.resize(wanted.depth);
    return found;
  }

  /// Leaves the memory as the next query needs it.
  void Clear() {
    for (const Xapian::docid document : memory_.touched_) memory_.scores_[document] = 0;
    memory_.touched_.clear();
    memory_.clean_ = true;
  }

 private:
  void Tick() {
    constexpr unsigned kPostingsPerLook = 64;
    if (++ticks_ % kPostingsPerLook == 0) deadline_.Check();
  }

  /// Calls `visit` for the postings of a term: where all is found, for those of what is found.
  template <typename Visit>
  void ForEach(const std::string& term, Visit&& visit) {
    Xapian::PostingIterator at = database_.postlist_begin(term);
    const Xapian::PostingIterator end = database_.postlist_end(term);
    if (!found_) {
      for (; at != end; ++at) {
        Tick();
        visit(*at, at);
      }
      return;
    }
    for (const Xapian::docid document : memory_.touched_) {
      Tick();
      if (at == end) return;
      at.skip_to(document);
      if (at != end && *at == document) visit(document, at);
    }
  }

  double Soft(Xapian::docid document, const TermWeight& weight) const {
    const std::uint32_t known = lengths_.Of(document);
    return weight.Soft(known > 0 ? known : database_.get_doclength(document));
  }

  void AddScore(Xapian::docid document, double weight) {
    double& score = memory_.scores_[document];
    if (score == 0) memory_.touched_.push_back(document);
    score += std::max(weight, std::numeric_limits<double>::min());
  }

  void Add(const QueryLeaf& leaf) {
    if (leaf.any.size() == 1 && leaf.any.front().any.size() == 1) {
      const StructuredTerm& only = leaf.any.front();
      const double probability = only.any.front().probability;
      ForEach(only.any.front().term, [&](Xapian::docid document, Xapian::PostingIterator& at) {
        AddScore(document, only.weight.At(probability * at.get_wdf(), Soft(document, only.weight)));
      });
      return;
    }
    for (const StructuredTerm& term : leaf.any) Consider(term);
    for (const Xapian::docid document : memory_.of_leaf_) {
      AddScore(document, memory_.bests_[document]);
      memory_.bests_[document] = 0;
    }
    memory_.of_leaf_.clear();
  }

  /// Of the structured terms of a leaf the best counts.
  void Consider(const StructuredTerm& term) {
    for (const WeightedAlternative& alternative : term.any) {
      ForEach(alternative.term, [&](Xapian::docid document, Xapian::PostingIterator& at) {
        double& count = memory_.counts_[document];
        if (count == 0) memory_.here_.push_back(document);
        count += alternative.probability * at.get_wdf();
      });
    }
    for (const Xapian::docid document : memory_.here_) {
      double& best = memory_.bests_[document];
      if (best == 0) memory_.of_leaf_.push_back(document);
      double& count = memory_.counts_[document];
      best = std::max(best, term.weight.At(count, Soft(document, term.weight)));
      count = 0;
    }
    memory_.here_.clear();
  }

  void Sort() {
    std::vector<Xapian::docid>& touched = memory_.touched_;
    const std::size_t last = database_.get_lastdocid();
    if (last > touched.size() * kSparse) {
      std::sort(touched.begin(), touched.end());
      return;
    }
    touched.clear();
    for (Xapian::docid document = 1; document <= last; ++document) {
      if (memory_.scores_[document] > 0) touched.push_back(document);
    }
  }

  /// Keeps those that `holds` says.
  void Keep(const std::function<bool(Xapian::docid)>& holds) {
    std::erase_if(memory_.touched_, [&](Xapian::docid document) {
      Tick();
      const bool kept = holds(document);
      if (!kept) memory_.scores_[document] = 0;
      return !kept;
    });
  }

  /// Keeps what meets `requirement`, or what does not.
  void Keep(const Requirement& requirement, bool meeting) {
    double groups = 0;  // So many of them a document has, so far.
    for (const std::vector<std::string>& any : requirement.all) {
      for (const std::string& term : any) {
        ForEach(term, [&](Xapian::docid document, Xapian::PostingIterator&) {
          double& count = memory_.counts_[document];
          if (count != groups) return;
          if (groups == 0) memory_.here_.push_back(document);
          count = groups + 1;
        });
      }
      ++groups;
    }
    Keep([&](Xapian::docid document) {
      return (groups > 0 && memory_.counts_[document] == groups) == meeting;
    });
    for (const Xapian::docid document : memory_.here_) memory_.counts_[document] = 0;
    memory_.here_.clear();
  }

  /// Nearly all articles have function words: they only order what others find. Of that they are
  /// looked for where they may still lift a document among the best `depth`.
  void AddFunctionWords(std::size_t depth) {
    double most = 0;
    for (const QueryLeaf& leaf : query_.leaves) {
      double best = 0;
      for (const StructuredTerm& term : leaf.any) best = std::max(best, term.weight.idf);
      if (leaf.stop) most += best;
    }
    if (most == 0) return;
    std::vector<Xapian::docid>& touched = memory_.touched_;
    if (touched.size() > depth && depth > 0) {
      std::vector<double> scores;
      scores.reserve(touched.size());
      for (const Xapian::docid document : touched) scores.push_back(memory_.scores_[document]);
      const auto last = scores.begin() + static_cast<std::ptrdiff_t>(depth - 1);
      std::nth_element(scores.begin(), last, scores.end(), std::greater<>());
      const double least = *last - most;
      Keep([&](Xapian::docid document) { return memory_.scores_[document] >= least; });
    }
    for (const QueryLeaf& leaf : query_.leaves) {
      if (leaf.stop) Add(leaf);
    }
  }

  std::vector<ScoredDocument> Best(std::size_t depth) const {
    std::vector<ScoredDocument> best;
    best.reserve(memory_.touched_.size());
    for (const Xapian::docid document : memory_.touched_) {
      best.push_back({document, memory_.scores_[document]});
    }
    const auto end = best.begin() + static_cast<std::ptrdiff_t>(std::min(best.size(), depth));
    std::partial_sort(best.begin(), end, best.end(), Better);
    best.erase(end, best.end());
    return best;
  }

  PostingScorer& memory_;
  const BuiltQuery& query_;
  const Xapian::Database& database_;
  const store::ForwardRecords& records_;
  const store::DocumentLengths lengths_;
  const Deadline& deadline_;
  unsigned ticks_ = 0;
  bool found_ = false;  ///< All that can be is in touched_, sorted.
};

PostingScorer::Found PostingScorer::Find(const BuiltQuery& query, const Xapian::Database& database,
                                         const store::ForwardRecords& records, const Wanted& wanted,
                                         const Deadline& deadline) {
  Run run(*this, query, database, records, deadline);
  Found found = run.Find(wanted);
  run.Clear();
  return found;
}

Xapian::termcount WdfOf(const Xapian::Database& database, Xapian::docid document,
                        const std::string& term) {
  auto at = database.postlist_begin(term);
  const auto end = database.postlist_end(term);
  if (at == end) return 0;
  at.skip_to(document);
  return at == end || *at != document ? 0 : at.get_wdf();
}

bool Meets(const Xapian::Database& database, Xapian::docid document,
           const Requirement& requirement) {
  const auto has = [&](const std::string& term) { return WdfOf(database, document, term) > 0; };
  return !requirement.all.empty() &&
         std::all_of(requirement.all.begin(), requirement.all.end(),
                     [&](const auto& any) { return std::any_of(any.begin(), any.end(), has); });
}

bool Finds(const BuiltQuery& query, const Xapian::Database& database, Xapian::docid document) {
  const auto meets = [&](const Requirement& requirement) {
    return Meets(database, document, requirement);
  };
  if (!std::all_of(query.phrases.begin(), query.phrases.end(), meets)) return false;
  if (std::any_of(query.excluded.begin(), query.excluded.end(), meets)) return false;
  const bool all_stop = std::all_of(query.leaves.begin(), query.leaves.end(),
                                    [](const QueryLeaf& leaf) { return leaf.stop; });
  return std::any_of(query.leaves.begin(), query.leaves.end(), [&](const QueryLeaf& leaf) {
    if (leaf.stop && !all_stop) return false;
    return std::any_of(leaf.any.begin(), leaf.any.end(), [&](const StructuredTerm& term) {
      return std::any_of(term.any.begin(), term.any.end(), [&](const WeightedAlternative& one) {
        return WdfOf(database, document, one.term) > 0;
      });
    });
  });
}

}  // namespace funnel::query
