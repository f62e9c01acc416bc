// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <xapian.h>

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "indexer/base/strands.h"
#include "indexer/store/changed_terms.h"
#include "indexer/store/committed_articles.h"
#include "indexer/store/layout/database_name.h"
#include "indexer/store/layout/manifest.h"
#include "indexer/store/open_database.h"

namespace funnel::store {

/// What is written goes from memory to the disk when it has grown to about so many bytes in it, or
/// to so many articles, in all databases together, whichever comes first: that of the database
/// which has most, since writing much at once into one costs less than little into each. More is
/// not faster, and the memory of a run stays the same whatever the size of the base.
inline constexpr std::size_t kMaxPendingBytes = std::size_t{72} << 20;
inline constexpr std::size_t kMaxPendingArticles = 1000;

/// With what is on its way to the disk it is at most so much: more waits until that is there.
inline constexpr std::size_t kMostBytesInMemory = std::size_t{96} << 20;
inline constexpr std::size_t kMostArticlesInMemory = 2 * kMaxPendingArticles;

/// The databases of one generation while one writer writes them, each on one thread at a time and
/// several at once: what is put and removed is done in this order in each of them, but later; what
/// fails there comes out of one of the next calls, and nothing is written after it. Whatever the
/// threads, they come out the same. One thread at a time may use it. It throws what Xapian throws,
/// and Failure.
class OpenTiers {
 public:
  /// Writes on at most so many threads beside the one that calls; with 0 on that one.
  explicit OpenTiers(std::size_t threads) : strands_(threads) {}
  ~OpenTiers() { Close(); }

  /// The databases are, or will be, in `folder`; those of other versions are refused.
  void Open(std::filesystem::path folder, Stage stage);

  /// Closes all of them; what is not committed is lost, but of a resumable generation full batches
  /// stay.
  void Close();

  /// Hands the tier and the document of an article to `read`, as of the last Put or Remove; false
  /// where there is none. The document is not to be kept; `read` may be called more than once.
  bool Find(const std::string& unique_term, const TakeArticle& read);

  /// Hands the unique term of each article to `visit`, database by database, sorted within each.
  void ForEach(const std::function<void(Tier, const std::string&)>& visit);

  std::size_t articles();

  /// As OpenDatabase::Put. REQUIRES: there is no other handle of the document, and none of what it
  /// is made of: another thread will have it.
  void Put(Tier tier, const std::string& unique_term, Xapian::Document&& document);

  /// Whether there is a database that the article may be in.
  bool MayHave(Tier tier, const std::string& unique_term) const;
  void Remove(Tier tier, const std::string& unique_term);

  /// Waits until all that was put and removed is in the databases.
  void Wait() { strands_.Wait(); }

  /// A database of these tiers, with what is not committed; to be gone before the next Put, Remove
  /// or Commit.
  struct Held {
    DatabaseName name;
    Xapian::Database database;
  };
  std::vector<Held> Databases(const std::vector<Tier>& tiers);

  /// Makes the records of what is not committed readable to who opens what Databases gives.
  void FinishRecords();

  /// What was ever committed, as the manifest is to have it.
  DatabaseNotes notes() const;

  /// The databases that have something to commit.
  std::vector<DatabaseName> touched();

  /// Those and what batches have committed, of which Commit knows nothing yet.
  std::vector<DatabaseName> unstamped();

  /// Commits these databases. When it throws, some may have it and the others have not.
  void Commit(const std::vector<DatabaseName>& names, const Stamp& stamp);

  /// The highest publish number in any of them, 0 for none.
  std::uint64_t LastPublish() const;

 private:
  /// What of a database waits to be written out.
  struct Load {
    std::size_t bytes = 0;
    std::size_t articles = 0;
  };

  struct Entry {
    Entry(const std::filesystem::path& folder, const DatabaseName& name, Stage stage,
          std::optional<DatabaseNote> note)
        : database(folder, name, stage, std::move(note)) {}

    OpenDatabase database;  ///< Its strand's, while that has work.
    base::Strands::Strand strand;
    Load pending;
  };

  Entry& Change(Tier tier, const std::string& unique_term);
  void Add(Entry& entry, std::size_t bytes);
  void WriteOutLargest();
  void TakeViews();

  std::filesystem::path folder_;
  Stage stage_ = Stage::kInForce;
  Load pending_;                                   ///< Of all databases.
  std::atomic<std::size_t> bytes_on_the_way_ = 0;  ///< To the disk.
  std::atomic<std::size_t> articles_on_the_way_ = 0;
  std::map<DatabaseName, Entry> entries_;  ///< All that exist.
  ChangedTerms changed_;                   ///< Since Open or the last Commit.
  /// What was committed then, and did not change since; nothing where nothing was.
  std::unique_ptr<CommittedArticles> committed_;
  base::Strands strands_;
};

}  // namespace funnel::store
