// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <cstddef>
#include <functional>
#include <istream>
#include <string>
#include <string_view>
#include <vector>

namespace funnel::measure {

/// Longest line read from a file of queries, judgements or measurements, in bytes.
inline constexpr std::size_t kMaxLineBytes = 1024 * 1024;

/// Where diagnostics go: one line each, without a newline, "file:line: error: what".
using Report = std::function<void(const std::string&)>;

/// Reads a text file line by line with a bounded memory: CRLF and a leading byte order mark are
/// dropped, empty lines skipped, and a line over kMaxLineBytes reported and skipped.
class LineReader {
 public:
  /// `in` must outlive the reader; `name` is the file's name in diagnostics.
  LineReader(std::istream& in, std::string name, Report report);

  /// The next line in `line`; false at the end of the file or when reading fails (reported).
  bool Next(std::string& line);

  /// Reports an error of the line that Next gave last.
  void ReportError(const std::string& what);

  /// The number (from 1) of the line that Next gave last.
  std::size_t line() const { return line_; }

  /// How many errors were reported.
  std::size_t errors() const { return errors_; }

 private:
  std::istream& in_;
  std::string name_;
  Report report_;
  std::size_t line_ = 0;
  std::size_t errors_ = 0;
};

/// The pieces of `line` between tabs: at least one, possibly empty.
std::vector<std::string_view> SplitTabs(std::string_view line);

/// Whether `id` can name a query or a document: 1 to kMaxIdBytes bytes without control characters.
/// `id` must be valid UTF-8.
bool IsValidId(std::string_view id);

/// What IsValidId asks for, as it ends a message: "must be 1 to ... bytes without control
/// characters".
std::string IdRule();

}  // namespace funnel::measure
