// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/cli/diagnostic.h"

#include <algorithm>
#include <charconv>
#include <tuple>

#include "indexer/base/diagnostic_line.h"
#include "indexer/base/json.h"
#include "indexer/base/terminal_text.h"

namespace funnel::cli {
namespace {

/// Takes ":12" off the front of `rest`; 0, and `rest` as it was, if there is none.
std::size_t TakeNumber(std::string_view& rest) {
  if (!rest.starts_with(':')) return 0;
  std::size_t number = 0;
  const auto [end, error] = std::from_chars(rest.data() + 1, rest.data() + rest.size(), number);
  if (error != std::errc{}) return 0;
  rest.remove_prefix(static_cast<std::size_t>(end - rest.data()));
  return number;
}

bool TakePrefix(std::string_view& rest, std::string_view prefix) {
  if (!rest.starts_with(prefix)) return false;
  rest.remove_prefix(prefix.size());
  return true;
}

}  // namespace

std::string_view Name(Severity severity) {
  return severity == Severity::kError ? "error" : "warning";
}

std::string Diagnostic::ToString() const {
  return base::DiagnosticLine(file, line, column, Name(severity), message);
}

void SortByPlace(std::vector<Diagnostic>& diagnostics) {
  std::stable_sort(diagnostics.begin(), diagnostics.end(),
                   [](const Diagnostic& a, const Diagnostic& b) {
                     return std::tie(a.file, a.line, a.column) < std::tie(b.file, b.line, b.column);
                   });
}

Diagnostic ParseDiagnosticLine(std::string_view line, const std::string& file,
                               const std::string& rule, Severity severity) {
  Diagnostic parsed{file, 0, 0, severity, rule, std::string(line)};
  std::string_view rest = line;
  if (!TakePrefix(rest, base::ForTerminal(file))) return parsed;
  const std::size_t number = TakeNumber(rest);
  const std::size_t column = number == 0 ? 0 : TakeNumber(rest);
  if (TakePrefix(rest, ": error: ")) {
    parsed.severity = Severity::kError;
  } else if (TakePrefix(rest, ": warning: ")) {
    parsed.severity = Severity::kWarning;
  } else {
    return parsed;
  }
  parsed.line = number;
  parsed.column = column;
  parsed.message = rest;
  return parsed;
}

std::string ToJson(const Diagnostic& diagnostic) {
  rapidjson::StringBuffer buffer;
  rapidjson::Writer<rapidjson::StringBuffer> json(buffer);
  const auto text = [&](const char* key, std::string_view value) {
    json.Key(key);
    json.String(value.data(), static_cast<rapidjson::SizeType>(value.size()));
  };
  json.StartObject();
  text("file", diagnostic.file);
  json.Key("line");
  json.Uint64(diagnostic.line);
  json.Key("column");
  json.Uint64(diagnostic.column);
  text("severity", Name(diagnostic.severity));
  text("rule", diagnostic.rule);
  text("message", diagnostic.message);
  json.EndObject();
  return {buffer.GetString(), buffer.GetSize()};
}

}  // namespace funnel::cli
