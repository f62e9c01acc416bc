// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/base/ranking_language.h"

#include <algorithm>

namespace funnel::base {

std::string RankingLanguage(std::string_view lang) {
  const std::string_view primary = lang.substr(0, lang.find('-'));
  const bool letters =
      std::all_of(primary.begin(), primary.end(), [](char c) { return c >= 'a' && c <= 'z'; });
  if (primary.empty() || !letters) return "und";
  return primary == "yue" ? "zh" : std::string(primary);
}

}  // namespace funnel::base
