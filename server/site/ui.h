// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <cstddef>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace funnel::site {

/// The texts of the pages in one language (server/pages/strings/<lang>.json).
struct UiTexts {
  std::string lang;
  std::map<std::string, std::string, std::less<>> texts;

  /// The text of a key; the key itself if there is none.
  const std::string& operator[](const std::string& key) const;
};

/// The languages that the pages speak, English first.
const std::vector<UiTexts>& AllUiTexts();

/// The texts for a reader of `lang` (canonical), or null if the pages do not speak it.
const UiTexts* FindUiTexts(std::string_view lang);

/// The languages of an Accept-Language field (RFC 9110, 12.5.4) in canonical form, the most wanted
/// first, at most ten. Never fails: what cannot be read is left out.
std::vector<std::string> AcceptedLanguages(std::string_view field);

/// What speakers of a language call it, such as "ไทย"; the tag itself if that is not known here.
std::string_view Autonym(std::string_view lang);

/// "rtl" or "ltr".
std::string_view Direction(std::string_view lang);

/// `text` with its "{n}" replaced.
std::string WithNumber(std::string text, std::size_t n);

}  // namespace funnel::site
