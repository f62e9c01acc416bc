// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/query/reader_language.h"

#include <unicode/uchar.h>
#include <unicode/uscript.h>

#include <string>

#include "indexer/base/utf8.h"

namespace funnel::query {

bool CouldBeAskedIn(std::string_view query, std::string_view lang) {
  UErrorCode status = U_ZERO_ERROR;
  constexpr int kMostScripts = 8;
  UScriptCode scripts[kMostScripts];
  const std::string tag(lang);
  const int count = uscript_getCode(tag.c_str(), scripts, kMostScripts, &status);
  if (U_FAILURE(status)) return true;
  for (std::size_t at = 0; at < query.size();) {
    const auto c = static_cast<UChar32>(base::NextCharacter(query, at));
    if (!u_isalpha(c)) continue;
    UErrorCode script_status = U_ZERO_ERROR;
    const UScriptCode script = uscript_getScript(c, &script_status);
    if (script == USCRIPT_LATIN || script == USCRIPT_COMMON || script == USCRIPT_INHERITED) {
      continue;
    }
    bool own = false;
    for (int i = 0; i < count; ++i) {
      const bool han = script == USCRIPT_HAN && (scripts[i] == USCRIPT_SIMPLIFIED_HAN ||
                                                 scripts[i] == USCRIPT_TRADITIONAL_HAN);
      own = own || script == scripts[i] || han;
    }
    if (!own) return false;
  }
  return true;
}

}  // namespace funnel::query
