// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/care/survey.h"

#include <xxhash.h>

#include <algorithm>
#include <optional>
#include <thread>
#include <unordered_set>
#include <utility>

#include "indexer/base/diagnostic_line.h"
#include "indexer/base/ordered_pipeline.h"
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
  std::string file;
  std::size_t line = 0;
  std::vector<std::string> diagnostics;
  std::uint64_t bytes = 0;
};

/// A unique term in 16 bytes: a million of them take 50 MB.
struct Key {
  std::uint64_t high = 0;
  std::uint64_t low = 0;

  explicit Key(const std::string& term) {
    const XXH128_hash_t hash = XXH3_128bits(term.data(), term.size());
    high = hash.high64;
    low = hash.low64;
  }
  bool operator==(const Key&) const = default;
};

struct KeyHash {
  std::size_t operator()(const Key& key) const { return key.low; }
};

/// Notes that a file has the stored article; false when another one had it already.
bool Keep(SyncPlan& plan, const store::StoredArticle& stored) {
  std::vector<bool>& kept = plan.kept[static_cast<std::size_t>(stored.tier)];
  if (kept.size() <= stored.number) kept.resize(std::size_t{stored.number} + 1);
  const bool first = !kept[stored.number];
  kept[stored.number] = true;
  return first;
}

Seen Look(const readers::SourceJob& job, const std::string& lang) {
  Seen seen;
  seen.file = job.file->name;
  seen.line = job.line ? job.line->number : 0;
  auto read =
      store::Guard(seen.file, [&] { return readers::ReadSourceJob(job, lang, seen.bytes); });
  if (!read) {
    seen.diagnostics.push_back(read.error().message);
    return seen;
  }
  seen.diagnostics = std::move(read->warnings);
  const Article& article = read->article;
  if (const std::string problem = readers::ArticleProblem(article); !problem.empty()) {
    seen.diagnostics.push_back(base::DiagnosticLine(seen.file, seen.line, 0, "error",
                                                    article.id.substr(0, 200) + ": " + problem));
    return seen;
  }
  seen.unique_term = schema::UniqueTerm(article.lang, article.id);
  seen.hash = ContentHash(article);
  return seen;
}

}  // namespace

Result<SyncPlan> Survey(const std::vector<readers::SourceFile>& files, const std::string& lang,
                        publish::Publish& base, const SurveyCallbacks& callbacks) {
  SyncPlan plan;
  std::unordered_set<Key, KeyHash> keys;
  {
    readers::SourceJobs source(files);
    base::OrderedPipeline<readers::SourceJob, Seen> pipeline(
        [&] { return source.Next(); },
        [&](const readers::SourceJob& job, std::size_t) { return Look(job, lang); },
        std::clamp<std::size_t>(std::thread::hardware_concurrency(), 1, kMaxWorkers), kCapacity,
        readers::BytesOf, readers::kMaxBytesInWork);
    while (!callbacks.interrupted()) {
      const auto seen = pipeline.Take();
      if (!seen) break;
      plan.bytes += seen->bytes;
      plan.wanted.push_back(false);
      for (const std::string& line : seen->diagnostics) callbacks.report(line);
      if (seen->unique_term.empty()) {
        ++plan.failed;
      } else {
        const auto stored = base.Find(seen->unique_term);
        if (!stored) return Fail(stored.error());
        const bool first =
            *stored ? Keep(plan, **stored) : keys.insert(Key(seen->unique_term)).second;
        if (!first) {
          callbacks.report(base::DiagnosticLine(
              seen->file, seen->line, 0, "error",
              std::string(schema::NameOfUniqueTerm(seen->unique_term)) +
                  ": another file has an article of this language and id; give one a new id"));
          ++plan.failed;
          callbacks.progress(plan);
          continue;
        }
        const bool same = *stored && (*stored)->hash == seen->hash;
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
