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

/// The share of the time left that translation may take where there are hits to show.
constexpr double kMostTranslationTime = 0.5;

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
  if (!question.complete) response.incomplete.push_back(Omission::kSpelling);
  Finding finding{std::move(question.plan), {}, {}, {}};
  query::QueryPlan& plan = finding.plan;
  finding.built = query::BuildQuery(plan, task.database, task.ranking, {},
                                    task.trace == nullptr ? nullptr : &task.trace->leaves);
  Result<Matched> matched = Match(task, plan, finding.built);
  if (matched && matched->candidates.empty() && !plan.phrases.empty()) {
    // Nobody has said exactly that: what comes close helps more than nothing.
    plan.phrases.clear();
    response.relaxed = true;
    matched = Match(task, plan, query::BuildQuery(plan, task.database, task.ranking));
  }
  if (!matched) return Fail(matched.error());
  finding.matched = *std::move(matched);

  try {
    if (Result<void> done = Translate(task, finding); !done) return Fail(done.error());
  } catch (const query::DeadlineExceeded&) {
    response.incomplete.push_back(Omission::kTranslation);
  }
  if (!question.pins.empty()) {
    PutOnTop(guidance::PinnedDocuments(question.pins, ShownLanguages(task, finding.plan.langs),
                                       task.base_langs, task.database),
             task.database, finding.matched);
  }
  response.estimated_total_hits = finding.matched.total;
  if (task.trace != nullptr) task.trace->ranking = finding.matched.candidates;
  if (Result<void> shown = Show(task, finding, response); !shown) return Fail(shown.error());
  return response;
}

Result<void> Engine::Translate(const Task& task, Finding& finding) {
  const std::vector<Xapian::docid> best = DocumentsOf(finding.matched.candidates);
  Task in_time = task;
  if (!best.empty()) in_time.deadline = task.deadline.Within(kMostTranslationTime);
  const translate::TranslatedQuery translated = cross_language_.Translate(
      {finding.plan, task.reader_lang, task.base_langs, task.generation, best}, task.database,
      task.ranking, in_time.deadline);
  if (translated.empty()) return {};
  if (task.trace != nullptr) {
    task.trace->translated = translated;
    task.trace->leaves.clear();
  }
  Finding other{finding.plan, {}, {}, translated.from};
  other.built =
      translate::BuildTranslatedQuery(other.plan, translated, task.database, task.ranking,
                                      task.trace == nullptr ? nullptr : &task.trace->leaves);
  Result<Matched> matched = Match(in_time, other.plan, other.built);
  if (!matched) return Fail(matched.error());
  other.matched = *std::move(matched);
  KeepOrder(translate::OwnFamilies(translated.from, best, task.database), task.database,
            other.matched.candidates);
  finding = std::move(other);
  return {};
}

Result<void> Engine::Show(const Task& task, const Finding& finding, SearchResponse& response) {
  const std::vector<rank::Candidate>& candidates = finding.matched.candidates;
  const std::string& from = finding.translated_from;
  bool late = false;
  for (std::size_t i = task.request.offset; i < std::min(task.Wanted(), candidates.size()); ++i) {
    late = late || (task.request.snippets && task.deadline.Passed());
    Result<Hit> hit =
        MakeHit(task, candidates[i], finding.built, task.request.snippets && !late, analyzer_);
    if (!hit) return Fail(hit.error());
    hit->translated = !hit->pinned && !from.empty() && !translate::Answers(from, hit->lang);
    response.hits.push_back(std::move(*hit));
  }
  if (late) response.incomplete.push_back(Omission::kSnippets);
  return {};
}

}  // namespace funnel::search
