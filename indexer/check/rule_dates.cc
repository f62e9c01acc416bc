// SPDX-License-Identifier: GPL-2.0-or-later
#include <fmt/format.h>

#include "indexer/base/ascii.h"
#include "indexer/check/rules.h"
#include "indexer/readers/date.h"
#include "indexer/readers/foreign_dates.h"

namespace funnel::check {
namespace {

/// The key that says when the article was updated, ours before others.
const FrontMatterKey* UpdatedKey(const CheckedSource& source) {
  if (const FrontMatterKey* own = source.Key({"updated"})) return own;
  for (const std::string_view name : readers::ForeignDates::Names()) {
    if (const FrontMatterKey* key = source.Key({name})) return key;
  }
  return nullptr;
}

}  // namespace

// Of a date of ours that is none the reader says so itself. The foreign ones are read only if they
// are dates.
void CheckDates(CheckedSource& source, const std::string& today) {
  const Article& article = source.article;
  for (const std::string_view name : {"ms.date", "date"}) {
    const FrontMatterKey* key = source.Key({name});
    if (key == nullptr || base::Trim(key->value).empty()) continue;
    if (const auto date = readers::ParseDate(base::Trim(key->value)); !date) {
      source.Report(key->value_place, cli::Severity::kWarning, "date",
                    fmt::format("'{}' is not read: {}", name, date.error().message));
    }
  }
  const FrontMatterKey* updated = UpdatedKey(source);
  if (!article.created.empty() && !article.updated.empty() && article.updated < article.created) {
    source.ReportKey(updated, cli::Severity::kError, "date-order",
                     fmt::format("updated on {}, before it was created on {}; correct one of them",
                                 article.updated, article.created));
  }
  const FrontMatterKey* created = source.Key({"created"});
  if (article.created > today) {
    source.ReportKey(
        created, cli::Severity::kWarning, "future-date",
        fmt::format("created on {}, which is after today; correct the date", article.created));
  } else if (article.updated > today) {
    source.ReportKey(
        updated, cli::Severity::kWarning, "future-date",
        fmt::format("updated on {}, which is after today; correct the date", article.updated));
  }
  if (!article.review_by.empty() && article.review_by < today &&
      article.state != State::kArchived) {
    source.ReportKey(
        source.Key({"review-by"}), cli::Severity::kWarning, "review-due",
        fmt::format("was to be reviewed by {}; review it and set a later date", article.review_by));
  }
}

}  // namespace funnel::check
