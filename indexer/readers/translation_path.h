// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "funnel/article.h"
#include "indexer/readers/article_language.h"
#include "indexer/readers/file_finder.h"

// Where the translations of an article lie. Documentation has them in folders named after languages
// (en/x.md and ja/x.md, content/ja/x.md, i18n/ja/.../x.md of Docusaurus) or in files with a suffix
// (x.ja.md, x_ja.md); a name may mean something else, too (IT/, uk/, cs/), which the text decides.

namespace funnel::readers {

/// The language that a folder or a suffix is named after: a tag, with its script or region perhaps
/// ("ja", "zh-Hant", "pt_BR"), or a country by which people mean a language ("cn"). Nothing for
/// other names.
std::optional<NamedLanguage> LanguageOfName(std::string_view name);

/// What the file's place says of an article whose title and text are known: its language, unless it
/// has one (`lang`, if any, comes first, then the nearest folder or the suffix that LanguageAsNamed
/// allows, then LanguageOfText); and its family, where it has none and its id is that of the file:
/// the id without the folder or suffix of its language, and without what belongs to that: i18n/,
/// locales/ and the like, the folders of Docusaurus' plugins. Thread-safe.
void CompleteFromPlace(Article& article, const SourceFile& file, const std::string& lang);

/// The family of an article in `lang` whose id is its place, as CompleteFromPlace gives it.
std::string FamilyOfPlace(const std::string& id, const std::string& lang);

}  // namespace funnel::readers
