// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/store/article_lookup.h"

#include <xapian.h>

#include <algorithm>
#include <set>
#include <string_view>
#include <utility>

#include "indexer/schema/index_schema.h"
#include "indexer/store/files/guard.h"
#include "indexer/store/layout/article_record.h"
#include "indexer/store/layout/manifest.h"
#include "indexer/store/layout/versions.h"

namespace funnel::store {
namespace fs = std::filesystem;

class ArticleLookup::Impl {
 public:
  explicit Impl(fs::path dir) : dir_(std::move(dir)) {}

  Result<void> Open() {
    const auto current = FindCurrent(dir_);
    if (!current) return Fail(current.error());
    databases_.clear();
    std::set<std::string> languages;
    for (const DatabaseName& name : current->databases) {
      Xapian::Database database((current->folder / PathOf(name)).string());
      if (!IsCommitted(database)) continue;
      if (auto right = CheckVersions(database, dir_); !right) return right;
      AddLanguages(database, languages);
      databases_.push_back(std::move(database));
    }
    languages_.assign(languages.begin(), languages.end());
    return {};
  }

  /// What `look` makes of the databases, opened afresh when a publish overtakes it.
  template <class Look>
  auto Try(Look look) -> decltype(look()) {
    return RetryOnPublish(look, [&] { return Open(); });
  }

  std::vector<Xapian::Database>& databases() { return databases_; }
  const std::vector<std::string>& languages() const { return languages_; }
  std::string name() const { return dir_.string(); }

 private:
  /// The languages in the unique terms "Q<lang>:<id>", one step for each: drafts have no other
  /// term.
  static void AddLanguages(const Xapian::Database& database, std::set<std::string>& languages) {
    const std::string prefix(schema::kIdPrefix);
    auto term = database.allterms_begin(prefix);
    while (term != database.allterms_end(prefix)) {
      const std::string name = *term;
      const std::string lang = name.substr(prefix.size(), name.find(':') - prefix.size());
      languages.insert(lang);
      term.skip_to(prefix + lang + static_cast<char>(':' + 1));
    }
  }

  fs::path dir_;
  std::vector<Xapian::Database> databases_;
  std::vector<std::string> languages_;
};

ArticleLookup::ArticleLookup(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
ArticleLookup::~ArticleLookup() = default;
ArticleLookup::ArticleLookup(ArticleLookup&&) noexcept = default;
ArticleLookup& ArticleLookup::operator=(ArticleLookup&&) noexcept = default;

Result<ArticleLookup> ArticleLookup::Open(const fs::path& dir) {
  return Guard(dir.string(), [&]() -> Result<ArticleLookup> {
    auto impl = std::make_unique<Impl>(dir);
    auto opened = RetryOnPublish([&] { return impl->Open(); }, NothingToRefresh);
    if (!opened) return Fail(opened.error());
    return ArticleLookup(std::move(impl));
  });
}

Result<std::optional<Article>> ArticleLookup::Find(const std::string& unique_term) {
  return Guard(impl_->name(), [&] {
    return impl_->Try([&]() -> Result<std::optional<Article>> {
      for (Xapian::Database& database : impl_->databases()) {
        const auto found = database.postlist_begin(unique_term);
        if (found == database.postlist_end(unique_term)) continue;
        auto article = DecodeArticle(database.get_document(*found).get_data());
        if (!article) return Fail(article.error());
        return std::optional<Article>(std::move(*article));
      }
      return std::optional<Article>();
    });
  });
}

Result<bool> ArticleLookup::Has(const std::string& unique_term) {
  return Guard(impl_->name(), [&] {
    return impl_->Try([&]() -> Result<bool> {
      return std::any_of(
          impl_->databases().begin(), impl_->databases().end(),
          [&](const Xapian::Database& database) { return database.term_exists(unique_term); });
    });
  });
}

const std::vector<std::string>& ArticleLookup::languages() const { return impl_->languages(); }

}  // namespace funnel::store
