// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/care/verify.h"

#include <fmt/format.h>
#include <unistd.h>
#include <xapian.h>

#include <algorithm>
#include <cstdint>
#include <optional>
#include <sstream>
#include <thread>
#include <utility>
#include <vector>

#include "indexer/base/ordered_pipeline.h"
#include "indexer/care/article_facts.h"
#include "indexer/care/history_check.h"
#include "indexer/curation/curation_check.h"
#include "indexer/schema/index_schema.h"
#include "indexer/store/files/guard.h"
#include "indexer/store/forward/forward_reader.h"
#include "indexer/store/generation.h"
#include "indexer/store/layout/manifest.h"
#include "indexer/store/layout/versions.h"
#include "indexer/store/lexicon/lexicon.h"
#include "indexer/store/lexicon/sound_list.h"
#include "indexer/store/unfinished.h"
#include "indexer/store/writer.h"

namespace funnel::care {
namespace fs = std::filesystem;
namespace {

constexpr std::size_t kMaxWorkers = 8;
/// Articles in memory at once.
constexpr std::size_t kCapacity = 32;
/// How often a database is checked anew when publishes overtake the check.
constexpr int kCheckAttempts = 5;

struct Judged {
  std::string unique_term;
  std::string hash;
  std::string problem;
};

class Verifier {
 public:
  Verifier(const fs::path& dir, std::size_t every, const VerifyCallbacks& callbacks)
      : dir_(dir), every_(every), callbacks_(callbacks), history_(dir, callbacks.report) {}

  Result<VerifyCounts> Run() {
    const auto generation = store::ReadCurrent(dir_);
    if (!generation) return Fail(generation.error());
    folder_ = dir_ / *generation;
    if (!fs::is_directory(folder_)) {
      return Fail(ErrorCode::kCorrupt,
                  fmt::format("{}: names {}, which is missing; restore a backup: funnel-indexer "
                              "restore --kb {} --from BACKUP",
                              (dir_ / "current").string(), *generation, dir_.string()));
    }
    CheckLeftovers();
    CheckManifest();
    CheckLexicons();
    CheckCuration();
    bool sound = true;
    for (const store::DatabaseName& name : store::ListDatabases(folder_)) {
      sound = CheckDatabase(name) && sound;
    }
    for (const auto& [name, note] : expected_) {
      if (store::DatabaseExists(folder_, name)) continue;
      Error(folder_ / PathOf(name), "database", "missing; " + store::HowToRepair(dir_));
      sound = false;
    }
    CheckHalfMade();
    history_.Begin();
    // The articles of a damaged database would only be damaged once more.
    if (sound && same_version_ && !callbacks_.interrupted()) CheckArticles();
    return counts_;
  }

 private:
  void Report(const fs::path& file, cli::Severity severity, const char* rule, std::string message) {
    callbacks_.report({file.string(), 0, 0, severity, rule, std::move(message)});
  }
  void Error(const fs::path& file, const char* rule, std::string message) {
    Report(file, cli::Severity::kError, rule, std::move(message));
  }
  void Warn(const fs::path& file, const char* rule, std::string message) {
    Report(file, cli::Severity::kWarning, rule, std::move(message));
  }

  bool IsLocked() const { return store::IsBeingWritten(dir_); }

  void CheckLeftovers() {
    if (IsLocked()) return;  // It is work under way.
    if (fs::exists(dir_ / store::kBuildingFolder)) {
      Warn(dir_ / store::kBuildingFolder, "leftover",
           "left by a run that was killed; the next funnel-indexer index removes it");
    }
    const fs::path unfinished = dir_ / store::kRebuildingFolder;
    if (fs::exists(unfinished)) {
      Warn(unfinished, "leftover",
           store::IsResumable(dir_)
               ? "a rebuild was cut short; funnel-indexer rebuild --kb " + dir_.string() +
                     " goes on with it"
               : "left by a rebuild of other programs; the next funnel-indexer index removes it");
    }
    const fs::path journal = folder_ / "journal";
    if (fs::exists(journal) && store::PublishToComplete(folder_) != 0) {
      Warn(journal, "journal",
           "a publish was cut short; the next funnel-indexer index or rebuild completes it");
    }
  }

  void CheckManifest() {
    const fs::path path = folder_ / "manifest.json";
    const std::string rebuild = "; run funnel-indexer rebuild --kb " + dir_.string();
    if (!fs::exists(path)) return Error(path, "manifest", "missing" + rebuild);
    const auto read = store::Guard(path.string(), [&] {
      return Result<std::optional<store::Manifest>>(store::ReadManifest(folder_));
    });
    if (!read || !*read) return Error(path, "manifest", "cannot be read" + rebuild);
    const store::Manifest& manifest = **read;
    const auto check = [&](const char* key, std::optional<int> written, int mine) {
      if (!written) {
        Error(path, "manifest", fmt::format("has no version of '{}'{}", key, rebuild));
      } else if (*written != mine) {
        Error(
            path, "version",
            fmt::format("written with {} {}, this program has {}{}", key, *written, mine, rebuild));
      }
    };
    check("schema", manifest.schema, schema::kSchemaVersion);
    check("analyzer", manifest.analyzer, kAnalyzerVersion);
    std::string warning = store::AnalysisWarning(dir_, ThisAnalysis());
    const std::string prefix = dir_.string() + ": ";
    if (warning.starts_with(prefix)) warning.erase(0, prefix.size());
    if (!warning.empty()) Warn(path, "analysis", warning);
    expected_ = manifest.databases.value_or(store::DatabaseNotes());
  }

  void CheckLexicons() {
    for (const fs::path& path : store::ListLexicons(folder_)) {
      CheckLearned(path, store::Lexicon::Open(path));
    }
    const fs::path sounds = store::SoundListPath(folder_);
    if (fs::exists(sounds)) CheckLearned(sounds, store::SoundList::Open(sounds));
  }

  template <class Opened>
  void CheckLearned(const fs::path& path, const Opened& opened) {
    if (opened || !fs::exists(path)) return;
    std::string message = opened.error().message;
    const std::string prefix = path.string() + ": ";
    if (message.starts_with(prefix)) message.erase(0, prefix.size());
    Error(path, "lexicon", message + " --kb " + dir_.string());
  }

  /// Rules are checked before they are stored: a mistake in them is damage.
  void CheckCuration() {
    for (const auto& [kind, bytes] : store::ReadCuration(folder_)) {
      readers::CurationFile file;
      file.kind = kind;
      file.path = folder_ / store::kCurationFolder / store::CurationFileName(kind);
      file.name = file.path.string();
      const auto problems = curation::CheckCuration(bytes, file, {});
      if (problems.empty()) continue;
      Error(file.path, "curation",
            fmt::format("damaged (line {}: {}); index the authors' folder again", problems[0].line,
                        problems[0].message));
    }
  }

  /// What a crash left of databases that were being made.
  void CheckHalfMade() {
    if (IsLocked()) return;
    for (const store::Tier tier : store::kTiers) {
      const fs::path folder = folder_ / Name(tier);
      if (!fs::is_directory(folder)) continue;
      for (const fs::directory_entry& entry : fs::directory_iterator(folder)) {
        const store::DatabaseName name{tier, entry.path().filename().string()};
        if (!entry.is_directory() || store::DatabaseExists(folder_, name)) continue;
        if (expected_.contains(name)) continue;
        Warn(entry.path(), "tier", "made but never written; it does no harm");
      }
    }
  }

  /// Whether the articles in the database can be looked at.
  bool CheckDatabase(const store::DatabaseName& name) {
    ++counts_.databases;
    const fs::path path = folder_ / PathOf(name);
    std::string said;
    const bool may_write = ::access((path / "docdata.glass").c_str(), W_OK) == 0;
    if (!may_write) {
      Warn(path, "database",
           "only its articles are checked: Xapian checks a database that may be written; to check "
           "all of it, verify a copy (funnel-indexer backup, then restore elsewhere)");
    }
    const auto checked = store::Guard(
        path.string(), [&] { return Result<bool>(!may_write || IsSound(path, said)); });
    if (checked && !*checked) {
      Error(path, "database", fmt::format("damaged ({}); {}", said, store::HowToRepair(dir_)));
      return false;
    }
    const auto opened = store::Guard(path.string(), [&]() -> Result<void> {
      const Xapian::Database database(path.string());
      if (!store::IsCommitted(database)) return {};
      if (auto right = store::CheckVersions(database, dir_); !right) {
        same_version_ = false;
        Error(path, "version", right.error().message);
      }
      return {};
    });
    if (checked && opened) return CheckRecords(path);
    Error(path, "database",
          fmt::format("cannot be opened ({}); {}",
                      (checked ? opened.error() : checked.error()).message,
                      store::HowToRepair(dir_)));
    return false;
  }

  /// Whether the forward records are as they were written; that they are of the articles is held
  /// against each of these.
  bool CheckRecords(const fs::path& path) {
    const auto look = [&]() -> Result<void> {
      Xapian::Database database(path.string());
      const auto records = store::ForwardReader::Of(database, path);
      return records ? records->Verify() : Fail(records.error());
    };
    const auto right = store::Guard(
        path.string(), [&] { return store::RetryOnPublish(look, store::NothingToRefresh); });
    if (!right) Error(path, "database", right.error().message);
    return right.has_value();
  }

  /// Xapian's own check reads the newest blocks as they are: a commit in the middle looks like
  /// damage, so what it finds counts only if none came.
  static bool IsSound(const fs::path& path, std::string& said) {
    for (int attempt = 1;; ++attempt) {
      const auto before = Xapian::Database(path.string()).get_revision();
      std::ostringstream out;
      std::size_t errors = 1;
      try {
        errors = Xapian::Database::check(path.string(), 0, &out);
      } catch (const Xapian::Error& error) {
        out << error.get_msg() << '\n';
      }
      if (errors == 0) return true;
      if (attempt < kCheckAttempts && Xapian::Database(path.string()).get_revision() != before) {
        continue;
      }
      said = LastLine(out.str());
      return false;
    }
  }

  static std::string LastLine(std::string text) {
    while (text.ends_with('\n')) text.pop_back();
    const std::size_t line = text.rfind('\n');
    return line == std::string::npos ? text : text.substr(line + 1);
  }

  void CheckArticles() {
    auto scan = store::ArticleScan::Open(dir_);
    if (!scan) return Error(dir_, "articles", scan.error().message);
    const std::size_t total = scan->count();
    const auto revisions = Revisions();
    std::size_t seen = 0;
    std::string last;
    std::vector<std::string> twice;
    std::optional<funnel::Error> failure;
    {
      std::vector<Analyzer> analyzers(Workers());
      base::OrderedPipeline<ArticleFacts, Judged> pipeline(
          [&]() -> std::optional<ArticleFacts> {
            while (true) {
              const auto article = scan->Next();
              if (!article) failure = article.error();
              if (!article || !*article) return std::nullopt;
              if ((*article)->unique_term == last) twice.push_back(last);
              last = (*article)->unique_term;
              if (seen++ % every_ == 0) return FactsOf(**article);
            }
          },
          [&](const ArticleFacts& facts, std::size_t worker) {
            const auto problem = store::Guard(facts.unique_term, [&] {
              return Result<std::string>(Disagreement(facts, dir_.string(), analyzers[worker]));
            });
            return Judged{facts.unique_term, facts.hash,
                          problem ? *problem : problem.error().message};
          },
          analyzers.size(), kCapacity);
      while (!callbacks_.interrupted()) {
        const auto judged = pipeline.Take();
        if (!judged) break;
        ++counts_.articles;
        history_.See(judged->unique_term, judged->hash);
        if (!judged->problem.empty()) AboutArticle(judged->unique_term, judged->problem);
        callbacks_.progress(std::min(total, counts_.articles * every_), total);
      }
    }  // No thread is in the source any more.
    for (const std::string& term : twice) {
      AboutArticle(term,
                   "is stored in two tiers; run funnel-indexer rebuild --kb " + dir_.string());
    }
    if (failure) return Error(dir_, "articles", failure->message);
    // A damaged article would only be wrong once more.
    if (!callbacks_.interrupted() && bad_articles_ == 0) history_.End();
    if (!callbacks_.interrupted() && seen != total && revisions == Revisions()) {
      Error(folder_, "articles",
            fmt::format("{} documents, but {} articles; run funnel-indexer rebuild --kb {}", total,
                        seen, dir_.string()));
    }
  }

  void AboutArticle(const std::string& unique_term, const std::string& problem) {
    ++bad_articles_;
    Error(dir_, "article", std::string(schema::NameOfUniqueTerm(unique_term)) + ": " + problem);
  }

  static std::size_t Workers() {
    return std::clamp<std::size_t>(std::thread::hardware_concurrency(), 1, kMaxWorkers);
  }

  /// What changes with every publish.
  std::vector<std::uint64_t> Revisions() const {
    std::vector<std::uint64_t> revisions;
    for (const store::DatabaseName& name : store::ListDatabases(folder_)) {
      revisions.push_back(Xapian::Database((folder_ / PathOf(name)).string()).get_revision());
    }
    return revisions;
  }

  const fs::path& dir_;
  std::size_t every_;
  const VerifyCallbacks& callbacks_;
  HistoryCheck history_;
  std::size_t bad_articles_ = 0;
  fs::path folder_;
  bool same_version_ = true;
  store::DatabaseNotes expected_;  ///< The databases that must be there.
  VerifyCounts counts_;
};

}  // namespace

Result<VerifyCounts> Verify(const fs::path& dir, std::size_t every,
                            const VerifyCallbacks& callbacks) {
  return store::Guard(dir.string(), [&] { return Verifier(dir, every, callbacks).Run(); });
}

}  // namespace funnel::care
