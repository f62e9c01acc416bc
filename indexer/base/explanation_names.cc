// SPDX-License-Identifier: GPL-2.0-or-later
#include "funnel/explanation.h"

namespace funnel {

std::string_view Name(TermOrigin origin) {
  switch (origin) {
    case TermOrigin::kQuery:
      return "query";
    case TermOrigin::kVariant:
      return "variant";
    case TermOrigin::kSpelling:
      return "spelling";
    case TermOrigin::kLike:
      return "like";
    case TermOrigin::kCompound:
      return "compound";
    case TermOrigin::kSynonym:
      return "synonym";
    case TermOrigin::kTranslation:
      break;
  }
  return "translation";
}

std::string_view Name(TermUse use) {
  switch (use) {
    case TermUse::kSearched:
      return "searched";
    case TermUse::kUnknown:
      return "unknown";
    case TermUse::kLeftOut:
      return "left-out";
    case TermUse::kReplaced:
      break;
  }
  return "replaced";
}

std::string_view Name(Standing standing) {
  switch (standing) {
    case Standing::kRanked:
      return "ranked";
    case Standing::kPinned:
      return "pinned";
    case Standing::kFamily:
      return "family";
    case Standing::kTooWeak:
      return "too-weak";
    case Standing::kNoTerm:
      return "no-term";
    case Standing::kLacksPhrase:
      return "lacks-phrase";
    case Standing::kExcluded:
      return "excluded";
    case Standing::kFiltered:
      return "filtered";
    case Standing::kNotAsked:
      break;
  }
  return "not-asked";
}

std::string_view Name(LanguagePlace place) {
  constexpr std::string_view kNames[] = {"own", "first", "beside", "nowhere"};
  return kNames[static_cast<int>(place)];
}

}  // namespace funnel
