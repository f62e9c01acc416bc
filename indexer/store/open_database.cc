// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/store/open_database.h"

#include <charconv>
#include <cstdlib>
#include <string_view>
#include <utility>

#include "indexer/schema/index_schema.h"
#include "indexer/store/files/guard.h"
#include "indexer/store/generation.h"
#include "indexer/store/layout/forward_record.h"
#include "indexer/store/layout/versions.h"

namespace funnel::store {
namespace {

/// Segments of records beside a database that nobody reads yet.
constexpr std::size_t kManySegments = 1000;

/// A database of a new generation with so many articles is packed before it comes into force.
constexpr std::size_t kFewestPacked = 1000;

std::string TakeValue(Xapian::Document& document, Xapian::valueno slot) {
  std::string value = document.get_value(slot);
  if (!value.empty()) document.remove_value(slot);
  return value;
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

OpenDatabase::OpenDatabase(const std::filesystem::path& generation_dir, DatabaseName name,
                           Stage stage, std::optional<DatabaseNote> note)
    : generation_dir_(generation_dir),
      name_(std::move(name)),
      folder_(generation_dir / PathOf(name_)),
      stage_(stage),
      note_(std::move(note)) {}

OpenDatabase::~OpenDatabase() {
  if (!touched_) return;
  // What a preview has made readable goes with the rest; where it cannot, with the next commit.
  records_.reset();
  (void)Guard(folder_.string(), [&] { DropUnlisted(folder_, {committed_}); });
}

std::optional<Xapian::Document> OpenDatabase::Find(const std::string& unique_term) {
  const Xapian::WritableDatabase& database = Open();
  const auto posting = database.postlist_begin(unique_term);
  if (posting == database.postlist_end(unique_term)) return std::nullopt;
  return database.get_document(*posting);
}

void OpenDatabase::Put(const std::string& unique_term, Xapian::Document document) {
  const std::string record = TakeValue(document, schema::kForwardSlot);
  const std::string words = TakeValue(document, schema::kWordsSlot);
  const std::string facets = TakeValue(document, schema::kFacetsSlot);
  const std::string suggestible = TakeValue(document, schema::kSuggestSlot);
  const Xapian::docid number = Touch().replace_document(unique_term, document);
  const ForwardRecord view(record);
  Records().Put(number, record, {view.family(), view.length(), view.updated()},
                DecodeFacets(facets), suggestible);
  DecodeVocabulary(words, words_);
}

void OpenDatabase::Remove(const std::string& unique_term) {
  Xapian::WritableDatabase& database = Touch();
  const auto posting = database.postlist_begin(unique_term);
  if (posting == database.postlist_end(unique_term)) return;
  Records().Remove(*posting);
  database.delete_document(unique_term);
}

void OpenDatabase::WriteOut() {
  WriteVocabulary(std::exchange(words_, {}), *database_);
  if (stage_ == Stage::kInForce) return FlushUncommitted(*database_);
  FinishRecords(kManySegments);
  CommitTransaction();
}

void OpenDatabase::Commit(const Stamp& stamp) {
  Xapian::WritableDatabase& database = Touch();
  database.set_metadata(std::string(schema::kPublishKey), std::to_string(stamp.publish));
  if (stamp.history != 0) {
    database.set_metadata(std::string(schema::kHistoryKey), std::to_string(stamp.history));
  }
  database.set_metadata(std::string(schema::kPublishedKey), stamp.when);
  WriteVocabulary(std::exchange(words_, {}), database);
  // A generation that is made is read for long: one look for each record.
  const bool made = stage_ != Stage::kInForce;
  if (made) Records();
  FinishRecords(made ? 1 : kMostSegments);
  CommitTransaction();
  unstamped_ = false;
  if (made && note_->articles >= kFewestPacked) PackDatabase(folder_);
}

void OpenDatabase::FinishRecords() { FinishRecords(kMostSegments); }

void OpenDatabase::FinishRecords(std::size_t most_segments) {
  if (!records_) return;
  const SegmentList list = records_->Finish(most_segments);
  records_.reset();
  database_->set_metadata(std::string(schema::kForwardKey), list.ToString());
}

Xapian::Database OpenDatabase::View() const {
  if (!database_) return Xapian::Database(folder_.string());
  Xapian::Database view;
  view.add_database(*database_);
  return view;
}

std::size_t OpenDatabase::articles() const {
  if (database_) return database_->get_doccount();
  return note_ ? note_->articles : 0;
}

Xapian::WritableDatabase& OpenDatabase::Open() {
  if (!database_) {
    // What a crash left of one that was being made can neither be opened nor made again.
    if (!DatabaseExists(generation_dir_, name_)) std::filesystem::remove_all(folder_);
    std::filesystem::create_directories(folder_.parent_path());
    const int sync = stage_ == Stage::kBuilding ? Xapian::DB_NO_SYNC : 0;
    database_.emplace(folder_.string(),
                      Xapian::DB_CREATE_OR_OPEN | Xapian::DB_BACKEND_GLASS | sync);
  }
  return *database_;
}

Xapian::WritableDatabase& OpenDatabase::Touch() {
  Xapian::WritableDatabase& database = Open();
  if (!touched_) {
    database.begin_transaction();
    committed_ = ForwardSegments(database, folder_);
    touched_ = unstamped_ = true;
    if (!IsCommitted(database)) SetVersions(database);
  }
  return database;
}

ForwardWriter& OpenDatabase::Records() {
  if (!records_) {
    const SegmentList list = ForwardSegments(*database_, folder_);
    auto before = ForwardReader::Open(folder_, list);
    if (!before) throw Failure(before.error());
    records_.emplace(*std::move(before), list.Next());
  }
  return *records_;
}

void OpenDatabase::CommitTransaction() {
  database_->commit_transaction();
  note_ = NoteOf(*database_);
  touched_ = false;
  std::vector<SegmentList> listed = {ForwardSegments(*database_, folder_)};
  // Readers may be about to open what the commit before had.
  if (stage_ == Stage::kInForce) listed.push_back(committed_);
  DropUnlisted(folder_, listed);
  database_.reset();
}

}  // namespace funnel::store
