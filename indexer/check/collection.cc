// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/check/collection.h"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <system_error>
#include <utility>

#include "indexer/schema/index_schema.h"

namespace funnel::check {
namespace fs = std::filesystem;
namespace {

/// Whether two names of sources may be of one file, named from different folders.
bool SameSource(const std::string& a, const std::string& b) {
  const std::string left = fs::path(a).lexically_normal().generic_string();
  const std::string right = fs::path(b).lexically_normal().generic_string();
  const auto ends = [](const std::string& path, const std::string& end) {
    return path.ends_with("/" + end);
  };
  return left == right || ends(left, right) || ends(right, left);
}

}  // namespace

Result<std::vector<cli::Diagnostic>> CollectionCheck::Add(const CheckedArticle& checked,
                                                          const std::string& file) {
  std::vector<cli::Diagnostic> found;
  if (!checked.article) return found;
  const Article& article = *checked.article;
  ++articles_;
  ids_.insert(article.id);
  for (const std::string& id : article.related) {
    related_.push_back({file, checked.related_line, checked.related_column, id});
  }
  std::string place = file;
  if (checked.id_line != 0) place += fmt::format(":{}", checked.id_line);
  const auto [first, fresh] = first_.emplace(article.lang + ":" + article.id, place);
  if (!fresh) {
    found.push_back({file, checked.id_line, checked.id_column, cli::Severity::kError,
                     "duplicate-id",
                     fmt::format("the id '{}' is also that of {}, in the same language; give one "
                                 "of them another id",
                                 article.id, first->second)});
    return found;
  }
  return CheckStored(checked, file);
}

Result<std::vector<cli::Diagnostic>> CollectionCheck::CheckStored(const CheckedArticle& checked,
                                                                  const std::string& file) {
  std::vector<cli::Diagnostic> found;
  if (stored_ == nullptr) return found;
  const auto stored = stored_->Find(schema::UniqueTerm(checked.article->lang, checked.article->id));
  if (!stored) return Fail(stored.error());
  if (!*stored || (*stored)->source.empty() || SameSource((*stored)->source, file)) return found;
  // An article that has moved is published from its new place under its old id.
  std::error_code ignored;
  const bool both = fs::exists((*stored)->source, ignored);
  found.push_back({file, checked.id_line, checked.id_column,
                   both ? cli::Severity::kError : cli::Severity::kWarning, "duplicate-id",
                   fmt::format("the knowledge base has '{}' from {}; {}", checked.article->id,
                               (*stored)->source,
                               both ? "give one of them another id"
                                    : "if that is another article, give this one another id")});
  return found;
}

Result<bool> CollectionCheck::IsStored(const std::string& id) const {
  if (stored_ == nullptr) return false;
  for (const std::string& lang : stored_->languages()) {
    const auto stored = stored_->Has(schema::UniqueTerm(lang, id));
    if (!stored || *stored) return stored;
  }
  return false;
}

curation::PinTargets CollectionCheck::Targets() {
  if (articles_ < 2 && stored_ == nullptr) return {};
  curation::PinTargets targets;
  targets.exists = [this](const std::string& id) {
    if (ids_.contains(id)) return true;
    const auto stored = IsStored(id);
    return !stored || *stored;  // What cannot be read is no mistake of the rule's.
  };
  targets.ids.assign(ids_.begin(), ids_.end());
  std::sort(targets.ids.begin(), targets.ids.end());
  return targets;
}

Result<std::vector<cli::Diagnostic>> CollectionCheck::Finish() {
  std::vector<cli::Diagnostic> found;
  if (articles_ < 2 && stored_ == nullptr) return found;
  for (const Related& related : related_) {
    if (ids_.contains(related.id)) continue;
    const auto stored = IsStored(related.id);
    if (!stored) return Fail(stored.error());
    if (*stored) continue;
    found.push_back(
        {related.file, related.line, related.column, cli::Severity::kWarning, "unknown-related",
         fmt::format(
             "no related article '{}' is {}; correct the id or remove it", related.id,
             stored_ == nullptr ? "among those checked" : "among those checked or in the base")});
  }
  return found;
}

}  // namespace funnel::check
