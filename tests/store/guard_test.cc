// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/store/files/guard.h"

#include <doctest/doctest.h>
#include <xapian.h>

#include <cerrno>
#include <chrono>
#include <stdexcept>
#include <string>
#include <system_error>
#include <utility>

#include "indexer/store/files/durable_file.h"
#include "tests/support/temp_dir.h"

namespace funnel::store {
namespace {

template <class Exception>
Error ErrorOf(const Exception& exception) {
  return store::Guard("kb", [&] { throw exception; }).error();
}

TEST_CASE("Guard: values and Errors pass") {
  CHECK(store::Guard("kb", [] { return Result<int>(3); }).value() == 3);
  CHECK(store::Guard("kb", [] {}).has_value());
  const auto failed =
      store::Guard("kb", []() -> Result<int> { return Fail(ErrorCode::kTimeout, "t"); });
  CHECK(failed.error().code == ErrorCode::kTimeout);
}

TEST_CASE("Guard: exceptions become Errors that name object and remedy") {
  const auto io = [](int number) {
    return std::system_error(number, std::generic_category(), "write");
  };
  struct {
    Error error;
    ErrorCode code;
    std::string message;
  } const rows[] = {
      {ErrorOf(Xapian::DatabaseLockError("x")), ErrorCode::kLocked,
       "kb: another funnel-indexer is writing here; wait until it ends"},
      {ErrorOf(Xapian::DatabaseModifiedError("x")), ErrorCode::kIo,
       "kb: published to several times during one read; try again"},
      {ErrorOf(Xapian::DatabaseCorruptError("bad block")), ErrorCode::kCorrupt,
       "kb: the index is damaged; restore a backup or index the articles into a new folder "
       "(Xapian: bad block)"},
      {ErrorOf(Xapian::DatabaseVersionError("v9")), ErrorCode::kCorrupt,
       "kb: written in a format this Xapian cannot read; index the articles into a new folder "
       "(Xapian: v9)"},
      {ErrorOf(Xapian::DatabaseError("write failed", ENOSPC)), ErrorCode::kIo,
       "kb: the disk is full; free some space and run this again"},
      {ErrorOf(Xapian::DatabaseOpeningError("open failed", EACCES)), ErrorCode::kIo,
       "kb: no permission; run this as a user who may read and write there"},
      {ErrorOf(io(EROFS)), ErrorCode::kIo,
       "kb: the file system is read-only; make it writable or choose another folder"},
      {ErrorOf(io(ENOENT)), ErrorCode::kNotFound, "kb: no such file or folder; check the path"},
      {ErrorOf(std::runtime_error("odd")), ErrorCode::kInternal, "kb: odd; please report this"},
  };
  for (const auto& row : rows) {
    CHECK(row.error.message == row.message);
    CHECK(row.error.code == row.code);
  }
}

TEST_CASE("RetryOnPublish: reads anew while publishes overtake it, for a time") {
  using namespace std::chrono_literals;
  int reads = 0;
  int refreshed = 0;
  const auto refresh = [&] {
    ++refreshed;
    return Result<void>{};
  };
  const auto read = [&](int overtaken) {
    return Guard("kb", [&] {
      return RetryOnPublish(
          [&]() -> Result<int> {
            if (++reads <= overtaken) throw Xapian::DatabaseModifiedError("x");
            return 7;
          },
          refresh);
    });
  };
  CHECK(read(0).value() == 7);
  CHECK(refreshed == 0);
  reads = 0;
  CHECK(read(1000).value() == 7);
  CHECK(refreshed == 1000);

  const auto tries = [&](const auto& error, std::chrono::milliseconds patience) {
    reads = 0;
    const auto failed = Guard("kb", [&] {
      return RetryOnPublish(
          [&]() -> Result<int> {
            ++reads;
            throw error;
          },
          refresh, patience);
    });
    CHECK_FALSE(failed.has_value());
    return reads;
  };
  CHECK(tries(Xapian::DatabaseModifiedError("x"), 0ms) == 1);
  CHECK(tries(Xapian::DatabaseModifiedError("x"), 20ms) > 5);
  CHECK(tries(Xapian::DatabaseOpeningError("x"), 20s) == 5);
  CHECK(tries(Xapian::DatabaseCorruptError("x"), 20s) == 1);

  // A refresh that fails is what is wrong; one that is overtaken is no reason to give up.
  const auto refused = Guard("kb", [&] {
    return RetryOnPublish([]() -> Result<int> { throw Xapian::DatabaseModifiedError("x"); },
                          []() -> Result<void> { return Fail(ErrorCode::kCorrupt, "c"); });
  });
  CHECK(refused.error().code == ErrorCode::kCorrupt);
  bool first = true;
  const auto overtaken_refresh = Guard("kb", [&] {
    return RetryOnPublish(
        [&]() -> Result<int> {
          if (first) throw Xapian::DatabaseModifiedError("x");
          return 8;
        },
        [&]() -> Result<void> {
          if (std::exchange(first, false)) throw Xapian::DatabaseModifiedError("x");
          return {};
        });
  });
  CHECK(overtaken_refresh.value() == 8);
}

TEST_CASE("DurableFile: a small file that is none is refused, not cut") {
  const testing::TempDir dir;
  const auto path = dir.path() / "f";
  ReplaceFile(path, std::string(100, 'x'));
  CHECK(ReadSmallFile(path, 100).size() == 100);
  CHECK(ReadBeginning(path, 99).size() == 99);
  const auto refused = Guard("kb", [&] { return Result<std::string>(ReadSmallFile(path, 99)); });
  REQUIRE_FALSE(refused.has_value());
  CHECK(refused.error().code == ErrorCode::kCorrupt);
  CHECK(refused.error().message ==
        path.string() + ": longer than the 99 bytes that such a file may have; restore a backup");
}

}  // namespace
}  // namespace funnel::store
