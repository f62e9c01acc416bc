// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/query/spelling.h"

#include <doctest/doctest.h>

#include <chrono>
#include <cstdint>
#include <ctime>
#include <string>
#include <vector>

#include "funnel/searcher.h"
#include "tests/support/articles.h"
#include "tests/support/temp_dir.h"
#include "tests/support/word_base.h"

namespace funnel {
namespace {

using query::LookBudget;
using testing::MakeArticle;
using testing::TempDir;

/// "s" and the digits of `number` as letters from `first` on.
std::string WordOf(int number, int digits, char first) {
  std::string word = "s";
  for (int i = 0; i < digits; ++i, number /= 10) {
    word += static_cast<char>(first + number % 10);
  }
  return word;
}

/// "typed=word|word;..."
std::string Misspellings(const std::string& query, const Xapian::Database& database,
                         LookBudget& budget) {
  query::QueryPlanner planner;
  const query::QueryPlan plan = planner.Plan(query, "en", {"en"}, RankingParameters());
  std::string line;
  query::TermCounts counts(database);
  for (const query::Misspelling& misspelling : query::FindMisspellings(plan, counts, budget)) {
    line += plan.terms[misspelling.planned].term;
    char separator = '=';
    for (const std::string& word : misspelling.words) {
      line += separator + word;
      separator = '|';
    }
    line += ';';
  }
  return line;
}

/// `question` and unknown words, as much as the search box takes.
std::string WithUnknownWords(std::string question) {
  for (int i = 0; question.size() + 6 < kMaxQueryBytes; ++i)
    question += "sa" + WordOf(i, 3, 'o').substr(1) + ' ';
  return question;
}

TEST_CASE("FindMisspellings: words of one edit, two from eight letters on") {
  const testing::WordBase database = testing::WordBaseOf(
      {"printer", "printer", "pointer", "spooler", "scanner", "connection", "tls", "print1"});
  struct Row {
    const char* query;
    const char* found;
  };
  for (const Row& row :
       {Row{"printr", "printr=printer;"}, Row{"pinter", "pinter=printer|pointer;"},
        Row{"rinter", "rinter=printer;"}, Row{"scaner spoolr", "scaner=scanner;spoolr=spooler;"},
        Row{"conection", "conection=connection;"}, Row{"conecton", "conecton=connection;"},
        Row{"printer", ""}, Row{"tlx", ""}, Row{"print2", ""}, Row{"PRINTR-0815", ""}}) {
    CAPTURE(row.query);
    LookBudget budget(1000);
    CHECK(Misspellings(row.query, database, budget) == row.found);
  }
}

query::PlannedTerm Planned(Lane lane, const std::string& term, std::uint32_t begin,
                           std::uint32_t end) {
  return {lane, term, 1, 1, begin, end, false};
}

/// A typed word at byte `begin`.
query::PlannedTerm Word(const std::string& word, std::uint32_t begin = 0) {
  return Planned(Lane::kWord, word, begin, begin + static_cast<std::uint32_t>(word.size()));
}

/// The words that each misspelt one of `terms` may be: "printer|pointer;".
std::string Meant(const std::vector<query::PlannedTerm>& terms, const Xapian::Database& database) {
  query::QueryPlan plan;
  plan.terms = terms;
  LookBudget budget(1000);
  std::string line;
  query::TermCounts counts(database);
  for (const query::Misspelling& misspelling : query::FindMisspellings(plan, counts, budget)) {
    for (const std::string& word : misspelling.words) {
      line += (line.empty() || line.ends_with(';') ? "" : "|") + word;
    }
    line += ';';
  }
  return line;
}

TEST_CASE("FindMisspellings: which word, in which script") {
  const testing::WordBase database({{"mail", "main", "offline", "install", "certificate"},
                                    {"mail", "terminal", "принтер", "máy", "kb2919355"},
                                    {"打印机", "เครื่อง", "스프레드시트", "o'clock"}});
  const struct {
    std::string word, meant;
  } rows[] = {
      {"offrine", "offline;"},
      {"ofrine", ""},           // two edits in six letters
      {"insatll", "install;"},  // two letters changed places: one edit
      {"certifcatt", "certificate;"},
      {"tarminel", "terminal;"},  // two edits in eight letters
      {"mair", "mail|main;"},     // the commoner first
      {"mai", ""},                // too short
      {"принтр", "принтер;"},
      {"스프레드시타", "스프레드시트;"},
      {"kb2919356", ""},
      {"打印几", ""},
      {"oclock", "o'clock;"},
  };
  for (const auto& row : rows) {
    CAPTURE(row.word);
    CHECK(Meant({Word(row.word)}, database) == row.meant);
  }
}

TEST_CASE("FindMisspellings: the closest only, three of a word and six words at most") {
  const testing::WordBase database(
      {{"batteries", "batterien", "batterier", "batteried", "bacteria"}, {"batterier"}});
  CHECK(Meant({Word("batteriex")}, database) == "batterier|batteried|batterien;");
  CHECK(Meant({Word("battexies")}, database) == "batteries;");
  const std::vector<query::PlannedTerm> words(9, Word("battexies"));
  CHECK(Meant(words, database).size() == 6 * std::string("batteries;").size());
}

TEST_CASE("FindMisspellings: a word is known by its stem or its name, too") {
  const testing::WordBase database({{"printer", "Zprint", "XFprintar2"}});
  const query::PlannedTerm word = Word("printar");
  CHECK(Meant({word}, database) == "printer;");
  CHECK(Meant({word, Planned(Lane::kStem, "Zprint", 0, 7)}, database).empty());
  CHECK(Meant({word, Planned(Lane::kStem, "Zother", 0, 7)}, database) == "printer;");
  CHECK(Meant({word, Planned(Lane::kFold, "XFprintar2", 0, 7)}, database).empty());
  CHECK(Meant({word, Planned(Lane::kStem, "Zprint", 20, 27)}, database) == "printer;");
  const query::PlannedTerm code = Planned(Lane::kIdentifier, "XIprintar.dll", 0, 11);
  CHECK(Meant({word, code}, database).empty());
  CHECK(Meant({Word("printar", 20), code}, database) == "printer;");
}

TEST_CASE("FindMisspellings: looks at no more words than it may, over the whole question") {
  std::vector<std::string> words = {"spooler"};
  for (int i = 0; i < 500; ++i) words.push_back(WordOf(i, 5, 'a'));
  const testing::WordBase database = testing::WordBaseOf(words);
  LookBudget budget(3000);
  CHECK(Misspellings(WithUnknownWords("spoolr "), database, budget) == "spoolr=spooler;");
  CHECK(budget.left() == 0);
  LookBudget enough(3000);
  CHECK(Misspellings("spoolr sqqqq srrrr", database, enough) == "spoolr=spooler;");
  CHECK(enough.left() > 0);
}

TEST_CASE("Searcher: a question of nothing but unknown words costs what ten of them cost") {
  const TempDir dir;
  std::vector<Article> articles;
  for (int i = 0; i < 50; ++i) {
    std::string text;
    for (int j = 0; j < 1000; ++j) text += WordOf(1000 * i + j, 5, 'a') + ' ';
    articles.push_back(MakeArticle(std::to_string(i), "en", "Words", text));
  }
  testing::Publish(dir.path(), articles);
  Result<Searcher> searcher = Searcher::Open(dir.path(), Audience::kPublic);
  REQUIRE(searcher.has_value());
  SearchRequest request;
  request.query = WithUnknownWords("");
  request.lang = "en";
  request.deadline = std::chrono::milliseconds::max();
  const std::clock_t begin = std::clock();
  const Result<SearchResponse> response = searcher->Search(request);
  const double seconds = static_cast<double>(std::clock() - begin) / CLOCKS_PER_SEC;
  REQUIRE(response.has_value());
  CHECK(response->hits.empty());
  CHECK(seconds < 1);
}

}  // namespace
}  // namespace funnel
