// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <string>
#include <string_view>
#include <tl/expected.hpp>
#include <utility>

#include "server/http/problem.h"

namespace funnel::api {

/// Why the parameters of a request cannot be used.
struct ParamError {
  const http::Problem* problem = nullptr;
  std::string detail;
  std::string_view parameter;  ///< Its name; empty where it is none alone.
};

/// `parameter` is a literal.
inline tl::unexpected<ParamError> BadParam(const http::Problem& problem, std::string_view parameter,
                                           std::string detail) {
  return tl::unexpected<ParamError>(ParamError{&problem, std::move(detail), parameter});
}

}  // namespace funnel::api
