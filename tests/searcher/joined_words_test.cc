// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/query/joined_words.h"

#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "searcher/query/query_plan.h"
#include "tests/support/word_base.h"

namespace funnel {
namespace {

using testing::WordBase;
using testing::WordBaseOf;

std::string Joined(const char* query, const char* lang, const Xapian::Database& database) {
  query::QueryPlanner planner;
  const query::QueryPlan plan = planner.Plan(query, lang, {lang}, RankingParameters());
  query::TermCounts counts(database);
  std::string line;
  for (const query::JoinedPair& pair : query::WritingFinder().JoinedPairs(plan, counts)) {
    line += plan.text.substr(pair.begin, pair.end - pair.begin) + "=" + pair.word + ";";
  }
  return line;
}

std::string Apart(const char* query, const char* lang, const Xapian::Database& database,
                  std::size_t looks = 1000) {
  query::QueryPlanner planner;
  const query::QueryPlan plan = planner.Plan(query, lang, {lang}, RankingParameters());
  query::TermCounts counts(database);
  query::LookBudget budget(looks);
  std::string line;
  for (const query::ApartWord& word : query::WritingFinder().ApartWords(plan, counts, budget)) {
    line += plan.terms[word.planned].term + "=" + word.words + ";";
  }
  return line;
}

TEST_CASE("WritingFinder: neighbours that the base writes as one, whatever stands between") {
  const WordBase database = WordBaseOf({"Zlogfil", "Zlogin", "Zwifi", "Zemail", "Zinform", "Zaway",
                                        "Zinto", "Z프린터오류", "Zвебсайт"});
  const struct {
    const char* lang;
    const char* query;
    const char* joined;
  } rows[] = {
      {"en", "log files", "log files=logfiles;"},
      {"en", "cannot log in", "log in=login;"},
      {"en", "Wi-Fi", "Wi-Fi=wifi;"},
      {"en", "wi.fi", "wi.fi=wifi;"},
      {"en", "e mails", "e mails=emails;"},
      {"ko", "프린터 오류가", "프린터 오류가=프린터오류가;"},
      {"ru", "веб сайты", "веб сайты=вебсайты;"},
      {"en", "in form fields", "in form=inform;"},
      // One letter that is a word, two function words, and words further apart.
      {"en", "a way", ""},
      {"en", "in to", ""},
      {"en", "log, in", ""},
      {"en", "log 7", ""},
  };
  for (const auto& row : rows) {
    CAPTURE(std::string(row.query));
    CHECK(Joined(row.query, row.lang, database) == std::string(row.joined));
  }
}

TEST_CASE("WritingFinder: one word weighs what two do") {
  const WordBase database(
      {{"Zwifi"}, {"Zwi", "Zfi"}, {"Zemail"}, {"Zemail"}, {"Ze", "Zmail"}, {"Zmail"}, {"Zmail"}});
  query::QueryPlanner planner;
  query::TermCounts counts(database);
  const auto factor = [&](const char* query) {
    const query::QueryPlan plan = planner.Plan(query, "en", {"en"}, RankingParameters());
    return query::WritingFinder().JoinedPairs(plan, counts).at(0).factor;
  };
  CHECK(factor("wi fi") == doctest::Approx(2));
  CHECK(factor("e mail") > 1.5);
}

TEST_CASE("WritingFinder: pieces that are words of the base, the commonest first") {
  const WordBase database({{"Zset", "Zup"},
                           {"Zlog", "Zin"},
                           {"Zwi", "Zfi"},
                           {"Ze", "Zmail"},
                           {"Za", "Zway"},
                           {"Zform"},
                           {"Zinform"},
                           {"Z프린터", "Z오류"},
                           {"Zvoic"},
                           {"Zset", "Zup"},
                           {"Zse", "Ztup"}});
  const struct {
    const char* lang;
    const char* query;
    const char* apart;
  } rows[] = {
      {"en", "setup", "setup=set up;setup=se tup;"},
      {"en", "Logins", "logins=log ins;"},
      {"en", "wifi", "wifi=wi fi;"},
      {"en", "emails", "emails=e mails;"},
      {"ko", "프린터오류가", "프린터오류가=프린터 오류가;"},
      {"en", "away", ""},
      {"en", "inform", ""},
      {"en", "printer", ""},
      {"en", "setup.dll", ""},
  };
  for (const auto& row : rows) {
    CAPTURE(std::string(row.query));
    CHECK(Apart(row.query, row.lang, database) == std::string(row.apart));
  }
  CHECK(Apart("setup", "en", database, 0) == "");
}

TEST_CASE("WritingFinder: a long word and a long question have an end") {
  const WordBase database = WordBaseOf({"Za", "Zb"});
  CHECK(Apart(std::string(300, 'b').c_str(), "en", database) == "");
  std::string question;
  for (int i = 0; i < 90; ++i) question += "aab" + std::string(1 + i % 9, 'b') + "a ";
  query::QueryPlanner planner;
  const query::QueryPlan plan = planner.Plan(question, "en", {"en"}, RankingParameters());
  query::TermCounts counts(database);
  query::LookBudget budget(50);
  query::WritingFinder().ApartWords(plan, counts, budget);
  CHECK(budget.left() == 0);
}

}  // namespace
}  // namespace funnel
