// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/store/open_tiers.h"

#include <algorithm>
#include <charconv>
#include <cstdlib>
#include <string_view>
#include <utility>

#include "indexer/schema/index_schema.h"
#include "indexer/store/layout/versions.h"

namespace funnel::store {
namespace {

/// What Xapian holds in memory for a term of a document, until it writes that out: an entry in the
/// map of the term's postings and one in that of its positions. Measured.
constexpr std::size_t kBytesPerTerm = 160;

std::size_t BytesPending(const Xapian::Document& document) {
  return document.termlist_count() * kBytesPerTerm + 2 * document.get_data().size();
}

/// After how many changes Xapian writes out by itself, as it reads that.
std::size_t FlushThreshold() {
  constexpr std::size_t kDefault = 10'000;
  const char* text = std::getenv("XAPIAN_FLUSH_THRESHOLD");
  if (text == nullptr) return kDefault;
  const std::string_view digits(text);
  std::size_t number = 0;
  std::from_chars(digits.data(), digits.data() + digits.size(), number);
  return number == 0 ? kDefault : number;
}

/// Makes Xapian write a transaction's changes to the disk without committing them, which it does
/// after so many changes and offers no call for: an empty document comes, is stored again so often,
/// and goes. That costs milliseconds.
void FlushUncommitted(Xapian::WritableDatabase& database) {
  const Xapian::Document nothing;
  const Xapian::docid number = database.add_document(nothing);
  for (std::size_t i = FlushThreshold(); i > 0; --i) database.replace_document(number, nothing);
  database.delete_document(number);
}

}  // namespace

std::string LanguagesOf(const Xapian::Database& tier) {
  const std::string prefix(schema::kLangPrefix);
  std::string tags;  // allterms is sorted.
  for (auto term = tier.allterms_begin(prefix); term != tier.allterms_end(prefix); ++term) {
    if (!tags.empty()) tags += ' ';
    tags += (*term).substr(prefix.size());
  }
  return tags;
}

void OpenTiers::Open(std::filesystem::path folder, bool in_batches) {
  Close();
  folder_ = std::move(folder);
  in_batches_ = in_batches;
  for (const Tier tier : kTiers) {
    if (!TierExists(folder_, tier)) continue;
    auto& database = At(tier).database;
    database = OpenDatabase(tier);
    if (!IsCommitted(*database)) database.reset();
  }
}

void OpenTiers::Close() {
  for (OpenTier& open : tiers_) open = {};
  pending_bytes_ = pending_articles_ = 0;
}

const Xapian::WritableDatabase* OpenTiers::Database(Tier tier) const {
  const auto& database = At(tier).database;
  return database ? &*database : nullptr;
}

std::optional<OpenTiers::Found> OpenTiers::Find(const std::string& unique_term) const {
  for (const Tier tier : kTiers) {
    const Xapian::WritableDatabase* database = Database(tier);
    if (database == nullptr) continue;
    const auto posting = database->postlist_begin(unique_term);
    if (posting == database->postlist_end(unique_term)) continue;
    return Found{tier, database->get_document(*posting)};
  }
  return std::nullopt;
}

void OpenTiers::ForEach(const std::function<void(Tier, const std::string&)>& visit) const {
  const std::string prefix(schema::kIdPrefix);
  for (const Tier tier : kTiers) {
    const Xapian::WritableDatabase* database = Database(tier);
    if (database == nullptr) continue;
    const auto end = database->allterms_end(prefix);
    for (auto term = database->allterms_begin(prefix); term != end; ++term) visit(tier, *term);
  }
}

std::size_t OpenTiers::articles() const {
  std::size_t count = 0;
  for (const OpenTier& open : tiers_) {
    if (open.database) count += open.database->get_doccount();
  }
  return count;
}

void OpenTiers::Put(Tier tier, const std::string& unique_term, const Xapian::Document& document) {
  OpenTier& open = At(tier);
  if (!open.database) open.database = OpenDatabase(tier);
  Touch(tier).replace_document(unique_term, document);
  pending_bytes_ += BytesPending(document);
  ++pending_articles_;
  if (pending_bytes_ >= kMaxPendingBytes || pending_articles_ >= kMaxPendingArticles) WriteOut();
}

void OpenTiers::Remove(Tier tier, const std::string& unique_term) {
  if (!At(tier).database) return;
  Touch(tier).delete_document(unique_term);
  // Xapian remembers every term of it, of which we do not know.
  if (++pending_articles_ >= kMaxPendingArticles) WriteOut();
}

std::vector<Tier> OpenTiers::committed() const {
  std::vector<Tier> tiers;
  for (const Tier tier : kTiers) {
    if (Database(tier) != nullptr && IsCommitted(*Database(tier))) tiers.push_back(tier);
  }
  return tiers;
}

std::vector<Tier> OpenTiers::touched() const {
  std::vector<Tier> tiers;
  for (const Tier tier : kTiers) {
    if (At(tier).touched) tiers.push_back(tier);
  }
  return tiers;
}

void OpenTiers::Commit(Tier tier, const Stamp& stamp) {
  OpenTier& open = At(tier);
  if (!open.database) return;
  Xapian::WritableDatabase& database = Touch(tier);
  database.set_metadata(std::string(schema::kPublishKey), std::to_string(stamp.publish));
  if (stamp.history != 0) {
    database.set_metadata(std::string(schema::kHistoryKey), std::to_string(stamp.history));
  }
  database.set_metadata(std::string(schema::kPublishedKey), stamp.when);
  database.set_metadata(std::string(schema::kLanguagesKey), LanguagesOf(database));
  database.commit_transaction();
  open.touched = false;
  if (touched().empty()) pending_bytes_ = pending_articles_ = 0;
}

std::uint64_t OpenTiers::LastPublish() const {
  std::uint64_t last = 0;
  for (const OpenTier& open : tiers_) {
    if (open.database) last = std::max(last, PublishNumber(*open.database));
  }
  return last;
}

Xapian::WritableDatabase& OpenTiers::Touch(Tier tier) {
  OpenTier& open = At(tier);
  if (!open.touched) {
    open.database->begin_transaction();
    open.touched = true;
    if (!IsCommitted(*open.database)) SetVersions(*open.database);
  }
  return *open.database;
}

Xapian::WritableDatabase OpenTiers::OpenDatabase(Tier tier) const {
  // What a crash left of one that was being made can neither be opened nor made again.
  if (!TierExists(folder_, tier)) std::filesystem::remove_all(folder_ / Name(tier));
  return Xapian::WritableDatabase((folder_ / Name(tier)).string(),
                                  Xapian::DB_CREATE_OR_OPEN | Xapian::DB_BACKEND_GLASS);
}

void OpenTiers::WriteOut() {
  for (OpenTier& open : tiers_) {
    if (!open.touched) continue;
    if (in_batches_) {
      open.database->commit_transaction();
      open.touched = false;
    } else {
      FlushUncommitted(*open.database);
    }
  }
  pending_bytes_ = pending_articles_ = 0;
}

}  // namespace funnel::store
