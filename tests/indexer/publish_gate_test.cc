// SPDX-License-Identifier: GPL-2.0-or-later
#include <doctest/doctest.h>

#include <filesystem>
#include <fstream>
#include <map>
#include <sstream>
#include <string>

#include "funnel/searcher.h"
#include "indexer/base/json.h"
#include "indexer/gate/command_publish.h"
#include "tests/support/articles.h"
#include "tests/support/temp_dir.h"

namespace funnel {
namespace {

namespace fs = std::filesystem;

constexpr const char* kSpooler =
    "## Symptoms\n\nThe spooler stops whenever a colour page is sent, and the queue shows TP-3105. "
    "Black pages come out as they should, and so does the test page of the printer itself.\n\n"
    "## Cause\n\nThe colour profile of the driver is damaged, so that `spoolsv.exe` ends while it "
    "reads the file. Version 4.12.7 of the driver writes that file when it is installed over an "
    "older one on a computer that sleeps meanwhile.\n\n"
    "## Resolution\n\n1. Stop the service with `net stop spooler`.\n2. Delete "
    "`C:\\ProgramData\\Tamarind\\Print\\profile.icm`.\n3. Install driver 4.12.9 or newer from the "
    "pages of Tamarind Print, and restart the computer.\n4. Start the service with `net start "
    "spooler` and print a colour page.\n";

constexpr const char* kCalendar =
    "## Symptoms\n\nMeetings that colleagues abroad have arranged are shown an hour too late in "
    "summer, though the clock of the computer is right.\n\n## Cause\n\nThe calendar keeps the "
    "rules for daylight saving of the year in which the account was made.\n\n## Resolution\n\n"
    "Open the settings of the account, choose the time zone again even if it is shown correctly, "
    "save, and let the calendar load its entries once more. Wait a few minutes for phones.\n";

/// A folder with articles and a base, and what was printed last.
struct Desk {
  testing::TempDir dir;
  std::string out;
  std::string err;

  fs::path kb() const { return dir.path() / "kb"; }

  void Write(const std::string& id, const std::string& title, const std::string& body,
             const std::string& keys = "", const std::string& lang = "en") const {
    std::ofstream(dir.path() / (id + ".md"), std::ios::binary)
        << "---\nid: " << id << "\nlang: " << lang << "\ntitle: " << title << '\n'
        << keys << "---\n\n"
        << body;
  }

  cli::ExitCode Publish(const std::vector<std::string>& ids, gate::PublishCommand command = {}) {
    command.kb = kb();
    for (const std::string& id : ids) {
      command.check.paths.push_back((dir.path() / (id + ".md")).string());
    }
    std::ostringstream out_stream, err_stream;
    cli::Console console{out_stream, err_stream};
    const std::atomic<bool> flag = false;
    const cli::ExitCode code = gate::RunPublish(command, console, flag);
    out = Short(out_stream.str());
    err = Short(err_stream.str());
    return code;
  }

  /// Without the folder's name and the time taken.
  std::string Short(std::string text) const {
    const std::string root = dir.path().string() + "/";
    for (std::size_t at = 0; (at = text.find(root)) != std::string::npos;) {
      text.erase(at, root.size());
    }
    const std::size_t time = text.rfind(" in ");
    return text.ends_with(" s\n") && time != std::string::npos ? text.substr(0, time) : text;
  }

  std::size_t Count(Audience audience = Audience::kInternal) const {
    auto searcher = Searcher::Open(kb(), audience);
    return searcher ? searcher->Describe().value().articles : 0;
  }
};

bool Has(const std::string& text, const std::string& part) {
  CAPTURE(text);
  return text.find(part) != std::string::npos;
}

TEST_CASE("Publish: shows what it does, and readers see it") {
  Desk desk;
  desk.Write("spooler", "Colour pages stop the spooler", kSpooler,
             "symptoms: [printer dies on colour pages]\nquestions:\n  - why is TP-3105 shown?\n");
  CHECK(desk.Publish({"spooler"}) == cli::ExitCode::kOk);
  CHECK(desk.err == "");
  CHECK(desk.out ==
        "spooler [en]: new\n"
        "  rank 1   \"printer dies on colour pages\"  (symptom)\n"
        "  rank 1   \"spooler stop pages\"  (title)\n"
        "  rank 1   \"why is TP-3105 shown?\"  (question)\n"
        "published 1 article (1 added, 0 updated, 0 unchanged)");
  CHECK(desk.Count(Audience::kPublic) == 1);
  CHECK(desk.Publish({"spooler"}) == cli::ExitCode::kOk);
  CHECK(Has(desk.out, "spooler [en]: unchanged\n"));
}

TEST_CASE("Publish: a near-duplicate refuses everything, unless it is wanted") {
  Desk desk;
  desk.Write("spooler", "Colour pages stop the spooler", kSpooler);
  REQUIRE(desk.Publish({"spooler"}) == cli::ExitCode::kOk);
  std::string copy = kSpooler;
  copy.replace(copy.find("restart the computer"), 7, "reboot");
  desk.Write("copy", "The spooler stops with colour", copy);
  desk.Write("calendar", "Meetings an hour too late", kCalendar);
  CHECK(desk.Publish({"copy", "calendar"}) == cli::ExitCode::kFailed);
  CHECK(Has(desk.out, "  similar: spooler [en] 9"));
  CHECK(Has(desk.err, "copy.md: error: copy [en]: shares 9"));
  CHECK(Has(desk.err, "% of its content with spooler [en] \"Colour pages stop the spooler\"; "));
  CHECK(Has(desk.err, "funnel-indexer: error: nothing was published: 1 error\n"));
  CHECK(desk.Count() == 1);

  gate::PublishCommand command;
  command.despite_duplicates = true;
  CHECK(desk.Publish({"copy", "calendar"}, command) == cli::ExitCode::kOk);
  CHECK(Has(desk.err, "copy.md: warning: copy [en]: shares 9"));
  CHECK(desk.Count() == 3);
  // What is there already, just so, is no news.
  CHECK(desk.Publish({"copy", "calendar"}) == cli::ExitCode::kOk);
}

TEST_CASE("Publish: near-duplicates among the files of one run") {
  Desk desk;
  desk.Write("one", "Colour pages stop the spooler", kSpooler);
  desk.Write("two", "Spooler stops at colour pages", kSpooler);
  CHECK(desk.Publish({"one", "two"}) == cli::ExitCode::kFailed);
  CHECK(Has(desk.err, "one.md: error: one [en]: shares "));
  CHECK(Has(desk.err, "two.md: error: two [en]: shares "));
  CHECK_FALSE(fs::exists(desk.kb()));
}

TEST_CASE("Publish: an article is no duplicate of what it was, nor of its translations") {
  Desk desk;
  desk.Write("spooler", "Colour pages stop the spooler", kSpooler);
  REQUIRE(desk.Publish({"spooler"}) == cli::ExitCode::kOk);
  desk.Write("spooler", "Colour pages stop the spooler", std::string(kSpooler) + "\nGood luck.\n");
  CHECK(desk.Publish({"spooler"}) == cli::ExitCode::kOk);
  CHECK(Has(desk.out, "spooler [en]: updated\n  rank 1 "));
  desk.Write("spooler-de", "Farbseiten halten den Spooler an", kSpooler, "family: spooler\n");
  CHECK(desk.Publish({"spooler-de"}) == cli::ExitCode::kOk);
  CHECK_FALSE(Has(desk.out, "similar"));
}

TEST_CASE("Publish: a duplicate in another language is known by what translation leaves") {
  Desk desk;
  const fs::path corpus = fs::path(FUNNEL_SOURCE_DIR) / "corpus";
  gate::PublishCommand command;
  command.kb = desk.kb();
  command.check.allowed = {"tamarind.example"};
  command.check.skipped = {"dead-link", "unknown-related", "review-due"};
  for (const char* name : {"print-queue-stuck", "drive-storage-full", "drive-sync-stuck",
                           "mail-outbox-stuck", "mail-attachment-too-large", "meet-no-sound"}) {
    fs::copy_file(corpus / "en" / (std::string(name) + ".md"),
                  desk.dir.path() / (std::string(name) + ".md"));
    REQUIRE(desk.Publish({name}, command) == cli::ExitCode::kOk);
  }
  std::ifstream in(corpus / "th/drive-storage-full.md");
  std::stringstream thai;
  thai << in.rdbuf();
  std::string text = thai.str();
  const auto write = [&] { std::ofstream(desk.dir.path() / "full-thai.md") << text; };
  text.replace(text.find("id: drive-storage-full"), 22, "id: full-thai");
  write();
  CHECK(desk.Publish({"full-thai"}, command) == cli::ExitCode::kFailed);
  CHECK(Has(desk.err, "full-thai [th]: shares "));
  CHECK(Has(desk.err, " with drive-storage-full [en] "));
  // Once it says whose translation it is, it is none.
  text.replace(text.find("id: full-thai"), 13, "id: full-thai\nfamily: drive-storage-full");
  write();
  CHECK(desk.Publish({"full-thai"}, command) == cli::ExitCode::kOk);
  CHECK_FALSE(Has(desk.out, "drive-storage-full [en]"));
}

TEST_CASE("Publish: a dry run changes nothing that a reader or the next writer sees") {
  Desk desk;
  desk.Write("spooler", "Colour pages stop the spooler", kSpooler);
  gate::PublishCommand command;
  command.dry_run = true;
  CHECK(desk.Publish({"spooler"}, command) == cli::ExitCode::kOk);
  CHECK(Has(desk.out, "\nwould have published 1 article (1 added, 0 updated, 0 unchanged)"));
  CHECK_FALSE(fs::exists(desk.kb()));

  REQUIRE(desk.Publish({"spooler"}) == cli::ExitCode::kOk);
  // The root of each database is in its iamglass; blocks that it does not reach do not count, nor
  // does a database that has no root yet.
  const auto state = [&] {
    std::map<std::string, std::string> files;
    for (const auto& entry : fs::recursive_directory_iterator(desk.kb())) {
      if (!entry.is_regular_file() || entry.path().extension() == ".glass") continue;
      if (entry.path().parent_path().parent_path().filename() == "internal") continue;
      std::ifstream in(entry.path(), std::ios::binary);
      std::stringstream content;
      content << in.rdbuf();
      files[entry.path().string()] = content.str();
    }
    return files;
  };
  const auto before = state();
  desk.Write("calendar", "Meetings an hour too late", kCalendar);
  desk.Write("spooler", "Another title of the same", kCalendar, "audience: internal\n");
  CHECK(desk.Publish({"calendar"}, command) == cli::ExitCode::kOk);
  command.despite_duplicates = true;
  CHECK(desk.Publish({"calendar", "spooler"}, command) == cli::ExitCode::kOk);
  CHECK(Has(desk.out, "spooler [en]: updated"));
  CHECK(state() == before);
  CHECK(desk.Count(Audience::kPublic) == 1);
  CHECK(Searcher::Open(desk.kb(), Audience::kPublic)->Get("en", "spooler")->title ==
        "Colour pages stop the spooler");
  CHECK(desk.Publish({"calendar"}) == cli::ExitCode::kOk);
  CHECK(desk.Count(Audience::kPublic) == 2);
}

TEST_CASE("Publish: a question that does not find its article on the first page is a warning") {
  Desk desk;
  for (int i = 0; i < 12; ++i) {
    Article article = testing::MakeArticle(
        "scan-" + std::to_string(i), "en", "Scan to folder fails, number " + std::to_string(i),
        "A scan to folder fails. Choose the scan folder anew; scan to folder works.");
    if (i >= 11) article.audience = Audience::kInternal;
    testing::Publish(desk.kb(), {article});
  }
  desk.Write("spooler", "Colour pages stop the spooler", kSpooler,
             "symptoms: [wxyz]\nquestions: [scan to folder fails]\n");
  CHECK(desk.Publish({"spooler"}) == cli::ExitCode::kOk);
  // Eleven others are better for a reader from outside; the internal one does not count.
  CHECK(desk.err ==
        "spooler.md: warning: spooler [en]: the question \"scan to folder fails\" does not find it "
        "on the first page (rank 12); say in its title, symptoms or text what its readers say\n");
  CHECK(Has(desk.out, "  rank 12  \"scan to folder fails\"  (question)\n"));
  CHECK(desk.Count() == 13);
}

TEST_CASE("Publish: takes files of rules along, and asks as the rules of the base have it") {
  Desk desk;
  for (int i = 0; i < 12; ++i) {
    testing::Publish(
        desk.kb(), {testing::MakeArticle("scan-" + std::to_string(i), "en",
                                         "Scan to folder fails, number " + std::to_string(i),
                                         "A scan to folder fails. Choose the scan folder anew.")});
  }
  desk.Write("spooler", "Colour pages stop the spooler", kSpooler,
             "symptoms: [wxyz]\nquestions: [scan to folder fails]\n");
  fs::create_directory(desk.dir.path() / "curation");
  const fs::path pins = desk.dir.path() / "curation/pins.txt";
  std::ofstream(pins) << "\"scan to folder\" > spooler\n";
  gate::PublishCommand command;
  command.check.paths = {desk.dir.path().string()};
  CHECK(desk.Publish({}, command) == cli::ExitCode::kFailed);
  CHECK(Has(desk.err, "curation/pins.txt:1:"));
  CHECK(desk.Count() == 12);
  std::ofstream(pins) << "\"scan to folder\" -> spooler\n";
  CHECK(desk.Publish({}, command) == cli::ExitCode::kOk);
  CHECK(Has(desk.out, "curation: pins 1\n"));
  CHECK(desk.Publish({"spooler"}) == cli::ExitCode::kOk);
  CHECK(Has(desk.out, "  rank 1   \"scan to folder fails\"  (question)\n"));
}

TEST_CASE("Publish: an error of the check refuses everything") {
  Desk desk;
  desk.Write("calendar", "Meetings an hour too late", kCalendar);
  desk.Write("spooler", "Colour pages stop the spooler", kSpooler, "state: gone\n");
  CHECK(desk.Publish({"calendar", "spooler"}) == cli::ExitCode::kFailed);
  CHECK(Has(desk.err, "spooler.md:5:8: error: "));
  CHECK(Has(desk.err, "funnel-indexer: error: nothing was published: 1 error\n"));
  CHECK(desk.out == "");
  CHECK_FALSE(fs::exists(desk.kb()));
  CHECK(desk.Publish({"none"}) == cli::ExitCode::kFailed);
  CHECK(Has(desk.err, "none.md: error: no such file or folder; check the path\n"));
}

TEST_CASE("Publish: drafts and archived articles are stored, and not asked for") {
  Desk desk;
  desk.Write("spooler", "Colour pages stop the spooler", kSpooler, "state: archived\n");
  desk.Write("calendar", "Meetings an hour too late", kCalendar, "state: draft\n");
  CHECK(desk.Publish({"spooler", "calendar"}) == cli::ExitCode::kOk);
  CHECK(desk.out ==
        "spooler [en]: new; archived: stored, but nobody finds it, so its questions were not "
        "asked\n"
        "calendar [en]: new; draft: stored, but nobody finds it, so its questions were not asked\n"
        "published 2 articles (2 added, 0 updated, 0 unchanged)");
  CHECK(desk.Count() == 0);
}

TEST_CASE("Publish: a second writer is told") {
  Desk desk;
  desk.Write("spooler", "Colour pages stop the spooler", kSpooler);
  REQUIRE(desk.Publish({"spooler"}) == cli::ExitCode::kOk);
  const Result<Indexer> other = Indexer::Open(desk.kb());
  REQUIRE(other);
  CHECK(desk.Publish({"spooler"}) == cli::ExitCode::kFailed);
  CHECK(Has(desk.err, "funnel-indexer: error: kb: "));
  CHECK(Has(desk.err, "another"));
}

TEST_CASE("Publish: --json tells all of it in one object") {
  Desk desk;
  desk.Write("spooler", "Colour pages stop the spooler", kSpooler, "questions: [wxyz nothing]\n");
  desk.Write("copy", "Spooler stops at colour pages", kSpooler);
  gate::PublishCommand command;
  command.json = true;
  CHECK(desk.Publish({"spooler", "copy"}, command) == cli::ExitCode::kFailed);
  rapidjson::Document json;
  json.Parse<rapidjson::kParseIterativeFlag>(desk.out.c_str());
  REQUIRE_FALSE(json.HasParseError());
  CHECK_FALSE(json["published"].GetBool());
  CHECK(json["added"].GetUint() == 2);
  const auto& article = json["articles"][0];
  CHECK(article["id"] == "spooler");
  CHECK(article["similar"][0]["id"] == "copy");
  CHECK(article["similar"][0]["duplicate"].GetBool());
  CHECK(article["similar"][0]["share"].GetDouble() > 0.9);
  CHECK(article["questions"][0]["rank"].GetUint() == 1);
  CHECK(json["diagnostics"][0]["rule"] == "near-duplicate");
}

}  // namespace
}  // namespace funnel
