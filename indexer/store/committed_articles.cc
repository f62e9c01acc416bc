// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/store/committed_articles.h"

#include <xapian.h>

#include <map>
#include <utility>

#include "indexer/schema/index_schema.h"
#include "indexer/store/files/guard.h"
#include "indexer/store/layout/article_record.h"
#include "indexer/store/layout/database_name.h"

namespace funnel::store {

class CommittedArticles::Impl {
 public:
  explicit Impl(std::filesystem::path folder) : folder_(std::move(folder)) {}

  /// What `read` takes of the article's document.
  std::optional<std::string> Get(const std::string& unique_term,
                                 std::string (*read)(const Xapian::Document&)) {
    const auto found = RetryOnPublish(
        [&]() -> Result<std::optional<std::string>> { return Look(unique_term, read); },
        [&] {
          for (auto& [name, database] : databases_) database.reopen();
          return Result<void>{};
        });
    return found ? *found : std::nullopt;
  }

 private:
  std::optional<std::string> Look(const std::string& unique_term,
                                  std::string (*read)(const Xapian::Document&)) {
    for (const Tier tier : kTiers) {
      const DatabaseName name = DatabaseOf(tier, unique_term);
      auto known = databases_.find(name);
      if (known == databases_.end()) {
        if (!DatabaseExists(folder_, name)) continue;
        known = databases_.emplace(name, Xapian::Database((folder_ / PathOf(name)).string())).first;
      }
      const Xapian::Database& database = known->second;
      const auto posting = database.postlist_begin(unique_term);
      if (posting == database.postlist_end(unique_term)) continue;
      return read(database.get_document(*posting));
    }
    return std::nullopt;
  }

  std::filesystem::path folder_;
  std::map<DatabaseName, Xapian::Database> databases_;
};

CommittedArticles::CommittedArticles(const std::filesystem::path& folder)
    : impl_(std::make_unique<Impl>(folder)) {}
CommittedArticles::~CommittedArticles() = default;

std::optional<std::string> CommittedArticles::Hash(const std::string& unique_term) {
  return impl_->Get(unique_term, [](const Xapian::Document& found) {
    return found.get_value(schema::kHashSlot);
  });
}

std::optional<Article> CommittedArticles::Find(const std::string& unique_term) {
  const auto record =
      impl_->Get(unique_term, [](const Xapian::Document& found) { return found.get_data(); });
  if (!record) return std::nullopt;
  auto article = DecodeArticle(*record);
  return article ? std::optional(std::move(*article)) : std::nullopt;
}

}  // namespace funnel::store
