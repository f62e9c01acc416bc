// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/query/compounds.h"

#include <doctest/doctest.h>

#include <string>

#include "searcher/query/query_plan.h"
#include "tests/support/word_base.h"

namespace funnel {
namespace {

using testing::WordBaseOf;

std::string Compounds(const char* query, const char* lang, const Xapian::Database& database) {
  query::QueryPlanner planner;
  const query::QueryPlan plan = planner.Plan(query, lang, {lang}, RankingParameters());
  query::LookBudget budget(1000);
  std::string line;
  query::TermCounts counts(database);
  for (const query::Compound& compound : query::FindCompounds(plan, counts, budget)) {
    line += plan.text.substr(compound.begin, compound.end - compound.begin) + "=" + compound.words +
            ";";
  }
  return line;
}

TEST_CASE("FindCompounds: words of the base make the parts") {
  const testing::WordBase database =
      WordBaseOf({"netzwerk", "drucker", "drucker", "problem", "verbindung", "fehler", "daten",
                  "bank", "über", "tragung", "login", "printer", "queue", "kennwort"});
  CHECK(Compounds("Netzwerkdrucker", "de", database) == "Netzwerkdrucker=netzwerk drucker;");
  CHECK(Compounds("Netzwerkdruckerproblem", "de", database) ==
        "Netzwerkdruckerproblem=netzwerk drucker problem;");
  CHECK(Compounds("Verbindungsfehler", "de", database) == "Verbindungsfehler=verbindung fehler;");
  CHECK(Compounds("ÜBERtragung", "de", database) == "ÜBERtragung=über tragung;");
  CHECK(Compounds("Datenbank", "nl", database) == "Datenbank=daten bank;");
  // Of what is no word of the base, nothing is made; nor of numbers.
  CHECK(Compounds("Netzwerkdrachen Kennwort1234", "de", database) == "");
  // Other languages write their words apart.
  CHECK(Compounds("printerqueue", "en", database) == "");
}

TEST_CASE("FindCompounds: looks up no more than it may") {
  const testing::WordBase database = WordBaseOf({"netzwerk", "drucker"});
  const std::vector<std::string> langs = {"de"};
  std::string question;
  for (int i = 0; i < 40; ++i) question += "netzwerkdruckerx" + std::string(1 + i % 9, 'u') + "ng ";
  query::QueryPlanner planner;
  const query::QueryPlan plan = planner.Plan(question, "de", langs, RankingParameters());
  query::LookBudget none(0);
  query::TermCounts counts(database);
  CHECK(query::FindCompounds(plan, counts, none).empty());
  query::LookBudget some(100);
  query::FindCompounds(plan, counts, some);
  CHECK(some.left() == 0);
}

}  // namespace
}  // namespace funnel
