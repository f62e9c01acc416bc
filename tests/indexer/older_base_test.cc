// SPDX-License-Identifier: GPL-2.0-or-later
// A base as an older program left it: tests/fixtures/base-schema-2 was written from the .jsonl
// beside it by the last program with schema 2 and analyzer 1.
#include <doctest/doctest.h>
#include <fmt/format.h>

#include <atomic>
#include <filesystem>
#include <sstream>
#include <string>
#include <vector>

#include "funnel/indexer.h"
#include "funnel/searcher.h"
#include "indexer/care/command_rebuild.h"
#include "indexer/care/command_verify.h"
#include "indexer/care/status.h"
#include "indexer/schema/index_schema.h"
#include "indexer/store/history/history.h"
#include "indexer/store/layout/knowledge_base.h"
#include "tests/support/temp_dir.h"

namespace funnel {
namespace {

namespace fs = std::filesystem;

struct OlderBase {
  testing::TempDir temp;
  fs::path dir = temp.path() / "kb";
  std::ostringstream out, err;

  OlderBase() {
    fs::copy(fs::path(FUNNEL_SOURCE_DIR) / "tests/fixtures/base-schema-2", dir,
             fs::copy_options::recursive);
  }

  /// "ok", or what whoever opens it is told.
  template <class Opened>
  static std::string MessageOf(const Opened& opened) {
    if (opened) return "ok";
    CHECK(opened.error().code == ErrorCode::kIndexMismatch);
    return opened.error().message;
  }

  /// The ids that a question finds, in order.
  std::string Found(Audience audience, const std::string& query, const std::string& lang) const {
    auto searcher = Searcher::Open(dir, audience);
    REQUIRE_MESSAGE(searcher.has_value(), searcher.error().message);
    SearchRequest request;
    request.query = query;
    request.lang = lang;
    const auto response = searcher->Search(request);
    REQUIRE(response.has_value());
    std::string ids;
    for (const Hit& hit : response->hits) ids += hit.lang + ":" + hit.id + " ";
    return ids;
  }
};

TEST_CASE("OlderBase: refused with what to do, and left alone") {
  const OlderBase base;
  const std::string refusal = fmt::format(
      "{0}: written with schema 2 and analyzer 1, this program has {1} and {2}; run funnel-indexer "
      "rebuild --kb {0}",
      base.dir.string(), schema::kSchemaVersion, kAnalyzerVersion);
  CHECK(OlderBase::MessageOf(Searcher::Open(base.dir, Audience::kPublic)) == refusal);
  CHECK(OlderBase::MessageOf(Searcher::Open(base.dir, Audience::kInternal)) == refusal);
  CHECK(OlderBase::MessageOf(Indexer::Open(base.dir)) == refusal);
  CHECK(store::ReadCurrent(base.dir).value() == "gen-000001");
  const auto status = care::ReadStatus(base.dir);
  REQUIRE(status.has_value());
  CHECK(status->articles == 4);
  CHECK(status->schema == "2");
  CHECK(status->analyzer == "1");
}

TEST_CASE("OlderBase: rebuild makes all of it findable, and keeps what is not public so") {
  OlderBase base;
  cli::Console console{base.out, base.err};
  care::RebuildCommand rebuild;
  rebuild.kb = base.dir;
  CHECK(care::RunRebuild(rebuild, console, std::atomic<bool>(false)) == cli::ExitCode::kOk);
  CHECK(base.out.str().starts_with("rebuilt 4 articles, left out 0 damaged ones, in "));
  CHECK(base.err.str().empty());

  CHECK(base.Found(Audience::kPublic, "pulling papers out", "en") == "en:paper-jam ");
  CHECK(base.Found(Audience::kPublic, "กระดาษติด", "th") == "th:paper-jam ");
  CHECK(base.Found(Audience::kPublic, "engineer", "en").empty());
  CHECK(base.Found(Audience::kInternal, "engineer", "en") == "en:escalation ");
  CHECK(base.Found(Audience::kInternal, "nobody", "en").empty());

  auto history = store::HistoryReader::Open(base.dir);
  REQUIRE(history.has_value());
  CHECK(history->CountVersions().value() == 4);
  care::VerifyCommand verify;
  verify.kb = base.dir;
  CHECK(care::RunVerify(verify, console, std::atomic<bool>(false)) == cli::ExitCode::kOk);
  CHECK(base.out.str().ends_with("verified 4 databases, 4 articles: 0 errors, 0 warnings\n"));
}

}  // namespace
}  // namespace funnel
