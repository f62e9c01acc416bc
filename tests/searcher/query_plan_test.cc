// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/query/query_plan.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <string>

#include "funnel/searcher.h"

namespace funnel {
namespace {

/// The plan without its scored terms: phrases and exclusions only.
std::string Syntax(const std::string& plan) {
  const std::size_t at = std::min({plan.find("+("), plan.find("~("), plan.find("-(")});
  return at == std::string::npos ? "" : plan.substr(at);
}

TEST_CASE("QueryPlanner: phrases and exclusions become requirements") {
  struct {
    const char* query;
    const char* syntax;
  } rows[] = {
      {"reset password", ""},
      {"\"resetting passwords\"", "+(Zreset & Zpassword & <reset password>)"},
      {"\"password\"", "+(Zpassword)"},
      {"\"打印机\" 卡住", "~(XG打印 & XG印机)"},
      {"the \"reset password\" button", "~(Zreset & Zpassword & <reset password>)"},
      {"printer -offline", "-(Zofflin|XFoffline)"},
      {"printer -\"paper jam\"", "-(Zpaper & Zjam & <paper jam>)"},
      {"printer -wi-fi", "-(Zwi|XFwi & Zfi|XFfi & <wi fi>) -(XIwi-fi) -(Zwifi|XFwifi)"},
      {"printer -KB5034441", "-(Zkb|XFkb & 5034441 & <kb 5034441>) -(XIkb5034441)"},
      {"printer -卡纸", "-(XG卡纸)"},
      {"printer -the", ""},
      {"\"打印机\"", "+(XG打印 & XG印机)"},
      {"code -2147024891", ""},
      {"run --force", ""},
      {"-offline", ""},
      {"a \"open phrase", ""},
      {"line one\n-second \"line\"", ""},
  };
  query::QueryPlanner planner;
  for (const auto& row : rows) {
    CAPTURE(std::string(row.query));
    const query::QueryPlan plan = planner.Plan(row.query, "", {"en", "zh-Hans"}, {});
    CHECK(Syntax(plan.ToString()) == row.syntax);
  }
}

TEST_CASE("QueryPlanner: pasted text has no syntax") {
  query::QueryPlanner planner;
  const std::string log = std::string(kMaxQueryBytes, 'x') + " \"quoted phrase\" -minus";
  const query::QueryPlan plan = planner.Plan(log, "", {"en"}, {});
  CHECK(plan.phrases.empty());
  CHECK(plan.excluded.empty());
}

TEST_CASE("QueryPlanner: a query is read in the languages of its base") {
  query::QueryPlanner planner;
  CHECK(planner.Plan("Passwörter", "de", {"de", "en"}, {}).langs ==
        std::vector<std::string>{"de", "en"});
  CHECK(planner.Plan("passwords", "th", {"en", "th"}, {}).langs.front() == "th");
  CHECK(planner.Plan("anything", "", {"vi"}, {}).langs == std::vector<std::string>{"vi"});
  CHECK(planner.Plan("anything", "", {}, {}).langs.empty());
}

TEST_CASE("QueryPlanner: a repeated term is one term that counts more") {
  query::QueryPlanner planner;
  const query::QueryPlan plan = planner.Plan("disk Disk disks", "", {"en"}, {});
  CHECK(plan.ToString() ==
        "word:disk*2 stem:disk*3 fold:disk*2 word:disks*1 fold:disks*1 ngram:disk*1 ngram:isks*1 "
        "pair:disk disk*2 "
        "fold-pair:disk disk*1 fold-pair:disk disks*1");
}

}  // namespace
}  // namespace funnel
