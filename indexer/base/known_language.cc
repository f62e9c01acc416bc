// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/base/known_language.h"

#include <unicode/uloc.h>

namespace funnel::base {

bool IsKnownLanguage(const std::string& tag) {
  // ISO 639-1 and -2; of ISO 639-3 what ICU has a name for. Cantonese is one of these.
  return *uloc_getISO3Language(tag.c_str()) != '\0' || tag == "yue";
}

}  // namespace funnel::base
