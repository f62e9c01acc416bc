// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace funnel::cli {

enum class Severity : std::uint8_t { kWarning, kError };

/// "warning" or "error".
std::string_view Name(Severity severity);

/// One thing that an author should know about a source file.
struct Diagnostic {
  std::string file;        ///< As named on the command line, and the way below it.
  std::size_t line = 0;    ///< From 1; 0 when the whole file is meant.
  std::size_t column = 0;  ///< From 1, in bytes; 0 when the whole line is meant.
  Severity severity = Severity::kWarning;
  std::string rule;     ///< The rule's stable name, such as "dead-link".
  std::string message;  ///< What is wrong, and what to do.

  /// "file:line:column: error: message", as DiagnosticLine has it.
  std::string ToString() const;
};

/// By file, line and column; what stands at one place keeps its order.
void SortByPlace(std::vector<Diagnostic>& diagnostics);

/// A line of DiagnosticLine about `file` taken apart again; a line of another form becomes the
/// message as a whole, with `severity`.
Diagnostic ParseDiagnosticLine(std::string_view line, const std::string& file,
                               const std::string& rule, Severity severity);

/// The JSON object {file, line, column, severity, rule, message}, on one line.
std::string ToJson(const Diagnostic& diagnostic);

}  // namespace funnel::cli
