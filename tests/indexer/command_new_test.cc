// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/draft/command_new.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>

#include "indexer/base/clock.h"
#include "indexer/check/check.h"
#include "indexer/draft/template.h"
#include "indexer/exports/yaml_text.h"
#include "indexer/text/languages/headings.h"
#include "tests/support/articles.h"
#include "tests/support/temp_dir.h"

namespace funnel {
namespace {

namespace fs = std::filesystem;

/// What one run printed.
struct Run {
  std::ostringstream out;
  std::ostringstream err;

  cli::ExitCode New(draft::NewCommand command, const std::string& input = "") {
    command.author = "Anna Berg";
    cli::Console console{out, err};
    std::istringstream in(input);
    return draft::RunNew(command, console, in);
  }
};

/// The article in `text`, which must have no errors but those of rules in `but`.
Article Read(const std::string& text, const std::string& but = "") {
  const readers::SourceFile file{"new.md", "new.md", "new", readers::SourceKind::kMarkdown,
                                 text.size()};
  check::CheckOptions options;
  options.today = base::UtcToday();
  const check::CheckedArticle checked = check::CheckArticle(text, file, options);
  for (const cli::Diagnostic& diagnostic : checked.diagnostics) {
    CAPTURE(text);
    CAPTURE(diagnostic.ToString());
    CHECK((diagnostic.severity == cli::Severity::kWarning || diagnostic.rule == but));
  }
  REQUIRE(checked.article);
  return *checked.article;
}

TEST_CASE("Template: the headings of every language are recognised") {
  for (const std::string_view lang : text::HeadingLanguages()) {
    CAPTURE(lang);
    draft::TemplateFields fields;
    fields.lang = lang;
    fields.title = "T";
    fields.today = "2026-01-31";
    const Article article = Read(draft::RenderTemplate(fields));
    CHECK(article.lang == lang);
    for (const SectionRole role : {SectionRole::kSymptoms, SectionRole::kEnvironment,
                                   SectionRole::kCause, SectionRole::kResolution}) {
      const auto section = std::find_if(article.sections.begin(), article.sections.end(),
                                        [&](const Section& one) { return one.role == role; });
      REQUIRE(section != article.sections.end());
      CHECK(section->heading == text::HeadingOfRole(role, lang));
    }
  }
  CHECK(text::HeadingLanguages().size() >= 18);
  CHECK(text::HeadingOfRole(SectionRole::kCause, "xx") == "Cause");
  CHECK(text::HeadingOfRole(SectionRole::kOther, "en") == "");
}

TEST_CASE("Command new: fills the front matter from its options") {
  Run run;
  draft::NewCommand command;
  command.lang = "th-TH";
  command.title = "Print: job \"stuck\"";
  command.products = {"Tamarind Print", "A, B"};
  command.audience = "partner";
  CHECK(run.New(command) == cli::ExitCode::kOk);
  const Article article = Read(run.out.str());
  CHECK(article.id == "print-job-stuck");
  CHECK(article.lang == "th");
  CHECK(article.title == command.title);
  CHECK(article.products == command.products);
  CHECK(article.kind == Kind::kArticle);
  CHECK(article.audience == Audience::kPartner);
  CHECK(article.state == State::kDraft);
  CHECK(article.confidence == Confidence::kWorkInProgress);
  CHECK(article.created == base::UtcToday());
  CHECK(article.review_by.substr(4) ==
        (base::UtcToday().substr(4) == "-02-29" ? "-02-28" : base::UtcToday().substr(4)));
  CHECK(article.authors == std::vector<std::string>{"Anna Berg"});
  CHECK(article.text.find("The steps") == std::string::npos);  // Hints are comments.
}

TEST_CASE("Command new: without a title, check asks for one") {
  Run run;
  CHECK(run.New({}) == cli::ExitCode::kOk);
  Read(run.out.str(), "missing-title");
}

TEST_CASE("Command new: never overwrites, and says what it does not understand") {
  const testing::TempDir dir;
  const std::string path = (dir.path() / "stuck.md").string();
  Run run;
  draft::NewCommand command;
  command.output = path;
  command.title = "T";
  CHECK(run.New(command) == cli::ExitCode::kOk);
  CHECK(run.out.str().empty());
  CHECK(run.err.str() == "wrote " + path + "\n");
  std::ifstream file(path);
  const std::string text((std::istreambuf_iterator<char>(file)), std::istreambuf_iterator<char>());
  CHECK(Read(text).id == "stuck");
  Run again;
  CHECK(again.New(command) == cli::ExitCode::kFailed);
  CHECK(again.err.str() == "funnel-indexer: error: " + path +
                               ": exists already and is not overwritten; name another file\n");
  for (const auto& wrong : {draft::NewCommand{"no tag", "", "", {}, "", "", "", "", "", ""},
                            draft::NewCommand{"", "essay", "", {}, "", "", "", "", "", ""},
                            draft::NewCommand{"", "", "", {}, "", "all", "", "", "", ""}}) {
    CHECK(Run().New(wrong) == cli::ExitCode::kUsage);
  }
  Run missing;
  command = {};
  command.case_file = (dir.path() / "none.eml").string();
  CHECK(missing.New(command) == cli::ExitCode::kFailed);
}

TEST_CASE("Command new: a draft from a ticket, with what the base knows") {
  const testing::TempDir dir;
  Article queue = testing::MakeArticle("queue", "en", "A print job hangs -- in the queue",
                                       "The spooler shows TP-2203 when the queue is stuck.");
  queue.products = {"Tamarind Print"};
  testing::Publish(dir.path() / "kb", {queue, testing::MakeArticle("other", "en", "Mail", "x")});
  Run run;
  draft::NewCommand command;
  command.case_file = "-";
  command.kb = (dir.path() / "kb").string();
  CHECK(run.New(command,
                R"({"ticket":{"subject":"Re: [#12] Spooler stuck with tp2203","requester_id":5,
    "description":"Hi team,\n\nthe spooler of tamarind print is stuck and shows TP-2203.\nMy number is +49 89 1234567.\n\nThanks\nBen Olsen",
    "comments":[{"author_id":7,"body":"<p>Hello Ben,</p><p>restart the spooler.</p>"},
                {"author_id":5,"body":"That did not help."}]}})") == cli::ExitCode::kOk);
  CHECK(run.err.str().empty());
  const std::string text = run.out.str();
  const Article draft = Read(text);
  CHECK(draft.id == "case-spooler-stuck-with-tp2203");
  CHECK(draft.title == "Spooler stuck with tp2203");
  CHECK(draft.kind == Kind::kCase);
  CHECK(draft.audience == Audience::kInternal);
  CHECK(draft.state == State::kDraft);
  CHECK(draft.products == std::vector<std::string>{"Tamarind Print"});
  CHECK(draft.symptoms ==
        std::vector<std::string>{"the spooler of tamarind print is stuck and shows TP-2203.",
                                 "That did not help."});
  CHECK(draft.error_codes == std::vector<std::string>{"tp2203"});
  for (const char* part :
       {"# guessed from the text", "# guessed: named in the text", "# suggested from the subject",
        R"(> My number is \[phone\].)", "Error codes: `TP-2203`", "> restart the spooler.",
        "  queue [en] A print job hangs - - in the queue ("}) {
    CAPTURE(part);
    CAPTURE(text);
    CHECK(text.find(part) != std::string::npos);
  }
  for (const char* part : {"Ben", "Olsen", "1234567", "Thanks", "other [en]"}) {
    CAPTURE(part);
    CAPTURE(text);
    CHECK(text.find(part) == std::string::npos);
  }
}

TEST_CASE("Command new: a draft from a log, and what is no case") {
  Run run;
  draft::NewCommand command;
  command.case_file = "-";
  CHECK(run.New(command,
                "2026-03-03 09:59:12 INFO user=anna@nordwind.de\n"
                "2026-03-03 09:59:13 ERROR sync failed: 0x80070070\n") == cli::ExitCode::kOk);
  const Article draft = Read(run.out.str());
  CHECK(draft.title == "sync failed: 0x80070070");
  CHECK(draft.symptoms.empty());
  CHECK(run.out.str().find("```text\n2026-03-03 09:59:12 INFO user=[email]\n") !=
        std::string::npos);
  const struct {
    std::string input;
    const char* message;
  } rows[] = {
      {" \n",
       "funnel-indexer: error: -: error: the case is empty; give a mail, a log or a "
       "ticket\n"},
      {std::string("a\0b", 3),
       "funnel-indexer: error: -: error: a NUL byte: this is no text; save "
       "the case as text or mail (.eml)\n"},
      {"{\"a\": 1}",
       "funnel-indexer: error: -: error: the ticket has neither subject nor "
       "description; give it as plain text\n"},
      {"{\"a\": }",
       "funnel-indexer: error: -: error: no JSON at byte 7 (Invalid value.); correct "
       "it or give the case as plain text\n"},
  };
  for (const auto& row : rows) {
    Run wrong;
    CHECK(wrong.New(command, row.input) == cli::ExitCode::kFailed);
    CHECK(wrong.err.str() == row.message);
  }
}

TEST_CASE("SuggestId: Latin letters, digits and hyphens") {
  CHECK(draft::SuggestId("\"Your account is locked\" (TA-3107)") ==
        "your-account-is-locked-ta-3107");
  CHECK(draft::SuggestId("Druckauftrag hängt & läßt grüßen") == "druckauftrag-hangt-lasst-grussen");
  CHECK(draft::SuggestId("Máy in không in được") == "may-in-khong-in-duoc");
  CHECK(draft::SuggestId("พิมพ์ไม่ออก") == "");
  CHECK(draft::SuggestId(std::string(30, 'a') + " " + std::string(25, 'b') + " " +
                         std::string(9, 'c')) == std::string(30, 'a') + "-" + std::string(25, 'b'));
}

TEST_CASE("YamlText: plain where that is safe, quoted where it is not") {
  const struct {
    const char* text;
    const char* yaml;
  } kRows[] = {
      {"Printing", "Printing"},
      {"it's off", "it's off"},
      {"", "\"\""},
      {"5.3", "\"5.3\""},
      {"yes", "\"yes\""},
      {"a: b", "\"a: b\""},
      {"a #b", "\"a #b\""},
      {"say \"hi\"", "\"say \\\"hi\\\"\""},
      {"a, b", "\"a, b\""},
      {"- x", "\"- x\""},
      {"two\nlines", "\"two\\nlines\""},
      {"พิมพ์ไม่ออก", "พิมพ์ไม่ออก"},
  };
  for (const auto& row : kRows) {
    CAPTURE(row.text);
    CHECK(exports::YamlText(row.text) == row.yaml);
  }
  CHECK(exports::YamlList({"one", "a, b"}) == "[one, \"a, b\"]");
}

}  // namespace
}  // namespace funnel
