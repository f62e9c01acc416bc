// SPDX-License-Identifier: GPL-2.0-or-later
#include <doctest/doctest.h>

#include <filesystem>
#include <fstream>
#include <initializer_list>
#include <iterator>
#include <map>
#include <random>
#include <set>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "indexer/store/files/guard.h"
#include "indexer/store/forward/forward_list.h"
#include "indexer/store/forward/forward_reader.h"
#include "indexer/store/forward/forward_records.h"
#include "indexer/store/forward/forward_table.h"
#include "indexer/store/forward/forward_writer.h"
#include "tests/support/temp_dir.h"

namespace funnel::store {
namespace {

namespace fs = std::filesystem;
using testing::TempDir;

/// Docids with their records; an empty one is removed.
using Changes = std::initializer_list<std::pair<std::uint32_t, std::string>>;

ForwardReader Read(const fs::path& folder, const SegmentList& list) {
  Result<ForwardReader> reader = ForwardReader::Open(folder, list);
  REQUIRE_MESSAGE(reader.has_value(), reader.error().message);
  return *reader;
}

template <class AllChanges>
SegmentList Publish(const fs::path& folder, const SegmentList& list, std::uint64_t publish,
                    const AllChanges& changes, std::size_t most = kMostSegments) {
  ForwardWriter writer(Read(folder, list), publish);
  for (const auto& [docid, record] : changes) writer.Put(docid, record);
  return writer.Finish(most);
}

SegmentList Publish(const fs::path& folder, const SegmentList& list, std::uint64_t publish,
                    Changes changes) {
  return Publish<Changes>(folder, list, publish, changes);
}

std::set<std::string> FilesIn(const fs::path& folder) {
  std::set<std::string> names;
  for (const auto& entry : fs::directory_iterator(folder)) names.insert(entry.path().filename());
  return names;
}

std::string Content(const fs::path& file) {
  std::ifstream in(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

void Write(const fs::path& file, const std::string& content) {
  std::ofstream(file, std::ios::binary) << content;
}

/// A file of three records, and the list that names it.
SegmentList SmallBase(const fs::path& folder) {
  return Publish(folder, {}, 3, {{7, "seven"}, {2, "two"}, {4'000'000'000U, "far away"}});
}

TEST_CASE("SegmentList: text and back, and what is none") {
  for (const SegmentList& list : {SegmentList{}, SegmentList{{1}}, SegmentList{{3, 17, 18}},
                                  SegmentList{{18'446'744'073'709'551'615U}}}) {
    const Result<SegmentList> parsed = SegmentList::Parse(list.ToString(), "kb");
    REQUIRE(parsed.has_value());
    CHECK(*parsed == list);
  }
  for (const char* text : {" ", "1 ", " 1", "1  2", "2 1", "1 1", "x", "1,2", "-1", "+1", "01", "0",
                           "1 2x", "18446744073709551616"}) {
    CAPTURE(text);
    const Result<SegmentList> parsed = SegmentList::Parse(text, "kb/public/en");
    REQUIRE_FALSE(parsed.has_value());
    CHECK(parsed.error().code == ErrorCode::kCorrupt);
    CHECK(parsed.error().message ==
          "kb/public/en: the list of its forward files is damaged; run funnel-indexer rebuild");
  }
}

TEST_CASE("Forward records: the newest segment counts, a removal hides") {
  const TempDir dir;
  const SegmentList first = SmallBase(dir.path());
  CHECK(first.ToString() == "3");
  const SegmentList second = Publish(dir.path(), first, 5, {{7, "SEVEN"}, {2, ""}, {9, "nine"}});
  CHECK(second.ToString() == "3 5");
  const SegmentList third = Publish(dir.path(), second, 6, {{2, "two again"}, {9, ""}});

  const ForwardReader reader = Read(dir.path(), second);
  const std::pair<std::uint32_t, const char*> expected[] = {{0, ""},
                                                            {1, ""},
                                                            {2, ""},
                                                            {3, ""},
                                                            {6, ""},
                                                            {7, "SEVEN"},
                                                            {9, "nine"},
                                                            {10, ""},
                                                            {4'000'000'000U, "far away"},
                                                            {4'294'967'295U, ""}};
  for (const auto& found : expected) {
    CAPTURE(found.first);
    CHECK(reader.Find(found.first) == found.second);
  }
  CHECK(Read(dir.path(), first).Find(2) == "two");
  CHECK(Read(dir.path(), third).Find(2) == "two again");
  CHECK(Read(dir.path(), third).Find(9).empty());
  CHECK(Read(dir.path(), third).Verify().has_value());
  CHECK(ForwardReader().Find(7).empty());
}

TEST_CASE("ForwardWriter: the last change of a document counts") {
  const TempDir dir;
  ForwardWriter writer(Read(dir.path(), {}), 1);
  writer.Put(5, "first");
  writer.Put(6, "gone");
  writer.Put(5, "second");
  writer.Remove(6);
  writer.Remove(8);
  writer.Put(8, "back");
  const ForwardReader reader = Read(dir.path(), writer.Finish());
  CHECK(reader.Find(5) == "second");
  CHECK(reader.Find(6).empty());
  CHECK(reader.Find(8) == "back");
}

TEST_CASE("Forward records: columns go with the records, through merges") {
  const TempDir dir;
  SegmentList list;
  constexpr std::uint32_t kPublishes = 20;
  for (std::uint32_t publish = 1; publish <= kPublishes; ++publish) {
    ForwardWriter writer(Read(dir.path(), list), publish);
    writer.Put(publish, "one", {.family = publish, .length = publish * 10, .updated = publish});
    writer.Put(3, "again", {.family = 3, .length = publish, .updated = 20240302});
    if (publish > 4) writer.Remove(4);
    list = writer.Finish();
  }
  CHECK(list.numbers.size() <= kMostSegments);
  const ForwardReader reader = Read(dir.path(), list);
  CHECK(reader.Columns(3).length == kPublishes);
  CHECK(reader.Columns(3).updated == 20240302);
  CHECK(reader.Columns(4).length == 0);
  CHECK(reader.Columns(7).family == 7);
  CHECK(reader.Columns(99).family == 0);
  const std::vector<std::uint32_t>& lengths = reader.Lengths();
  REQUIRE(lengths.size() == kPublishes + 1);
  for (std::uint32_t docid = 0; docid <= kPublishes; ++docid) {
    CHECK(lengths[docid] == reader.Columns(docid).length);
  }
  CHECK(&Read(dir.path(), list).Lengths() == &lengths);
  CHECK(ForwardReader().Lengths().empty());
  // Of two databases the documents are numbered in turn.
  const ForwardRecords both({reader, reader});
  CHECK(both.Columns(13).length == 70);
  CHECK(both.Columns(14).length == 70);
  CHECK(both.Lengths().Of(14) == 70);
  CHECK(both.Lengths().Of(0) == 0);
}

TEST_CASE("ForwardWriter: where nothing changes there is no file") {
  const TempDir dir;
  const SegmentList list = SmallBase(dir.path());
  CHECK(Publish(dir.path(), list, 4, {}) == list);
  CHECK(Publish(dir.path(), list, 4, {{1, ""}, {3, ""}}) == list);
  {
    ForwardWriter writer(Read(dir.path(), list), 4);
    writer.Put(8, std::string(3 << 20, 'x'));
    writer.Remove(8);
    CHECK(writer.Finish() == list);
  }
  CHECK(FilesIn(dir.path()) == std::set<std::string>{"forward-3"});
}

TEST_CASE("ForwardWriter: one that is not finished leaves nothing, one not committed no harm") {
  const TempDir dir;
  const SegmentList list = SmallBase(dir.path());
  {
    ForwardWriter writer(Read(dir.path(), list), 4);
    writer.Put(7, std::string(3 << 20, 'x'));
    CHECK(FilesIn(dir.path()) == std::set<std::string>{"forward-3", "forward-4.new"});
  }
  CHECK(FilesIn(dir.path()) == std::set<std::string>{"forward-3"});

  // The commit did not come; somebody has even looked at what would have been.
  const SegmentList lost = Publish(dir.path(), list, 4, {{7, "lost"}});
  const ForwardReader preview = Read(dir.path(), lost);
  CHECK(Read(dir.path(), list).Find(7) == "seven");
  const SegmentList next = Publish(dir.path(), list, 4, {{7, "kept"}});
  CHECK(Read(dir.path(), next).Find(7) == "kept");
  CHECK(preview.Find(7) == "lost");
}

TEST_CASE("DropUnlisted: removes what no list names, and nothing of others") {
  const TempDir dir;
  for (const char* name : {"forward-1", "forward-2", "forward-3", "forward-30", "forward-4.new",
                           "forward-", "forward-03", "iamglass", "forwarded"}) {
    Write(dir.path() / name, "x");
  }
  const ForwardReader open = Read(dir.path(), Publish(dir.path(), {}, 9, {{1, "one"}}));
  DropUnlisted(dir.path(), {SegmentList{{1, 3}}, SegmentList{{3}}});
  CHECK(FilesIn(dir.path()) ==
        std::set<std::string>{"forward-1", "forward-3", "iamglass", "forwarded"});
  CHECK(open.Find(1) == "one");
}

TEST_CASE("ForwardReader: readers of a process share a mapping while a file is the same") {
  const TempDir dir;
  const SegmentList list = SmallBase(dir.path());
  const ForwardReader reader = Read(dir.path(), list);
  std::vector<std::thread> threads;
  std::vector<int> same(4);
  for (int& is_same : same) {
    threads.emplace_back([&] {
      const auto other = ForwardReader::Open(dir.path(), list);
      is_same = other && other->segments() == reader.segments() && other->Find(7) == "seven";
    });
  }
  for (std::thread& thread : threads) thread.join();
  CHECK(same == std::vector<int>(4, 1));

  const std::string content = Content(dir.path() / "forward-3");
  fs::remove(dir.path() / "forward-3");
  Write(dir.path() / "forward-3", content);
  CHECK(Read(dir.path(), list).segments() != reader.segments());
}

TEST_CASE("ForwardReader: files that are missing or another's") {
  const TempDir dir;
  const fs::path file = dir.path() / "forward-4";
  const auto gone = ForwardReader::Open(dir.path(), {{4}});
  REQUIRE_FALSE(gone.has_value());
  CHECK(gone.error().code == ErrorCode::kNotFound);
  CHECK(gone.error().message == file.string() + ": missing; run funnel-indexer rebuild");
  SmallBase(dir.path());
  fs::copy_file(dir.path() / "forward-3", file);
  const auto other = ForwardReader::Open(dir.path(), {{4}});
  REQUIRE_FALSE(other.has_value());
  CHECK(other.error().code == ErrorCode::kCorrupt);
  CHECK(other.error().message == file.string() + ": damaged; run funnel-indexer rebuild");
}

TEST_CASE("ForwardReader: a file cut short anywhere is refused") {
  const TempDir dir;
  const SegmentList list = SmallBase(dir.path());
  const fs::path file = dir.path() / "forward-3";
  const std::string whole = Content(file);
  for (std::size_t size = 0; size < whole.size(); ++size) {
    fs::remove(file);
    Write(file, whole.substr(0, size));
    const auto reader = ForwardReader::Open(dir.path(), list);
    REQUIRE_FALSE(reader.has_value());
    CHECK(reader.error().code == ErrorCode::kCorrupt);
  }
  fs::remove(file);
  Write(file, whole + "x");
  CHECK_FALSE(ForwardReader::Open(dir.path(), list).has_value());
}

TEST_CASE("ForwardReader: a flipped bit is found, in a record by Verify and by merges") {
  const TempDir dir;
  const SegmentList list = SmallBase(dir.path());
  const fs::path file = dir.path() / "forward-3";
  const std::string whole = Content(file);
  const std::size_t records_end = kForwardMagic.size() + std::string("seventwofar away").size();
  for (std::size_t bit = 0; bit < whole.size() * 8; ++bit) {
    CAPTURE(bit);
    std::string flipped = whole;
    flipped[bit / 8] = static_cast<char>(flipped[bit / 8] ^ (1 << bit % 8));
    fs::remove(file);
    Write(file, flipped);
    const auto reader = ForwardReader::Open(dir.path(), list);
    const bool in_record = bit / 8 >= kForwardMagic.size() && bit / 8 < records_end;
    REQUIRE(reader.has_value() == in_record);
    if (!in_record) continue;
    CHECK(reader->Find(7).size() == 5);
    const auto damaged = reader->Verify();
    REQUIRE_FALSE(damaged.has_value());
    CHECK(damaged.error().message == file.string() + ": damaged; run funnel-indexer rebuild");
    const auto merged = Guard("kb", [&] { Publish(dir.path(), list, 4, Changes{{8, "x"}}, 1); });
    REQUIRE_FALSE(merged.has_value());
    CHECK(merged.error().message == damaged.error().message);
  }
  CHECK(FilesIn(dir.path()) == std::set<std::string>{"forward-3"});
}

/// What publish `publish` changes, in a base of about `docids` documents.
std::map<std::uint32_t, std::string> SomeChanges(std::mt19937& random, std::uint64_t publish,
                                                 std::uint32_t docids) {
  std::map<std::uint32_t, std::string> changes;
  const auto count = random() % 20 == 0 ? docids / 4 : 1 + random() % 5;
  for (std::size_t i = 0; i < count; ++i) {
    const auto docid = static_cast<std::uint32_t>(1 + random() % docids);
    const bool removes = random() % 3 == 0;
    changes[docid] = removes ? "" : std::to_string(publish) + std::string(random() % 3'000, 'x');
  }
  return changes;
}

TEST_CASE("Forward records: many publishes, merges between them, and each as it should be") {
  constexpr std::uint32_t kDocids = 300;
  const TempDir dir;
  std::mt19937 random(22);
  std::map<std::uint32_t, std::string> model;
  SegmentList list;
  ForwardReader previous;
  std::map<std::uint32_t, std::string> previous_model;
  std::set<std::size_t> lengths;
  for (std::uint64_t publish = 1; publish <= 400; ++publish) {
    CAPTURE(publish);
    const auto changes = SomeChanges(random, publish, kDocids);
    const SegmentList before = std::exchange(list, Publish(dir.path(), list, publish, changes));
    previous = Read(dir.path(), before);
    DropUnlisted(dir.path(), {list, before});
    previous_model = model;
    for (const auto& [docid, record] : changes) model[docid] = record;
    lengths.insert(list.numbers.size());
    REQUIRE(list.numbers.size() <= kMostSegments);

    const ForwardReader reader = Read(dir.path(), list);
    std::uint64_t live = 0;
    bool right = true;
    for (std::uint32_t docid = 0; docid <= kDocids + 1; ++docid) {
      right = right && reader.Find(docid) == model[docid];
      right = right && previous.Find(docid) == previous_model[docid];
      live += model[docid].size();
    }
    REQUIRE(right);
    std::uint64_t bytes = 0;
    for (const auto& segment : reader.segments()) bytes += segment->table().totals().records;
    CHECK(bytes <= 2 * live + (64 << 10) + 1);
  }
  CHECK(Read(dir.path(), list).Verify().has_value());
  CHECK(lengths.size() > 4);

  std::map<std::uint32_t, std::string> all_gone;
  for (std::uint32_t docid = 1; docid <= kDocids; ++docid) all_gone[docid] = "";
  const SegmentList none = Publish(dir.path(), list, 401, all_gone);
  CHECK(none == SegmentList{});
  DropUnlisted(dir.path(), {none});
  CHECK(FilesIn(dir.path()).empty());
}

TEST_CASE("ForwardWriter: a base built in many commits is merged at its end") {
  const TempDir dir;
  SegmentList list;
  for (std::uint32_t publish = 1; publish <= 30; ++publish) {
    const std::map<std::uint32_t, std::string> changes{{publish, "new"}, {100, "same"}};
    list = Publish(dir.path(), list, publish, changes, 1'000);
  }
  CHECK(list.numbers.size() == 30);
  const SegmentList merged = Publish(dir.path(), list, 31, {});
  CHECK(merged == SegmentList{{31}});
  const ForwardReader reader = Read(dir.path(), merged);
  CHECK(reader.segments().front()->table().size() == 31);
  CHECK(reader.segments().front()->table().totals().records == 30 * 3 + 4);
  for (std::uint32_t docid = 1; docid <= 30; ++docid) CHECK(reader.Find(docid) == "new");
  CHECK(reader.Find(100) == "same");
}

}  // namespace
}  // namespace funnel::store
