// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <string>

#include "funnel/article.h"
#include "indexer/base/utf8.h"
#include "indexer/readers/source_text.h"
#include "indexer/store/layout/article_record.h"
#include "tests/fuzz/fuzz_input.h"

namespace funnel::fuzz {

/// What holds for every article that a reader gives: it can be indexed, all of it is UTF-8, its
/// sections lie in its text, and it is stored as it is.
inline void RequireArticle(const Article& article) {
  Require(readers::ArticleProblem(article).empty(), "a reader gives articles that can be indexed");
  std::size_t end = 0;
  for (const Section& section : article.sections) {
    Require(
        section.begin >= end && section.end >= section.begin && section.end <= article.text.size(),
        "sections lie in the text, in order");
    end = section.end;
  }
  const std::string record = store::EncodeArticle(article);
  for (const std::string* text : {&article.id, &article.lang, &article.title, &article.summary,
                                  &article.body, &article.text, &article.url}) {
    Require(base::FindInvalidUtf8(*text) == std::string::npos, "articles are UTF-8");
  }
  const Result<Article> stored = store::DecodeArticle(record);
  Require(stored && store::EncodeArticle(*stored) == record, "articles are stored as they are");
}

}  // namespace funnel::fuzz
