// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/query/posting_scorer.h"

#include <algorithm>
#include <bit>
#include <functional>
#include <limits>
#include <numeric>
#include <utility>

#include "funnel/searcher.h"

namespace funnel::query {
namespace {

/// Where one document in so many is found, or more, looking at all is faster than sorting.
constexpr std::size_t kSparse = 32;

}  // namespace

bool Better(const ScoredDocument& a, const ScoredDocument& b) {
  return a.score != b.score ? a.score > b.score : a.document < b.document;
}

bool NoteFamily(std::uint64_t family, std::unordered_set<std::uint64_t>& seen) {
  return family == 0 || seen.insert(family).second;
}

void KeepOneOfFamily(const store::ForwardRecords& records, std::vector<ScoredDocument>& documents) {
  std::unordered_set<std::uint64_t> seen;
  std::erase_if(documents, [&](const ScoredDocument& one) {
    return !NoteFamily(records.Columns(one.document).family, seen);
  });
}

/// One query over one database.
class PostingScorer::Run {
 public:
  Run(PostingScorer& memory, const BuiltQuery& query, TermCounts& counts,
      const store::ForwardRecords& records, const Deadline& deadline)
      : memory_(memory),
        query_(query),
        counts_(counts),
        database_(counts.database()),
        records_(records),
        lengths_(records.Lengths()),
        deadline_(deadline) {
    if (!memory_.clean_) memory_ = PostingScorer();
    memory_.clean_ = false;
    const std::size_t size = std::size_t{database_.get_lastdocid()} + 1;
    if (memory_.scores_.size() >= size) return;
    memory_.scores_.resize(size);
    memory_.counts_.resize(size);
    memory_.bests_.resize(size);
  }

  Found Find(const Wanted& wanted) {
    Words words = WordsOf(false);
    Words function_words = WordsOf(true);
    // They only order what others find, unless there are no others.
    if (words.empty()) words.swap(function_words);
    // A family has at most one document of each language.
    const std::size_t depth = wanted.depth * wanted.languages;
    const bool many = FindsMany(words, wanted);
    double most = MostOf(words) + MostOf(function_words);  // What is left adds.
    auto word = words.begin();
    for (; word != words.end() && !(many && IsSettled(most, depth)); ++word) {
      Add(*word->leaf);
      most -= word->most;
    }
    Sort();
    found_ = true;
    for (const Requirement& phrase : query_.phrases) KeepBy(phrase, true);
    for (const Requirement& excluded : query_.excluded) {
      if (excluded.ByTerms()) KeepBy(excluded, false);
    }
    KeepWanted(wanted);

    Found found;
    found.total = many ? EstimateOf(words) : memory_.touched_.size();
    const bool collapsed = wanted.languages > 1;
    const bool all_families =
        collapsed && wanted.counted && found.total <= kMaxDepth * wanted.languages;
    const std::size_t looked_at = all_families ? found.total : depth;
    Words left(word, words.end());
    if (wanted.all != nullptr && !left.empty()) AddAll(left, wanted.all->all);
    left.insert(left.end(), function_words.begin(), function_words.end());
    Lift(left, looked_at);
    found.best = Best(looked_at);
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
  /// A leaf of the query.
  struct Word {
    const QueryLeaf* leaf = nullptr;
    double most = 0;       ///< It adds to a score.
    double documents = 0;  ///< It finds at least.
  };
  using Words = std::vector<Word>;

  /// Function words, or all others: what adds most first.
  Words WordsOf(bool stop) const {
    Words words;
    for (const QueryLeaf& leaf : query_.leaves) {
      if (leaf.stop != stop) continue;
      Word& word = words.emplace_back(Word{&leaf});
      for (const StructuredTerm& term : leaf.any) {
        word.most = std::max(word.most, term.weight.idf);
        word.documents = std::max<double>(word.documents, term.documents);
      }
    }
    std::stable_sort(words.begin(), words.end(),
                     [](const Word& a, const Word& b) { return a.most > b.most; });
    return words;
  }

  static double MostOf(const Words& words) {
    return std::accumulate(words.begin(), words.end(), 0.0,
                           [](double sum, const Word& word) { return sum + word.most; });
  }

  /// Whether one word alone finds more than is counted, and nothing takes any of it away.
  bool FindsMany(const Words& words, const Wanted& wanted) const {
    if (wanted.holds || wanted.filter != nullptr) return false;
    if (!query_.phrases.empty() || !query_.excluded.empty()) return false;
    const auto most = static_cast<double>(kMaxDepth * wanted.languages);
    return std::any_of(words.begin(), words.end(),
                       [&](const Word& word) { return word.documents > most; });
  }

  /// How many documents have any of `words`, if these stand in them independently.
  std::size_t EstimateOf(const Words& words) const {
    const double all = counts_.all_documents();
    double least = 0;
    double without = 1;
    for (const Word& word : words) {
      least = std::max(least, word.documents);
      without *= 1 - word.documents / all;
    }
    return static_cast<std::size_t>(std::max(least, all * (1 - without)));
  }

  /// A score that `depth` documents have so far at least: that of the one at this place.
  double ScoreAt(std::size_t depth) {
    std::vector<double>& scores = memory_.sorted_;
    scores.resize(memory_.touched_.size());
    std::transform(memory_.touched_.begin(), memory_.touched_.end(), scores.begin(),
                   [&](Xapian::docid document) { return memory_.scores_[document]; });
    const auto at = scores.begin() + static_cast<std::ptrdiff_t>(depth - 1);
    std::nth_element(scores.begin(), at, scores.end(), std::greater<>());
    // Sums are rounded: what is added to equal ones must not part them.
    constexpr double kRounded = 1 - 1e-9;
    return *at * kRounded;
  }

  /// Whether the best `depth` are among those found, if all other words together add `most`.
  bool IsSettled(double most, std::size_t depth) {
    return depth > 0 && memory_.touched_.size() >= depth && most < best_ && most < ScoreAt(depth);
  }

  /// Adds words that find nothing new among the best `depth`. Each is looked for in what it and
  /// those after it may still lift so far: the more of them are added, the less is left.
  void Lift(const Words& words, std::size_t depth) {
    constexpr std::size_t kFew = 8;  // for each that is wanted: then looking again costs little
    double most = MostOf(words);
    double least = 0;
    for (const Word& word : words) {
      if (depth > 0 && memory_.touched_.size() > depth) {
        if (least == 0 || memory_.touched_.size() < kFew * depth) least = ScoreAt(depth);
        Keep([&](Xapian::docid document) { return memory_.scores_[document] >= least - most; });
      }
      Add(*word.leaf);
      most -= word.most;
    }
  }

  void Tick() {
    constexpr unsigned kPostingsPerLook = 64;
    if (++ticks_ % kPostingsPerLook == 0) deadline_.Check();
  }

  /// Calls `visit(document, wdf)` for what has an alternative: where all is found, for those of
  /// what is found.
  template <typename Visit>
  void ForEachOf(const WeightedAlternative& alternative, Visit&& visit) {
    if (alternative.neighbours == nullptr) {
      ForEach(alternative.term, [&](Xapian::docid document, Xapian::PostingIterator& at) {
        visit(document, at.get_wdf());
      });
      return;
    }
    for (const Neighbours::Posting& posting : alternative.neighbours->postings()) {
      Tick();
      if (!found_ || memory_.scores_[posting.document] > 0) visit(posting.document, posting.wdf);
    }
  }

  /// Calls `visit` for the postings of a term: where all is found, for those of what is found.
  template <typename Visit>
  void ForEach(const std::string& term, Visit&& visit) {
    // To go to a document takes about as long as to go through all postings up to there.
    const bool all = !found_ || memory_.touched_.size() > counts_.Documents(term);
    Xapian::PostingIterator at = database_.postlist_begin(term);
    const Xapian::PostingIterator end = database_.postlist_end(term);
    if (all) {
      for (; at != end; ++at) {
        Tick();
        const Xapian::docid document = *at;
        if (!found_ || memory_.scores_[document] > 0) visit(document, at);
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
    best_ = std::max(best_, score);
  }

  void Add(const QueryLeaf& leaf) {
    if (leaf.any.size() == 1 && leaf.any.front().any.size() == 1 && leaf.instead_of.empty()) {
      const StructuredTerm& only = leaf.any.front();
      const double probability = only.any.front().probability;
      ForEachOf(only.any.front(), [&](Xapian::docid document, Xapian::termcount wdf) {
        AddScore(document, only.weight.At(probability * wdf, Soft(document, only.weight)));
      });
      return;
    }
    for (const StructuredTerm& term : leaf.any) Consider(term);
    for (const std::size_t other : leaf.instead_of) TakeOff(query_.leaves[other]);
    for (const Xapian::docid document : memory_.of_leaf_) {
      AddScore(document, memory_.bests_[document]);
      memory_.bests_[document] = 0;
    }
    memory_.of_leaf_.clear();
  }

  /// Of the structured terms of a leaf the best counts.
  void Consider(const StructuredTerm& term) {
    for (const WeightedAlternative& alternative : term.any) {
      ForEachOf(alternative, [&](Xapian::docid document, Xapian::termcount wdf) {
        double& count = memory_.counts_[document];
        if (count == 0) memory_.here_.push_back(document);
        count += alternative.probability * wdf;
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

  /// Takes what another leaf adds off what this one does.
  void TakeOff(const QueryLeaf& other) {
    std::vector<Xapian::docid>& documents = memory_.of_leaf_;
    std::sort(documents.begin(), documents.end());
    std::vector<double> most(documents.size());
    for (const StructuredTerm& term : other.any) {
      std::vector<double> wdf(documents.size());
      for (const WeightedAlternative& alternative : term.any) AddWdf(alternative, documents, wdf);
      for (std::size_t i = 0; i < documents.size(); ++i) {
        if (wdf[i] == 0) continue;
        most[i] = std::max(most[i], term.weight.At(wdf[i], Soft(documents[i], term.weight)));
      }
    }
    for (std::size_t i = 0; i < documents.size(); ++i) {
      double& best = memory_.bests_[documents[i]];
      best = std::max(best - most[i], std::numeric_limits<double>::min());
    }
  }

  /// How often each of `documents`, sorted, has an alternative.
  void AddWdf(const WeightedAlternative& alternative, const std::vector<Xapian::docid>& documents,
              std::vector<double>& wdf) {
    if (alternative.neighbours != nullptr) {
      for (std::size_t i = 0; i < documents.size(); ++i) {
        wdf[i] += alternative.probability * alternative.neighbours->WdfOf(documents[i]);
      }
      return;
    }
    Xapian::PostingIterator at = database_.postlist_begin(alternative.term);
    const Xapian::PostingIterator end = database_.postlist_end(alternative.term);
    for (std::size_t i = 0; i < documents.size() && at != end; ++i) {
      Tick();
      at.skip_to(documents[i]);
      if (at != end && *at == documents[i]) wdf[i] += alternative.probability * at.get_wdf();
    }
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
  template <typename Holds>
  void Keep(Holds&& holds) {
    std::erase_if(memory_.touched_, [&](Xapian::docid document) {
      Tick();
      const bool kept = holds(document);
      if (!kept) memory_.scores_[document] = 0;
      return !kept;
    });
  }

  /// Keeps what the caller wants, and notes all of it.
  void KeepWanted(const Wanted& wanted) {
    const auto holds = [&](Xapian::docid document) {
      return !wanted.holds || wanted.holds(document);
    };
    if (wanted.filter != nullptr) {
      Keep([&](Xapian::docid document) {
        const std::uint8_t fails = wanted.filter->Fails(document);
        if (fails == 0) return holds(document);
        const bool beside = (fails & wanted.beside) == fails && std::has_single_bit(fails);
        if (beside && wanted.all != nullptr && holds(document)) {
          wanted.all->beside[std::countr_zero(fails)].push_back(document);
        }
        return false;
      });
    } else if (wanted.holds) {
      Keep(holds);
    }
    if (wanted.all != nullptr) wanted.all->all = memory_.touched_;
  }

  /// Adds to `all` what these words find beyond it; their weights do not matter there.
  void AddAll(const Words& words, std::vector<Xapian::docid>& all) {
    const std::size_t known = all.size();
    const auto note = [&](Xapian::docid document) {
      if (memory_.scores_[document] > 0 || memory_.counts_[document] > 0) return;
      memory_.counts_[document] = 1;
      all.push_back(document);
    };
    found_ = false;  // All postings are wanted.
    for (const Word& word : words) {
      for (const StructuredTerm& term : word.leaf->any) {
        for (const WeightedAlternative& alternative : term.any) {
          ForEachOf(alternative,
                    [&](Xapian::docid document, Xapian::termcount) { note(document); });
        }
      }
    }
    found_ = true;
    for (std::size_t i = known; i < all.size(); ++i) memory_.counts_[all[i]] = 0;
  }

  /// Keeps what meets `requirement`, or what does not.
  void KeepBy(const Requirement& requirement, bool meeting) {
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
  TermCounts& counts_;
  const Xapian::Database& database_;
  const store::ForwardRecords& records_;
  const store::DocumentLengths lengths_;
  const Deadline& deadline_;
  unsigned ticks_ = 0;
  double best_ = 0;     ///< Score so far.
  bool found_ = false;  ///< All that can be is in touched_, sorted.
};

PostingScorer::Found PostingScorer::Find(const BuiltQuery& query, TermCounts& counts,
                                         const store::ForwardRecords& records, const Wanted& wanted,
                                         const Deadline& deadline) {
  Run run(*this, query, counts, records, deadline);
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

Xapian::termcount WdfOf(const Xapian::Database& database, Xapian::docid document,
                        const WeightedAlternative& alternative) {
  return alternative.neighbours != nullptr ? alternative.neighbours->WdfOf(document)
                                           : WdfOf(database, document, alternative.term);
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
  const auto excludes = [&](const Requirement& excluded) {
    return excluded.ByTerms() && meets(excluded);
  };
  if (std::any_of(query.excluded.begin(), query.excluded.end(), excludes)) return false;
  const bool all_stop = std::all_of(query.leaves.begin(), query.leaves.end(),
                                    [](const QueryLeaf& leaf) { return leaf.stop; });
  return std::any_of(query.leaves.begin(), query.leaves.end(), [&](const QueryLeaf& leaf) {
    if (leaf.stop && !all_stop) return false;
    return std::any_of(leaf.any.begin(), leaf.any.end(), [&](const StructuredTerm& term) {
      return std::any_of(term.any.begin(), term.any.end(), [&](const WeightedAlternative& one) {
        return WdfOf(database, document, one) > 0;
      });
    });
  });
}

}  // namespace funnel::query
