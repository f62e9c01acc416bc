// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <cstddef>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "funnel/analyzer.h"
#include "funnel/result.h"
#include "indexer/store/lexicon/lexicon.h"

namespace funnel::learn {

/// The terms of the products in several languages, as their authors write them. The format is that
/// of glossary.txt in store/curation/curation_rules.h.
struct Glossary {
  struct Row {
    std::size_t line = 0;
    std::vector<std::vector<std::string>> names;  ///< By language.
  };
  std::vector<std::string> langs;  ///< Canonical tags, each once.
  std::vector<Row> rows;

  /// The place of `lang` in `langs`; langs.size() if it is not there.
  std::size_t Find(std::string_view lang) const;
};

/// Reads the content of a glossary file. What is wrong is added to `errors`, as whole lines
/// "file:line:column: error: what, and what to do"; then the glossary is not to be used.
Glossary ReadGlossary(std::string_view bytes, const std::string& file,
                      std::vector<std::string>& errors);

/// Reads a glossary file of at most 4 MB.
Glossary ReadGlossaryFile(const std::filesystem::path& path, std::vector<std::string>& errors);

/// Reads the glossary that authors keep in the base in `dir` (store/curation/curation.h); empty
/// where there is none. A base that cannot be read is an error, too.
Glossary ReadStoredGlossary(const std::filesystem::path& dir, std::vector<std::string>& errors);

/// What the glossary says of the pair of languages, with probability 1 shared among the names of
/// the other language. A name of several words is looked up as one; on the other side the pairs of
/// neighbouring words stand for it. No source twice.
std::vector<store::LexiconEntry> GlossaryEntries(const Glossary& glossary, std::string_view from,
                                                 std::string_view to, Analyzer& analyzer);

}  // namespace funnel::learn
