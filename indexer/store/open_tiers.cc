// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/store/open_tiers.h"

#include <algorithm>
#include <utility>

#include "indexer/schema/index_schema.h"
#include "indexer/store/files/guard.h"
#include "indexer/store/layout/versions.h"

namespace funnel::store {
namespace {

/// What Xapian holds in memory for a term of a document, until it writes that out: an entry in the
/// map of the term's postings and one in that of its positions. Measured.
constexpr std::size_t kBytesPerTerm = 160;

std::size_t BytesPending(const Xapian::Document& document) {
  return document.termlist_count() * kBytesPerTerm + 2 * document.get_data().size();
}

}  // namespace

void OpenTiers::Open(std::filesystem::path folder, Stage stage) {
  Close();
  folder_ = std::move(folder);
  stage_ = stage;
  for (const DatabaseName& name : ListDatabases(folder_)) {
    const Xapian::Database database((folder_ / PathOf(name)).string());
    std::optional<DatabaseNote> note;
    // One without a commit was made, but a crash came before its first.
    if (IsCommitted(database)) {
      if (auto right = CheckVersions(database, folder_.parent_path()); !right) {
        throw Failure(right.error());
      }
      note = NoteOf(database);
    }
    entries_.try_emplace(name, folder_, name, stage_, std::move(note));
  }
  TakeViews();
}

void OpenTiers::Close() {
  if (stage_ == Stage::kResumable) (void)Guard(folder_.string(), [&] { strands_.Wait(); });
  strands_.Drop();
  committed_.reset();
  changed_ = {};
  entries_.clear();
  pending_ = {};
  bytes_on_the_way_ = articles_on_the_way_ = 0;
}

void OpenTiers::TakeViews() {
  changed_ = {};
  committed_ = entries_.empty() ? nullptr : std::make_unique<CommittedArticles>(folder_);
}

bool OpenTiers::Find(const std::string& unique_term, const TakeArticle& read) {
  strands_.Check();
  if (!changed_.MayHave(unique_term)) return committed_ && committed_->Find(unique_term, read);
  for (const Tier tier : kTiers) {
    const auto found = entries_.find(DatabaseOf(tier, unique_term));
    if (found == entries_.end()) continue;
    Entry& entry = found->second;
    strands_.Wait(entry.strand);
    if (const auto document = entry.database.Find(unique_term)) {
      read(tier, *document);
      return true;
    }
  }
  return false;
}

void OpenTiers::ForEach(const std::function<void(Tier, const std::string&)>& visit) {
  const std::string prefix(schema::kIdPrefix);
  for (const auto& [name, database] : Databases({kTiers.begin(), kTiers.end()})) {
    const auto end = database.allterms_end(prefix);
    for (auto term = database.allterms_begin(prefix); term != end; ++term) visit(name.tier, *term);
  }
}

std::size_t OpenTiers::articles() {
  Wait();
  std::size_t count = 0;
  for (const auto& [name, entry] : entries_) count += entry.database.articles();
  return count;
}

void OpenTiers::Put(Tier tier, const std::string& unique_term, Xapian::Document&& document) {
  Entry& entry = Change(tier, unique_term);
  const std::size_t bytes = BytesPending(document);
  strands_.Post(entry.strand,
                [&database = entry.database, unique_term, handed = std::move(document)]() mutable {
                  database.Put(unique_term, std::move(handed));
                });
  Add(entry, bytes);
}

bool OpenTiers::MayHave(Tier tier, const std::string& unique_term) const {
  return entries_.contains(DatabaseOf(tier, unique_term));
}

void OpenTiers::Remove(Tier tier, const std::string& unique_term) {
  if (!MayHave(tier, unique_term)) return;
  Entry& entry = Change(tier, unique_term);
  strands_.Post(entry.strand,
                [&database = entry.database, unique_term] { database.Remove(unique_term); });
  // Xapian remembers every term of it, of which we do not know.
  Add(entry, 0);
}

std::vector<OpenTiers::Held> OpenTiers::Databases(const std::vector<Tier>& tiers) {
  Wait();
  std::vector<Held> held;
  for (const auto& [name, entry] : entries_) {
    if (std::find(tiers.begin(), tiers.end(), name.tier) == tiers.end()) continue;
    held.push_back({name, entry.database.View()});
  }
  return held;
}

void OpenTiers::FinishRecords() {
  Wait();
  for (auto& [name, entry] : entries_) entry.database.FinishRecords();
}

DatabaseNotes OpenTiers::notes() const {
  DatabaseNotes notes;
  for (const auto& [name, entry] : entries_) {
    if (entry.database.note()) notes[name] = *entry.database.note();
  }
  return notes;
}

std::vector<DatabaseName> OpenTiers::touched() {
  Wait();
  std::vector<DatabaseName> names;
  for (const auto& [name, entry] : entries_) {
    if (entry.database.touched()) names.push_back(name);
  }
  return names;
}

std::vector<DatabaseName> OpenTiers::unstamped() {
  Wait();
  std::vector<DatabaseName> names;
  for (const auto& [name, entry] : entries_) {
    if (entry.database.unstamped()) names.push_back(name);
  }
  return names;
}

void OpenTiers::Commit(const std::vector<DatabaseName>& names, const Stamp& stamp) {
  committed_.reset();
  for (const DatabaseName& name : names) {
    Entry& entry = entries_.at(name);
    strands_.Post(entry.strand, [&database = entry.database, stamp] { database.Commit(stamp); });
    pending_.bytes -= entry.pending.bytes;
    pending_.articles -= entry.pending.articles;
    entry.pending = {};
  }
  strands_.Wait();
  TakeViews();
}

std::uint64_t OpenTiers::LastPublish() const {
  std::uint64_t last = 0;
  for (const auto& [name, note] : notes()) last = std::max(last, note.publish);
  return last;
}

OpenTiers::Entry& OpenTiers::Change(Tier tier, const std::string& unique_term) {
  strands_.Check();
  changed_.Note(unique_term);
  const DatabaseName name = DatabaseOf(tier, unique_term);
  return entries_.try_emplace(name, folder_, name, stage_, std::nullopt).first->second;
}

void OpenTiers::Add(Entry& entry, std::size_t bytes) {
  entry.pending.bytes += bytes;
  pending_.bytes += bytes;
  ++entry.pending.articles;
  ++pending_.articles;
  if (pending_.bytes >= kMaxPendingBytes || pending_.articles >= kMaxPendingArticles) {
    WriteOutLargest();
  }
  strands_.WaitUntil([&] {
    return pending_.bytes + bytes_on_the_way_ < kMostBytesInMemory &&
           pending_.articles + articles_on_the_way_ < kMostArticlesInMemory;
  });
}

void OpenTiers::WriteOutLargest() {
  const bool by_bytes = pending_.bytes >= kMaxPendingBytes;
  const auto size = [&](const auto& one) {
    const Load& pending = one.second.pending;
    return by_bytes ? pending.bytes : pending.articles;
  };
  Entry& entry =
      std::max_element(entries_.begin(), entries_.end(), [&](const auto& a, const auto& b) {
        return size(a) < size(b);
      })->second;
  const Load load = std::exchange(entry.pending, {});
  pending_.bytes -= load.bytes;
  pending_.articles -= load.articles;
  bytes_on_the_way_ += load.bytes;
  articles_on_the_way_ += load.articles;
  strands_.Post(entry.strand, [this, load, &database = entry.database] {
    database.WriteOut();
    bytes_on_the_way_ -= load.bytes;
    articles_on_the_way_ -= load.articles;
  });
}

}  // namespace funnel::store
