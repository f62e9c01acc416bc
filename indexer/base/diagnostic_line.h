// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "funnel/result.h"

namespace funnel::base {

/// "file:line:column: error: message"; line and column from 1, in bytes; a column of 0 is left out,
/// so is a line of 0. `kind` is "error" or "warning". File and message as ForTerminal makes them:
/// what they say comes from articles.
std::string DiagnosticLine(std::string_view file, std::size_t line, std::size_t column,
                           std::string_view kind, std::string_view message);

/// Fail with kInvalidInput and a DiagnosticLine of kind "error".
tl::unexpected<Error> FailAt(std::string_view file, std::size_t line, std::size_t column,
                             std::string_view message);

}  // namespace funnel::base
