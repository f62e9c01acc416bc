// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/store/files/guard.h"

#include <doctest/doctest.h>
#include <xapian.h>

#include <cerrno>
#include <stdexcept>
#include <system_error>

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

}  // namespace
}  // namespace funnel::store
