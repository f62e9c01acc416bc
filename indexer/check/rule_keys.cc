// SPDX-License-Identifier: GPL-2.0-or-later
#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <set>
#include <string>

#include "indexer/base/ascii.h"
#include "indexer/base/edit_distance.h"
#include "indexer/check/rules.h"
#include "indexer/readers/front_matter.h"
#include "indexer/readers/source_text.h"
#include "indexer/readers/visibility.h"

namespace funnel::check {
namespace {

/// Keys of Microsoft Learn, Adobe Experience League, Hugo, Jekyll, Docusaurus and MkDocs (lower
/// case, between bars), beside all that have a dot in them. They tell an article of ours nothing.
constexpr std::string_view kForeign =
    "|adobe-target|aka|aliases|api_metadata|applies_to|auto_generated|auto_validation|"
    "canonicalurl|card|categories|category|cid|comments|community_styles_migrated|"
    "content_template|content_type|contributors|cover|custom_edit_url|date_created|"
    "documentationcenter|editor|evergreen|excerpt|exl-id|feature|"
    "feedback_help_link_type|feedback_help_link_url|feedback_product_url|feedback_system|"
    "full_link|full-link|has_children|headless|hide_summary|hide_table_of_contents|"
    "hidefromtoc|ht-degree|icon|image|images|labels|layout|level|linktitle|localization_priority|"
    "main_menu|manager|menu|min-kubernetes-server-version|mini-toc-items|mt|nav_order|no_list|"
    "ogimage|outputs|owner|pagination_next|pagination_prev|parent|permalink|position|promoted|"
    "publisher|recommendations|redirect_from|redirect_url|resources|reviewer|reviewers|robots|"
    "role|searchscope|section|series|services|short_description|short-description|sidebar|"
    "sidebar_label|sidebar_position|simple_list|sitemap|slug|solution|solutions|source|"
    "source-git-commit|source-wordcount|subtitle|template|titlesuffix|toc|topic|translator|"
    "translators|type|uid|weight|workflow-type|zone_pivot_groups|";

bool IsForeign(const std::string& key) {
  const std::string lower = base::AsciiLower(key);
  return lower.find('.') != std::string::npos || lower.starts_with("ms-") ||
         kForeign.find("|" + lower + "|") != std::string_view::npos;
}

bool Contains(const std::vector<std::string_view>& names, std::string_view name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

void CheckUnknown(CheckedSource& source, const FrontMatterKey& key) {
  // The reader has refused it.
  const readers::KeyValue value{readers::KeyValue::Shape::kText, {key.value}};
  if (!readers::MisspeltVisibilityKey(key.name, value).empty()) return;
  const std::string_view meant = base::ClosestName(key.name, readers::FrontMatterKeys());
  if (!meant.empty() && source.Key({meant}) == nullptr) {
    source.ReportKey(&key, cli::Severity::kError, "misspelt-key",
                     fmt::format("unknown key '{}', did you mean '{}'?", key.name, meant));
  } else {
    source.ReportKey(&key, cli::Severity::kWarning, "unknown-key",
                     fmt::format("unknown key '{}' is kept unread; remove it if nothing else "
                                 "needs it",
                                 key.name));
  }
}

}  // namespace

void CheckKeys(CheckedSource& source) {
  std::set<std::string_view> seen;
  for (const FrontMatterKey& key : source.keys()) {
    if (!seen.insert(key.name).second) {
      source.ReportKey(&key, cli::Severity::kError, "repeated-key",
                       fmt::format("the key '{}' stands here a second time; remove one", key.name));
      continue;
    }
    if (Contains(readers::FrontMatterKeys(), key.name) ||
        Contains(readers::ForeignFrontMatterKeys(), key.name) || IsForeign(key.name) ||
        readers::VisibilityKeyOf(key.name) != readers::VisibilityKey::kNone) {
      continue;
    }
    CheckUnknown(source, key);
  }
}

}  // namespace funnel::check
