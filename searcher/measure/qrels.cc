// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/measure/qrels.h"

#include <charconv>
#include <optional>
#include <string_view>

namespace funnel::measure {
namespace {

std::optional<int> ParseGrade(std::string_view text) {
  int grade = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), grade);
  if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return grade;
}

}  // namespace

QrelsFile ReadQrels(std::istream& in, const std::string& name, const Report& report) {
  QrelsFile file;
  LineReader lines(in, name, report);
  std::string line;
  while (lines.Next(line)) {
    const auto fields = SplitTabs(line);
    if (fields.size() != 3) {
      lines.ReportError("needs query id, document id and grade with a tab between");
      continue;
    }
    const std::optional<int> grade = ParseGrade(fields[2]);
    if (!grade) {
      if (lines.line() == 1) continue;  // The header.
      lines.ReportError("the grade '" + std::string(fields[2]) + "' must be a whole number");
      continue;
    }
    // A document id is not checked further: an unusable one is a document that cannot be found.
    if (!IsValidId(fields[0]) || fields[1].empty()) {
      lines.ReportError("the query id " + IdRule() + ", and the document id must not be empty");
      continue;
    }
    const auto [judged, added] = file.judgements[std::string(fields[0])].emplace(fields[1], *grade);
    if (!added && judged->second != *grade) {
      lines.ReportError("'" + judged->first + "' was judged " + std::to_string(judged->second) +
                        " for this query before; keep one of the two");
    }
  }
  file.errors = lines.errors();
  return file;
}

}  // namespace funnel::measure
