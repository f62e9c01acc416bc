// SPDX-License-Identifier: GPL-2.0-or-later
#include <doctest/doctest.h>
#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "funnel/indexer.h"
#include "indexer/base/json.h"
#include "searcher/commands/command_compare.h"
#include "searcher/commands/command_evaluate.h"
#include "searcher/commands/command_run.h"
#include "searcher/commands/command_search.h"
#include "searcher/commands/command_show.h"

namespace funnel {
namespace {

namespace fs = std::filesystem;

Article MakeArticle(std::string id, std::string title, std::string text,
                    Audience audience = Audience::kPublic) {
  Article article;
  article.id = article.family = std::move(id);
  article.lang = "en";
  article.title = std::move(title);
  article.text = article.body = std::move(text);
  article.format = BodyFormat::kPlain;
  article.audience = audience;
  return article;
}

/// A folder with a base of four articles, and files for the commands; gone at the end.
class Fixture {
 public:
  Fixture() : dir_(fs::temp_directory_path() / ("funnel-commands-" + std::to_string(getpid()))) {
    fs::remove_all(dir_);
    fs::create_directories(dir_);
    Result<Indexer> indexer = Indexer::Open(kb());
    REQUIRE(indexer);
    for (const Article& article :
         {MakeArticle("queue stuck", "Printer queue is stuck", "The document never leaves."),
          MakeArticle("offline", "Printer shows offline", "After sleep the printer is offline."),
          MakeArticle("password", "Reset a password", "Use the \x1b[31m reset \x1b[0m page."),
          MakeArticle("case", "Spooler crash at a hospital", "The spooler crashes.",
                      Audience::kInternal)}) {
      REQUIRE(indexer->Add(article));
    }
    REQUIRE(indexer->Commit());
  }
  ~Fixture() { fs::remove_all(dir_); }
  Fixture(const Fixture&) = delete;
  Fixture& operator=(const Fixture&) = delete;

  fs::path kb() const { return dir_ / "kb"; }
  std::string Path(const std::string& name) const { return (dir_ / name).string(); }

  std::string Write(const std::string& name, const std::string& text) const {
    std::ofstream(dir_ / name, std::ios::binary) << text;
    return Path(name);
  }

  std::string ReadBack(const std::string& name) const {
    std::ifstream in(dir_ / name, std::ios::binary);
    std::ostringstream text;
    text << in.rdbuf();
    return text.str();
  }

 private:
  fs::path dir_;
};

/// What a command printed.
struct Printed {
  int exit_code = 0;
  std::string out;
  std::string err;
};

template <class Command>
Printed Run(int (*run)(const Command&, commands::CommandIo&), const Command& command,
            const std::string& input = "", bool colour = false) {
  std::istringstream in(input);
  std::ostringstream out;
  std::ostringstream err;
  commands::CommandIo io{in, out, err, colour, false};
  const int exit_code = run(command, io);
  return {exit_code, out.str(), err.str()};
}

commands::SearchCommand Search(const Fixture& fixture, std::vector<std::string> words) {
  commands::SearchCommand command;
  command.kb = fixture.kb();
  command.lang = "en";
  command.query = std::move(words);
  return command;
}

std::size_t Lines(const std::string& text) {
  return static_cast<std::size_t>(std::count(text.begin(), text.end(), '\n'));
}

TEST_CASE("Command search: rank, title, id and language, without marks in a pipe") {
  const Fixture fixture;
  const Printed printed = Run(commands::RunSearch, Search(fixture, {"printer", "queue"}));
  CHECK(printed.exit_code == commands::kExitOk);
  CHECK(printed.out.starts_with("  1. Printer queue is stuck\n     queue stuck  en  "));
  CHECK(printed.out.find("\nAnswer, from Printer queue is stuck") != std::string::npos);
  CHECK(printed.out.find('\x1b') == std::string::npos);
  CHECK(printed.out.find("<mark>") == std::string::npos);
}

TEST_CASE("Command search: a terminal gets marks, and no article can steer it") {
  const Fixture fixture;
  const Printed printed = Run(commands::RunSearch, Search(fixture, {"reset"}), "", true);
  CHECK(printed.out.find("\x1b[1;33mReset\x1b[0m\x1b[1m a password\x1b[0m") != std::string::npos);
  CHECK(printed.out.find("\x1b[1;33m") != std::string::npos);
  CHECK(printed.out.find("\x1b[31m") == std::string::npos);
}

TEST_CASE("Command search: offset goes on counting, limit ends") {
  const Fixture fixture;
  commands::SearchCommand command = Search(fixture, {"printer"});
  command.limit = 1;
  command.offset = 1;
  const Printed printed = Run(commands::RunSearch, command);
  CHECK(printed.out.starts_with("  2. "));
  CHECK(printed.out.find("  3. ") == std::string::npos);
}

TEST_CASE("Command search: says in one line what there was no time for") {
  SearchResponse response;
  CHECK(commands::OmissionLine(response.incomplete).empty());
  response.incomplete = {Omission::kTranslation, Omission::kSnippets};
  CHECK(commands::OmissionLine(response.incomplete) ==
        "funnel-searcher: warning: no time was left for translation, snippets: ask with fewer "
        "words\n");
}

TEST_CASE("Command search: JSON is the server's answer") {
  const Fixture fixture;
  commands::SearchCommand command = Search(fixture, {"printer queue"});
  command.json = true;
  const Printed printed = Run(commands::RunSearch, command);
  const auto parsed = base::ParseJson(printed.out, {.max_bytes = printed.out.size()});
  REQUIRE(parsed);
  const rapidjson::Document& document = *parsed;
  CHECK(base::JsonView(document["query"]) == "printer queue");
  CHECK(base::JsonView(document["hits"][0]["id"]) == "queue stuck");
  CHECK(base::JsonView(document["hits"][0]["url"]) == "/articles/en/queue%20stuck");
}

TEST_CASE("Command search: filters, and counts behind the hits") {
  const Fixture fixture;
  commands::SearchCommand command = Search(fixture, {"printer"});
  command.facets = {"kind", "lang", "tag"};
  const Printed found = Run(commands::RunSearch, command);
  CHECK(found.out.ends_with("kind: article (2)\nlang: en (2)\ntag: none\n"));
  command.filter = "id = offline";
  command.query.clear();
  const Printed listed = Run(commands::RunSearch, command);
  CHECK(listed.out.find("Printer shows offline") != std::string::npos);
  CHECK(listed.out.ends_with("kind: article (1)\nlang: en (1)\ntag: none\n"));
  command.filter = "id : offline";
  CHECK(Run(commands::RunSearch, command).err.find("wrong at character 4") != std::string::npos);
  command.filter.clear();
  command.facets = {"colour"};
  CHECK(Run(commands::RunSearch, command).err.find("unknown facet 'colour'") != std::string::npos);
}

TEST_CASE("Command search: pasted text may be long, a typed query and too much text may not") {
  const Fixture fixture;
  std::string log;
  while (log.size() < kMaxPastedBytes - 200) log += "connection refused\n";
  const Printed pasted = Run(commands::RunSearch, Search(fixture, {"-"}), "queue stuck\n" + log);
  CHECK(pasted.exit_code == commands::kExitOk);
  CHECK(pasted.out.find("queue stuck") != std::string::npos);
  const Printed too_long = Run(commands::RunSearch, Search(fixture, {"-"}), log + log);
  CHECK(too_long.exit_code == commands::kExitFailed);
  CHECK(too_long.err.starts_with("funnel-searcher: error: "));
  const Printed typed =
      Run(commands::RunSearch, Search(fixture, {std::string(kMaxQueryBytes + 1, 'x')}));
  CHECK(typed.exit_code == commands::kExitFailed);
}

TEST_CASE("Command search: the public never sees an internal case") {
  const Fixture fixture;
  commands::SearchCommand command = Search(fixture, {"spooler"});
  const Printed outside = Run(commands::RunSearch, command);
  CHECK(outside.exit_code == commands::kExitOk);
  CHECK(outside.out.starts_with("Changed last:\n"));
  CHECK(outside.out.find("hospital") == std::string::npos);
  CHECK(outside.err == "no hits\n");
  command.audience = Audience::kInternal;
  CHECK(Run(commands::RunSearch, command).out.find("hospital") != std::string::npos);
}

TEST_CASE("Command show and status: an article, and what is in view") {
  const Fixture fixture;
  commands::ShowCommand show;
  show.kb = fixture.kb();
  show.lang = "en-GB";
  show.id = "password";
  const Printed shown = Run(commands::RunShow, show);
  CHECK(shown.exit_code == commands::kExitOk);
  CHECK(shown.out.starts_with("Reset a password\n\nid: password\nlang: en\n"));
  CHECK(shown.out.find('\x1b') == std::string::npos);
  show.id = "case";
  CHECK(Run(commands::RunShow, show).exit_code == commands::kExitFailed);

  commands::StatusCommand status;
  status.kb = fixture.kb();
  const Printed printed = Run(commands::RunStatus, status);
  CHECK(printed.out.starts_with("generation  gen-"));
  CHECK(printed.out.find("\npublic      3\npartner     3\ninternal    4\nlanguages   en\n") !=
        std::string::npos);
  status.json = true;
  CHECK(Run(commands::RunStatus, status)
            .out.ends_with(R"("articles":{"public":3,"partner":3,"internal":4},)"
                           R"("languages":["en"],"warning":""})"
                           "\n"));
}

TEST_CASE("Command run: a TREC run with ids escaped, the query's own document dropped") {
  const Fixture fixture;
  commands::RunCommand command;
  command.kb = fixture.kb();
  command.tag = "t";
  command.queries = fixture.Write("q.jsonl",
                                  "{\"_id\":\"q 1\",\"text\":\"printer queue\",\"lang\":\"en\"}\n"
                                  "{\"_id\":\"q2\",\"text\":\"printer queue\",\"lang\":\"en\","
                                  "\"self\":\"queue stuck\"}\n");
  command.batch.depth = 1;
  const Printed printed = Run(commands::RunRun, command);
  CHECK(printed.exit_code == commands::kExitOk);
  CHECK(Lines(printed.out) == 2);
  CHECK(printed.out.starts_with("q%201 Q0 queue%20stuck 1 "));
  CHECK(printed.out.find("\nq2 Q0 offline 1 ") != std::string::npos);
}

TEST_CASE("Command run: bad lines are named, the rest is answered, the exit code is 1") {
  const Fixture fixture;
  commands::RunCommand command;
  command.kb = fixture.kb();
  command.queries = fixture.Write("q.jsonl",
                                  "oops\n"
                                  "{\"_id\":\"1\",\"text\":\"printer\",\"lang\":\"no language\"}\n"
                                  "{\"_id\":\"2\",\"text\":\"printer\"}\n");
  const Printed printed = Run(commands::RunRun, command);
  CHECK(printed.exit_code == commands::kExitFailed);
  CHECK(printed.err.starts_with(command.queries + ":1: error: no JSON at byte "));
  CHECK(printed.err.find("\n" + command.queries + ":2: error: ") != std::string::npos);
  CHECK(Lines(printed.err) == 2);
  CHECK(printed.out.starts_with("2 Q0 "));
  CHECK(Lines(printed.out) == 2);
}

TEST_CASE("Command evaluate: judgements from a file or from the queries, and a comparison") {
  const Fixture fixture;
  commands::EvaluateCommand command;
  command.kb = fixture.kb();
  command.set = "s";
  command.format = commands::OutputFormat::kTsv;
  command.queries = fixture.Write("q.jsonl",
                                  "{\"_id\":\"1\",\"text\":\"queue stuck\",\"lang\":\"en\"}\n"
                                  "{\"_id\":\"2\",\"text\":\"queue stuck\",\"lang\":\"en\"}\n"
                                  "{\"_id\":\"3\",\"text\":\"zzzz\",\"lang\":\"en\"}\n");
  CHECK(Run(commands::RunEvaluate, command).exit_code ==
        commands::kExitFailed);  // Nothing is judged.

  command.qrels =
      fixture.Write("qrels.tsv", "query-id\tcorpus-id\tscore\n1\tqueue stuck\t1\n3\toffline\t1\n");
  command.per_query = fixture.Path("before.tsv");
  Printed printed = Run(commands::RunEvaluate, command);
  CHECK(printed.exit_code == commands::kExitOk);
  CHECK(printed.out.find("s\ten\t-\t2\t1\t0.500000\t0.500000\t0.500000\t0.500000\t0.500000\t") !=
        std::string::npos);
  CHECK(fixture.ReadBack("before.tsv").find("\t1\tqueue%20stuck") != std::string::npos);

  command.qrels.clear();
  command.queries = fixture.Write(
      "q2.jsonl",
      "{\"_id\":\"1\",\"text\":\"queue stuck\",\"lang\":\"en\",\"relevant\":{\"offline\":1}}\n"
      "{\"_id\":\"3\",\"text\":\"password\",\"lang\":\"en\",\"relevant\":{\"password\":2}}\n");
  command.per_query = fixture.Path("after.tsv");
  printed = Run(commands::RunEvaluate, command);
  CHECK(printed.exit_code == commands::kExitOk);

  commands::CompareCommand compare;
  compare.before = fixture.Path("before.tsv");
  compare.after = fixture.Path("after.tsv");
  compare.json = true;
  const Printed compared = Run(commands::RunCompare, compare);
  CHECK(compared.exit_code == commands::kExitOk);
  CHECK(compared.out.find(R"("queries":2,"unpaired":0,"better":1,"worse":1,"before":0.5,)") !=
        std::string::npos);
}

TEST_CASE("Commands: a missing base or file is an error with its name") {
  const Fixture fixture;
  commands::SearchCommand search = Search(fixture, {"x"});
  search.kb = fixture.Path("nothing");
  CHECK(Run(commands::RunSearch, search).exit_code == commands::kExitFailed);
  CHECK(Run(commands::RunSearch, search).err.find(fixture.Path("nothing")) != std::string::npos);
  commands::RunCommand run;
  run.kb = fixture.kb();
  run.queries = fixture.Path("none.jsonl");
  CHECK(Run(commands::RunRun, run).err.starts_with("funnel-searcher: error: " + run.queries));
  commands::CompareCommand compare;
  compare.before = compare.after = fixture.Path("none.tsv");
  CHECK(Run(commands::RunCompare, compare).exit_code == commands::kExitFailed);
}

TEST_CASE("Commands: what an article or a question says cannot turn the direction of writing") {
  const Fixture fixture;
  Result<Indexer> indexer = Indexer::Open(fixture.kb());
  REQUIRE(indexer);
  REQUIRE(indexer->Add(MakeArticle("turned", "Invoice \u202Egpj.exe", "Open \u2067it\u2069 now.")));
  REQUIRE(indexer->Commit());
  const auto steers = [](const std::string& text) {
    return text.find("\u202E") != std::string::npos || text.find("\u2067") != std::string::npos;
  };

  commands::SearchCommand search;
  search.kb = fixture.kb();
  search.query = {"invoice", "open"};
  const Printed found = Run(commands::RunSearch, search, "", true);
  CHECK(found.out.find("  gpj.exe") != std::string::npos);
  CHECK_FALSE(steers(found.out));

  commands::ShowCommand show;
  show.kb = fixture.kb();
  show.lang = "en";
  show.id = "turned";
  CHECK_FALSE(steers(Run(commands::RunShow, show).out));
  show.id = "none\u202E";
  const Printed missing = Run(commands::RunShow, show);
  CHECK(missing.exit_code == commands::kExitFailed);
  CHECK_FALSE(steers(missing.err));
}

}  // namespace
}  // namespace funnel
