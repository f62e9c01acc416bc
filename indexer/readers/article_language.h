// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace funnel::readers {

/// The language that most of a text is in, as CanonicalLanguage gives it; "und" for a text without
/// words. The script decides where a language has its own, by its share of the letters: an English
/// text that cites a Japanese label is English. What looks like code, and Latin words beside
/// another script, count little. Thread-safe.
std::string LanguageOfText(std::string_view text);

/// How a language is named beside a text.
struct NamedLanguage {
  std::string tag;        ///< As CanonicalLanguage gives it.
  bool whole = false;     ///< With its script or region, where it may have several.
  bool doubtful = false;  ///< The name may mean something else: only a text that is surely in that
                          ///< language is.
};

/// The language of `text`, where that may be the one that a folder or a file is named after: that
/// one, or in Chinese the one of its script. Nothing where the text is surely in another, or the
/// name is doubtful and the text is not in that language. Thread-safe.
std::optional<std::string> LanguageAsNamed(const NamedLanguage& named, std::string_view text);

}  // namespace funnel::readers
