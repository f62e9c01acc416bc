// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/explain/explainer.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <set>
#include <utility>

#include "indexer/schema/index_schema.h"
#include "indexer/store/layout/article_record.h"
#include "indexer/store/layout/forward_record.h"
#include "searcher/explain/explained_query.h"
#include "searcher/explain/term_scores.h"
#include "searcher/query/posting_scorer.h"
#include "searcher/rank/requirement_check.h"

namespace funnel::explain {
namespace {

double SumOf(const std::vector<TermScore>& terms) {
  double sum = 0;
  for (const TermScore& term : terms) sum += term.score;
  return sum;
}

}  // namespace

Explainer::Explainer(const SearchTrace& trace, const Xapian::Database& database,
                     const store::ForwardRecords& records, const RankingParameters& ranking)
    : trace_(trace), database_(database), records_(records), ranking_(ranking) {
  for (const rank::Candidate& candidate : trace_.ranking) {
    families_.push_back(database_.get_document(candidate.document).get_value(schema::kFamilySlot));
  }
}

ExplainedQuery Explainer::Query() const { return ExplainQuery(trace_, database_, ranking_); }

bool Explainer::IsCandidate(Xapian::docid document) const {
  return std::any_of(
      trace_.ranking.begin(), trace_.ranking.end(),
      [&](const rank::Candidate& candidate) { return candidate.document == document; });
}

std::size_t Explainer::IndexOfFamily(const std::string& family) const {
  return static_cast<std::size_t>(std::find(families_.begin(), families_.end(), family) -
                                  families_.begin());
}

Result<Xapian::docid> Explainer::Find(const std::string& id, const std::vector<std::string>& langs,
                                      const Shown& shown) {
  std::vector<Xapian::docid> documents;
  for (const std::string& lang : langs) {
    const std::string term = schema::UniqueTerm(lang, id);
    const auto posting = database_.postlist_begin(term);
    if (posting != database_.postlist_end(term)) documents.push_back(*posting);
  }
  if (documents.empty()) return Xapian::docid{0};
  for (const rank::Candidate& candidate : trace_.ranking) {
    const auto found = std::find(documents.begin(), documents.end(), candidate.document);
    if (found != documents.end()) return *found;
  }
  // One that is shown for another of its family was found by that one.
  for (const Xapian::docid document : documents) {
    const Xapian::Document stored = database_.get_document(document);
    const std::size_t index = IndexOfFamily(stored.get_value(schema::kFamilySlot));
    if (index == trace_.ranking.size()) continue;
    Result<Hit> hit = shown(trace_.ranking[index]);
    if (!hit) return Fail(hit.error());
    const std::string bytes = stored.get_data();
    Result<store::HitRecord> record = store::DecodeHit(bytes);
    if (!record) return Fail(record.error());
    if (hit->id == record->id && hit->lang == record->lang) return trace_.ranking[index].document;
  }
  return documents.front();
}

Result<ExplainedArticle> Explainer::Explain(Xapian::docid document, const Shown& shown) {
  const Xapian::Document stored = database_.get_document(document);
  const std::string bytes = stored.get_data();
  Result<store::HitRecord> record = store::DecodeHit(bytes);
  if (!record) return Fail(record.error());
  ExplainedArticle out;
  out.id = out.shown_id = record->id;
  out.lang = out.shown_lang = record->lang;
  out.title = record->title;
  out.candidates = trace_.ranking.size();
  out.best_first = trace_.best;
  ExplainFirstStage(document, out);

  const auto candidate =
      std::find_if(trace_.ranking.begin(), trace_.ranking.end(),
                   [&](const rank::Candidate& other) { return other.document == document; });
  if (candidate != trace_.ranking.end()) {
    out.rank = static_cast<std::size_t>(candidate - trace_.ranking.begin()) + 1;
    out.score = candidate->score;
    out.standing = candidate->pinned ? Standing::kPinned : Standing::kRanked;
    Result<Hit> hit = shown(*candidate);
    if (!hit) return Fail(hit.error());
    out.shown_id = hit->id;
    out.shown_lang = hit->lang;
  } else if (const std::size_t index = IndexOfFamily(stored.get_value(schema::kFamilySlot));
             index < trace_.ranking.size()) {
    const std::string other_bytes =
        database_.get_document(trace_.ranking[index].document).get_data();
    Result<store::HitRecord> other = store::DecodeHit(other_bytes);
    if (!other) return Fail(other.error());
    out.standing = Standing::kFamily;
    out.rank = index + 1;
    out.instead = std::string(other->lang) + '/' + std::string(other->id);
  } else {
    out.standing = WhyNotFound(document, out);
  }
  out.missing = Missing(out);
  return out;
}

void Explainer::ExplainFirstStage(Xapian::docid document, ExplainedArticle& out) const {
  out.length = database_.get_doclength(document);
  out.average_length = database_.get_avlength();
  double powers = 0;
  for (const rank::SearchedPart& searched : trace_.parts) {
    PartScore part;
    const bool whole = searched.part == trace_.plan.parts.size();
    if (!whole) part.part = searched.part;
    part.terms = ScoresOf(whole ? trace_.built.leaves : searched.leaves, database_, document);
    if (part.terms.empty()) continue;
    part.bm25 = SumOf(part.terms);
    if (const auto match = searched.matches.find(document); match != searched.matches.end()) {
      part.counted = true;
      part.bm25 = match->second.bm25;
      part.covered = match->second.covered;
      part.pairs = match->second.pairs;
      part.record = match->second.record;
      part.score = match->second.score;
      part.share = match->second.power;
      powers += part.share;
    }
    out.parts.push_back(std::move(part));
  }
  if (trace_.parts.empty()) {
    out.terms = ScoresOf(trace_.built.leaves, database_, document);
    out.first_score = SumOf(out.terms);
  } else {
    out.first_score = std::pow(powers, 1 / ranking_.part_contrast);
  }
  for (const auto& [other, judged] : trace_.judged) {
    const bool first = out.least_first == 0;
    out.least_first = first ? judged.score : std::min(out.least_first, judged.score);
  }
  if (const auto judged = trace_.judged.find(document); judged != trace_.judged.end()) {
    out.first_rank = judged->second.rank;
    out.first_score = judged->second.score;
    ExplainSecondStage(judged->second, out);
  }
  for (PartScore& part : out.parts) {
    if (powers > 0) part.share *= out.first_score / powers;
  }
}

void Explainer::ExplainSecondStage(const SearchTrace::Judgement& judged,
                                   ExplainedArticle& out) const {
  if (!judged.features) return;
  out.judged = true;
  for (const rank::Reranker::Summand& summand :
       rank::Reranker::Summands(*judged.features, trace_.rerank)) {
    const double score = trace_.best * summand.weight * summand.value;
    out.features.push_back({summand.name, summand.value, summand.weight, score});
    out.second_score += score;
  }
  for (const std::size_t term : judged.title_terms) {
    auto [lane, text] = SplitTerm(trace_.built.terms[term].term);
    const bool listed =
        std::find(out.title_terms.begin(), out.title_terms.end(), text) != out.title_terms.end();
    if (!listed) out.title_terms.push_back(std::move(text));
  }
}

Standing Explainer::WhyNotFound(Xapian::docid document, const ExplainedArticle& article) const {
  if (trace_.filter != nullptr) {
    query::DocumentFilter filter(*trace_.filter, database_, trace_.langs, records_);
    if (filter.Fails(document) != 0) return Standing::kFiltered;
  }
  if (article.terms.empty() && article.parts.empty()) return Standing::kNoTerm;
  const auto holds = [&](const query::Requirement& requirement) {
    return rank::RequirementCheck(requirement, database_, records_).Holds(document);
  };
  const auto& excluded = trace_.plan.excluded;
  if (std::any_of(excluded.begin(), excluded.end(), holds)) return Standing::kExcluded;
  const auto& phrases = trace_.plan.phrases;
  if (!std::all_of(phrases.begin(), phrases.end(), holds)) return Standing::kLacksPhrase;
  return Standing::kTooWeak;
}

std::vector<std::string> Explainer::Missing(const ExplainedArticle& article) const {
  using Place = std::pair<std::uint32_t, std::uint32_t>;
  std::vector<Place> held;
  const auto hold = [&](const std::vector<TermScore>& terms) {
    for (const TermScore& term : terms) {
      if (query::SaysWord(term.lane)) held.emplace_back(term.begin, term.end);
    }
  };
  hold(article.terms);
  for (const PartScore& part : article.parts) hold(part.terms);
  std::set<Place> missing;
  for (std::size_t i = 0; i < std::min(trace_.plan.said, trace_.plan.terms.size()); ++i) {
    const query::PlannedTerm& term = trace_.plan.terms[i];
    if (term.stop || !query::SaysWord(term.lane)) continue;
    const bool has = std::any_of(held.begin(), held.end(), [&](const Place& place) {
      return place.first < term.end && term.begin < place.second;
    });
    if (!has) missing.emplace(term.begin, term.end);
  }
  std::vector<std::string> words;
  for (const Place& place : missing) {
    words.push_back(trace_.plan.text.substr(place.first, place.second - place.first));
  }
  return words;
}

}  // namespace funnel::explain
