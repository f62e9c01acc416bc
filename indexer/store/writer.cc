// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/store/writer.h"

#include <algorithm>
#include <array>
#include <system_error>
#include <utility>
#include <vector>

#include "funnel/index_schema.h"
#include "indexer/store/article_record.h"
#include "indexer/store/generation.h"
#include "indexer/store/guard.h"
#include "indexer/store/history_writer.h"
#include "indexer/store/journal.h"
#include "indexer/store/versions.h"

namespace funnel::store {
namespace fs = std::filesystem;
namespace {

/// Refuses to strew a base among somebody's files.
Result<void> CheckForeign(const fs::path& dir) {
  for (const fs::directory_entry& entry : fs::directory_iterator(dir)) {
    const std::string name = entry.path().filename().string();
    if (name != kBuildingFolder && name != "current.new" && name != "lost+found" &&
        !IsHistoryFile(name) && GenerationNumber(name) == 0) {
      return Fail(ErrorCode::kInvalidInput, dir.string() +
                                                ": not a knowledge base, and not empty (it has " +
                                                name + "); name a new or empty folder");
    }
  }
  return {};
}

/// The languages of the articles in `tier`, for kLanguagesKey.
std::string LanguagesOf(const Xapian::Database& tier) {
  const std::string prefix(kLangPrefix);
  std::string tags;  // allterms is sorted.
  for (auto term = tier.allterms_begin(prefix); term != tier.allterms_end(prefix); ++term) {
    if (!tags.empty()) tags += ' ';
    tags += (*term).substr(prefix.size());
  }
  return tags;
}

/// One tier's database while it is written.
struct OpenTier {
  Tier tier = Tier::kPublic;
  std::optional<Xapian::WritableDatabase> database;
  bool touched = false;  ///< In a transaction that has something to commit.

  Xapian::WritableDatabase& Touch() {
    if (!touched) {
      database->begin_transaction();
      touched = true;
      if (!IsCommitted(*database)) SetVersions(*database);
    }
    return *database;
  }

  void Commit(std::uint64_t publish, std::uint64_t history, const std::string& when) {
    Touch().set_metadata(std::string(kPublishKey), std::to_string(publish));
    if (history != 0) database->set_metadata(std::string(kHistoryKey), std::to_string(history));
    database->set_metadata(std::string(kPublishedKey), when);
    database->set_metadata(std::string(kLanguagesKey), LanguagesOf(*database));
    database->commit_transaction();
    touched = false;
  }
};

}  // namespace

class Writer::Impl {
 public:
  Impl(fs::path dir, WriterOptions options) : dir_(std::move(dir)), options_(std::move(options)) {
    for (const Tier tier : kTiers) At(tier).tier = tier;
  }

  ~Impl() {
    for (OpenTier& open : tiers_) open.database.reset();  // Cancels what is not committed.
    journal_.reset();
    history_.reset();
    if (!fresh_) return;
    std::error_code ignored;
    fs::remove_all(folder_, ignored);
    if (made_history_) fs::remove(HistoryFile(dir_, {}), ignored);
    if (made_dir_) fs::remove(dir_, ignored);  // Only when nothing is in it.
  }

  Result<void> Open() {
    made_dir_ = fs::create_directories(dir_);
    auto lock = LockBase(dir_);
    if (!lock) {
      made_dir_ = false;
      return Fail(lock.error());
    }
    lock_ = std::move(*lock);
    fs::remove_all(dir_ / kBuildingFolder);
    const auto current = ReadCurrent(dir_);
    if (current) {
      folder_ = dir_ / *current;
      if (auto opened = OpenExisting(); !opened) return opened;
      OpenHistory(*current);
      if (auto recovered = Recover(); !recovered) return recovered;
      SettleHistory();
      return {};
    }
    if (current.error().code != ErrorCode::kNotFound) return Fail(current.error());
    if (auto ours = CheckForeign(dir_); !ours) return ours;
    SetHistoryAside(dir_);  // No base has come of it, or the base has lost its `current`.
    folder_ = StartGeneration(dir_);
    fresh_ = true;
    return {};
  }

  Result<void> OpenNext() {
    auto lock = LockBase(dir_);
    if (!lock) return Fail(lock.error());
    lock_ = std::move(*lock);
    const auto current = ReadCurrent(dir_);
    if (!current) return Fail(current.error());
    before_ = dir_ / *current;
    for (const Tier tier : kTiers) {
      if (!TierExists(before_, tier)) continue;
      const Xapian::Database database((before_ / Name(tier)).string());
      next_publish_ = std::max(next_publish_, PublishNumber(database) + 1);
      published_ = std::max(published_, database.get_metadata(std::string(kPublishedKey)));
    }
    keeps_history_ = false;
    OpenHistory(*current);
    if (history_ && PublishToComplete(before_) != 0) {
      history_number_ = history_->last_publish();
    }
    folder_ = StartGeneration(dir_);
    fresh_ = true;
    return {};
  }

  void set_by(std::string name) { by_ = std::move(name); }

  void Note(const ArticleChange& change) {
    if (!keeps_history_) return;
    if (!history_) MakeHistory();
    const std::string unique_term = UniqueTerm(change.to.lang, change.to.id);
    std::optional<SupersededArticle> stored;
    for (OpenTier& open : tiers_) {
      if (!open.database) continue;
      const auto posting = open.database->postlist_begin(unique_term);
      if (posting == open.database->postlist_end(unique_term)) continue;
      const Xapian::Document document = open.database->get_document(*posting);
      stored = {document.get_value(kHashSlot), document.get_data()};
    }
    history_->Note(change, stored);
  }

  void Branch() {
    if (fresh_) return;
    before_ = folder_;
    next_publish_ = LastPublish() + 1;
    DropJournal();
    for (OpenTier& open : tiers_) open.database.reset();
    folder_ = StartGeneration(dir_);
    fresh_ = true;  // From here on what fails takes the copy with it.
    CopyGeneration(before_, folder_);
    OpenCommitted();
  }

  void ForEach(const std::function<void(Tier, const std::string&)>& visit) {
    const std::string prefix(kIdPrefix);
    for (OpenTier& open : tiers_) {
      if (!open.database) continue;
      const auto end = open.database->allterms_end(prefix);
      for (auto term = open.database->allterms_begin(prefix); term != end; ++term) {
        visit(open.tier, *term);
      }
    }
  }

  Result<std::optional<StoredArticle>> Find(const std::string& unique_term) {
    for (OpenTier& open : tiers_) {
      if (!open.database) continue;
      const auto posting = open.database->postlist_begin(unique_term);
      if (posting == open.database->postlist_end(unique_term)) continue;
      return StoredArticle{open.tier, open.database->get_document(*posting).get_value(kHashSlot)};
    }
    return std::optional<StoredArticle>();
  }

  void Upsert(Tier tier, const std::string& unique_term, const Xapian::Document& document) {
    if (!fresh_) Log({tier, false, unique_term, document.serialise()});
    Put(tier, unique_term, document);
  }

  void Remove(Tier tier, const std::string& unique_term) {
    if (!At(tier).database) return;
    if (!fresh_) Log({tier, true, unique_term, {}});
    At(tier).Touch().delete_document(unique_term);
  }

  Reader Preview(Audience audience) {
    std::vector<Reader::Held> held;
    for (const Tier tier : TiersFor(audience)) {
      if (At(tier).database) held.push_back({*At(tier).database, LanguagesOf(*At(tier).database)});
    }
    return Reader::Over(folder_, held);
  }

  void Commit() {
    const auto touched =
        std::count_if(tiers_.begin(), tiers_.end(), [](const OpenTier& t) { return t.touched; });
    if (history_ && history_->pending()) history_number_ = history_->Commit(UtcNow(), by_);
    if (fresh_) {
      if (history_ && !keeps_history_) history_->SetInDoubt();  // The hashes may come out anew.
      CommitAll(next_publish_);
      PutInForce();
      SettleHistory();
    } else if (touched == 1) {
      // One database commits by itself; the others stay at the same publish number.
      std::find_if(tiers_.begin(), tiers_.end(), [](const OpenTier& t) {
        return t.touched;
      })->Commit(LastPublish(), history_number_, UtcNow());
      DropJournal();
    } else if (touched > 1) {
      const std::uint64_t publish = LastPublish() + 1;
      journal_->Finish(publish);
      CommitAll(publish);
      DropJournal();
    }
    WriteCuration(folder_, std::exchange(curation_, {}));
  }

  /// Those of the generation in force: one that is made takes them over when it is whole.
  CurationFiles Curation() const {
    return ReadCuration(fresh_ && !before_.empty() ? before_ : folder_);
  }

  void PutCuration(CurationChanges changes) { curation_ = std::move(changes); }

  const std::string name() const { return dir_.string(); }

  std::optional<Error> broken;  ///< The failure after which nothing more is written.

 private:
  OpenTier& At(Tier tier) { return tiers_[static_cast<std::size_t>(tier)]; }
  fs::path JournalPath() const { return folder_ / "journal"; }

  Result<void> OpenExisting() {
    OpenCommitted();  // One without a commit was made, but a crash came before its first.
    for (const OpenTier& open : tiers_) {
      if (!open.database) continue;
      if (auto right = CheckVersions(*open.database, dir_); !right) return right;
    }
    return {};
  }

  /// Opens the databases in the folder that have anything in them.
  void OpenCommitted() {
    for (OpenTier& open : tiers_) {
      if (!TierExists(folder_, open.tier)) continue;
      open.database = OpenDatabase(open.tier);
      if (!IsCommitted(*open.database)) open.database.reset();
    }
  }

  Xapian::WritableDatabase OpenDatabase(Tier tier) const {
    return Xapian::WritableDatabase((folder_ / Name(tier)).string(),
                                    Xapian::DB_CREATE_OR_OPEN | Xapian::DB_BACKEND_GLASS);
  }

  /// Completes the publish whose journal was finished; drops any other journal.
  Result<void> Recover() {
    const std::uint64_t publish = PublishToComplete(folder_);
    if (publish != 0) {
      std::array<bool, kTierCount> done{};
      for (const OpenTier& open : tiers_) {
        done[static_cast<std::size_t>(open.tier)] =
            open.database && PublishNumber(*open.database) >= publish;
      }
      auto replayed = ReadJournal(JournalPath(), [&](const JournalEntry& entry) -> Result<void> {
        if (done[static_cast<std::size_t>(entry.tier)]) return {};
        if (entry.removes) {
          if (At(entry.tier).database) At(entry.tier).Touch().delete_document(entry.unique_term);
          return {};
        }
        Put(entry.tier, entry.unique_term, Xapian::Document::unserialise(entry.document));
        return {};
      });
      if (!replayed) return replayed;
      // It was committed to the history before the journal was finished.
      if (history_) history_number_ = history_->last_publish();
      CommitAll(publish);
    }
    fs::remove(JournalPath());
    return {};
  }

  void Put(Tier tier, const std::string& unique_term, const Xapian::Document& document) {
    OpenTier& open = At(tier);
    if (!open.database) open.database = OpenDatabase(tier);
    open.Touch().replace_document(unique_term, document);
  }

  /// Notes what a multi-tier commit would have to repeat. A generation that is not in force yet
  /// needs none: it comes into force whole.
  void Log(const JournalEntry& entry) {
    if (!journal_) journal_ = std::make_unique<JournalWriter>(JournalPath());
    journal_->Append(entry);
  }

  void DropJournal() {
    if (journal_) journal_->Remove();
    journal_.reset();
  }

  std::uint64_t LastPublish() const {
    std::uint64_t last = 0;
    for (const OpenTier& open : tiers_) {
      if (open.database) last = std::max(last, PublishNumber(*open.database));
    }
    return last;
  }

  void CommitAll(std::uint64_t publish) {
    bool any = false;
    const std::string when = published_.empty() ? UtcNow() : published_;
    for (OpenTier& open : tiers_) {
      if (!open.database) continue;
      try {
        open.Commit(publish, history_number_, when);
      } catch (...) {
        if (!any && journal_) DropJournal();  // Nothing is visible yet, so nothing shall become so.
        throw;
      }
      any = true;
    }
  }

  /// Turns the folder under construction into the generation in force.
  void PutInForce() {
    if (!before_.empty()) CarryOver(before_, folder_);
    WriteCuration(folder_, std::exchange(curation_, {}));
    WriteManifest(folder_, options_.icu_version);
    for (OpenTier& open : tiers_) open.database.reset();
    const std::string generation = FinishGeneration(dir_);
    folder_ = dir_ / generation;
    fresh_ = false;
    made_history_ = false;
    published_.clear();
    OpenCommitted();
  }

  /// Opens the history, if there is one, and finds out how far the base in force has come in it.
  void OpenHistory(const std::string& generation) {
    TakeOverHistory(dir_, generation);
    const fs::path file = HistoryFile(dir_, generation);
    if (fs::exists(file)) history_ = std::make_unique<HistoryWriter>(file);
    history_number_ = HistoryNumber(dir_ / generation);
  }

  void MakeHistory() {
    made_history_ = fresh_ && before_.empty();
    history_ = std::make_unique<HistoryWriter>(HistoryFile(dir_, {}));
    SettleHistory();
  }

  /// Drops from the history what never came into force, and brings it in line with the base.
  void SettleHistory() {
    if (!history_) return;
    history_->DropAfter(history_number_);
    if (!history_->in_doubt()) return;
    history_->Reconcile([&](const HistoryWriter::Visit& visit) { VisitFacts(visit); },
                        [&](const std::string& id, const std::string& lang) {
                          return Find(UniqueTerm(lang, id)).value().has_value();
                        });
  }

  void VisitFacts(const HistoryWriter::Visit& visit) {
    ForEach([&](Tier tier, const std::string& unique_term) {
      const std::size_t colon = unique_term.find(':');
      if (colon == std::string::npos) return;
      const std::size_t lang = kIdPrefix.size();
      VersionFacts facts{unique_term.substr(colon + 1), unique_term.substr(lang, colon - lang),
                         State::kPublished, Audience::kPublic, Find(unique_term).value()->hash};
      if (tier != Tier::kUnpublished) {
        facts.audience = static_cast<Audience>(tier);
      } else {
        const auto article = DecodeArticle(RecordOf(tier, unique_term));
        facts.state = article ? article->state : State::kDraft;
        facts.audience = article ? article->audience : Audience::kInternal;
      }
      visit(facts);
    });
  }

  std::string RecordOf(Tier tier, const std::string& unique_term) {
    const Xapian::WritableDatabase& database = *At(tier).database;
    const auto posting = database.postlist_begin(unique_term);
    if (posting == database.postlist_end(unique_term)) return {};
    return database.get_document(*posting).get_data();
  }

  fs::path dir_;
  WriterOptions options_;
  std::string by_;  ///< Who publishes.
  bool keeps_history_ = true;
  bool made_history_ = false;         ///< Together with a base that is not in force yet.
  std::uint64_t history_number_ = 0;  ///< Of the last publish in the history that counts.
  std::unique_ptr<HistoryWriter> history_;
  FileDescriptor lock_;
  fs::path folder_;                 ///< The generation's.
  bool made_dir_ = false;           ///< `dir` did not exist before.
  bool fresh_ = false;              ///< The generation is not in force yet.
  fs::path before_;                 ///< The generation that this one is to replace; empty for none.
  std::uint64_t next_publish_ = 1;  ///< Of a generation that is not in force yet.
  std::string published_;           ///< When its articles were published last; empty: now.
  std::array<OpenTier, kTierCount> tiers_;
  std::unique_ptr<JournalWriter> journal_;
  CurationChanges curation_;  ///< To be made by the next commit.
};

namespace {

/// Runs one step of a writer unless an earlier one failed, and remembers a failure.
template <class Impl, class Step>
auto Run(Impl& impl, Step&& step) {
  using Returned = decltype(Guard(impl.name(), step));
  if (impl.broken) return Returned(Fail(*impl.broken));
  auto result = Guard(impl.name(), std::forward<Step>(step));
  if (!result) impl.broken = result.error();
  return Returned(std::move(result));
}

}  // namespace

Writer::Writer(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
Writer::~Writer() = default;
Writer::Writer(Writer&&) noexcept = default;
Writer& Writer::operator=(Writer&&) noexcept = default;

Result<Writer> Writer::Open(const fs::path& dir, WriterOptions options) {
  return Guard(dir.string(), [&]() -> Result<Writer> {
    auto impl = std::make_unique<Impl>(fs::absolute(dir).lexically_normal(), std::move(options));
    if (auto opened = impl->Open(); !opened) return Fail(opened.error());
    return Writer(std::move(impl));
  });
}

Result<Writer> Writer::OpenNext(const fs::path& dir, WriterOptions options) {
  return Guard(dir.string(), [&]() -> Result<Writer> {
    auto impl = std::make_unique<Impl>(fs::absolute(dir).lexically_normal(), std::move(options));
    if (auto opened = impl->OpenNext(); !opened) return Fail(opened.error());
    return Writer(std::move(impl));
  });
}

std::uint64_t PublishToComplete(const fs::path& generation_dir) {
  const std::uint64_t publish = FinishedJournal(generation_dir / "journal");
  if (publish == 0) return 0;
  for (const Tier tier : kTiers) {
    if (!TierExists(generation_dir, tier)) continue;
    const Xapian::Database database((generation_dir / Name(tier)).string());
    if (IsCommitted(database) && PublishNumber(database) >= publish) return publish;
  }
  return 0;
}

Result<void> CompletePublish(const fs::path& dir) {
  const auto writer = Writer::Open(dir, {});
  if (!writer) return Fail(writer.error());
  return {};
}

Result<void> Writer::Branch() {
  return Run(*impl_, [&] { impl_->Branch(); });
}

Result<void> Writer::ForEach(const std::function<void(Tier, const std::string&)>& visit) {
  return Run(*impl_, [&] { impl_->ForEach(visit); });
}

Result<std::optional<StoredArticle>> Writer::Find(const std::string& unique_term) {
  return Run(*impl_, [&] { return impl_->Find(unique_term); });
}

Result<void> Writer::Upsert(Tier tier, const std::string& unique_term,
                            const Xapian::Document& document) {
  return Run(*impl_, [&] { impl_->Upsert(tier, unique_term, document); });
}

Result<void> Writer::Remove(Tier tier, const std::string& unique_term) {
  return Run(*impl_, [&] { impl_->Remove(tier, unique_term); });
}

Result<void> Writer::Note(const ArticleChange& change) {
  return Run(*impl_, [&] { impl_->Note(change); });
}

void Writer::set_by(std::string name) { impl_->set_by(std::move(name)); }

Result<Reader> Writer::Preview(Audience audience) {
  return Run(*impl_, [&]() -> Result<Reader> { return impl_->Preview(audience); });
}

Result<CurationFiles> Writer::Curation() const {
  return Guard(impl_->name(), [&] { return Result<CurationFiles>(impl_->Curation()); });
}

void Writer::PutCuration(CurationChanges changes) { impl_->PutCuration(std::move(changes)); }

Result<void> Writer::Commit() {
  return Run(*impl_, [&] { impl_->Commit(); });
}

}  // namespace funnel::store
