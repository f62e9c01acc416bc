// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "funnel/analyzer.h"
#include "indexer/store/reader.h"

namespace funnel::search {

/// Which ranking languages of a base a question is asked in.
struct LanguageChoice {
  /// As it stands: the reader's, if the question can be in it, and those near to that; else those
  /// that it is likely in. What has no language (a code, a path) is asked in all.
  std::vector<std::string> own;
  /// So many of these, the first, are the reader's, or likely.
  std::size_t preferred = 0;
  /// If these have no answer, in this order: the likeliest, English, then those with most articles.
  std::vector<std::string> others;
  /// The languages, as tags, that the question may be written in, the likeliest first.
  std::vector<std::string> written_in;

  /// Whether the question may be written in that ranking language.
  bool MayBeIn(const std::string& language) const;
};

/// `text` is what the question looks for, without its syntax.
LanguageChoice ChooseLanguages(const std::string& text, const std::string& reader_lang,
                               const store::Reader& reader, Analyzer& analyzer);

}  // namespace funnel::search
