// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/care/unread_sources.h"

#include <unordered_set>

#include "indexer/schema/index_schema.h"
#include "indexer/store/article_lookup.h"

namespace funnel::care {
namespace {

/// The path of a file without what its format is called by.
std::string StemOf(const std::string& name) {
  return std::filesystem::path(name).lexically_normal().replace_extension().generic_string();
}

}  // namespace

Result<std::vector<std::string>> KeepUnread(publish::Publish& base, const std::filesystem::path& kb,
                                            const std::vector<std::string>& unread,
                                            SyncPlan& plan) {
  std::vector<std::string> kept;
  if (unread.empty() || plan.removed == 0) return kept;
  std::unordered_set<std::string> stems;
  for (const std::string& name : unread) stems.insert(StemOf(name));
  auto stored = store::ArticleLookup::Open(kb);
  if (!stored) return Fail(stored.error());
  std::vector<std::string> removed;
  auto listed =
      ForEachRemoved(base, plan, [&](const std::string& term) { removed.push_back(term); });
  if (!listed) return Fail(listed.error());
  for (const std::string& term : removed) {
    const auto article = stored->Find(term);
    if (!article) return Fail(article.error());
    if (!*article || (*article)->source.empty() || !stems.contains(StemOf((*article)->source))) {
      continue;
    }
    const auto place = base.Find(term);
    if (!place) return Fail(place.error());
    if (!*place) continue;
    std::vector<bool>& tier = plan.kept[static_cast<std::size_t>((*place)->tier)];
    if (tier.size() <= (*place)->number) tier.resize(std::size_t{(*place)->number} + 1);
    tier[(*place)->number] = true;
    --plan.removed;
    kept.emplace_back(schema::NameOfUniqueTerm(term));
  }
  return kept;
}

}  // namespace funnel::care
