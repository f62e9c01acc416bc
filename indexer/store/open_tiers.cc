// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/store/open_tiers.h"

#include <algorithm>
#include <charconv>
#include <cstdlib>
#include <string_view>
#include <utility>

#include "indexer/schema/index_schema.h"
#include "indexer/store/files/guard.h"
#include "indexer/store/layout/forward_record.h"
#include "indexer/store/layout/versions.h"

namespace funnel::store {
namespace {

/// What Xapian holds in memory for a term of a document, until it writes that out: an entry in the
/// map of the term's postings and one in that of its positions. Measured.
constexpr std::size_t kBytesPerTerm = 160;

std::size_t BytesPending(const Xapian::Document& document) {
  return document.termlist_count() * kBytesPerTerm + 2 * document.get_data().size();
}

std::string TakeValue(Xapian::Document& document, Xapian::valueno slot) {
  std::string value = document.get_value(slot);
  if (!value.empty()) document.remove_value(slot);
  return value;
}

/// Segments of records beside a database that nobody reads yet.
constexpr std::size_t kManySegments = 1000;

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

void OpenTiers::Open(std::filesystem::path folder, Stage stage) {
  Close();
  folder_ = std::move(folder);
  stage_ = stage;
  for (const DatabaseName& name : ListDatabases(folder_)) {
    const Xapian::Database database((folder_ / PathOf(name)).string());
    databases_[name];
    // One without a commit was made, but a crash came before its first.
    if (!IsCommitted(database)) continue;
    if (auto right = CheckVersions(database, folder_.parent_path()); !right) {
      throw Failure(right.error());
    }
    notes_[name] = NoteOf(database);
  }
}

void OpenTiers::Close() {
  for (auto& [name, open] : databases_) {
    if (!open.touched) continue;
    // What a preview has made readable goes with the rest; where it cannot, with the next commit.
    open.records.reset();
    const std::filesystem::path folder = folder_ / PathOf(name);
    const std::vector<SegmentList> listed = {open.committed};
    (void)Guard(folder.string(), [&] { DropUnlisted(folder, listed); });
  }
  databases_.clear();
  notes_.clear();
  pending_bytes_ = pending_articles_ = 0;
}

std::optional<OpenTiers::Found> OpenTiers::Find(const std::string& unique_term) {
  for (const Tier tier : kTiers) {
    if (!MayHave(tier, unique_term)) continue;
    const Xapian::WritableDatabase& database = Writable(DatabaseOf(tier, unique_term));
    const auto posting = database.postlist_begin(unique_term);
    if (posting == database.postlist_end(unique_term)) continue;
    return Found{tier, database.get_document(*posting)};
  }
  return std::nullopt;
}

void OpenTiers::ForEach(const std::function<void(Tier, const std::string&)>& visit) const {
  const std::string prefix(schema::kIdPrefix);
  for (const auto& [name, database] : Databases({kTiers.begin(), kTiers.end()})) {
    const auto end = database.allterms_end(prefix);
    for (auto term = database.allterms_begin(prefix); term != end; ++term) visit(name.tier, *term);
  }
}

std::size_t OpenTiers::articles() const {
  std::size_t count = 0;
  for (const auto& [name, open] : databases_) {
    if (open.database) {
      count += open.database->get_doccount();
    } else if (const auto note = notes_.find(name); note != notes_.end()) {
      count += note->second.articles;
    }
  }
  return count;
}

void OpenTiers::Put(Tier tier, const std::string& unique_term, Xapian::Document document) {
  const DatabaseName name = DatabaseOf(tier, unique_term);
  const std::string record = TakeValue(document, schema::kForwardSlot);
  const std::string words = TakeValue(document, schema::kWordsSlot);
  const std::string facets = TakeValue(document, schema::kFacetsSlot);
  const Xapian::docid number = Touch(name).replace_document(unique_term, document);
  const ForwardRecord view(record);
  Records(name).Put(number, record, {view.family(), view.length(), view.updated()},
                    DecodeFacets(facets));
  DecodeVocabulary(words, databases_[name].words);
  Add(name, BytesPending(document));
}

bool OpenTiers::MayHave(Tier tier, const std::string& unique_term) const {
  return databases_.contains(DatabaseOf(tier, unique_term));
}

void OpenTiers::Remove(Tier tier, const std::string& unique_term) {
  if (!MayHave(tier, unique_term)) return;
  const DatabaseName name = DatabaseOf(tier, unique_term);
  Xapian::WritableDatabase& database = Touch(name);
  const auto posting = database.postlist_begin(unique_term);
  if (posting == database.postlist_end(unique_term)) return;
  Records(name).Remove(*posting);
  database.delete_document(unique_term);
  // Xapian remembers every term of it, of which we do not know.
  Add(name, 0);
}

std::vector<OpenTiers::Held> OpenTiers::Databases(const std::vector<Tier>& tiers) const {
  std::vector<Held> held;
  for (const auto& [name, open] : databases_) {
    if (std::find(tiers.begin(), tiers.end(), name.tier) == tiers.end()) continue;
    Xapian::Database database;
    if (open.database) {
      database.add_database(*open.database);
    } else {  // It has nothing that is not committed.
      database = Xapian::Database((folder_ / PathOf(name)).string());
    }
    held.push_back({name, std::move(database)});
  }
  return held;
}

std::vector<DatabaseName> OpenTiers::touched() const {
  std::vector<DatabaseName> names;
  for (const auto& [name, open] : databases_) {
    if (open.touched) names.push_back(name);
  }
  return names;
}

std::vector<DatabaseName> OpenTiers::unstamped() const {
  std::vector<DatabaseName> names;
  for (const auto& [name, open] : databases_) {
    const auto note = notes_.find(name);
    // What an earlier run committed in batches has no number yet.
    const bool numbered = note == notes_.end() || note->second.publish > 0;
    if (open.unstamped || !numbered) names.push_back(name);
  }
  return names;
}

void OpenTiers::Commit(const DatabaseName& name, const Stamp& stamp) {
  Xapian::WritableDatabase& database = Touch(name);
  database.set_metadata(std::string(schema::kPublishKey), std::to_string(stamp.publish));
  if (stamp.history != 0) {
    database.set_metadata(std::string(schema::kHistoryKey), std::to_string(stamp.history));
  }
  database.set_metadata(std::string(schema::kPublishedKey), stamp.when);
  OpenDatabase& open = databases_[name];
  WriteVocabulary(std::exchange(open.words, {}), database);
  // A generation that is made is read for long: one look for each record.
  if (stage_ != Stage::kInForce) Records(name);
  FinishRecords(open, stage_ != Stage::kInForce ? 1 : kMostSegments);
  database.commit_transaction();
  DropOldRecords(name);
  notes_[name] = NoteOf(database);
  open.touched = open.unstamped = false;
  pending_bytes_ -= std::exchange(open.pending_bytes, 0);
  pending_articles_ -= std::exchange(open.pending_articles, 0);
  if (touched().empty()) CloseIdle();
}

std::uint64_t OpenTiers::LastPublish() const {
  std::uint64_t last = 0;
  for (const auto& [name, note] : notes_) last = std::max(last, note.publish);
  return last;
}

Xapian::WritableDatabase& OpenTiers::Writable(const DatabaseName& name) {
  OpenDatabase& open = databases_[name];
  if (!open.database) {
    const std::filesystem::path path = folder_ / PathOf(name);
    // What a crash left of one that was being made can neither be opened nor made again.
    if (!DatabaseExists(folder_, name)) std::filesystem::remove_all(path);
    std::filesystem::create_directories(path.parent_path());
    const int sync = stage_ == Stage::kBuilding ? Xapian::DB_NO_SYNC : 0;
    open.database.emplace(path.string(),
                          Xapian::DB_CREATE_OR_OPEN | Xapian::DB_BACKEND_GLASS | sync);
  }
  return *open.database;
}

Xapian::WritableDatabase& OpenTiers::Touch(const DatabaseName& name) {
  Xapian::WritableDatabase& database = Writable(name);
  OpenDatabase& open = databases_[name];
  if (!open.touched) {
    database.begin_transaction();
    open.committed = ForwardSegments(database, folder_ / PathOf(name));
    open.touched = open.unstamped = true;
    if (!IsCommitted(database)) SetVersions(database);
  }
  return database;
}

ForwardWriter& OpenTiers::Records(const DatabaseName& name) {
  OpenDatabase& open = databases_[name];
  if (!open.records) {
    const std::filesystem::path folder = folder_ / PathOf(name);
    const SegmentList list = ForwardSegments(*open.database, folder);
    auto before = ForwardReader::Open(folder, list);
    if (!before) throw Failure(before.error());
    open.records.emplace(*std::move(before), list.Next());
  }
  return *open.records;
}

void OpenTiers::FinishRecords(OpenDatabase& open, std::size_t most_segments) {
  if (!open.records) return;
  const SegmentList list = open.records->Finish(most_segments);
  open.records.reset();
  open.database->set_metadata(std::string(schema::kForwardKey), list.ToString());
}

void OpenTiers::FinishRecords() {
  for (auto& [name, open] : databases_) FinishRecords(open, kMostSegments);
}

void OpenTiers::DropOldRecords(const DatabaseName& name) {
  OpenDatabase& open = databases_[name];
  const std::filesystem::path folder = folder_ / PathOf(name);
  const SegmentList list = ForwardSegments(*open.database, folder);
  const SegmentList before = std::exchange(open.committed, list);
  if (stage_ == Stage::kInForce) {  // Readers may be about to open what the commit before had.
    DropUnlisted(folder, {list, before});
  } else {
    DropUnlisted(folder, {list});
  }
}

void OpenTiers::Add(const DatabaseName& name, std::size_t bytes) {
  OpenDatabase& open = databases_[name];
  open.pending_bytes += bytes;
  pending_bytes_ += bytes;
  ++open.pending_articles;
  ++pending_articles_;
  if (pending_bytes_ >= kMaxPendingBytes || pending_articles_ >= kMaxPendingArticles) {
    WriteOutLargest();
  }
}

void OpenTiers::WriteOutLargest() {
  const bool by_bytes = pending_bytes_ >= kMaxPendingBytes;
  const auto size = [&](const auto& one) {
    return by_bytes ? one.second.pending_bytes : one.second.pending_articles;
  };
  auto& [name, open] =
      *std::max_element(databases_.begin(), databases_.end(),
                        [&](const auto& a, const auto& b) { return size(a) < size(b); });
  WriteVocabulary(std::exchange(open.words, {}), *open.database);
  if (stage_ != Stage::kInForce) {
    FinishRecords(open, kManySegments);
    open.database->commit_transaction();
    DropOldRecords(name);
    open.touched = false;
    notes_[name] = NoteOf(*open.database);
  } else {
    FlushUncommitted(*open.database);
  }
  pending_bytes_ -= std::exchange(open.pending_bytes, 0);
  pending_articles_ -= std::exchange(open.pending_articles, 0);
  if (stage_ != Stage::kInForce) CloseIdle();
}

void OpenTiers::CloseIdle() {
  std::size_t idle = 0;
  for (auto& [name, open] : databases_) {
    if (open.database && !open.touched) ++idle;
  }
  if (idle < kMaxIdleDatabases) return;
  for (auto& [name, open] : databases_) {
    if (!open.touched) open.database.reset();
  }
}

}  // namespace funnel::store
