// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <map>
#include <string>
#include <utility>
#include <vector>

#include "indexer/learn/glossary.h"
#include "indexer/learn/learn.h"
#include "indexer/learn/translated_articles.h"

namespace funnel::learn {

/// What LearnLexicons learned.
struct LearnedLexicons {
  Learned summary;
  /// The files (store/lexicon/lexicon.h), by the languages translated from and to.
  std::map<std::pair<std::string, std::string>, std::string> files;
};

/// Learns lexicons into `base_langs` and the languages of `glossary`, from these and the languages
/// of the core vocabulary. Reports progress from half of `callbacks.progress` on, the first half
/// having been to read the articles; stops early when interrupted.
LearnedLexicons LearnLexicons(TranslatedArticles articles,
                              const std::vector<std::string>& base_langs, const Glossary& glossary,
                              const LearnCallbacks& callbacks);

}  // namespace funnel::learn
