// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/publish/publish.h"

#include <algorithm>
#include <utility>

#include "indexer/cli/author_name.h"
#include "indexer/publish/article_document.h"
#include "indexer/readers/source_text.h"
#include "indexer/schema/index_schema.h"
#include "indexer/store/files/guard.h"
#include "indexer/store/layout/manifest.h"

namespace funnel::publish {

Publish::Publish(store::Writer writer) : writer_(std::move(writer)) { set_by(cli::LoginName()); }

namespace {

store::WriterOptions Options() { return {ThisAnalysis()}; }

}  // namespace

Result<std::unique_ptr<Publish>> Publish::Open(const std::filesystem::path& dir) {
  auto writer = store::Writer::Open(dir, Options());
  if (!writer) return Fail(writer.error());
  std::unique_ptr<Publish> publish(new Publish(std::move(*writer)));
  publish->warning_ = store::Guard(dir.string(), [&] {
                        return Result<std::string>(store::AnalysisWarning(dir, ThisAnalysis()));
                      }).value_or(std::string());
  return publish;
}

Result<std::unique_ptr<Publish>> Publish::OpenNext(const std::filesystem::path& dir) {
  auto writer = store::Writer::OpenNext(dir, Options());
  if (!writer) return Fail(writer.error());
  return std::unique_ptr<Publish>(new Publish(std::move(*writer)));
}

void Publish::set_by(std::string name) {
  const std::lock_guard lock(mutex_);
  writer_.set_by(std::move(name));
}

Result<void> Publish::Branch() {
  const std::scoped_lock lock(mutex_, committed_mutex_);
  committed_.reset();
  return writer_.Branch();
}

Result<std::optional<store::StoredArticle>> Publish::Find(const std::string& unique_term) {
  const std::lock_guard lock(mutex_);
  return writer_.Find(unique_term);
}

Result<bool> Publish::IsStored(const Article& article) {
  const auto stored = Find(schema::UniqueTerm(article.lang, article.id));
  if (!stored) return Fail(stored.error());
  return *stored && (*stored)->hash == ContentHash(article);
}

Result<void> Publish::ForEach(const std::function<void(store::Tier, const std::string&)>& visit) {
  const std::lock_guard lock(mutex_);
  return writer_.ForEach(visit);
}

Result<void> Publish::ForEachStored(
    const std::function<void(const std::string&, const store::StoredArticle&)>& visit) {
  const std::lock_guard lock(mutex_);
  std::optional<Error> failure;
  auto visited = writer_.ForEach([&](store::Tier, const std::string& unique_term) {
    if (failure) return;
    const auto stored = writer_.Find(unique_term);
    if (!stored) failure = stored.error();
    if (stored && *stored) visit(unique_term, **stored);
  });
  if (visited && failure) return Fail(*failure);
  return visited;
}

Result<void> Publish::Remove(const std::string& unique_term) {
  const std::lock_guard lock(mutex_);
  const auto stored = writer_.Find(unique_term);
  if (!stored) return Fail(stored.error());
  if (!*stored) return {};
  store::ArticleChange change;
  change.removed = true;
  const std::size_t colon = std::min(unique_term.find(':'), unique_term.size() - 1);
  change.to.lang = unique_term.substr(schema::kIdPrefix.size(), colon - schema::kIdPrefix.size());
  change.to.id = unique_term.substr(colon + 1);
  if (auto noted = writer_.Note(change); !noted) return noted;
  return writer_.Remove((*stored)->tier, unique_term);
}

Result<void> Publish::OpenCommitted() {
  if (committed_) return {};
  auto opened = writer_.Committed();
  if (!opened) return Fail(opened.error());
  committed_ = std::move(*opened);
  return {};
}

Result<std::optional<std::string>> Publish::CommittedHash(const std::string& unique_term) {
  const std::lock_guard lock(committed_mutex_);
  if (auto opened = OpenCommitted(); !opened) return Fail(opened.error());
  return store::Guard(unique_term, [&] {
    return Result<std::optional<std::string>>(committed_->Hash(unique_term));
  });
}

Result<std::optional<Article>> Publish::CommittedArticle(const std::string& unique_term) {
  const std::lock_guard lock(committed_mutex_);
  if (auto opened = OpenCommitted(); !opened) return Fail(opened.error());
  return store::Guard(unique_term, [&] {
    return Result<std::optional<Article>>(committed_->FindArticle(unique_term));
  });
}

Result<PreparedArticle> Publish::Prepare(Article article, Analyzer& analyzer) {
  if (const std::string problem = readers::ArticleProblem(article); !problem.empty()) {
    return Fail(ErrorCode::kInvalidInput, article.id.substr(0, 200) + ": " + problem);
  }
  PreparedArticle prepared;
  prepared.unique_term = schema::UniqueTerm(article.lang, article.id);
  prepared.hash = ContentHash(article);
  const auto stored = CommittedHash(prepared.unique_term);
  if (!stored) return Fail(stored.error());
  if (*stored == prepared.hash) {
    prepared.article = std::move(article);
    return prepared;
  }
  return store::Guard(article.id, [&]() -> Result<PreparedArticle> {
    prepared.document = MakeDocument(article, prepared.hash, analyzer);
    prepared.article = std::move(article);
    return std::move(prepared);
  });
}

Result<Outcome> Publish::Put(PreparedArticle prepared) {
  const std::lock_guard lock(mutex_);
  const auto stored = writer_.Find(prepared.unique_term);
  if (!stored) return Fail(stored.error());
  if (*stored && (*stored)->hash == prepared.hash) return Outcome::kUnchanged;
  // Within one run an article may come twice: what was committed when it was prepared may be gone.
  if (!prepared.document) {
    auto made = store::Guard(prepared.article.id, [&]() -> Result<Xapian::Document> {
      return MakeDocument(prepared.article, prepared.hash, analyzer_);
    });
    if (!made) return Fail(made.error());
    prepared.document = std::move(*made);
  }
  const Article& article = prepared.article;
  const store::ArticleChange change{
      {article.id, article.lang, article.state, article.audience, prepared.hash},
      false,
      prepared.restored};
  if (auto noted = writer_.Note(change); !noted) return Fail(noted.error());
  const store::Tier tier = store::TierOf(prepared.article.audience, prepared.article.state);
  if (*stored && (*stored)->tier != tier) {
    if (auto gone = writer_.Remove((*stored)->tier, prepared.unique_term); !gone) {
      return Fail(gone.error());
    }
  }
  if (auto put = writer_.Upsert(tier, prepared.unique_term, std::move(*prepared.document)); !put) {
    return Fail(put.error());
  }
  return *stored ? Outcome::kUpdated : Outcome::kAdded;
}

Result<store::Reader> Publish::Preview(Audience audience) {
  const std::lock_guard lock(mutex_);
  return writer_.Preview(audience);
}

Result<store::CurationFiles> Publish::Curation() {
  const std::lock_guard lock(mutex_);
  return writer_.Curation();
}

void Publish::PutCuration(store::CurationChanges changes) {
  const std::lock_guard lock(mutex_);
  writer_.PutCuration(std::move(changes));
}

Result<void> Publish::Commit() {
  const std::scoped_lock lock(mutex_, committed_mutex_);
  committed_.reset();
  return writer_.Commit();
}

}  // namespace funnel::publish
