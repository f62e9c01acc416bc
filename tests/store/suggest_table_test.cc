// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/store/forward/suggest_table.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <map>
#include <random>
#include <set>
#include <string>
#include <vector>

#include "indexer/store/forward/forward_list.h"
#include "indexer/store/forward/forward_reader.h"
#include "indexer/store/forward/forward_writer.h"
#include "indexer/store/forward/suggest_pool.h"
#include "tests/support/temp_dir.h"

namespace funnel::store {
namespace {

using schema::SuggestLane;

/// A text that can be begun at each of its words.
SuggestWay Way(SuggestLane lane, const std::string& text) {
  SuggestWay way{lane, text, {}};
  for (std::uint32_t i = 0; i < text.size(); ++i) {
    if (i == 0 || text[i - 1] == ' ') way.begins.push_back(i);
  }
  return way;
}

std::string Titled(const std::string& title, const std::string& lang = "en",
                   const std::string& question = "") {
  Suggestible suggestible{lang, {{0, {Way(SuggestLane::kWritten, title)}}}};
  if (!question.empty()) {
    suggestible.texts.push_back({1, {Way(SuggestLane::kWritten, question)}});
  }
  return EncodeSuggestible(suggestible);
}

/// What begins with `typed`: each text from there on, and "#n" of a question.
std::vector<std::string> Found(const SuggestTable& table, std::string_view typed) {
  std::vector<std::string> found;
  const auto lane = SuggestLane::kWritten;
  const SuggestTable::Range range = table.Narrow(lane, table.All(lane), 0, typed);
  for (std::uint32_t i = range.begin; i < range.end; ++i) {
    const std::uint32_t number = table.NumberOf(table.At(lane, i).entry);
    found.push_back(std::string(table.From(lane, i)) +
                    (number > 0 ? "#" + std::to_string(number) : ""));
  }
  return found;
}

TEST_CASE("SuggestText: reads what it wrote, and of damage what is before it") {
  const Suggestible suggestible{
      "zh-Hans",
      {{0, {{SuggestLane::kWritten, "打印", {0, 3}}, {SuggestLane::kSound, "dayin", {0}}}},
       {3, {{SuggestLane::kWritten, "x", {0}}}}}};
  const std::string bytes = EncodeSuggestible(suggestible);
  CHECK(DecodeSuggestible(bytes) == suggestible);
  CHECK(EncodeSuggestible({"en", {}}).empty());
  for (std::size_t size = 0; size < bytes.size(); ++size) {
    CHECK(DecodeSuggestible(std::string_view(bytes).substr(0, size)).texts.size() <= 1);
  }
  std::mt19937 random(3);
  for (int i = 0; i < 20'000; ++i) {
    std::string wrong = bytes;
    wrong[random() % wrong.size()] = static_cast<char>(random());
    for (const SuggestText& text : DecodeSuggestible(wrong).texts) {
      for (const SuggestWay& way : text.ways) {
        for (const std::uint32_t begin : way.begins) CHECK(begin < way.bytes.size());
      }
    }
  }
}

TEST_CASE("SuggestTable: finds texts by the beginnings of their words") {
  SuggestPool pool;
  std::vector<SuggestPool::Document> documents;
  documents.push_back({pool.Take(Titled("printer offline", "en", "why offline")), 20240101});
  documents.push_back({});
  documents.push_back({pool.Take(Titled("print queue")), 20250101});
  documents.push_back({pool.Take(Titled("drucker offline", "de")), 20250101});
  const std::string bytes = pool.Encode(documents);
  const auto table = SuggestTable::Open(bytes, documents.size());
  REQUIRE(table.has_value());
  CHECK(table->entries() == 4);
  using Lines = std::vector<std::string>;
  CHECK(Found(*table, "print") == Lines{"print queue", "printer offline"});
  CHECK(Found(*table, "off") == Lines{"offline", "offline", "offline#1"});
  CHECK(Found(*table, "offline ").empty());
  CHECK(Found(*table, "").size() == 8);
  // By language, and of one language the newest first.
  REQUIRE(table->languages().size() == 2);
  CHECK(table->languages()[0].tag == "de");
  CHECK(table->languages()[1].tag == "en");
  CHECK(table->DocumentOf(0) == 3);
  CHECK(table->DocumentOf(1) == 2);
  CHECK(table->Text(SuggestLane::kWritten, 2) == "printer offline");
  CHECK(table->All(SuggestLane::kSound).empty());
  CHECK(SuggestPool().Encode({{}, {}}).empty());
  CHECK(SuggestTable::Open("", 2)->entries() == 0);
}

TEST_CASE("SuggestTable: what a wrong table says stays within the bytes") {
  SuggestPool pool;
  std::vector<SuggestPool::Document> documents;
  for (int i = 0; i < 5; ++i) {
    documents.push_back({pool.Take(Titled("title " + std::to_string(i), "en", "a b c")), 20240101});
  }
  const std::string bytes = pool.Encode(documents);
  std::mt19937 random(4);
  for (int round = 0; round < 20'000; ++round) {
    std::string wrong = bytes;
    for (int flips = 1 + round % 3; flips > 0; --flips) {
      wrong[random() % wrong.size()] = static_cast<char>(random() % 2 == 0 ? random() : 0xFF);
    }
    const auto table = SuggestTable::Open(wrong, documents.size());
    if (!table) continue;
    for (std::size_t i = 0; i < schema::kSuggestLanes; ++i) {
      const auto lane = static_cast<SuggestLane>(i);
      const SuggestTable::Range all = table->All(lane);
      for (std::uint32_t at = 0; at < all.end; ++at) CHECK(table->From(lane, at).size() <= 600);
      CHECK(table->Narrow(lane, all, 0, "ti").end <= all.end);
    }
    for (std::uint32_t entry = 0; entry < table->entries() && entry < 100; ++entry) {
      CHECK(table->DocumentOf(entry) < documents.size());
    }
  }
}

TEST_CASE("SuggestTable: segments that are merged are as if written at once") {
  std::mt19937 random(5);
  const auto title = [&] {
    std::string text;
    for (int words = 1 + static_cast<int>(random() % 4); words > 0; --words) {
      if (!text.empty()) text += ' ';
      for (int letters = 1 + static_cast<int>(random() % 3); letters > 0; --letters) {
        text += static_cast<char>('a' + random() % 3);
      }
    }
    return text;
  };
  const testing::TempDir dir;
  SegmentList list;
  std::map<std::uint32_t, std::pair<std::string, std::uint32_t>> now;
  for (std::uint64_t publish = 1; publish <= 30; ++publish) {
    ForwardWriter writer(*ForwardReader::Open(dir.path(), list), publish);
    for (int changes = 0; changes < 5; ++changes) {
      const auto docid = static_cast<std::uint32_t>(1 + random() % 40);
      if (random() % 4 == 0) {
        writer.Remove(docid);
        now.erase(docid);
        continue;
      }
      const auto updated = static_cast<std::uint32_t>(20240101 + random() % 3);
      now[docid] = {Titled(title(), random() % 2 == 0 ? "zh-Hans" : "zh-Hant", title()), updated};
      writer.Put(docid, "record", {.updated = updated}, {}, now[docid].first);
    }
    list = writer.Finish();
  }
  ForwardWriter last(*ForwardReader::Open(dir.path(), list), 31);
  list = last.Finish(1);
  const auto reader = *ForwardReader::Open(dir.path(), list);
  REQUIRE(reader.segments().size() == 1);
  SuggestPool pool;
  std::vector<SuggestPool::Document> documents;
  for (const auto& [docid, one] : now) documents.push_back({pool.Take(one.first), one.second});
  const std::string bytes = pool.Encode(documents);
  const auto at_once = SuggestTable::Open(bytes, documents.size());
  REQUIRE(at_once.has_value());
  const SuggestTable& merged = reader.segments().front()->table().suggested();
  REQUIRE(merged.entries() == at_once->entries());
  for (const char* typed : {"", "a", "b", "ab", "c c", "ccc", "d"}) {
    CHECK(Found(merged, typed) == Found(*at_once, typed));
  }
  for (std::uint32_t entry = 0; entry < merged.entries(); ++entry) {
    CHECK(merged.DocumentOf(entry) == at_once->DocumentOf(entry));
  }
}

}  // namespace
}  // namespace funnel::store
