// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/search/match.h"

#include <algorithm>
#include <cmath>
#include <optional>
#include <span>
#include <string>
#include <unordered_set>
#include <utility>

#include "indexer/store/layout/forward_record.h"
#include "searcher/query/document_filter.h"
#include "searcher/query/posting_scorer.h"
#include "searcher/rank/judge.h"
#include "searcher/rank/only_holders.h"
#include "searcher/rank/part_search.h"
#include "searcher/rank/phrase_match.h"
#include "searcher/rank/requirement_check.h"
#include "searcher/search/order.h"

namespace funnel::search {
namespace {

/// Candidates beyond those wanted.
constexpr std::size_t kTieMargin = 10;

std::vector<rank::Candidate> Candidates(const std::vector<query::ScoredDocument>& documents) {
  std::vector<rank::Candidate> candidates;
  candidates.reserve(documents.size());
  for (const query::ScoredDocument& one : documents) {
    candidates.push_back({one.document, one.score});
  }
  return candidates;
}

/// The facets that are counted beside the parts of the filter about them.
std::vector<Facet> FacetsBeside(const Task& task) {
  std::vector<Facet> facets;
  for (const Facet facet : task.request.facets) {
    // Other languages are asked anew.
    if (facet == Facet::kLanguage || task.filter == nullptr) continue;
    if (task.filter->Limits(facet)) facets.push_back(facet);
  }
  return facets;
}

std::optional<query::DocumentFilter> FilterOf(const Task& task,
                                              const query::CompiledFilter* filter) {
  if (filter == nullptr) return std::nullopt;
  return query::DocumentFilter(*filter, task.counts.database(), task.base_langs, task.records);
}

query::DocumentFilter* Pointer(std::optional<query::DocumentFilter>& filter) {
  return filter ? &*filter : nullptr;
}

/// Stage 1 of a pasted text in parts.
Matched MatchParts(const Task& task, const query::QueryPlan& plan, const query::BuiltQuery& built) {
  const auto search = [&](const query::CompiledFilter* compiled,
                          std::vector<rank::SearchedPart>* searched) {
    std::optional<query::DocumentFilter> filter = FilterOf(task, compiled);
    return rank::SearchParts(plan, built, task.counts, task.scorer, task.records, task.ranking,
                             task.base_langs.size(), task.deadline, searched, Pointer(filter));
  };
  const auto documents = [](const std::vector<query::ScoredDocument>& found) {
    std::vector<Xapian::docid> numbers;
    for (const query::ScoredDocument& one : found) numbers.push_back(one.document);
    return numbers;
  };
  Matched matched;
  const auto found = search(task.filter, task.trace == nullptr ? nullptr : &task.trace->parts);
  matched.candidates = Candidates(found);
  matched.total = matched.candidates.size();
  if (!task.counts_all) return matched;
  matched.found.all = documents(found);
  for (const Facet facet : FacetsBeside(task)) {
    // What is best for a part is another where more is found.
    const query::CompiledFilter rest = task.filter->Without(facet);
    matched.found.beside[static_cast<std::size_t>(facet)] = documents(search(&rest, nullptr));
  }
  return matched;
}

/// So many candidates stage 2 judges.
std::size_t Depth(const Task& task, const query::BuiltQuery& built) {
  const std::size_t most = task.ranking.rerank_depth;
  return built.translated ? std::min(most, task.ranking.translated_depth) : most;
}

std::vector<rank::RequirementCheck> ChecksOf(const Task& task,
                                             const std::vector<query::Requirement>& requirements,
                                             bool by_terms) {
  std::vector<rank::RequirementCheck> checks;
  for (const query::Requirement& requirement : requirements) {
    if (!by_terms && requirement.ByTerms()) continue;
    checks.emplace_back(requirement, task.counts.database(), task.records);
  }
  return checks;
}

/// Looks into the stored texts for phrases, where no terms tell them. Borrows these.
class TextLook {
 public:
  TextLook(const Task& task, const std::vector<query::Requirement>& phrases,
           const std::vector<query::Requirement>& excluded)
      : deadline_(task.deadline),
        required_(ChecksOf(task, phrases, false)),
        forbidden_(ChecksOf(task, excluded, false)) {}

  bool empty() const { return required_.empty() && forbidden_.empty(); }

  /// Whether a document holds all phrases, and nothing that is excluded.
  bool Right(Xapian::docid document) const {
    deadline_.Check();
    const auto holds = [&](const auto& check) { return check.Holds(document); };
    return std::all_of(required_.begin(), required_.end(), holds) &&
           std::none_of(forbidden_.begin(), forbidden_.end(), holds);
  }

 private:
  const query::Deadline& deadline_;
  std::vector<rank::RequirementCheck> required_, forbidden_;
};

/// Takes out of what was found, best first, what does not hold all of `phrases`, or holds something
/// that is excluded. What is not among `found.best` is estimated in the total.
void KeepByText(const TextLook& look, query::PostingScorer::Found& found) {
  if (look.empty()) return;
  const std::size_t looked_at = found.best.size();
  std::erase_if(found.best,
                [&](const query::ScoredDocument& one) { return !look.Right(one.document); });
  const std::size_t kept = found.best.size();
  if (found.total > looked_at && looked_at > 0) {
    found.total = std::max(kept, found.total * kept / looked_at);
  } else {
    found.total = kept;
  }
}

/// Takes out of `found` what is wrong by its text: of the best, and of as many beside each facet.
/// Of more, what the records say counts.
void KeepAllByText(const TextLook& look, const std::vector<query::ScoredDocument>& best,
                   query::FoundDocuments& found) {
  if (look.empty()) return;
  std::unordered_set<Xapian::docid> looked_at;
  for (const query::ScoredDocument& one : best) looked_at.insert(one.document);
  std::erase_if(found.all, [&](Xapian::docid document) {
    return looked_at.contains(document) && !look.Right(document);
  });
  for (std::vector<Xapian::docid>& beside : found.beside) {
    std::size_t left = kMaxDepth;
    std::erase_if(beside, [&](Xapian::docid document) {
      if (left == 0) return false;
      --left;
      return !look.Right(document);
    });
  }
}

/// What a query finds that holds all of `phrases`, `depth` or more where there are so many; as far
/// as the forward records know, or `by_text`.
query::PostingScorer::Found FindHolding(const Task& task, const query::QueryPlan& plan,
                                        const query::BuiltQuery& built,
                                        const std::vector<query::Requirement>& phrases,
                                        std::size_t depth, bool by_text,
                                        query::DocumentFilter* filter,
                                        query::FoundDocuments* all = nullptr) {
  const auto in_text = [](const query::Requirement& requirement) { return !requirement.ByTerms(); };
  const bool looks = (by_text && std::any_of(phrases.begin(), phrases.end(), in_text)) ||
                     std::any_of(plan.excluded.begin(), plan.excluded.end(), in_text);
  // No page goes beyond kMaxDepth: so many stored texts are read at most.
  query::PostingScorer::Wanted wanted{looks ? kMaxDepth : depth, task.base_langs.size()};
  wanted.filter = filter;
  wanted.all = all;
  for (const Facet facet : FacetsBeside(task)) wanted.beside |= 1U << static_cast<unsigned>(facet);
  const rank::PhraseMatch match(phrases);
  if (!match.empty()) {
    // No posting knows what stands side by side.
    wanted.holds = [&](Xapian::docid document) {
      return match.Holds(store::ForwardRecord(task.records.Find(document)));
    };
  }
  query::PostingScorer::Found found =
      task.scorer.Find(built, task.counts, task.records, wanted, task.deadline);
  const std::vector<query::Requirement> none;
  const TextLook look(task, by_text ? phrases : none, plan.excluded);
  if (all != nullptr) KeepAllByText(look, found.best, *all);
  KeepByText(look, found);
  return found;
}

/// Puts `more` among `documents`, both best first, in place of those of the same families: at their
/// place, but those further down than `depth` directly behind it. Their number is what comes back.
std::size_t Join(const store::ForwardRecords& records,
                 const std::vector<query::ScoredDocument>& more, std::size_t depth,
                 std::vector<query::ScoredDocument>& documents) {
  std::unordered_set<Xapian::docid> joined;
  std::unordered_set<std::uint64_t> families;
  for (const query::ScoredDocument& one : more) {
    joined.insert(one.document);
    query::NoteFamily(records.Columns(one.document).family, families);
  }
  std::erase_if(documents, [&](const query::ScoredDocument& one) {
    return joined.contains(one.document) || families.contains(records.Columns(one.document).family);
  });
  documents.insert(documents.end(), more.begin(), more.end());
  std::sort(documents.begin(), documents.end(), query::Better);
  const auto below = documents.begin() + static_cast<long>(std::min(depth, documents.size()));
  const auto others = std::stable_partition(
      below, documents.end(),
      [&](const query::ScoredDocument& one) { return joined.contains(one.document); });
  return static_cast<std::size_t>(others - below);
}

/// What holds the phrases that the question cites.
std::vector<query::ScoredDocument> FindCiting(const Task& task, const query::QueryPlan& plan,
                                              const query::BuiltQuery& built, std::size_t depth,
                                              query::DocumentFilter* filter) {
  query::BuiltQuery query = built;
  query.phrases.insert(query.phrases.end(), plan.cited.begin(), plan.cited.end());
  // Stage 2 reads the texts of those that it judges.
  auto citing = FindHolding(task, plan, query, query.phrases, depth, false, filter).best;
  if (citing.size() > depth) citing.resize(depth);
  return citing;
}

/// What of `documents`, a few, the query finds.
std::vector<query::ScoredDocument> FindAmong(const Task& task, const query::QueryPlan& plan,
                                             const query::BuiltQuery& built,
                                             const std::vector<Xapian::docid>& documents,
                                             query::DocumentFilter* filter) {
  query::PostingScorer::Wanted wanted{documents.size(), task.base_langs.size(), false};
  wanted.filter = filter;
  wanted.holds = [&](Xapian::docid document) {
    return std::find(documents.begin(), documents.end(), document) != documents.end();
  };
  query::PostingScorer::Found found =
      task.scorer.Find(built, task.counts, task.records, wanted, task.deadline);
  KeepByText(TextLook(task, plan.phrases, plan.excluded), found);
  return found.best;
}

/// Stage 1: all that is wanted and a few more, best first. Beside what scores best, stage 2 judges
/// what holds a citation, or alone has all words.
Matched MatchWhole(const Task& task, const query::QueryPlan& plan, const query::BuiltQuery& built) {
  const std::size_t depth = Depth(task, built);
  std::optional<query::DocumentFilter> filter = FilterOf(task, task.filter);
  Matched matched;
  query::PostingScorer::Found found =
      FindHolding(task, plan, built, plan.phrases, std::max(depth, task.Wanted()) + kTieMargin,
                  true, Pointer(filter), task.counts_all ? &matched.found : nullptr);
  matched.depth = depth;
  if (!plan.cited.empty()) {
    matched.depth += Join(task.records, FindCiting(task, plan, built, depth, Pointer(filter)),
                          depth, found.best);
  }
  if (found.total > depth) {
    std::vector<Xapian::docid> holders = rank::LongHolders(plan, built, task.counts, task.records);
    const auto judged = std::span(found.best).first(std::min(matched.depth, found.best.size()));
    std::erase_if(holders, [&](Xapian::docid holder) {
      return std::any_of(judged.begin(), judged.end(),
                         [&](const query::ScoredDocument& one) { return one.document == holder; });
    });
    if (!holders.empty()) {
      matched.depth += Join(task.records, FindAmong(task, plan, built, holders, Pointer(filter)),
                            matched.depth, found.best);
    }
  }
  matched.total = found.total;
  matched.candidates = Candidates(found.best);
  return matched;
}

/// What the forward records of `candidates` say, by document: so, what is read lies close together.
/// Their stored text says how much of what the question cites they hold.
std::vector<rank::Judged> Judge(const Task& task, const query::QueryPlan& plan,
                                const query::BuiltQuery& built,
                                std::span<const rank::Candidate> candidates, double best) {
  std::vector<Xapian::docid> documents;
  for (const rank::Candidate& candidate : candidates) documents.push_back(candidate.document);
  std::sort(documents.begin(), documents.end());
  std::vector<rank::Judged> judged = rank::Judge(
      plan, built, documents, task.counts.average_length(), task.records, best, task.ranking);
  rank::FindOnlyHolders(plan, built, task.counts, task.records, judged);
  const double share = 1 / static_cast<double>(std::max<std::size_t>(1, plan.cited.size()));
  for (const rank::RequirementCheck& cited : ChecksOf(task, plan.cited, true)) {
    for (rank::Judged& one : judged) {
      task.deadline.Check();
      if (cited.Holds(one.document)) one.features.citation += share;
    }
  }
  return judged;
}

const rank::Judged& Of(const std::vector<rank::Judged>& judged, Xapian::docid document) {
  return *std::lower_bound(
      judged.begin(), judged.end(), document,
      [](const rank::Judged& one, Xapian::docid sought) { return one.document < sought; });
}

/// Stage 2: the best candidates in the order of what was judged of them.
void Rerank(const Task& task, bool translated, const std::vector<rank::Judged>& judged,
            std::vector<rank::Candidate>& candidates) {
  RerankWeights rerank = task.ranking.rerank;
  if (translated) rerank.title_match = task.ranking.translated_title;
  const double best = candidates.front().score;
  if (task.trace != nullptr) task.trace->rerank = rerank;
  const auto last = candidates.begin() + static_cast<long>(judged.size());
  for (auto candidate = candidates.begin(); candidate != last; ++candidate) {
    const rank::Judged& one = Of(judged, candidate->document);
    candidate->score +=
        best * (rank::Reranker::Words(one.features) + rank::Reranker::Bonus(one.features, rerank));
    if (task.trace != nullptr) {
      explain::SearchTrace::Judgement& noted = task.trace->judged.at(candidate->document);
      noted.features = one.features;
      noted.title_terms = one.title_terms;
    }
  }
  std::stable_sort(
      candidates.begin(), last,
      [](const rank::Candidate& a, const rank::Candidate& b) { return a.score > b.score; });
}

/// What versions of one article gained or lost by changing places.
void NoteVersions(const std::vector<rank::Candidate>& candidates, explain::SearchTrace& trace) {
  for (const rank::Candidate& candidate : candidates) {
    explain::SearchTrace::Judgement& noted = trace.judged.at(candidate.document);
    if (!noted.features || trace.best <= 0) continue;
    const rank::RecordFeatures& features = *noted.features;
    const double added =
        rank::Reranker::Words(features) + rank::Reranker::Bonus(features, trace.rerank);
    const double gained = candidate.score - noted.score - trace.best * added;
    if (std::abs(gained) > 1e-9 * trace.best) noted.features->version = gained / trace.best;
  }
}

}  // namespace

Result<Matched> Match(const Task& task, const query::QueryPlan& plan,
                      const query::BuiltQuery& built) {
  if (task.trace != nullptr) task.trace->StartMatch(plan, built);
  Matched matched;
  if (built.empty()) return matched;
  if (plan.parts.size() > 1 && !built.translated) matched = MatchParts(task, plan, built);
  const bool by_parts = !matched.candidates.empty();
  if (!by_parts) matched = MatchWhole(task, plan, built);
  if (task.trace != nullptr) {
    if (!by_parts) task.trace->parts.clear();
    if (!matched.candidates.empty()) task.trace->best = matched.candidates.front().score;
    for (const rank::Candidate& candidate : matched.candidates) {
      task.trace->judged[candidate.document] = {
          task.trace->judged.size() + 1, candidate.score, {}, {}};
    }
  }
  if (matched.candidates.empty()) return matched;
  const double best = matched.candidates.front().score;
  const auto judge = [&](std::size_t depth) {
    depth = std::min(depth, matched.candidates.size());
    return Judge(task, plan, built, std::span(matched.candidates).first(depth), best);
  };
  // Each sentence of a letter was judged by both stages.
  const bool reranks = !by_parts || rank::IsLog(plan);
  std::vector<rank::Judged> judged;
  if (reranks) {
    judged = judge(by_parts ? Depth(task, built) : matched.depth);
    Rerank(task, built.translated, judged, matched.candidates);
  }
  if (Result<void> ordered =
          OrderEqual(task.counts.database(), task.records, plan.text, matched.candidates);
      !ordered) {
    return Fail(ordered.error());
  }
  if (task.trace != nullptr && reranks) NoteVersions(matched.candidates, *task.trace);
  const Xapian::docid first = matched.candidates.front().document;
  const auto is_first = [&](const rank::Judged& one) { return one.document == first; };
  if (std::none_of(judged.begin(), judged.end(), is_first)) judged = judge(1);
  matched.first = Of(judged, first);
  matched.cites = matched.first.features.citation > 0;
  return matched;
}

}  // namespace funnel::search
