// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/search/engine.h"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "searcher/guidance/pins.h"
#include "searcher/query/query_builder.h"
#include "searcher/search/match.h"
#include "searcher/search/order.h"
#include "searcher/search/show.h"

namespace funnel::search {
namespace {

std::vector<Xapian::docid> DocumentsOf(const std::vector<rank::Candidate>& candidates) {
  std::vector<Xapian::docid> documents;
  for (const rank::Candidate& candidate : candidates) documents.push_back(candidate.document);
  return documents;
}

}  // namespace

Result<SearchResponse> Engine::Search(const Task& task) {
  SearchResponse response;
  response.generation = task.generation;
  PlannedQuestion question = planner_.Plan(task);
  query::QueryPlan& plan = question.plan;
  query::BuiltQuery built = query::BuildQuery(
      plan, task.database, task.ranking, {}, task.trace == nullptr ? nullptr : &task.trace->leaves);
  Result<Matched> matched = Match(task, plan, built);
  if (matched && matched->candidates.empty() && !plan.phrases.empty()) {
    // Nobody has said exactly that: what comes close helps more than nothing.
    plan.phrases.clear();
    response.relaxed = true;
    matched = Match(task, plan, query::BuildQuery(plan, task.database, task.ranking));
  }
  if (!matched) return Fail(matched.error());

  const translate::TranslatedQuery translated = cross_language_.Translate(
      {plan, task.reader_lang, task.base_langs, task.generation, DocumentsOf(matched->candidates)},
      task.database, task.ranking, task.deadline);
  if (!translated.empty()) {
    if (task.trace != nullptr) {
      task.trace->translated = translated;
      task.trace->leaves.clear();
    }
    built = translate::BuildTranslatedQuery(plan, translated, task.database, task.ranking,
                                            task.trace == nullptr ? nullptr : &task.trace->leaves);
    const std::vector<std::string> own =
        translate::OwnFamilies(translated.from, DocumentsOf(matched->candidates), task.database);
    matched = Match(task, plan, built);
    if (!matched) return Fail(matched.error());
    KeepOrder(own, task.database, matched->candidates);
  }

  if (!question.pins.empty()) {
    PutOnTop(guidance::PinnedDocuments(question.pins, ShownLanguages(task, plan.langs),
                                       task.base_langs, task.database),
             task.database, *matched);
  }
  const std::vector<rank::Candidate>& candidates = matched->candidates;
  response.estimated_total_hits = matched->estimated_total;
  if (task.trace != nullptr) task.trace->ranking = candidates;
  for (std::size_t i = task.request.offset; i < std::min(task.Wanted(), candidates.size()); ++i) {
    Result<Hit> hit = MakeHit(task, candidates[i], built, task.request.snippets, analyzer_);
    if (!hit) return Fail(hit.error());
    hit->translated =
        !hit->pinned && !translated.empty() && !translate::Answers(translated.from, hit->lang);
    response.hits.push_back(std::move(*hit));
  }
  return response;
}

}  // namespace funnel::search
