// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/care/status.h"

#include <xapian.h>

#include <algorithm>
#include <string_view>
#include <utility>
#include <vector>

#include "funnel/article.h"
#include "indexer/curation/curation_update.h"
#include "indexer/publish/article_facets.h"
#include "indexer/schema/index_schema.h"
#include "indexer/store/files/guard.h"
#include "indexer/store/generation.h"
#include "indexer/store/history/history.h"
#include "indexer/store/layout/article_record.h"
#include "indexer/store/layout/knowledge_base.h"
#include "indexer/store/layout/manifest.h"
#include "indexer/store/layout/versions.h"
#include "indexer/store/lexicon/lexicon.h"
#include "indexer/store/unfinished.h"

namespace funnel::care {
namespace fs = std::filesystem;
namespace {

std::string Metadata(const Xapian::Database& database, std::string_view key) {
  return database.get_metadata(std::string(key));
}

/// Hands the rest of each term with `prefix` and the number of its documents to `visit`.
template <class Visit>
void ForTerms(const Xapian::Database& database, std::string_view prefix, Visit visit) {
  const std::string begin(prefix);
  for (auto term = database.allterms_begin(begin); term != database.allterms_end(begin); ++term) {
    visit((*term).substr(begin.size()), *term, term.get_termfreq());
  }
}

/// The product behind a term, as an article writes it: the term is case-folded.
std::string ProductName(const Xapian::Database& database, const std::string& folded,
                        const std::string& term) {
  const auto posting = database.postlist_begin(term);
  if (posting == database.postlist_end(term)) return folded;
  const std::string record = database.get_document(*posting).get_data();
  const auto hit = store::DecodeHit(record);
  if (!hit) return folded;
  for (const std::string_view product : hit->products) {
    if (publish::ProductTerm(product) == term) return std::string(product);
  }
  return folded;
}

class StatusReader {
 public:
  explicit StatusReader(const fs::path& dir) : dir_(dir) {}

  Result<BaseStatus> Read() {
    const auto current = store::FindCurrent(dir_);
    if (!current) return Fail(current.error());
    status_.generation = current->name;
    const fs::path& folder = current->folder;
    status_.states = {{"published", 0}, {"draft", 0}, {"archived", 0}};
    for (const store::Tier tier : store::kTiers) {
      if (tier != store::Tier::kUnpublished) status_.audiences[std::string(Name(tier))] = 0;
    }
    for (const store::DatabaseName& name : current->databases) {
      Xapian::Database database((folder / PathOf(name)).string());
      if (store::IsCommitted(database)) Count(name.tier, database);
    }
    if (const auto& manifest = current->manifest) {
      status_.created = manifest->created;
      status_.xapian = manifest->xapian;
      status_.icu = manifest->analysis.icu;
    }
    status_.warning = store::AnalysisWarning(dir_, ThisAnalysis());
    const fs::path history = store::HistoryFile(dir_, current->name);
    if (auto opened = store::HistoryReader::Open(dir_)) {
      status_.history_versions = opened->CountVersions().value_or(0);
    }  // Else verify tells of it.
    std::error_code none;
    status_.history_bytes = fs::exists(history, none) ? fs::file_size(history, none) : 0;
    for (const auto& [kind, bytes] : store::ReadCuration(folder)) {
      status_.curation[std::string(Name(kind))] = curation::CountRules(kind, bytes);
    }
    for (const fs::path& path : store::ListLexicons(folder)) {
      const auto lexicon = store::Lexicon::Open(path);
      if (!lexicon) continue;  // verify tells of it.
      status_.lexicons.push_back({lexicon->from(), lexicon->to(), lexicon->size()});
    }
    status_.bytes = store::BytesIn(folder);
    CountParts(folder, current->databases);
    status_.unfinished_bytes = store::BytesIn(dir_ / store::kRebuildingFolder);
    const std::uint64_t all = store::BytesIn(dir_);
    status_.kept_bytes = all > status_.bytes ? all - status_.bytes : 0;
    status_.writing = store::IsBeingWritten(dir_);
    return status_;
  }

 private:
  void Count(store::Tier tier, const Xapian::Database& database) {
    // Of several versions, one that is not this program's: it is what counts.
    if (status_.schema.empty() || !store::CheckVersions(database, dir_)) {
      status_.schema = Metadata(database, schema::kSchemaKey);
      status_.analyzer = Metadata(database, schema::kAnalyzerKey);
    }
    status_.last_publish =
        std::max(status_.last_publish, Metadata(database, schema::kPublishedKey));
    status_.articles += database.get_doccount();
    if (tier == store::Tier::kUnpublished) return CountUnpublished(database);
    status_.states["published"] += database.get_doccount();
    status_.audiences[std::string(Name(tier))] += database.get_doccount();
    ForTerms(database, schema::kLangPrefix,
             [&](const std::string& lang, const std::string&, std::size_t count) {
               status_.languages[lang] += count;
             });
    ForTerms(database, schema::kProductPrefix,
             [&](const std::string& folded, const std::string& term, std::size_t count) {
               auto name = names_.find(term);
               if (name == names_.end()) {
                 name = names_.emplace(term, ProductName(database, folded, term)).first;
               }
               status_.products[name->second] += count;
             });
  }

  void CountUnpublished(const Xapian::Database& database) {
    ForTerms(
        database, schema::kIdPrefix, [&](const std::string&, const std::string& term, std::size_t) {
          const auto posting = database.postlist_begin(term);
          if (posting == database.postlist_end(term)) return;
          const auto article = store::DecodeArticle(database.get_document(*posting).get_data());
          if (!article) return;  // verify tells of it.
          ++status_.languages[article->lang];
          ++status_.states[std::string(Name(article->state))];
        });
  }

  /// Shares the bytes of the generation out to what they are for.
  void CountParts(const fs::path& folder, const std::vector<store::DatabaseName>& databases) {
    constexpr std::pair<const char*, const char*> kTables[] = {{"postlist.glass", "postings"},
                                                               {"position.glass", "positions"},
                                                               {"docdata.glass", "articles"},
                                                               {"termlist.glass", "terms"}};
    std::uint64_t others = status_.bytes;
    for (const auto& [file, part] : kTables) {
      std::uint64_t bytes = 0;
      for (const store::DatabaseName& name : databases) {
        std::error_code none;
        const std::uint64_t size = fs::file_size(folder / PathOf(name) / file, none);
        if (!none) bytes += size;
      }
      status_.parts[part] = bytes;
      others -= std::min(others, bytes);
    }
    status_.parts["others"] = others;
  }

  const fs::path& dir_;
  BaseStatus status_;
  std::map<std::string, std::string> names_;  ///< Of products, by term.
};

}  // namespace

Result<BaseStatus> ReadStatus(const fs::path& dir) {
  return store::Guard(dir.string(), [&]() -> Result<BaseStatus> {
    return store::RetryOnPublish([&] { return StatusReader(dir).Read(); }, store::NothingToRefresh);
  });
}

}  // namespace funnel::care
