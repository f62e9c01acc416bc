// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <filesystem>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include "funnel/article.h"
#include "funnel/indexer.h"

namespace funnel::testing {

/// A published public article with a plain body; change the fields that a test is about.
inline Article MakeArticle(std::string id, std::string lang, std::string title, std::string text) {
  Article article;
  article.family = id;
  article.id = std::move(id);
  article.lang = std::move(lang);
  article.title = std::move(title);
  article.body = text;
  article.text = std::move(text);
  article.format = BodyFormat::kPlain;
  return article;
}

/// Publishes `articles` into the base in `dir` in one commit; throws what goes wrong.
inline void Publish(const std::filesystem::path& dir, const std::vector<Article>& articles) {
  Result<Indexer> indexer = Indexer::Open(dir);
  if (!indexer) throw std::runtime_error(indexer.error().message);
  for (const Article& article : articles) {
    if (Result<Outcome> added = indexer->Add(article); !added) {
      throw std::runtime_error(added.error().message);
    }
  }
  if (Result<void> committed = indexer->Commit(); !committed) {
    throw std::runtime_error(committed.error().message);
  }
}

}  // namespace funnel::testing
