// SPDX-License-Identifier: GPL-2.0-or-later
#include <doctest/doctest.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>
#include <xapian.h>

#include <chrono>
#include <csignal>
#include <cstdint>
#include <filesystem>
#include <random>
#include <string>
#include <thread>

#include "indexer/store/files/guard.h"
#include "indexer/store/forward/forward_list.h"
#include "indexer/store/forward/forward_reader.h"
#include "indexer/store/forward/forward_writer.h"
#include "tests/support/temp_dir.h"

namespace funnel::store {
namespace {

namespace fs = std::filesystem;
using testing::TempDir;

constexpr std::uint32_t kDocids = 200;
constexpr const char* kListKey = "forward";

SegmentList ListOf(const Xapian::Database& database) {
  const auto list = SegmentList::Parse(database.get_metadata(kListKey), "kb");
  if (!list) throw Failure(list.error());
  return *list;
}

ForwardReader Open(const fs::path& folder, const SegmentList& list) {
  auto reader = ForwardReader::Open(folder, list);
  if (!reader) throw Failure(reader.error());
  return *reader;
}

/// One transaction over the documents and their records, which are the data of the documents.
void PublishSome(Xapian::WritableDatabase& database, const fs::path& folder, std::mt19937& random) {
  const SegmentList before = ListOf(database);
  const std::uint64_t publish = before.numbers.empty() ? 1 : before.numbers.back() + 1;
  database.begin_transaction();
  ForwardWriter writer(Open(folder, before), publish);
  for (auto count = random() % 40; count > 0; --count) {
    const auto docid = static_cast<std::uint32_t>(1 + random() % kDocids);
    Xapian::Document document;
    document.set_data(std::to_string(publish) + std::string(1 + random() % 3'000, 'x'));
    database.replace_document(docid, document);
    writer.Put(docid, document.get_data());
  }
  const auto removed = static_cast<std::uint32_t>(1 + random() % kDocids);
  Xapian::Document gone;
  database.replace_document(removed, gone);
  writer.Remove(removed);
  const SegmentList list = writer.Finish();
  database.set_metadata(kListKey, list.ToString());
  database.commit_transaction();
  DropUnlisted(folder, {list, before});
}

/// Publishes until it is killed.
[[noreturn]] void PublishForever(const fs::path& folder, unsigned seed) {
  std::mt19937 random(seed);
  try {
    // The lock of a killed writer goes a moment after it.
    Xapian::WritableDatabase database(folder.string(),
                                      Xapian::DB_CREATE_OR_OPEN | Xapian::DB_RETRY_LOCK);
    while (true) PublishSome(database, folder, random);
  } catch (...) {
    _exit(1);
  }
}

/// The number of the last publish, where every document has its record and no other has one; -1
/// where not.
std::int64_t LastWholePublish(const fs::path& folder) {
  const Xapian::Database database(folder.string());
  const SegmentList list = ListOf(database);
  const ForwardReader reader = Open(folder, list);
  std::string records[kDocids + 1];
  for (auto it = database.postlist_begin(""); it != database.postlist_end(""); ++it) {
    records[*it] = database.get_document(*it).get_data();
  }
  for (std::uint32_t docid = 0; docid <= kDocids; ++docid) {
    if (reader.Find(docid) != records[docid]) return -1;
  }
  if (!reader.Verify()) return -1;
  return list.numbers.empty() ? 0 : static_cast<std::int64_t>(list.numbers.back());
}

TEST_CASE("Forward records: killed at any moment, they are those of the documents") {
  const TempDir dir;
  std::mt19937 random(23);
  { const Xapian::WritableDatabase made(dir.path().string(), Xapian::DB_CREATE); }
  std::int64_t publishes = 0;
  // On a machine with much else to do, a child may be killed before its first publish.
  for (unsigned kill = 0; kill < 30 || (kill < 1'000 && publishes < 60); ++kill) {
    const pid_t child = fork();
    REQUIRE(child >= 0);
    if (child == 0) PublishForever(dir.path(), kill);
    std::this_thread::sleep_for(std::chrono::microseconds(2'000 + random() % 40'000));
    ::kill(child, SIGKILL);
    int status = 0;
    REQUIRE(waitpid(child, &status, 0) == child);
    REQUIRE(WIFSIGNALED(status));
    const std::int64_t last = LastWholePublish(dir.path());
    REQUIRE(last >= publishes);
    publishes = last;
  }
  CHECK(publishes >= 60);
}

TEST_CASE("ForwardWriter: a disk that takes no more is an error, and the old list stands") {
  const TempDir dir;
  ForwardWriter first(Open(dir.path(), {}), 1);
  first.Put(1, "one");
  const SegmentList list = first.Finish();

  struct rlimit before {};
  REQUIRE(getrlimit(RLIMIT_FSIZE, &before) == 0);
  const auto old_handler = std::signal(SIGXFSZ, SIG_IGN);
  struct rlimit small = before;
  small.rlim_cur = 1'500'000;
  REQUIRE(setrlimit(RLIMIT_FSIZE, &small) == 0);
  const auto written = Guard("kb", [&] {
    ForwardWriter writer(Open(dir.path(), list), 2);
    for (std::uint32_t docid = 1; docid < 4; ++docid) writer.Put(docid, std::string(1 << 20, 'x'));
    writer.Finish();
  });
  setrlimit(RLIMIT_FSIZE, &before);
  std::signal(SIGXFSZ, old_handler);

  REQUIRE_FALSE(written.has_value());
  CHECK(written.error().code == ErrorCode::kIo);
  CHECK_FALSE(fs::exists(dir.path() / "forward-2.new"));
  CHECK_FALSE(fs::exists(dir.path() / "forward-2"));
  CHECK(Open(dir.path(), list).Find(1) == "one");
}

}  // namespace
}  // namespace funnel::store
