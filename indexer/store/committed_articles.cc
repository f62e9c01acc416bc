// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/store/committed_articles.h"

#include <xapian.h>

#include <algorithm>
#include <cstdint>
#include <map>
#include <utility>

#include "indexer/schema/index_schema.h"
#include "indexer/store/files/guard.h"
#include "indexer/store/layout/article_record.h"
#include "indexer/store/layout/database_name.h"

namespace funnel::store {
namespace {

/// Each has some files open.
constexpr std::size_t kMostOpen = 64;

}  // namespace

class CommittedArticles::Impl {
 public:
  explicit Impl(std::filesystem::path folder) : folder_(std::move(folder)) {}

  bool Find(const std::string& unique_term, const TakeArticle& read) {
    const auto found = RetryOnPublish([&]() -> Result<bool> { return Look(unique_term, read); },
                                      [&] {
                                        for (auto& [name, open] : databases_)
                                          open.database.reopen();
                                        return Result<void>{};
                                      });
    return found.value();
  }

 private:
  struct Open {
    Xapian::Database database;
    std::uint64_t used = 0;  ///< The higher, the later.
  };

  bool Look(const std::string& unique_term, const TakeArticle& read) {
    for (const Tier tier : kTiers) {
      const Xapian::Database* database = Get(DatabaseOf(tier, unique_term));
      if (database == nullptr) continue;
      const auto posting = database->postlist_begin(unique_term);
      if (posting == database->postlist_end(unique_term)) continue;
      read(tier, database->get_document(*posting));
      return true;
    }
    return false;
  }

  const Xapian::Database* Get(const DatabaseName& name) {
    auto known = databases_.find(name);
    if (known == databases_.end()) {
      if (!DatabaseExists(folder_, name)) return nullptr;
      if (databases_.size() == kMostOpen) CloseOldest();
      known =
          databases_.try_emplace(name, Open{Xapian::Database((folder_ / PathOf(name)).string())})
              .first;
    }
    known->second.used = ++looks_;
    return &known->second.database;
  }

  void CloseOldest() {
    databases_.erase(std::min_element(
        databases_.begin(), databases_.end(),
        [](const auto& a, const auto& b) { return a.second.used < b.second.used; }));
  }

  std::filesystem::path folder_;
  std::map<DatabaseName, Open> databases_;
  std::uint64_t looks_ = 0;
};

CommittedArticles::CommittedArticles(const std::filesystem::path& folder)
    : impl_(std::make_unique<Impl>(folder)) {}
CommittedArticles::~CommittedArticles() = default;

bool CommittedArticles::Find(const std::string& unique_term, const TakeArticle& read) {
  return impl_->Find(unique_term, read);
}

std::optional<std::string> CommittedArticles::Hash(const std::string& unique_term) {
  std::optional<std::string> hash;
  impl_->Find(unique_term, [&](Tier, const Xapian::Document& found) {
    hash = found.get_value(schema::kHashSlot);
  });
  return hash;
}

std::optional<Article> CommittedArticles::FindArticle(const std::string& unique_term) {
  std::string record;
  if (!impl_->Find(unique_term,
                   [&](Tier, const Xapian::Document& found) { record = found.get_data(); })) {
    return std::nullopt;
  }
  auto article = DecodeArticle(record);
  return article ? std::optional(std::move(*article)) : std::nullopt;
}

}  // namespace funnel::store
