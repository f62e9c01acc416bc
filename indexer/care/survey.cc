// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/care/survey.h"

#include <algorithm>
#include <optional>
#include <thread>
#include <utility>

#include "indexer/base/diagnostic_line.h"
#include "indexer/base/ordered_pipeline.h"
#include "indexer/publish/retired.h"
#include "indexer/publish/seen_articles.h"
#include "indexer/publish/stored_id.h"
#include "indexer/readers/source_jobs.h"
#include "indexer/readers/source_text.h"
#include "indexer/schema/index_schema.h"
#include "indexer/store/files/guard.h"

namespace funnel::care {
namespace {

constexpr std::size_t kMaxWorkers = 8;
/// Articles in memory at once.
constexpr std::size_t kCapacity = 32;
/// So many names of removed articles in memory at once.
constexpr std::size_t kMostTerms = 10'000;

/// What became of a file's article.
struct Seen {
  std::string unique_term;  ///< Empty when it failed.
  std::string hash;
  const std::string* file = nullptr;
  std::size_t line = 0;
  std::vector<std::string> diagnostics;
  std::uint64_t bytes = 0;
  std::optional<Error> fatal;  ///< The base cannot be read.
  bool stays_retired = false;
};

/// Notes that a file has the stored article.
void Keep(SyncPlan& plan, const store::StoredArticle& stored) {
  std::vector<bool>& kept = plan.kept[static_cast<std::size_t>(stored.tier)];
  if (kept.size() <= stored.number) kept.resize(std::size_t{stored.number} + 1);
  kept[stored.number] = true;
}

Seen Look(const readers::SourceJob& job, const std::string& lang, publish::Publish& base,
          bool include_retired) {
  Seen seen;
  seen.file = &job.file->name;
  seen.line = job.line ? job.line->number : 0;
  auto read =
      store::Guard(*seen.file, [&] { return readers::ReadSourceJob(job, lang, seen.bytes); });
  if (!read) {
    seen.diagnostics.push_back(read.error().message);
    return seen;
  }
  seen.diagnostics = std::move(read->warnings);
  Article& article = read->article;
  if (auto adopted = publish::AdoptStoredId(*job.file, base, article); !adopted) {
    seen.fatal = adopted.error();
    return seen;
  }
  if (const std::string problem = readers::ArticleProblem(article); !problem.empty()) {
    seen.diagnostics.push_back(base::DiagnosticLine(*seen.file, seen.line, 0, "error",
                                                    article.id.substr(0, 200) + ": " + problem));
    return seen;
  }
  seen.unique_term = schema::UniqueTerm(article.lang, article.id);
  seen.hash = ContentHash(article);
  const auto brings_back =
      include_retired ? Result<bool>(false) : publish::WouldBringBack(base, article);
  if (!brings_back) {
    seen.fatal = brings_back.error();
  } else if (*brings_back) {
    seen.stays_retired = true;
    seen.diagnostics.push_back(base::DiagnosticLine(
        *seen.file, seen.line, 0, "warning",
        std::string(schema::NameOfUniqueTerm(seen.unique_term)) + " " + publish::kStaysRetired));
  }
  return seen;
}

}  // namespace

Result<SyncPlan> Survey(const std::vector<readers::SourceFile>& files, const std::string& lang,
                        publish::Publish& base, const SurveyCallbacks& callbacks) {
  SyncPlan plan;
  publish::SeenArticles articles;
  {
    readers::SourceJobs source(files);
    base::OrderedPipeline<readers::SourceJob, Seen> pipeline(
        [&] { return source.Next(); },
        [&](const readers::SourceJob& job, std::size_t) {
          return Look(job, lang, base, callbacks.include_retired);
        },
        std::clamp<std::size_t>(std::thread::hardware_concurrency(), 1, kMaxWorkers), kCapacity,
        readers::BytesOf, readers::kMaxBytesInWork);
    while (!callbacks.interrupted()) {
      const auto seen = pipeline.Take();
      if (!seen) break;
      plan.bytes += seen->bytes;
      plan.wanted.push_back(false);
      for (const std::string& line : seen->diagnostics) callbacks.report(line);
      if (seen->fatal) return Fail(*seen->fatal);
      if (seen->unique_term.empty()) {
        ++plan.failed;
      } else {
        const std::string twice = articles.Note(seen->unique_term, *seen->file, seen->line);
        if (!twice.empty()) {
          callbacks.report(base::DiagnosticLine(*seen->file, seen->line, 0, "error", twice));
          ++plan.failed;
          callbacks.progress(plan);
          continue;
        }
        const auto stored = base.Find(seen->unique_term);
        if (!stored) return Fail(stored.error());
        if (*stored) Keep(plan, **stored);
        const bool same = *stored && ((*stored)->hash == seen->hash || seen->stays_retired);
        plan.wanted.back() = !same;
        ++(!*stored ? plan.added : same ? plan.unchanged : plan.updated);
      }
      callbacks.progress(plan);
    }
  }
  if (callbacks.interrupted()) return plan;
  auto counted = base.ForEach([&](store::Tier, const std::string&) { ++plan.stored; });
  if (!counted) return Fail(counted.error());
  plan.removed = plan.stored;
  for (const std::vector<bool>& tier : plan.kept) {
    plan.removed -= static_cast<std::size_t>(std::count(tier.begin(), tier.end(), true));
  }
  return plan;
}

Result<void> ForEachRemoved(publish::Publish& base, const SyncPlan& plan,
                            const std::function<void(const std::string& unique_term)>& visit) {
  if (plan.removed == 0) return {};
  return base.ForEachStored([&](const std::string& term, const store::StoredArticle& stored) {
    const std::vector<bool>& kept = plan.kept[static_cast<std::size_t>(stored.tier)];
    if (stored.number >= kept.size() || !kept[stored.number]) visit(term);
  });
}

Result<void> RemoveMissing(publish::Publish& base, const SyncPlan& plan) {
  std::vector<std::string> terms;
  do {
    terms.clear();
    auto found = ForEachRemoved(base, plan, [&](const std::string& term) {
      if (terms.size() < kMostTerms) terms.push_back(term);
    });
    if (!found) return found;
    for (const std::string& term : terms) {
      if (auto removed = base.Remove(term); !removed) return removed;
    }
  } while (terms.size() == kMostTerms);
  return {};
}

}  // namespace funnel::care
