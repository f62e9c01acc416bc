// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

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

}  // namespace funnel::store
