// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <chrono>
#include <cstdint>
#include <exception>
#include <string>
#include <type_traits>
#include <utility>

#include "funnel/result.h"

namespace funnel::store {

/// Thrown where a library of C failed, with what Guard makes of it.
class Failure : public std::exception {
 public:
  explicit Failure(Error error) : error_(std::move(error)) {}
  const Error& error() const { return error_; }
  const char* what() const noexcept override { return error_.message.c_str(); }

 private:
  Error error_;
};

/// The Error for the Xapian or standard exception being handled; `object` names what was worked on.
/// Call inside a catch block only. The only place where third-party exceptions become errors.
Error CurrentExceptionAsError(const std::string& object);

/// Runs `body` (which returns a Result or void) and turns what it throws into an Error.
template <class Body>
auto Guard(const std::string& object, Body&& body) {
  using Returned = std::invoke_result_t<Body>;
  using Guarded = std::conditional_t<std::is_void_v<Returned>, Result<void>, Returned>;
  try {
    if constexpr (std::is_void_v<Returned>) {
      std::forward<Body>(body)();
      return Guarded{};
    } else {
      return Guarded(std::forward<Body>(body)());
    }
  } catch (...) {
    return Guarded(Fail(CurrentExceptionAsError(object)));
  }
}

/// How long reading is tried anew while publishes overtake it: one suffices but on a machine where
/// a read gets less of the time than the publishes do.
inline constexpr std::chrono::seconds kPublishPatience{30};

/// How a publish has overtaken a read, by the exception being handled. Call inside a catch block.
enum class Overtaken : std::uint8_t {
  kNo,
  kModified,  ///< Two commits came since the database was opened.
  kGone,      ///< It cannot be opened: the generation may have been removed.
};
Overtaken HowOvertaken();

/// The `refresh` of a read that opens everything by itself.
inline Result<void> NothingToRefresh() { return {}; }

/// What `read` returns. A publish that overtakes it makes Xapian throw: then `refresh` (which
/// returns a Result<void>) goes to the newest publish, and all of `read` is done again, for up to
/// `patience`; so it is where another overtakes `refresh`. Where the database cannot even be
/// opened, a few tries have to do. Throws what `read` throws otherwise, or at last; run it in a
/// Guard.
template <class Read, class Refresh>
auto RetryOnPublish(Read&& read, Refresh&& refresh,
                    std::chrono::milliseconds patience = kPublishPatience)
    -> std::invoke_result_t<Read> {
  constexpr int kMostGone = 5;
  const auto deadline = std::chrono::steady_clock::now() + patience;
  bool overtaken_once = false;
  for (int gone = 0;;) {
    try {
      if (overtaken_once) {
        if (auto fresh = refresh(); !fresh) return Fail(fresh.error());
      }
      return read();
    } catch (...) {
      const Overtaken overtaken = HowOvertaken();
      if (overtaken == Overtaken::kGone) ++gone;
      if (overtaken == Overtaken::kNo || gone == kMostGone ||
          std::chrono::steady_clock::now() >= deadline) {
        throw;
      }
    }
    overtaken_once = true;
  }
}

}  // namespace funnel::store
