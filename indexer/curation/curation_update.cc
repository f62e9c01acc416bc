// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/curation/curation_update.h"

#include <fmt/format.h>

#include <algorithm>
#include <unordered_set>
#include <utility>

#include "indexer/curation/curation_check.h"
#include "indexer/schema/index_schema.h"
#include "indexer/store/curation/curation_rules.h"

namespace funnel::curation {
namespace {

using store::CurationKind;

/// The ids of the articles in a base, whatever their language.
Result<std::unordered_set<std::string>> IdsOf(publish::Publish& publish) {
  std::unordered_set<std::string> ids;
  auto listed = publish.ForEach([&](store::Tier, const std::string& term) {
    const std::size_t colon = term.find(':');  // Q<lang>:<id>
    if (colon != std::string::npos) ids.insert(term.substr(colon + 1));
  });
  if (!listed) return Fail(listed.error());
  return ids;
}

}  // namespace

std::string CurationUpdate::ToString() const {
  std::string text;
  const auto add = [&](const std::string& part) {
    text += (text.empty() ? "curation: " : ", ") + part;
  };
  for (const auto& [kind, rules] : replaced) add(fmt::format("{} {}", Name(kind), rules));
  for (const store::CurationKind kind : removed) add(fmt::format("{} removed", Name(kind)));
  return text;
}

Result<CurationUpdate> UpdateCuration(
    const std::vector<readers::CurationFile>& found, const CurationOptions& options,
    publish::Publish& publish,
    const std::function<void(const cli::Diagnostic& diagnostic)>& report) {
  CurationUpdate update;
  const auto stored = publish.Curation();
  if (!stored) return Fail(stored.error());
  if (found.empty() && (!options.remove_missing || stored->empty())) return update;

  const std::vector<cli::Diagnostic> doubled = CheckCurationFiles(found);
  for (const cli::Diagnostic& diagnostic : doubled) report(diagnostic);
  update.failed = doubled.size();

  std::unordered_set<std::string> ids;
  PinTargets targets;
  store::CurationChanges changes;
  std::unordered_set<int> seen;
  for (const readers::CurationFile& file : found) {
    if (!seen.insert(static_cast<int>(file.kind)).second) continue;
    const bool twice =
        std::count_if(found.begin(), found.end(), [&](const readers::CurationFile& other) {
          return other.kind == file.kind;
        }) > 1;
    auto bytes = ReadCurationFile(file);
    if (!bytes) {
      report({file.name, 0, 0, cli::Severity::kError, kCurationRule, bytes.error().message});
      ++update.failed;
      continue;
    }
    if (file.kind == store::CurationKind::kPins && !options.dry_run) {
      auto listed = IdsOf(publish);
      if (!listed) return Fail(listed.error());
      ids = std::move(*listed);
      targets.exists = [&](const std::string& id) { return ids.contains(id); };
      targets.ids.assign(ids.begin(), ids.end());
      std::sort(targets.ids.begin(), targets.ids.end());
    }
    const std::vector<cli::Diagnostic> problems = CheckCuration(*bytes, file, targets);
    for (const cli::Diagnostic& problem : problems) report(problem);
    if (!problems.empty()) ++update.failed;
    if (!problems.empty() || twice) continue;
    const auto before = stored->find(file.kind);
    if (before != stored->end() && before->second == *bytes) continue;
    update.replaced.emplace(file.kind, CountRules(file.kind, *bytes));
    changes.emplace(file.kind, std::move(*bytes));
  }
  if (options.remove_missing) {
    for (const auto& [kind, content] : *stored) {
      if (seen.contains(static_cast<int>(kind))) continue;
      update.removed.push_back(kind);
      changes.emplace(kind, std::nullopt);
    }
  }
  if (!options.dry_run) publish.PutCuration(std::move(changes));
  return update;
}

std::size_t CountRules(store::CurationKind kind, std::string_view bytes) {
  std::vector<store::CurationProblem> ignored;
  switch (kind) {
    case store::CurationKind::kSynonyms:
      return store::ReadSynonyms(bytes, ignored).size();
    case store::CurationKind::kPins:
      return store::ReadPins(bytes, ignored).size();
    case store::CurationKind::kBlocked:
      return store::ReadBlocked(bytes, ignored).size();
    case store::CurationKind::kGlossary:
      break;
  }
  return store::ReadGlossaryRules(bytes, ignored).rules.size();
}

}  // namespace funnel::curation
