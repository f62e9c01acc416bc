// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/care/history_check.h"

#include <fmt/format.h>

#include <cstdint>

#include "indexer/schema/index_schema.h"
#include "indexer/store/article_lookup.h"
#include "indexer/store/files/guard.h"
#include "indexer/store/layout/knowledge_base.h"
#include "indexer/store/layout/versions.h"

namespace funnel::care {
namespace {

/// So many articles are named.
constexpr std::size_t kMostNamed = 20;
/// How often one is judged anew when publishes overtake it.
constexpr int kAttempts = 5;

}  // namespace

HistoryCheck::HistoryCheck(std::filesystem::path dir,
                           std::function<void(const cli::Diagnostic&)> report)
    : dir_(std::move(dir)), report_(std::move(report)) {}

void HistoryCheck::Report(cli::Severity severity, std::string message) {
  report_({file_.string(), 0, 0, severity, "history", std::move(message)});
}

void HistoryCheck::Begin() {
  const auto generation = store::ReadCurrent(dir_);
  if (!generation) return;  // verify has said so.
  file_ = store::HistoryFile(dir_, *generation);
  const auto number = store::Guard(dir_.string(), [&] {
    return Result<std::uint64_t>(store::HistoryNumber(dir_ / *generation));
  });
  auto opened = store::HistoryReader::Open(dir_);
  if (!opened || !number) {
    std::string message = (opened ? number.error() : opened.error()).message;
    const std::string prefix = std::filesystem::absolute(file_).string() + ": ";
    if (message.starts_with(prefix)) message.erase(0, prefix.size());
    return Report(cli::Severity::kError, message);
  }
  if (!opened->exists()) {
    if (*number == 0) return;  // A base of older programs: the next publish begins it.
    return Report(cli::Severity::kError,
                  "missing: earlier versions of the articles are lost; restore a backup, or go on: "
                  "the next publish begins a new history");
  }
  const auto damage = opened->Damage();
  if (!damage || !damage->empty()) {
    return Report(cli::Severity::kError,
                  fmt::format("damaged ({}); restore a backup, or move the file away: the next "
                              "publish begins a new history, without earlier versions",
                              damage ? *damage : damage.error().message));
  }
  if (opened->doubtful()) {
    return Report(cli::Severity::kWarning,
                  "a run was killed before it had compared it with the base; the next "
                  "funnel-indexer index does that");
  }
  history_ = std::move(*opened);
}

void HistoryCheck::See(const std::string& unique_term, const std::string& hash) {
  const std::size_t colon = unique_term.find(':');
  if (!history_ || colon == std::string::npos) return;
  const Name name{unique_term.substr(schema::kIdPrefix.size(), colon - schema::kIdPrefix.size()),
                  unique_term.substr(colon + 1)};
  const auto newest = history_->Newest(name.second, name.first);
  if (!newest || newest->hash != hash) suspects_.insert(name);
}

void HistoryCheck::End() {
  if (!history_) return;
  auto lookup = store::ArticleLookup::Open(dir_);
  if (!lookup) return;  // verify has said so.
  const auto listed = history_->ForEachNewest([&](const store::ArticleVersion& newest) {
    if (newest.event == store::HistoryEvent::kRemoved) return;
    const auto has = lookup->Has(schema::UniqueTerm(newest.lang, newest.id));
    if (!has || !*has) suspects_.emplace(newest.lang, newest.id);
  });
  if (!listed) return Report(cli::Severity::kError, listed.error().message);
  std::size_t wrong = 0;
  for (const Name& name : suspects_) {
    const auto problem = Judge(name);
    if (problem && problem->empty()) continue;
    if (++wrong > kMostNamed) continue;
    Report(cli::Severity::kError, fmt::format("{}:{}: {}", name.first, name.second,
                                              problem ? *problem : problem.error().message));
  }
  if (wrong > kMostNamed) {
    Report(cli::Severity::kError,
           fmt::format("so it is with {} more articles", wrong - kMostNamed));
  }
}

Result<std::string> HistoryCheck::Judge(const Name& name) const {
  const auto& [lang, id] = name;
  for (int attempt = 1;; ++attempt) {
    // A publish that comes between these two is seen by the first as well the next time.
    auto history = store::HistoryReader::Open(dir_);
    if (!history) return Fail(history.error());
    auto lookup = store::ArticleLookup::Open(dir_);
    if (!lookup) return Fail(lookup.error());
    const auto newest = history->Newest(id, lang);
    if (!newest) return Fail(newest.error());
    const auto article = lookup->Find(lang, id);
    if (!article) return Fail(article.error());
    if ((*article ? ContentHash(**article) : std::string()) == newest->hash) return std::string();
    if (attempt < kAttempts) continue;
    if (!*article) return std::string("is in the history, but not in the base; restore a backup");
    return std::string(newest->number == 0 ? "is in the base, but not in the history"
                                           : "its last version is not the one in the base") +
           "; run funnel-indexer rebuild --kb " + dir_.string();
  }
}

}  // namespace funnel::care
