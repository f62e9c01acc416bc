// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/readers/foreign_dates.h"

#include <algorithm>
#include <iterator>

#include "indexer/readers/date.h"

namespace funnel::readers {
namespace {

constexpr std::string_view kUpdated[] = {
    "lastmod",      "last_update",  "lastUpdated",      "last_updated",  "last-updated",
    "updated_at",   "updatedAt",    "last_modified_at", "last_modified", "last-modified",
    "lastModified", "dateModified", "date_modified",    "modified",      "modified_at",
    "date_updated", "update_date",  "ms.date",          "date"};
constexpr std::string_view kCreated[] = {"created_at", "createdAt", "date_created", "dateCreated"};

}  // namespace

const std::vector<std::string_view>& ForeignDates::Names() {
  static const auto* names = [] {
    auto* list = new std::vector<std::string_view>(std::begin(kUpdated), std::end(kUpdated));
    list->insert(list->end(), std::begin(kCreated), std::end(kCreated));
    return list;
  }();
  return *names;
}

bool ForeignDates::IsName(std::string_view key) {
  return std::find(Names().begin(), Names().end(), key) != Names().end();
}

bool ForeignDates::Take(std::string_view key, std::string_view text) {
  const auto name = std::find(Names().begin(), Names().end(), key);
  if (name == Names().end()) return false;
  auto date = ParseDate(text);
  if (!date) return false;
  dates_.emplace(static_cast<std::size_t>(name - Names().begin()), std::move(*date));
  return true;
}

void ForeignDates::Apply(Article& article) const {
  for (const auto& [place, date] : dates_) {
    std::string& field = place < std::size(kUpdated) ? article.updated : article.created;
    if (field.empty()) field = date;
  }
}

}  // namespace funnel::readers
