// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/query/posting_scorer.h"

#include <doctest/doctest.h>

#include <chrono>
#include <cstdint>
#include <random>
#include <string>
#include <vector>

#include "funnel/searcher.h"
#include "indexer/store/forward/forward_reader.h"
#include "indexer/store/forward/forward_writer.h"
#include "searcher/query/bm25.h"
#include "tests/support/temp_dir.h"

namespace funnel {
namespace {

using query::PostingScorer;

constexpr int kWords = 30;

std::string Word(std::uint32_t number) { return "w" + std::to_string(number); }

/// Documents of random words, of which the first are the commonest.
Xapian::WritableDatabase Documents(std::mt19937& random, int count) {
  Xapian::WritableDatabase database("", Xapian::DB_BACKEND_INMEMORY);
  for (int i = 0; i < count; ++i) {
    Xapian::Document document;
    for (auto words = 1 + random() % 40; words > 0; --words) {
      const auto most = 1 + random() % kWords;
      document.add_term(Word(static_cast<std::uint32_t>(random() % most)),
                        static_cast<Xapian::termcount>(1 + random() % 3));
    }
    database.add_document(document);
  }
  return database;
}

/// Up to eight words, some of them function words; one for each place.
query::QueryPlan RandomPlan(std::mt19937& random) {
  query::QueryPlan plan;
  const auto size = static_cast<std::uint32_t>(1 + random() % 8);
  for (std::uint32_t i = 0; i < size; ++i) {
    const std::string word = Word(static_cast<std::uint32_t>(random() % (kWords + 5)));
    plan.terms.push_back({Lane::kWord, word, 0.25 + static_cast<double>(random() % 4),
                          static_cast<std::uint32_t>(1 + random() % 3), i, i + 1,
                          random() % 3 == 0});
  }
  return plan;
}

/// The same query as Xapian matches it.
Xapian::Query XapianQuery(const query::QueryPlan& plan, const query::BuiltQuery& built) {
  std::vector<Xapian::Query> words;
  std::vector<Xapian::Query> function_words;
  for (const query::SearchedTerm& term : built.terms) {
    const query::PlannedTerm& planned = plan.terms[term.planned];
    (planned.stop ? function_words : words)
        .emplace_back(Xapian::Query::OP_SCALE_WEIGHT, Xapian::Query(term.term, planned.count),
                      term.weight);
  }
  if (words.empty()) words.swap(function_words);
  const Xapian::Query any(Xapian::Query::OP_OR, words.begin(), words.end());
  if (function_words.empty()) return any;
  return {Xapian::Query::OP_AND_MAYBE, any,
          Xapian::Query(Xapian::Query::OP_OR, function_words.begin(), function_words.end())};
}

TEST_CASE("PostingScorer: finds and weighs what Xapian's matcher does") {
  std::mt19937 random(11);
  PostingScorer scorer;  // One for all: it keeps its memory.
  for (const int documents : {1, 20, 300, 4000, 90}) {
    const Xapian::WritableDatabase database = Documents(random, documents);
    const RankingParameters ranking;
    for (int round = 0; round < 60; ++round) {
      CAPTURE(round);
      const query::QueryPlan plan = RandomPlan(random);
      query::TermCounts counts(database);
      const query::BuiltQuery built = query::BuildQuery(plan, counts, ranking);
      const PostingScorer::Wanted wanted{1 + random() % 40};
      const PostingScorer::Found found = scorer.Find(built, counts, {}, wanted, {});
      Xapian::Enquire enquire(database);
      enquire.set_weighting_scheme(query::Bm25(ranking));
      enquire.set_query(XapianQuery(plan, built));
      const Xapian::MSet expected =
          enquire.get_mset(0, static_cast<Xapian::doccount>(wanted.depth), database.get_doccount());
      const std::size_t all = expected.get_matches_estimated();
      if (all <= kMaxDepth) {
        CHECK(found.total == all);
      } else {
        CHECK(found.total > kMaxDepth);
        CHECK(found.total == scorer.Find(built, counts, {}, {1}, {}).total);
      }
      REQUIRE(found.best.size() == expected.size());
      auto at = expected.begin();
      for (const query::ScoredDocument& one : found.best) {
        CHECK(one.score == doctest::Approx(at.get_weight()).epsilon(1e-9));
        ++at;
      }
    }
  }
}

/// A plan of one word at a place of its own for each.
query::BuiltQuery BuiltOf(const std::vector<std::string>& words, const Xapian::Database& database) {
  query::QueryPlan plan;
  for (std::uint32_t i = 0; i < words.size(); ++i) {
    plan.terms.push_back({Lane::kWord, words[i], 1, 1, i, i + 1, false});
  }
  query::TermCounts counts(database);
  return query::BuildQuery(plan, counts, {});
}

TEST_CASE("PostingScorer: one document a family, and all families are counted") {
  std::mt19937 random(12);
  const Xapian::WritableDatabase database = Documents(random, 200);
  const testing::TempDir dir;
  store::ForwardWriter writer(*store::ForwardReader::Open(dir.path(), {}), 1);
  for (std::uint32_t docid = 1; docid <= 200; ++docid) {
    writer.Put(docid, "record", {.family = 1 + docid % 50});
  }
  const store::ForwardRecords records({*store::ForwardReader::Open(dir.path(), writer.Finish())});
  const query::BuiltQuery built = BuiltOf({Word(0), Word(1)}, database);
  PostingScorer scorer;
  query::TermCounts counts(database);
  const auto all = scorer.Find(built, counts, records, {200}, {});
  for (const std::size_t depth : {1, 7, 50}) {
    const auto found = scorer.Find(built, counts, records, {depth, 4}, {});
    CHECK(found.best.size() == depth);
    CHECK(found.total == 50);
    CHECK(found.best.front().document == all.best.front().document);
  }
}

TEST_CASE("PostingScorer: lengths are those of the records, where these have any") {
  Xapian::WritableDatabase database("", Xapian::DB_BACKEND_INMEMORY);
  for (int i = 0; i < 3; ++i) {
    Xapian::Document document;
    document.add_term(i == 2 ? "other" : "word");
    document.add_term("more", 20);
    database.add_document(document);
  }
  const testing::TempDir dir;
  store::ForwardWriter writer(*store::ForwardReader::Open(dir.path(), {}), 1);
  writer.Put(2, "record", {.length = 1});
  const store::ForwardRecords records({*store::ForwardReader::Open(dir.path(), writer.Finish())});
  const query::BuiltQuery built = BuiltOf({"word"}, database);
  query::TermCounts counts(database);
  CHECK(PostingScorer().Find(built, counts, {}, {2}, {}).best.front().document == 1);
  CHECK(PostingScorer().Find(built, counts, records, {2}, {}).best.front().document == 2);
}

TEST_CASE("PostingScorer: stops at its deadline and not before, and is none the worse") {
  std::mt19937 random(13);
  const Xapian::WritableDatabase database = Documents(random, 300);
  const query::BuiltQuery built = BuiltOf({Word(0), Word(3)}, database);
  query::TermCounts counts(database);
  PostingScorer scorer;
  const auto find = [&](std::chrono::milliseconds time) {
    return scorer.Find(built, counts, {}, {300}, query::Deadline::In(time));
  };
  const PostingScorer::Found before = find(std::chrono::hours(1));
  CHECK_THROWS_AS(find(std::chrono::milliseconds(0)), query::DeadlineExceeded);
  const PostingScorer::Found after = find(std::chrono::hours(1));
  REQUIRE(after.best.size() == before.best.size());
  for (std::size_t i = 0; i < after.best.size(); ++i) {
    CHECK(after.best[i].document == before.best[i].document);
    CHECK(after.best[i].score == before.best[i].score);
  }
}

TEST_CASE("PostingScorer: Finds says of a document what Find does of all") {
  std::mt19937 random(14);
  const Xapian::WritableDatabase database = Documents(random, 60);
  for (int round = 0; round < 30; ++round) {
    query::QueryPlan plan = RandomPlan(random);
    if (round % 3 == 0) plan.phrases = {{{{Word(0), Word(9)}, {Word(1)}}, {}, {}}};
    if (round % 3 == 1) plan.excluded = {{{{Word(2)}}, {}, {}}};
    query::TermCounts counts(database);
    const query::BuiltQuery built = query::BuildQuery(plan, counts, {});
    std::vector<bool> found(61);
    for (const auto& one : PostingScorer().Find(built, counts, {}, {60}, {}).best) {
      found[one.document] = true;
    }
    for (Xapian::docid document = 1; document <= 60; ++document) {
      CHECK(query::Finds(built, database, document) == found[document]);
    }
  }
}

}  // namespace
}  // namespace funnel
