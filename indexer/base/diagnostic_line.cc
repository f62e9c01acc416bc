// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/base/diagnostic_line.h"

#include "indexer/base/terminal_text.h"

namespace funnel::base {

std::string DiagnosticLine(std::string_view file, std::size_t line, std::size_t column,
                           std::string_view kind, std::string_view message) {
  std::string text = ForTerminal(file);
  if (line != 0) text.append(":").append(std::to_string(line));
  if (line != 0 && column != 0) text.append(":").append(std::to_string(column));
  return text.append(": ").append(kind).append(": ").append(ForTerminal(message, true));
}

tl::unexpected<Error> FailAt(std::string_view file, std::size_t line, std::size_t column,
                             std::string_view message) {
  return Fail(ErrorCode::kInvalidInput, DiagnosticLine(file, line, column, "error", message));
}

}  // namespace funnel::base
