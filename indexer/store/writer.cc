// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/store/writer.h"

#include <algorithm>
#include <cstdint>
#include <system_error>
#include <thread>
#include <utility>
#include <vector>

#include "indexer/base/clock.h"
#include "indexer/schema/index_schema.h"
#include "indexer/store/base_history.h"
#include "indexer/store/files/guard.h"
#include "indexer/store/generation.h"
#include "indexer/store/journal.h"
#include "indexer/store/layout/versions.h"
#include "indexer/store/open_tiers.h"
#include "indexer/store/unfinished.h"

namespace funnel::store {
namespace fs = std::filesystem;
namespace {

/// Refuses to strew a base among somebody's files.
Result<void> CheckForeign(const fs::path& dir) {
  for (const fs::directory_entry& entry : fs::directory_iterator(dir)) {
    const std::string name = entry.path().filename().string();
    if (name != kBuildingFolder && name != kRebuildingFolder && name != "current.new" &&
        name != "lost+found" && !IsHistoryFile(name) && GenerationNumber(name) == 0) {
      return Fail(ErrorCode::kInvalidInput, dir.string() +
                                                ": not a knowledge base, and not empty (it has " +
                                                name + "); name a new or empty folder");
    }
  }
  return {};
}

/// Whether a generation's databases hold any article, as of their last commits.
Result<bool> HasArticles(const fs::path& folder) {
  for (const DatabaseName& name : ListDatabases(folder)) {
    if (Xapian::Database((folder / PathOf(name)).string()).get_doccount() > 0) return true;
  }
  return false;
}

}  // namespace

std::size_t WriterThreads() {
  constexpr std::size_t kMost = 8;
  const std::size_t threads = std::thread::hardware_concurrency();
  return threads < 2 ? 0 : std::min(threads, kMost);
}

class Writer::Impl {
 public:
  Impl(fs::path dir, WriterOptions options)
      : dir_(std::move(dir)),
        options_(std::move(options)),
        tiers_(options_.threads),
        history_(dir_, tiers_) {}

  ~Impl() {
    tiers_.Close();  // Cancels what is not committed.
    journal_.reset();
    if (!fresh_) return;
    history_.Close();
    std::error_code ignored;
    if (folder_.filename() != kRebuildingFolder) {
      fs::remove_all(folder_, ignored);
    } else if (broken || !Guard(name(), [&] { return HasArticles(folder_); }).value_or(false)) {
      (void)Guard(name(), [&] { DropUnfinished(dir_); });
    }
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
    const auto current = FindCurrent(dir_);
    if (current) {
      folder_ = current->folder;
      tiers_.Open(folder_, Stage::kInForce);
      DropUseless(dir_);
      history_.Open(current->name);
      if (auto recovered = Recover(); !recovered) return recovered;
      NoteDatabases(folder_, tiers_.notes());
      history_.Settle();
      return {};
    }
    if (current.error().code != ErrorCode::kNotFound) return Fail(current.error());
    if (auto ours = CheckForeign(dir_); !ours) return ours;
    SetHistoryAside(dir_);  // No base has come of it, or the base has lost its `current`.
    Begin(StartGeneration(dir_), Stage::kBuilding);
    return {};
  }

  Result<void> OpenNext() {
    auto lock = LockBase(dir_);
    if (!lock) return Fail(lock.error());
    lock_ = std::move(*lock);
    const auto current = FindCurrent(dir_);
    if (!current) return Fail(current.error());
    before_ = current->folder;
    for (const DatabaseName& name : current->databases) {
      const Xapian::Database database((before_ / PathOf(name)).string());
      next_publish_ = std::max(next_publish_, PublishNumber(database) + 1);
      published_ = std::max(published_, database.get_metadata(std::string(schema::kPublishedKey)));
    }
    history_.Freeze();
    history_.Open(current->name);
    if (PublishToComplete(before_) != 0) history_.TakeLast();
    fs::remove_all(dir_ / kBuildingFolder);
    if (!Guard(name(), [&] { GoOn(); })) {  // What was left is damaged.
      tiers_.Close();
      DropUnfinished(dir_);
      GoOn();
    }
    return {};
  }

  std::size_t resumed() const { return resumed_; }

  void set_by(std::string name) { by_ = std::move(name); }

  void Note(const ArticleChange& change) { history_.Note(change, fresh_ && before_.empty()); }

  void Branch() {
    if (fresh_) return;
    before_ = folder_;
    next_publish_ = tiers_.LastPublish() + 1;
    DropJournal();
    tiers_.Close();
    folder_ = StartGeneration(dir_);
    fresh_ = true;  // From here on what fails takes the copy with it.
    const Watch nobody;
    Steps steps(nobody, 0);
    CopyGeneration(before_, folder_, steps);
    Begin(folder_, Stage::kBuilding);
  }

  std::unique_ptr<CommittedArticles> Committed() const {
    return std::make_unique<CommittedArticles>(folder_);
  }

  OpenTiers& tiers() { return tiers_; }

  void Upsert(Tier tier, const std::string& unique_term, Xapian::Document&& document) {
    if (!fresh_) Log({tier, false, unique_term, document.serialise()});
    tiers_.Put(tier, unique_term, std::move(document));
  }

  void Remove(Tier tier, const std::string& unique_term) {
    if (!tiers_.MayHave(tier, unique_term)) return;
    if (!fresh_) Log({tier, true, unique_term, {}});
    tiers_.Remove(tier, unique_term);
  }

  Reader Preview(Audience audience) {
    tiers_.FinishRecords();
    std::vector<Reader::Held> held;
    for (auto& [name, database] : tiers_.Databases(TiersFor(audience))) {
      DatabaseNote note = NoteOf(database);
      held.push_back({name, std::move(database), std::move(note)});
    }
    return Reader::Over(folder_, held);
  }

  void Commit() {
    tiers_.Wait();  // Where something could not be written, nothing is committed.
    history_.Commit(by_);
    if (fresh_) {
      history_.BeforeGeneration();
      CommitAll(tiers_.unstamped(), next_publish_);
      PutInForce();
      history_.Settle();
    } else if (const auto touched = tiers_.touched(); !touched.empty()) {
      const std::uint64_t publish = tiers_.LastPublish() + 1;
      // One database commits by itself.
      if (touched.size() > 1) journal_->Finish(publish);
      CommitAll(touched, publish);
      NoteDatabases(folder_, tiers_.notes());
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
  fs::path JournalPath() const { return folder_ / "journal"; }

  /// Goes on in a folder that is not in force: nobody reads there before it is whole.
  void Begin(fs::path folder, Stage stage) {
    folder_ = std::move(folder);
    fresh_ = true;
    tiers_.Open(folder_, stage);
  }

  /// Goes on with the rebuild that an earlier run has left, or begins one.
  void GoOn() {
    folder_ = dir_ / kRebuildingFolder;
    fresh_ = true;  // From here on what fails takes along what has no article yet.
    Begin(ResumeGeneration(dir_, options_.analysis), Stage::kResumable);
    // One that was on its way from tier to tier when a crash came between their commits.
    std::vector<std::string> twice;
    tiers_.ForEach([&](Tier tier, const std::string& unique_term) {
      tiers_.Find(unique_term, [&](Tier first, const Xapian::Document&) {
        if (first != tier) twice.push_back(unique_term);
      });
    });
    for (const std::string& unique_term : twice) {
      for (const Tier tier : kTiers) tiers_.Remove(tier, unique_term);
    }
    resumed_ = tiers_.articles();
  }

  /// Completes the publish whose journal was finished; drops any other journal.
  Result<void> Recover() {
    const std::uint64_t publish = PublishToComplete(folder_);
    if (publish != 0) {
      const auto is_done = [&, notes = tiers_.notes()](const JournalEntry& entry) {
        const auto note = notes.find(DatabaseOf(entry.tier, entry.unique_term));
        return note != notes.end() && note->second.publish >= publish;
      };
      auto replayed = ReadJournal(JournalPath(), [&](const JournalEntry& entry) -> Result<void> {
        if (is_done(entry)) return {};
        if (entry.removes) {
          tiers_.Remove(entry.tier, entry.unique_term);
        } else {
          tiers_.Put(entry.tier, entry.unique_term, Xapian::Document::unserialise(entry.document));
        }
        return {};
      });
      if (!replayed) return replayed;
      history_.TakeLast();  // It was committed before the journal was finished.
      CommitAll(tiers_.touched(), publish);
    }
    fs::remove(JournalPath());
    return {};
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

  void CommitAll(const std::vector<DatabaseName>& databases, std::uint64_t publish) {
    const std::string when = published_.empty() ? base::UtcNow() : published_;
    try {
      tiers_.Commit(databases, {publish, history_.number(), when});
    } catch (...) {
      // Nothing is visible yet, so nothing shall become so.
      if (journal_ && tiers_.LastPublish() < publish) DropJournal();
      throw;
    }
  }

  /// Turns the folder under construction into the generation in force.
  void PutInForce() {
    if (!before_.empty()) CarryOver(before_, folder_);
    WriteCuration(folder_, std::exchange(curation_, {}));
    // A copy has one: its articles are as they were analyzed then.
    const auto copied = ReadManifest(folder_);
    WriteManifest(folder_, copied ? copied->analysis : options_.analysis, tiers_.notes());
    tiers_.Close();
    RemoveUnpacked(folder_);
    const std::string generation = FinishGeneration(dir_, folder_.filename().string());
    folder_ = dir_ / generation;
    fresh_ = false;
    history_.Keep();
    published_.clear();
    tiers_.Open(folder_, Stage::kInForce);
  }

  fs::path dir_;
  WriterOptions options_;
  std::string by_;  ///< Who publishes.
  FileDescriptor lock_;
  fs::path folder_;                 ///< The generation's.
  bool made_dir_ = false;           ///< `dir` did not exist before.
  bool fresh_ = false;              ///< The generation is not in force yet.
  fs::path before_;                 ///< The generation that this one is to replace; empty for none.
  std::size_t resumed_ = 0;         ///< Articles that an earlier run has left.
  std::uint64_t next_publish_ = 1;  ///< Of a generation that is not in force yet.
  std::string published_;           ///< When its articles were published last; empty: now.
  OpenTiers tiers_;
  BaseHistory history_;
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

std::size_t Writer::resumed() const { return impl_->resumed(); }

std::uint64_t PublishToComplete(const fs::path& generation_dir) {
  const std::uint64_t publish = FinishedJournal(generation_dir / "journal");
  if (publish == 0) return 0;
  for (const DatabaseName& name : ListDatabases(generation_dir)) {
    const Xapian::Database database((generation_dir / PathOf(name)).string());
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
  return Run(*impl_, [&] { impl_->tiers().ForEach(visit); });
}

Result<std::optional<StoredArticle>> Writer::Find(const std::string& unique_term) {
  return Run(*impl_, [&]() -> Result<std::optional<StoredArticle>> {
    std::optional<StoredArticle> stored;
    impl_->tiers().Find(unique_term, [&](Tier tier, const Xapian::Document& document) {
      stored = {tier, document.get_docid(), document.get_value(schema::kHashSlot)};
    });
    return stored;
  });
}

Result<std::unique_ptr<CommittedArticles>> Writer::Committed() const {
  return Guard(impl_->name(),
               [&]() -> Result<std::unique_ptr<CommittedArticles>> { return impl_->Committed(); });
}

Result<void> Writer::Upsert(Tier tier, const std::string& unique_term,
                            Xapian::Document&& document) {
  return Run(*impl_, [&] { impl_->Upsert(tier, unique_term, std::move(document)); });
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
