// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <map>
#include <string>

#include "funnel/result.h"
#include "indexer/learn/word_sequence.h"

namespace funnel::learn {

/// The articles of one language that exist in others, too.
struct LanguageArticles {
  Vocabulary vocabulary;
  std::map<std::uint32_t, WordSequence> by_family;  ///< By number of the family.
};

/// The public articles of a base that exist in several languages.
struct TranslatedArticles {
  std::map<std::string, LanguageArticles> languages;
  std::size_t families = 0;
};

/// Reads them from the base in `dir`; of one with more text than `most_words` words, a share of the
/// families, always the same. `progress` is called after each article, `interrupted` before; an
/// interrupted reading is incomplete. Fails as store::ArticleScan does.
Result<TranslatedArticles> ReadTranslatedArticles(
    const std::filesystem::path& dir, std::size_t most_words,
    const std::function<void(std::size_t done, std::size_t total)>& progress,
    const std::function<bool()>& interrupted);

}  // namespace funnel::learn
