// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/publish/retired.h"

#include <algorithm>

#include "indexer/schema/index_schema.h"

namespace funnel::publish {
namespace {

constexpr const char* kNote = "funnel-retired";  ///< In Article::extra, so exports keep it.

bool IsNote(const std::pair<std::string, std::string>& entry) { return entry.first == kNote; }

}  // namespace

void RetireByHand(Article& article) {
  if (article.state == State::kArchived) return;
  article.state = State::kArchived;
  ForgetRetirement(article);
  article.extra.emplace_back(kNote, "by hand");
}

void ForgetRetirement(Article& article) { std::erase_if(article.extra, IsNote); }

Result<bool> WouldBringBack(Publish& base, const Article& article) {
  if (article.state == State::kArchived) return false;
  const auto stored = base.CommittedArticle(schema::UniqueTerm(article.lang, article.id));
  if (!stored) return Fail(stored.error());
  return *stored && (*stored)->state == State::kArchived &&
         std::any_of((*stored)->extra.begin(), (*stored)->extra.end(), IsNote);
}

}  // namespace funnel::publish
