// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/store/base_history.h"

#include <optional>
#include <system_error>
#include <utility>

#include "indexer/base/clock.h"
#include "indexer/schema/index_schema.h"
#include "indexer/store/layout/article_record.h"
#include "indexer/store/layout/versions.h"

namespace funnel::store {
namespace fs = std::filesystem;

void BaseHistory::Open(const std::string& generation) {
  TakeOverHistory(dir_, generation);
  const fs::path file = HistoryFile(dir_, generation);
  if (fs::exists(file)) writer_ = std::make_unique<HistoryWriter>(file);
  number_ = HistoryNumber(dir_ / generation);
}

void BaseHistory::TakeLast() {
  if (writer_) number_ = writer_->last_publish();
}

void BaseHistory::Note(const ArticleChange& change, bool new_base) {
  if (frozen_) return;
  if (!writer_) {
    made_ = new_base;
    writer_ = std::make_unique<HistoryWriter>(HistoryFile(dir_, {}));
    Settle();
  }
  ArticleChange noted = change;
  std::optional<SupersededArticle> stored;
  tiers_.Find(schema::UniqueTerm(change.to.lang, change.to.id),
              [&](Tier, const Xapian::Document& document) {
                stored = {document.get_value(schema::kHashSlot), document.get_data()};
              });
  if (stored && change.removed) {
    // Who removes an article may know its term only, and that of a long id is cut.
    if (const auto article = DecodeArticle(stored->record)) {
      noted.to.id = article->id;
      noted.to.lang = article->lang;
    }
  }
  writer_->Note(noted, stored);
}

void BaseHistory::Commit(const std::string& by) {
  if (writer_ && writer_->pending()) number_ = writer_->Commit(base::UtcNow(), by);
}

void BaseHistory::BeforeGeneration() {
  if (writer_ && frozen_) writer_->SetInDoubt();
}

void BaseHistory::Settle() {
  if (!writer_) return;
  writer_->DropAfter(number_);
  if (!writer_->in_doubt()) return;
  writer_->Reconcile([&](const HistoryWriter::Visit& visit) { VisitFacts(visit); },
                     [&](const std::string& id, const std::string& lang) {
                       return tiers_.Find(schema::UniqueTerm(lang, id),
                                          [](Tier, const Xapian::Document&) {});
                     });
}

void BaseHistory::Close() {
  writer_.reset();
  std::error_code ignored;
  if (made_) fs::remove(HistoryFile(dir_, {}), ignored);
}

void BaseHistory::VisitFacts(const HistoryWriter::Visit& visit) const {
  tiers_.ForEach([&](Tier tier, const std::string& unique_term) {
    const std::size_t colon = unique_term.find(':');
    if (colon == std::string::npos) return;
    const std::size_t lang = schema::kIdPrefix.size();
    VersionFacts facts;
    facts.id = unique_term.substr(colon + 1);
    facts.lang = unique_term.substr(lang, colon - lang);
    const bool found = tiers_.Find(unique_term, [&](Tier, const Xapian::Document& document) {
      facts.hash = document.get_value(schema::kHashSlot);
      if (tier != Tier::kUnpublished) {
        facts.audience = static_cast<Audience>(tier);
      } else {
        const auto article = DecodeArticle(document.get_data());
        facts.state = article ? article->state : State::kDraft;
        facts.audience = article ? article->audience : Audience::kInternal;
      }
    });
    if (found) visit(facts);
  });
}

}  // namespace funnel::store
