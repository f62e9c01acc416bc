// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/store/files/guard.h"

#include <xapian.h>

#include <cerrno>
#include <cstdint>
#include <cstring>
#include <filesystem>
#include <new>
#include <system_error>

namespace funnel::store {
namespace {

const std::string kStartAnew = "restore a backup or index the articles into a new folder";

Error FromErrno(const std::string& object, int number) {
  switch (number) {
    case ENOSPC:
    case EDQUOT:
      return {ErrorCode::kIo, object + ": the disk is full; free some space and run this again"};
    case EACCES:
    case EPERM:
      return {ErrorCode::kIo,
              object + ": no permission; run this as a user who may read and write there"};
    case EROFS:
      return {ErrorCode::kIo,
              object + ": the file system is read-only; make it writable or choose another folder"};
    case EMFILE:
    case ENFILE:
      return {ErrorCode::kIo, object + ": too many open files; raise the limit (ulimit -n)"};
    case ENOENT:
    case ENOTDIR:
      return {ErrorCode::kNotFound, object + ": no such file or folder; check the path"};
    default:
      return {ErrorCode::kIo, object + ": " + std::strerror(number) +
                                  "; check the disk and the path, then run this again"};
  }
}

/// Xapian keeps an errno only as its text.
int ErrnoOf(const Xapian::Error& error) {
  const char* text = error.get_error_string();
  if (text == nullptr) return 0;
  for (int number :
       {ENOSPC, EDQUOT, EACCES, EPERM, EROFS, EMFILE, ENFILE, EIO, EFBIG, ENOENT, ENOTDIR}) {
    if (std::strcmp(text, std::strerror(number)) == 0) return number;
  }
  return 0;
}

/// Of a copy to a full disk, libstdc++ says no more than that it failed.
int ErrnoOf(const std::filesystem::filesystem_error& error) {
  if (error.code().value() == EIO && !error.path2().empty()) {
    constexpr std::uintmax_t kFull = 64 * 1024;
    std::error_code unknown;
    const auto space = std::filesystem::space(error.path2().parent_path(), unknown);
    if (!unknown && space.available < kFull) return ENOSPC;
  }
  return error.code().value();
}

/// What Xapian said, for the report of someone who has to look closer.
std::string Detail(const Xapian::Error& error) {
  return std::string(" (Xapian: ") + error.get_msg() + ")";
}

/// The errno behind `error` as an Error, or else one of `code` that says `message`.
Error FromXapian(const std::string& object, const Xapian::Error& error, ErrorCode code,
                 const std::string& message) {
  if (const int number = ErrnoOf(error)) return FromErrno(object, number);
  return {code, object + ": " + message};
}

}  // namespace

Overtaken HowOvertaken() {
  try {
    throw;
  } catch (const Xapian::DatabaseModifiedError&) {
    return Overtaken::kModified;
  } catch (const Xapian::DatabaseOpeningError&) {
    return Overtaken::kGone;
  } catch (...) {
    return Overtaken::kNo;
  }
}

Error CurrentExceptionAsError(const std::string& object) {
  try {
    throw;
  } catch (const Xapian::DatabaseLockError& error) {
    return FromXapian(object, error, ErrorCode::kLocked,
                      "another funnel-indexer is writing here; wait until it ends");
  } catch (const Xapian::DatabaseModifiedError&) {
    return {ErrorCode::kIo, object + ": published to several times during one read; try again"};
  } catch (const Xapian::DatabaseVersionError& error) {
    return {ErrorCode::kCorrupt, object +
                                     ": written in a format this Xapian cannot read; index the "
                                     "articles into a new folder" +
                                     Detail(error)};
  } catch (const Xapian::DatabaseCorruptError& error) {
    return {ErrorCode::kCorrupt, object + ": the index is damaged; " + kStartAnew + Detail(error)};
  } catch (const Xapian::DatabaseOpeningError& error) {
    return FromXapian(object, error, ErrorCode::kCorrupt,
                      "cannot be opened as an index; " + kStartAnew + Detail(error));
  } catch (const Xapian::DatabaseError& error) {
    return FromXapian(
        object, error, ErrorCode::kIo,
        "reading or writing the index failed; check the disk, then run this again" + Detail(error));
  } catch (const Xapian::Error& error) {
    return {ErrorCode::kInternal, object + ": " + error.get_type() + std::string(": ") +
                                      error.get_msg() + "; please report this"};
  } catch (const Failure& failure) {
    return failure.error();
  } catch (const std::filesystem::filesystem_error& error) {
    return FromErrno(object, ErrnoOf(error));
  } catch (const std::system_error& error) {
    return FromErrno(object, error.code().value());
  } catch (const std::bad_alloc&) {
    return {ErrorCode::kIo, object + ": out of memory; index fewer or smaller articles at once"};
  } catch (const std::exception& error) {
    return {ErrorCode::kInternal, object + ": " + error.what() + "; please report this"};
  } catch (...) {
    return {ErrorCode::kInternal, object + ": unknown failure; please report this"};
  }
}

}  // namespace funnel::store
