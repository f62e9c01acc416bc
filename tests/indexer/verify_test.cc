// SPDX-License-Identifier: GPL-2.0-or-later
#include <doctest/doctest.h>
#include <xapian.h>

#include <filesystem>
#include <fstream>
#include <functional>
#include <sstream>
#include <string>

#include "indexer/care/command_status.h"
#include "indexer/care/command_verify.h"
#include "indexer/schema/index_schema.h"
#include "indexer/store/layout/knowledge_base.h"
#include "indexer/store/unfinished.h"
#include "tests/support/articles.h"
#include "tests/support/temp_dir.h"

namespace funnel {
namespace {

namespace fs = std::filesystem;
using testing::MakeArticle;

struct Base {
  testing::TempDir temp;
  fs::path dir = temp.path() / "kb";
  fs::path folder = dir / "gen-000001";
  std::ostringstream out, err;

  Base() {
    Article draft = MakeArticle("draft", "th", "Draft", "still being written");
    draft.state = State::kDraft;
    Article internal = MakeArticle("inside", "en", "Inside", "printer secrets");
    internal.audience = Audience::kInternal;
    internal.products = {"Tamarind Print"};
    testing::Publish(dir, {MakeArticle("a", "en", "Printer", "printers print"), internal, draft});
  }

  cli::ExitCode Verify(care::VerifyCommand command = {}) {
    command.kb = dir;
    out.str("");
    err.str("");
    cli::Console console{out, err};
    return care::RunVerify(command, console, false);
  }

  std::string Status(bool json) {
    out.str("");
    err.str("");
    cli::Console console{out, err};
    REQUIRE(care::RunBaseStatus({dir, json}, console) == cli::ExitCode::kOk);
    return out.str();
  }

  /// Changes a database behind everybody's back.
  void Spoil(const std::string& tier, const std::function<void(Xapian::WritableDatabase&)>& how) {
    Xapian::WritableDatabase database((folder / tier / "en").string());
    how(database);
    database.commit();
  }
};

TEST_CASE("Verify: a sound base") {
  Base base;
  CHECK(base.Verify() == cli::ExitCode::kOk);
  CHECK(base.out.str() == "verified 3 databases, 3 articles: 0 errors, 0 warnings\n");
  CHECK(base.err.str().empty());
}

TEST_CASE("Verify: says what is damaged") {
  using Database = Xapian::WritableDatabase;
  const auto change = [](const std::function<void(Xapian::Document&)>& how) {
    return [how](Database& database) {
      Xapian::Document document = database.get_document(1);
      document.termlist_count();  // Reads it before it is replaced.
      how(document);
      database.replace_document(1, document);
    };
  };
  struct {
    const char* name;
    std::function<void(Database&)> how;
    const char* message;
  } const rows[] = {
      {"record", change([](Xapian::Document& d) { d.set_data("nonsense"); }),
       "en:a: its record is damaged; index its file again"},
      {"term", change([](Xapian::Document& d) { d.add_term("stray"); }),
       "en:a: its terms are not those of its text; run funnel-indexer rebuild"},
      {"wdf", change([](Xapian::Document& d) { d.add_term("printer", 3); }),
       "en:a: its terms are not those of its text; run funnel-indexer rebuild"},
      {"value", change([](Xapian::Document& d) { d.add_value(schema::kLangSlot, "de"); }),
       "en:a: its values are not those of its text; run funnel-indexer rebuild"},
      {"hash", change([](Xapian::Document& d) { d.add_value(schema::kHashSlot, "0"); }),
       "en:a: its hash is not that of its content; run funnel-indexer rebuild"},
      {"id", change([](Xapian::Document& d) {
         d.remove_term("Qen:a");
         d.add_boolean_term("Qen:b");
       }),
       "en:b: its record is that of en:a"},
      {"twice", [](Database& d) { d.add_document(d.get_document(1)); }, "4 documents, but 3"},
      {"analyzer", [](Database& d) { d.set_metadata(std::string(schema::kAnalyzerKey), "0"); },
       "run funnel-indexer rebuild --kb "},
  };
  for (const auto& row : rows) {
    CAPTURE(row.name);
    Base base;
    base.Spoil("public", row.how);
    CHECK(base.Verify() == cli::ExitCode::kFailed);
    CAPTURE(base.err.str());
    CHECK(base.err.str().find(row.message) != std::string::npos);
    CHECK(base.out.str().find(" 1 errors, 0 warnings") != std::string::npos);
  }
}

TEST_CASE("Verify: an article in the wrong tier, and in two") {
  Base base;
  const Xapian::Document inside =
      Xapian::Database((base.folder / "internal" / "en").string()).get_document(1);
  base.Spoil("public", [&](Xapian::WritableDatabase& d) { d.add_document(inside); });
  CHECK(base.Verify() == cli::ExitCode::kFailed);
  CHECK(base.err.str().find("en:inside: lies in public but belongs into internal") !=
        std::string::npos);
  CHECK(base.err.str().find("en:inside: is stored in two tiers") != std::string::npos);
}

TEST_CASE("Verify: damaged files") {
  struct {
    const char* file;
    const char* rule;
  } const rows[] = {{"public/en/postlist.glass", "database"},
                    {"public/en/iamglass", "database"},
                    {"manifest.json", "manifest"},
                    {"lexicon-en-th", "lexicon"},
                    {"sounds", "lexicon"}};
  for (const auto& row : rows) {
    CAPTURE(row.file);
    Base base;
    std::ofstream(base.folder / row.file, std::ios::binary) << std::string(5000, '#');
    care::VerifyCommand json;
    json.json = true;
    CHECK(base.Verify(json) == cli::ExitCode::kFailed);
    CAPTURE(base.out.str());
    CHECK(base.out.str().find("\"rule\":\"" + std::string(row.rule) + "\"") != std::string::npos);
  }
  Base base;
  fs::remove_all(base.folder);
  CHECK(base.Verify() == cli::ExitCode::kFailed);
  CHECK(base.err.str().find("names gen-000001, which is missing") != std::string::npos);
}

TEST_CASE("Verify: what a killed run left is a warning") {
  Base base;
  fs::create_directory(base.dir / "building");
  CHECK(base.Verify() == cli::ExitCode::kOk);
  CHECK(base.err.str().find("building: warning: left by a run that was killed") !=
        std::string::npos);
  fs::create_directory(base.dir / "rebuilding");
  CHECK(base.Verify() == cli::ExitCode::kOk);
  CHECK(base.err.str().find("rebuilding: warning: left by a rebuild of other programs") !=
        std::string::npos);
  REQUIRE_FALSE(store::ResumeGeneration(base.dir, {"72.1"}).empty());
  CHECK(base.Verify() == cli::ExitCode::kOk);
  CHECK(base.err.str().find("rebuilding: warning: a rebuild was cut short; funnel-indexer rebuild "
                            "--kb " +
                            base.dir.string() + " goes on with it") != std::string::npos);
  CHECK(base.Status(false).find(" MB of a rebuild that was cut short\n") != std::string::npos);
}

TEST_CASE("Status: counts") {
  Base base;
  const std::string text = base.Status(false);
  CHECK(
      text.starts_with("articles      3\n"
                       "languages     en 2, th 1\n"
                       "audience      internal 1, partner 0, public 1\n"
                       "state         archived 0, draft 1, published 2\n"
                       "products      Tamarind Print 1\n"
                       "generation    gen-000001, made 2"));
  CHECK(text.find(" bytes an article: articles ") != std::string::npos);
  const std::string json = base.Status(true);
  CHECK(json.find("\"bytes_by_part\":{\"articles\":") != std::string::npos);
  CHECK(json.starts_with("{\"articles\":3,\"languages\":{\"en\":2,\"th\":1},"));
  CHECK(json.find("\"current_version\":true,\"writing\":false}") != std::string::npos);
  base.Spoil("public", [](Xapian::WritableDatabase& d) {
    d.set_metadata(std::string(schema::kAnalyzerKey), "0");
  });
  CHECK(base.Status(false).find("of other programs than these; run funnel-indexer rebuild --kb ") !=
        std::string::npos);
}

}  // namespace
}  // namespace funnel
