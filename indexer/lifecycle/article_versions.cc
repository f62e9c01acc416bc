// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/lifecycle/article_versions.h"

#include <fmt/format.h>

#include <algorithm>
#include <string_view>
#include <utility>

#include "indexer/base/edit_distance.h"
#include "indexer/base/terminal_text.h"
#include "indexer/schema/index_schema.h"
#include "indexer/store/article_scan.h"
#include "indexer/store/layout/article_record.h"

namespace funnel::lifecycle {
namespace {

/// How often a version is looked for anew when publishes overtake the look.
constexpr int kAttempts = 3;

}  // namespace

std::string ArticleName(const std::string& lang, const std::string& id) {
  return base::ForTerminal(lang + ":" + id);
}

ArticleVersions::ArticleVersions(std::filesystem::path dir, store::ArticleLookup lookup,
                                 store::HistoryReader history)
    : dir_(std::move(dir)), lookup_(std::move(lookup)), history_(std::move(history)) {}

Result<ArticleVersions> ArticleVersions::Open(const std::filesystem::path& dir) {
  auto lookup = store::ArticleLookup::Open(dir);
  if (!lookup) return Fail(lookup.error());
  auto history = store::HistoryReader::Open(dir);
  if (!history) return Fail(history.error());
  return ArticleVersions(dir, std::move(*lookup), std::move(*history));
}

Result<std::vector<store::ArticleVersion>> ArticleVersions::Of(const std::string& id,
                                                               const std::string& lang) {
  auto versions = Find(id, lang);
  if (versions && versions->empty()) return Fail(NotFound(id, lang));
  return versions;
}

Result<std::vector<store::ArticleVersion>> ArticleVersions::Find(const std::string& id,
                                                                 const std::string& lang) {
  auto versions = history_.Versions(id, lang);
  if (!versions || history_.exists()) return versions;
  for (const std::string& language : lookup_.languages()) {
    if (!lang.empty() && lang != language) continue;
    const auto article = lookup_.Find(language, id);
    if (!article) return Fail(article.error());
    if (!*article) continue;
    store::ArticleVersion version;
    version.id = id;
    version.lang = language;
    version.number = 1;
    version.event = store::HistoryEvent::kFound;
    version.state = (*article)->state;
    version.audience = (*article)->audience;
    version.hash = ContentHash(**article);
    versions->push_back(std::move(version));
  }
  return versions;
}

Result<Article> ArticleVersions::Read(const store::ArticleVersion& version) {
  store::ArticleVersion wanted = version;
  for (int attempt = 1;; ++attempt) {
    if (wanted.event == store::HistoryEvent::kRemoved) {
      return Fail(ErrorCode::kNotFound,
                  fmt::format("{}: version {} is its removal; see funnel-indexer history",
                              ArticleName(wanted.lang, wanted.id), wanted.number));
    }
    if (wanted.record != 0) {
      const auto record = history_.Record(wanted);
      if (!record) return Fail(record.error());
      return store::DecodeArticle(*record);
    }
    auto article = lookup_.Find(wanted.lang, wanted.id);
    if (!article) return Fail(article.error());
    if (*article && ContentHash(**article) == wanted.hash) return std::move(**article);
    if (attempt == kAttempts) {
      return Fail(ErrorCode::kCorrupt,
                  fmt::format("{}: version {} is neither in the base nor in its history; run "
                              "funnel-indexer verify --kb {}",
                              ArticleName(wanted.lang, wanted.id), wanted.number, dir_.string()));
    }
    // A newer one has come: this one is in the history now.
    auto again = Open(dir_);
    if (!again) return Fail(again.error());
    *this = std::move(*again);
    const auto versions = Find(wanted.id, wanted.lang);
    if (!versions) return Fail(versions.error());
    for (const store::ArticleVersion& one : *versions) {
      if (one.number == wanted.number) wanted = one;
    }
  }
}

Error ArticleVersions::NotFound(const std::string& id, const std::string& lang) {
  std::string message = fmt::format("{}: no article '{}'", dir_.string(), base::ForTerminal(id));
  if (!lang.empty()) {
    message += " in " + lang;
    if (const auto others = Find(id, ""); others && !others->empty()) {
      std::string languages;
      for (const store::ArticleVersion& version : *others) {
        if (languages.ends_with(version.lang)) continue;
        languages += (languages.empty() ? "" : ", ") + version.lang;
      }
      return {ErrorCode::kNotFound, message + "; it is there in " + languages};
    }
  }
  std::vector<std::string> ids;
  if (history_.exists()) {
    (void)history_.ForEachId([&](const std::string& known) { ids.push_back(known); });
  } else if (auto scan = store::ArticleScan::Open(dir_)) {
    while (const auto article = scan->Next()) {
      if (!*article) break;
      const std::size_t colon = (*article)->unique_term.find(':');
      if (colon != std::string::npos) ids.push_back((*article)->unique_term.substr(colon + 1));
    }
  }
  const std::vector<std::string_view> names(ids.begin(), ids.end());
  const std::string_view nearest = base::ClosestName(id, names);
  return {ErrorCode::kNotFound,
          message + (nearest.empty()
                         ? "; look for its id with funnel-searcher search"
                         : fmt::format(", did you mean '{}'?", base::ForTerminal(nearest)))};
}

}  // namespace funnel::lifecycle
