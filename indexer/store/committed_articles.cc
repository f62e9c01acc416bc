// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/store/committed_articles.h"

#include <xapian.h>

#include <vector>

#include "indexer/schema/index_schema.h"
#include "indexer/store/files/guard.h"
#include "indexer/store/layout/knowledge_base.h"

namespace funnel::store {

class CommittedArticles::Impl {
 public:
  explicit Impl(const std::filesystem::path& folder) {
    for (const Tier tier : kTiers) {
      if (TierExists(folder, tier)) databases_.emplace_back((folder / Name(tier)).string());
    }
  }

  std::optional<std::string> Hash(const std::string& unique_term) {
    const auto found =
        RetryOnPublish([&]() -> Result<std::optional<std::string>> { return Look(unique_term); },
                       [&] {
                         for (Xapian::Database& database : databases_) database.reopen();
                         return Result<void>{};
                       });
    return found ? *found : std::nullopt;
  }

 private:
  std::optional<std::string> Look(const std::string& unique_term) const {
    for (const Xapian::Database& database : databases_) {
      const auto posting = database.postlist_begin(unique_term);
      if (posting == database.postlist_end(unique_term)) continue;
      return database.get_document(*posting).get_value(schema::kHashSlot);
    }
    return std::nullopt;
  }

  std::vector<Xapian::Database> databases_;
};

CommittedArticles::CommittedArticles(const std::filesystem::path& folder)
    : impl_(std::make_unique<Impl>(folder)) {}
CommittedArticles::~CommittedArticles() = default;

std::optional<std::string> CommittedArticles::Hash(const std::string& unique_term) {
  return impl_->Hash(unique_term);
}

}  // namespace funnel::store
