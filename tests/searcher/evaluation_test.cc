// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/measure/evaluation.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <map>
#include <sstream>

namespace funnel {
namespace {

measure::TestQuery Query(std::string id, std::string lang, std::string type,
                         measure::Grades relevant) {
  measure::TestQuery query;
  query.id = std::move(id);
  query.text = "text";
  query.lang = std::move(lang);
  query.type = std::move(type);
  query.relevant = std::move(relevant);
  return query;
}

/// Answers from a table, in English but for "a", which is Thai; an unknown query fails.
measure::Ranker FromTable(std::map<std::string, std::vector<std::string>> table) {
  return [table](const measure::TestQuery& query) -> Result<std::vector<measure::RankedDocument>> {
    const auto found = table.find(query.id);
    if (found == table.end()) return Fail(ErrorCode::kTimeout, "too slow");
    std::vector<measure::RankedDocument> ranking;
    for (const std::string& id : found->second) {
      ranking.push_back({id, 1.0, id == "a" ? "th" : "en"});  // All tied.
    }
    return ranking;
  };
}

void MustNotFail(const measure::TestQuery& query, const Error& error) {
  FAIL_CHECK(query.id << ": " << error.message);
}

std::vector<std::string> Ids(const std::vector<measure::TestQuery>& queries) {
  std::vector<std::string> ids;
  for (const measure::TestQuery& query : queries) ids.push_back(query.id);
  return ids;
}

TEST_CASE("Evaluation: means by language and type, and over all queries") {
  const measure::Selection selection = measure::SelectQueries(
      {Query("1", "th", "title", {{"a", 1}}), Query("2", "en", "title", {{"a", 1}}),
       Query("3", "en", "title", {{"a", 1}}), Query("4", "en", "heading", {{"a", 1}, {"b", 1}})},
      0);
  const measure::Evaluation result = measure::Evaluate(
      selection, FromTable({{"1", {"a"}}, {"2", {"x", "a"}}, {"3", {}}, {"4", {"b", "a"}}}),
      MustNotFail);
  REQUIRE(result.rows.size() == 3);
  CHECK(result.rows[0].type == "heading");
  CHECK(result.rows[0].recall5 == doctest::Approx(1));
  CHECK(result.rows[1].lang == "en");
  CHECK(result.rows[1].type == "title");
  CHECK(result.rows[1].queries == 2);
  CHECK(result.rows[1].ndcg10 == doctest::Approx(0.630930 / 2));
  CHECK(result.rows[1].mrr10 == doctest::Approx(0.25));
  CHECK(result.rows[1].zero_hit_rate == doctest::Approx(0.5));
  CHECK(result.rows[1].own_first == doctest::Approx(0.5));
  CHECK(result.rows[2].lang == "th");
  CHECK(result.rows[2].own_first == doctest::Approx(1));
  CHECK(result.overall.own_first == doctest::Approx(0.75));
  CHECK(result.overall.queries == 4);
  CHECK(result.overall.mrr10 == doctest::Approx((1 + 0.5 + 0 + 1) / 4));
  CHECK(result.overall.zero_hit_rate == doctest::Approx(0.25));
}

TEST_CASE("Evaluation: equal scores keep the order of the ranking") {
  const measure::Selection selection =
      measure::SelectQueries({Query("1", "en", "t", {{"b", 1}})}, 0);
  const auto ndcg = [&](std::vector<std::string> ranking) {
    return measure::Evaluate(selection, FromTable({{"1", std::move(ranking)}}), MustNotFail)
        .overall.ndcg10;
  };
  CHECK(ndcg({"b", "a"}) == doctest::Approx(1));
  CHECK(ndcg({"a", "b"}) == doctest::Approx(0.630930));
}

TEST_CASE("Evaluation: queries without a relevant document are counted and not asked") {
  const measure::Selection selection =
      measure::SelectQueries({Query("1", "en", "t", {{"a", 1}}), Query("2", "en", "t", {}),
                              Query("3", "en", "t", {{"a", 0}}), Query("4", "en", "other", {})},
                             0);
  const measure::Evaluation result =
      measure::Evaluate(selection, FromTable({{"1", {"a"}}}), MustNotFail);
  REQUIRE(result.rows.size() == 2);
  CHECK(result.rows[0].type == "other");
  CHECK(result.rows[0].queries == 0);
  CHECK(result.rows[0].unjudged == 1);
  CHECK(result.rows[0].ndcg10 == 0);
  CHECK(result.rows[1].queries == 1);
  CHECK(result.rows[1].unjudged == 2);
  CHECK(result.rows[1].ndcg10 == doctest::Approx(1));
  CHECK(result.overall.unjudged == 3);
  CHECK(result.overall.ndcg10 == doctest::Approx(1));
}

TEST_CASE("Evaluation: a query that fails is named and counts as nothing found") {
  const measure::Selection selection = measure::SelectQueries(
      {Query("1", "en", "t", {{"a", 1}}), Query("2", "en", "t", {{"a", 1}})}, 0);
  std::vector<std::string> failed;
  const measure::Evaluation result =
      measure::Evaluate(selection, FromTable({{"1", {"a"}}}),
                        [&](const measure::TestQuery& query, const Error& error) {
                          failed.push_back(query.id + ": " + error.message);
                        });
  CHECK(failed == std::vector<std::string>{"2: too slow"});
  CHECK(result.overall.queries == 2);
  CHECK(result.overall.ndcg10 == doctest::Approx(0.5));
  CHECK(result.overall.zero_hit_rate == doctest::Approx(0.5));
}

TEST_CASE("Evaluation: outcomes keep the top three and the first relevant rank") {
  const measure::Selection selection =
      measure::SelectQueries({Query("1", "en", "t", {{"d", 1}})}, 0);
  const measure::Evaluation result =
      measure::Evaluate(selection, FromTable({{"1", {"a", "b", "c", "d"}}}), MustNotFail);
  REQUIRE(result.outcomes.size() == 1);
  CHECK(result.outcomes[0].first_relevant == 4);
  CHECK(result.outcomes[0].top == std::vector<std::string>{"a", "b", "c"});
}

TEST_CASE(
    "Evaluation: the sample is of the wanted size, by language and type, whatever the order") {
  std::vector<measure::TestQuery> queries;
  for (int i = 0; i < 300; ++i) {
    queries.push_back(Query("q" + std::to_string(i), "en", "title", {{"a", 1}}));
    if (i < 20) queries.push_back(Query("h" + std::to_string(i), "en", "heading", {{"a", 1}}));
    if (i < 50) queries.push_back(Query("u" + std::to_string(i), "en", "title", {}));
  }
  const measure::Selection selection = measure::SelectQueries(queries, 30);
  const auto of_type = [&](const char* type) {
    return std::count_if(selection.judged.begin(), selection.judged.end(),
                         [&](const measure::TestQuery& query) { return query.type == type; });
  };
  CHECK(of_type("title") == 30);
  CHECK(of_type("heading") == 20);
  CHECK(selection.unjudged.size() == 50);

  std::vector<std::string> chosen = Ids(selection.judged);
  std::reverse(queries.begin(), queries.end());
  std::vector<std::string> again = Ids(measure::SelectQueries(queries, 30).judged);
  std::sort(chosen.begin(), chosen.end());
  std::sort(again.begin(), again.end());
  CHECK(chosen == again);
  // Not simply the first thirty: a sample reaches the whole file.
  CHECK(std::count_if(chosen.begin(), chosen.end(),
                      [](const std::string& id) { return id.size() == 4; }) > 10);
}

TEST_CASE("Evaluation: the sample of a file stays the same on every machine") {
  std::vector<measure::TestQuery> queries;
  for (int i = 0; i < 10; ++i)
    queries.push_back(Query("q" + std::to_string(i), "", "", {{"a", 1}}));
  CHECK(Ids(measure::SelectQueries(queries, 3).judged) ==
        std::vector<std::string>{"q0", "q4", "q8"});
}

TEST_CASE("Evaluation: tab-separated rows") {
  const measure::Selection selection = measure::SelectQueries(
      {Query("1", "en", "t", {{"a", 1}}), Query("2", "", "", {{"a", 1}})}, 0);
  measure::Evaluation result =
      measure::Evaluate(selection, FromTable({{"1", {"x", "a"}}, {"2", {"a"}}}), MustNotFail);
  for (measure::EvaluationRow* row : {&result.rows[0], &result.rows[1], &result.overall}) {
    row->median_ms = 1.5;
    row->p99_ms = 2;
  }
  CHECK(measure::FormatTsv(result, "my set") ==
        "set\tlang\ttype\tqueries\tunjudged\tndcg10\tmrr10\trecall5\trecall100\tzero_hit\t"
        "median_ms\tp99_ms\town_first\n"
        "my%20set\t-\t-\t1\t0\t1.000000\t1.000000\t1.000000\t1.000000\t0.000000\t1.500\t2.000\t0."
        "000000\n"
        "my%20set\ten\tt\t1\t0\t0.630930\t0.500000\t1.000000\t1.000000\t0.000000\t1.500\t2.000\t1."
        "000000\n"
        "my%20set\tall\tall\t2\t0\t0.815465\t0.750000\t1.000000\t1.000000\t0.000000\t1.500\t2.000\t"
        "0.500000\n");
}

}  // namespace
}  // namespace funnel
