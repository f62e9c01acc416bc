// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <xapian.h>

#include <string>
#include <vector>

#include "indexer/store/layout/vocabulary.h"
#include "tests/support/temp_dir.h"

namespace funnel::testing {

/// A database of documents of index terms, with those that are words in its vocabulary.
class WordBase {
 public:
  explicit WordBase(const std::vector<std::vector<std::string>>& documents)
      : database_((dir_.path() / "db").string(), Xapian::DB_CREATE | Xapian::DB_NO_SYNC) {
    store::VocabularyWords words;
    for (const std::vector<std::string>& terms : documents) {
      Xapian::Document document;
      for (const std::string& term : terms) {
        document.add_term(term);
        const bool prefixed = term[0] >= 'A' && term[0] <= 'Z';
        if (!prefixed && store::IsKnowable(term)) words[term] = {term};
      }
      database_.add_document(document);
    }
    store::WriteVocabulary(words, database_);
    database_.commit();
  }

  operator const Xapian::Database&() const { return database_; }

 private:
  TempDir dir_;
  Xapian::WritableDatabase database_;
};

/// A document for each word.
inline WordBase WordBaseOf(const std::vector<std::string>& words) {
  std::vector<std::vector<std::string>> documents;
  for (const std::string& word : words) documents.push_back({word});
  return WordBase(documents);
}

}  // namespace funnel::testing
