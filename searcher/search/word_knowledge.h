// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "funnel/analyzer.h"
#include "indexer/store/reader.h"
#include "searcher/query/term_counts.h"

namespace funnel::search {

/// Which words the articles in view have, by ranking language. Made for one question.
class WordKnowledge {
 public:
  explicit WordKnowledge(store::Reader& reader) : reader_(reader) {}

  const std::vector<std::string>& languages() const { return reader_.RankingLanguages(); }

  /// Whether articles of that language have the word, case-folded, in this form.
  bool Has(const std::string& language, const std::string& word);

  /// Whether those of any language but `except` do.
  bool HasElsewhere(const std::string& except, const std::string& word);

  /// How much of a text they have, in characters of its words; those of one character aside.
  struct Share {
    std::size_t known = 0;
    std::size_t all = 0;
  };
  /// Of one language, or where that is empty of any; by stems, too.
  Share Of(std::string_view text, const std::string& language, Analyzer& analyzer);

 private:
  query::TermCounts& Counts(const std::string& language);
  bool HasAny(const std::string& language, const std::vector<std::string>& terms);

  store::Reader& reader_;
  std::map<std::string, query::TermCounts> counts_;
};

}  // namespace funnel::search
