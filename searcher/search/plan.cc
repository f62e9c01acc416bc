// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/search/plan.h"

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <string_view>
#include <utility>

#include "indexer/schema/index_schema.h"
#include "searcher/query/compounds.h"
#include "searcher/query/function_words.h"
#include "searcher/query/like_words.h"
#include "searcher/query/look_budget.h"
#include "searcher/query/neighbours.h"
#include "searcher/query/spelling.h"

namespace funnel::search {
namespace {

/// Words of the base that are looked at for all unknown words of a question: ten times what one may
/// cost, in a large base.
constexpr std::size_t kMostSpellingLooks = 500'000;

/// Pieces of words that are looked up for all compounds of a question: hundreds of long words.
constexpr std::size_t kMostCompoundLooks = 20'000;

/// Pieces of words that are looked up for a question's words in two, and articles that are read for
/// whether they write them so.
constexpr std::size_t kMostWritingLooks = 10'000;

/// Words that are looked at for being like one of a question's, all together.
constexpr std::size_t kMostLikeLooks = 20'000;

/// The share of the time left that both may take: the search itself comes after them.
constexpr double kMostTime = 0.25;

/// Notes that `words` have joined the plan.
void Note(const Task& task, const query::QueryPlan& plan, TermOrigin origin, std::uint32_t begin,
          std::uint32_t end, std::string_view words, double factor) {
  if (task.trace == nullptr) return;
  task.trace->additions.push_back(
      {origin, begin, end, std::string(words), factor, plan.terms.size()});
}

/// Whether articles in view have all that `words` say.
bool IsInView(const query::QueryPlan& words, query::TermCounts& counts) {
  return std::all_of(words.terms.begin(), words.terms.end(), [&](const query::PlannedTerm& term) {
    // A word without marks is a term only of articles that write it with some.
    const bool sought = schema::HasPostings(term.lane) && !term.stemmed && term.lane != Lane::kFold;
    return !sought || counts.Documents(term.term) > 0;
  });
}

}  // namespace

PlannedQuestion QuestionPlanner::Plan(const Task& task) {
  PlannedQuestion question;
  query::QueryPlan& plan = question.plan;
  plan = planner_.Plan(task.request.query, task.reader_lang, task.base_langs, task.ranking);
  if (task.trace != nullptr) task.trace->planned = plan.terms.size();
  guidance::CuratedQuestion curated = Curated(task, plan);
  try {
    const query::Deadline deadline = task.deadline.Within(kMostTime);
    // Words of another language are misspelt here only by chance.
    if (!task.translated) {
      AddWritings(task, deadline, plan);
      if (!task.request.verbatim) AddSpelling(task, curated, deadline, plan);
      AddCompounds(task, deadline, plan);
      if (!task.request.verbatim) AddLikeWords(task, curated, deadline, plan);
    }
  } catch (const query::DeadlineExceeded&) {
    question.complete = false;
  }
  AddSynonyms(task, curated, plan);
  query::WeighFunctionWords(task.counts, plan);
  question.pins = std::move(curated.pins);
  return question;
}

guidance::CuratedQuestion QuestionPlanner::Curated(const Task& task, const query::QueryPlan& plan) {
  curator_.Follow(dir_ / task.generation);
  return curator_.Read(
      plan, task.reader_lang,
      task.request.today ? *task.request.today
                         : std::chrono::floor<std::chrono::days>(std::chrono::system_clock::now()));
}

void QuestionPlanner::AddWritings(const Task& task, const query::Deadline& deadline,
                                  query::QueryPlan& plan) {
  query::LookBudget budget(kMostWritingLooks, deadline);
  for (const query::ApartWord& apart : writings_.ApartWords(plan, task.counts, budget)) {
    query::SharedNeighbours neighbours =
        query::FindNeighbours(apart.first, apart.second, task.counts, task.records, budget);
    if (neighbours == nullptr) continue;
    if (apart.doubtful && 2 * neighbours->documents() < task.counts.Documents(apart.second)) {
      continue;
    }
    query::QueryPlanner::AddApart(apart.planned, apart.first, apart.second, std::move(neighbours),
                                  plan);
    Note(task, plan, TermOrigin::kCompound, plan.terms[apart.planned].begin,
         plan.terms[apart.planned].end, apart.words, 1);
  }
  for (const query::JoinedPair& pair : writings_.JoinedPairs(plan, task.counts)) {
    planner_.AddJoined(pair.begin, pair.end, pair.word, pair.factor, task.ranking, plan);
    Note(task, plan, TermOrigin::kCompound, pair.begin, pair.end, pair.word, pair.factor);
  }
}

void QuestionPlanner::AddSpelling(const Task& task, const guidance::CuratedQuestion& curated,
                                  const query::Deadline& deadline, query::QueryPlan& plan) {
  const double factor = task.ranking.spelling;
  query::LookBudget budget(kMostSpellingLooks, deadline);
  for (const query::Misspelling& misspelling : query::FindMisspellings(plan, task.counts, budget)) {
    const std::uint32_t begin = plan.terms[misspelling.planned].begin;
    const std::uint32_t end = plan.terms[misspelling.planned].end;
    if (curated.Knows(begin, end)) continue;
    for (const std::string& word : misspelling.words) {
      if (curator_.Blocked(word)) continue;
      planner_.AddSpelling(misspelling.planned, word, factor, task.ranking, plan);
      Note(task, plan, TermOrigin::kSpelling, begin, end, word, factor);
    }
  }
}

void QuestionPlanner::AddCompounds(const Task& task, const query::Deadline& deadline,
                                   query::QueryPlan& plan) {
  const double factor = task.ranking.compound;
  query::LookBudget budget(kMostCompoundLooks, deadline);
  for (const query::Compound& other : query::FindCompounds(plan, task.counts, budget)) {
    planner_.AddReplacement(other.begin, other.end, other.words, factor, task.ranking, plan);
    Note(task, plan, TermOrigin::kCompound, other.begin, other.end, other.words, factor);
  }
}

void QuestionPlanner::AddLikeWords(const Task& task, const guidance::CuratedQuestion& curated,
                                   const query::Deadline& deadline, query::QueryPlan& plan) {
  query::LookBudget budget(kMostLikeLooks, deadline);
  for (query::LikeWord& like : query::FindLikeWords(plan, task.counts, budget)) {
    const std::uint32_t begin = plan.terms[like.planned].begin;
    const std::uint32_t end = plan.terms[like.planned].end;
    if (curated.Knows(begin, end)) continue;
    const double factor = task.ranking.like_word * like.likeness;
    query::QueryPlanner::AddLike(like.planned, like.term, factor, task.ranking, plan);
    Note(task, plan, TermOrigin::kLike, begin, end, like.word, factor);
  }
}

void QuestionPlanner::AddSynonyms(const Task& task, const guidance::CuratedQuestion& curated,
                                  query::QueryPlan& plan) {
  for (const guidance::Replacement& other : curated.replacements) {
    const double factor = other.one_way ? task.ranking.one_way_synonym : task.ranking.synonym;
    planner_.AddReplacement(other.begin, other.end, other.text, factor, task.ranking, plan);
    if (task.trace == nullptr) continue;
    // The authors speak to all readers; what only articles of other audiences say stays there.
    const query::QueryPlan words =
        planner_.Plan(std::string(other.text), task.reader_lang, task.base_langs, task.ranking);
    const std::string_view told = IsInView(words, task.counts) ? other.text : std::string_view();
    Note(task, plan, TermOrigin::kSynonym, other.begin, other.end, told, factor);
  }
}

}  // namespace funnel::search
