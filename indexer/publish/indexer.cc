// SPDX-License-Identifier: GPL-2.0-or-later
#include "funnel/indexer.h"

#include <utility>

#include "indexer/publish/publish.h"
#include "indexer/readers/markdown.h"
#include "indexer/readers/source_text.h"
#include "indexer/schema/index_schema.h"

namespace funnel {

class Indexer::Impl {
 public:
  explicit Impl(std::unique_ptr<publish::Publish> opened) : publish(std::move(opened)) {}

  std::unique_ptr<publish::Publish> publish;
  Analyzer analyzer;
};

Indexer::Indexer(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
Indexer::~Indexer() = default;
Indexer::Indexer(Indexer&&) noexcept = default;
Indexer& Indexer::operator=(Indexer&&) noexcept = default;

Result<Indexer> Indexer::Open(const std::filesystem::path& dir) {
  auto publish = publish::Publish::Open(dir);
  if (!publish) return Fail(publish.error());
  return Indexer(std::make_unique<Impl>(std::move(*publish)));
}

Result<Outcome> Indexer::Add(const Article& article) {
  Article whole = article;
  if (whole.family.empty()) whole.family = whole.id;
  if (const auto known = impl_->publish->IsStored(whole); !known) {
    return Fail(known.error());
  } else if (*known) {
    return Outcome::kUnchanged;
  }
  // What cannot be published is not parsed either.
  if (readers::ArticleProblem(whole).empty()) {
    readers::DeriveText(whole);
    const bool untitled = whole.title.empty() && whole.format == BodyFormat::kMarkdown;
    if (untitled) whole.title = whole.id;
    readers::CompleteArticle(whole, {});
  }
  auto prepared = impl_->publish->Prepare(std::move(whole), impl_->analyzer);
  if (!prepared) return Fail(prepared.error());
  return impl_->publish->Put(std::move(*prepared));
}

Result<Outcome> Indexer::Remove(std::string_view lang, std::string_view id) {
  const std::string term = schema::UniqueTerm(lang, id);
  const auto stored = impl_->publish->Find(term);
  if (!stored) return Fail(stored.error());
  if (!*stored) return Outcome::kUnchanged;
  if (auto removed = impl_->publish->Remove(term); !removed) return Fail(removed.error());
  return Outcome::kRemoved;
}

Result<void> Indexer::Commit() { return impl_->publish->Commit(); }

}  // namespace funnel
