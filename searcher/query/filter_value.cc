// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/query/filter_value.h"

#include <chrono>

#include "funnel/article.h"
#include "indexer/base/ascii.h"
#include "indexer/base/version_range.h"
#include "indexer/store/layout/facet_key.h"

namespace funnel::query {

std::optional<std::uint32_t> DayNumber(std::string_view text) {
  if (text.size() != 10) return std::nullopt;
  std::uint32_t number = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool hyphen = i == 4 || i == 7;
    if (hyphen ? text[i] != '-' : text[i] < '0' || text[i] > '9') return std::nullopt;
    if (!hyphen) number = number * 10 + static_cast<std::uint32_t>(text[i] - '0');
  }
  const std::chrono::year_month_day day{std::chrono::year(static_cast<int>(number / 10'000)),
                                        std::chrono::month(number / 100 % 100),
                                        std::chrono::day(number % 100)};
  return day.ok() ? std::optional(number) : std::nullopt;
}

Result<std::string> FilterValue(const Filter& condition, std::string_view text) {
  const std::string_view value = base::Trim(text);
  if (value.empty()) return Fail(ErrorCode::kInvalidInput, "this value is empty");
  if (condition.is == Filter::Is::kUpdated && !DayNumber(value)) {
    return Fail(ErrorCode::kInvalidInput, "a day is written YYYY-MM-DD, such as 2024-03-02");
  }
  if (condition.is == Filter::Is::kFacet && condition.facet == Facet::kKind) {
    const Result<Kind> kind = ParseKind(base::AsciiLower(value));
    if (!kind) return Fail(ErrorCode::kInvalidInput, "a kind is article or case");
    return std::string(Name(*kind));
  }
  if (condition.is == Filter::Is::kFacet && condition.facet == Facet::kLanguage) {
    Result<std::string> lang = CanonicalLanguage(value);
    if (lang) return lang;
    return Fail(ErrorCode::kInvalidInput,
                "this is no language tag (BCP 47), such as th or zh-Hant");
  }
  const bool version = condition.is == Filter::Is::kFacet && condition.facet == Facet::kVersion;
  if (version && condition.compare != Filter::Compare::kEqual &&
      base::ParseVersions(store::FacetKey(condition.facet, value)).empty()) {
    return Fail(ErrorCode::kInvalidInput, "only a version with a number can be more or less");
  }
  return std::string(value);
}

}  // namespace funnel::query
