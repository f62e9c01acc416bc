// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/text/markup/markdown_tables.h"

#include <algorithm>
#include <cctype>

#include "indexer/base/ascii.h"
#include "indexer/text/markup/markdown_fence.h"

namespace funnel::text {
namespace {

constexpr std::size_t kNone = std::string_view::npos;
/// A longer code span is none: keeps a row of backticks from costing quadratic time.
constexpr std::size_t kMaxCodeBytes = 2000;

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

/// The length of the list marker that `content` begins with, 0 for none.
std::size_t ListMarkerLength(std::string_view content) {
  std::size_t digits = 0;
  while (digits < content.size() && digits < 9 && content[digits] >= '0' &&
         content[digits] <= '9') {
    ++digits;
  }
  const std::string_view marks = digits > 0 ? ".)" : "-+*";
  if (digits >= content.size() || marks.find(content[digits]) == kNone) return 0;
  const std::size_t end = content.find_first_not_of(" \t", digits + 1);
  return end == kNone || end == digits + 1 ? 0 : end;
}

/// The cells of a table's row: what stands between the pipes without a backslash.
std::vector<std::string_view> Cells(std::string_view row) {
  row = base::Trim(row);
  if (row.starts_with('|')) row.remove_prefix(1);
  std::vector<std::string_view> cells;
  std::size_t begin = 0;
  for (std::size_t i = 0; i < row.size(); ++i) {
    if (row[i] == '\\') {
      ++i;
    } else if (row[i] == '|') {
      cells.push_back(base::Trim(row.substr(begin, i - begin)));
      begin = i + 1;
    }
  }
  if (begin < row.size()) cells.push_back(base::Trim(row.substr(begin)));
  return cells;
}

bool IsDelimiter(std::string_view cell) {
  if (cell.starts_with(':')) cell.remove_prefix(1);
  if (cell.ends_with(':')) cell.remove_suffix(1);
  return !cell.empty() && cell.find_first_not_of('-') == kNone;
}

/// The delimiters of "|---|:-:|"; none when `content` is no such line.
std::vector<std::string_view> Delimiters(std::string_view content) {
  if (content.find('|') == kNone || content.find_first_not_of("-|: \t\r") != kNone) return {};
  std::vector<std::string_view> cells = Cells(content);
  if (!std::all_of(cells.begin(), cells.end(), IsDelimiter)) cells.clear();
  return cells;
}

/// A line without its line break.
struct Line {
  std::string_view all;
  std::string_view content;  ///< Without indentation and quote marks.
  std::size_t given = 0;     ///< Where it begins in the source, and
  std::size_t at = 0;        ///< in what comes out.
  bool blank = true;

  std::size_t Prefix() const { return all.size() - content.size(); }
};

class TableRepair {
 public:
  explicit TableRepair(std::string_view source) : source_(source) {
    repaired_.text.reserve(source.size() + source.size() / 16 + 64);
  }

  RepairedMarkdown Run() {
    std::size_t begin = source_.starts_with(kByteOrderMark) ? kByteOrderMark.size() : 0;
    if (begin > 0) Step(begin);
    while (begin < source_.size()) {
      const std::size_t end = std::min(source_.find('\n', begin), source_.size());
      Line line;
      line.all = source_.substr(begin, end - begin);
      line.given = begin;
      line.at = out().size();
      const std::size_t prefix = std::min(line.all.find_first_not_of(" \t>"), line.all.size());
      line.content = line.all.substr(prefix);
      line.blank = base::Trim(line.content).empty();
      Add(line);
      out() += '\n';
      begin = end + 1;
    }
    return std::move(repaired_);
  }

 private:
  std::string& out() { return repaired_.text; }

  void Add(const Line& line) {
    const bool is_code = fence_.Covers(line.content) || IsCode(line);
    const bool ends_table = in_table_ && (is_code || BeginsBlock(line.content));
    // Where the table is in a list or quote that ends, too, md4c needs no more.
    if (ends_table && line.Prefix() >= previous_.Prefix()) {
      Insert(std::string(line.all.substr(0, line.Prefix())) + '\n', line.given);
    }
    if (is_code) {
      out() += line.all;
      in_table_ = false;
      before_ = Line();
      previous_ = Line();
      return;
    }
    if (previous_.blank || line.blank) in_html_ = BeginsHtml(line.content);
    const bool may_begin =
        !in_table_ && !in_html_ && !previous_.blank && !previous_.content.starts_with('#');
    const std::vector<std::string_view> delimiters =
        may_begin ? Delimiters(line.content) : std::vector<std::string_view>();
    in_table_ = in_table_ && !line.blank && !ends_table;
    if (!delimiters.empty()) {
      AddDelimiters(line, delimiters.size());
    } else if (in_table_) {
      out() += line.all.substr(0, line.Prefix());
      AddRow(line.content, line.given + line.Prefix());
    } else {
      out() += line.all;
    }
    before_ = previous_;
    previous_ = line;
  }

  /// Whether `line` is indented code: deeper than what the list around it holds.
  bool IsCode(const Line& line) {
    if (line.blank) return false;
    std::string_view indentation = line.all.substr(0, line.Prefix());
    const std::size_t quote = indentation.rfind('>');
    if (quote != kNone) indentation.remove_prefix(std::min(quote + 2, indentation.size()));
    if (quote == kNone) quoted_list_column_ = 0;
    std::size_t& list_column = quote == kNone ? list_column_ : quoted_list_column_;
    std::size_t columns = 0;
    for (const char c : indentation) columns += c == '\t' ? 4 - columns % 4 : 1;
    const std::size_t marker = ListMarkerLength(line.content);
    if (previous_.blank && columns >= list_column + 4) return true;
    if (marker > 0) {
      list_column = columns + marker;
    } else if (previous_.blank && columns < list_column) {
      list_column = columns < 2 ? 0 : columns;
    }
    return false;
  }

  static bool BeginsHtml(std::string_view content) {
    if (content.size() < 2 || content.front() != '<') return false;
    return std::isalpha(static_cast<unsigned char>(content[1])) != 0 ||
           std::string_view("/!?").find(content[1]) != kNone;
  }

  /// Whether a line with `content` ends a table.
  static bool BeginsBlock(std::string_view content) {
    const bool has_pipe = content.find('|') != kNone;
    return content.starts_with('#') || ListMarkerLength(content) > 0 ||
           (!has_pipe && (BeginsHtml(content) || IsRule(content)));
  }

  static bool IsRule(std::string_view content) {
    const std::string marks(base::Trim(content));
    return marks.size() >= 3 && std::string_view("-*_").find(marks[0]) != kNone &&
           marks.find_first_not_of(std::string{marks[0], ' ', '\t'}) == kNone;
  }

  void AddDelimiters(const Line& line, std::size_t count) {
    const std::size_t marker = ListMarkerLength(previous_.content);
    const std::string_view head = previous_.content.substr(marker);
    if (Cells(head).size() != count) {
      out() += line.all.substr(0, line.Prefix());
      Insert("\\", line.given + line.Prefix());
      out() += line.content;
      return;
    }
    in_table_ = true;
    out().resize(previous_.at);
    DropStepsAfter(previous_.at);
    const std::string_view prefix = previous_.all.substr(0, previous_.Prefix());
    if (marker == 0 && !before_.blank && !before_.content.starts_with('#')) {
      Insert(std::string(prefix) + '\n', previous_.given);
    }
    out() += prefix;
    out() += previous_.content.substr(0, marker);
    AddRow(head, previous_.given + previous_.Prefix() + marker);
    out() += '\n';
    AddDelimiterRow(line);
  }

  void AddDelimiterRow(const Line& line) {
    out() += line.all.substr(0, line.Prefix());
    for (std::size_t i = 0; i < line.content.size();) {
      const std::size_t end = std::min(line.content.find_first_not_of('-', i), line.content.size());
      out() += line.content.substr(i, std::max<std::size_t>(end, i + 1) - i);
      if (end > i && end - i < 3) Insert("--", line.given + line.Prefix() + end);
      i = std::max<std::size_t>(end, i + 1);
    }
  }

  /// Adds the row `content`, which begins at `given`, with a space between two pipes.
  void AddRow(std::string_view content, std::size_t given) {
    for (std::size_t i = 0; i < content.size();) {
      std::size_t end = i + 1;
      if (content[i] == '`') {
        end = CodeEnd(content, i);
      } else if (content[i] == '\\') {
        end = std::min(i + 2, content.size());
      }
      out() += content.substr(i, end - i);
      if (content[i] == '|' && end < content.size() && content[end] == '|')
        Insert(" ", given + end);
      i = end;
    }
  }

  /// The end of the code span that begins at `at` of `row`, or of its backticks if it never ends.
  static std::size_t CodeEnd(std::string_view row, std::size_t at) {
    const std::string_view span = row.substr(at, kMaxCodeBytes);
    const std::size_t run = std::min(span.find_first_not_of('`'), span.size());
    for (std::size_t i = span.find('`', run); i != kNone;) {
      const std::size_t end = std::min(span.find_first_not_of('`', i), span.size());
      if (end - i == run) return at + end;
      i = span.find('`', end);
    }
    return at + run;
  }

  /// Adds `text`, which is not in the source, before its byte `given`.
  void Insert(std::string_view text, std::size_t given) {
    out() += text;
    Step(given);
  }

  void Step(std::size_t given) { repaired_.steps.push_back({out().size(), given}); }

  void DropStepsAfter(std::size_t at) {
    while (!repaired_.steps.empty() && repaired_.steps.back().at > at) repaired_.steps.pop_back();
  }

  std::string_view source_;
  RepairedMarkdown repaired_;
  Fence fence_;
  Line previous_, before_;       ///< The lines above; blank where they are no text.
  std::size_t list_column_ = 0;  ///< Where the text of the list around the line begins.
  std::size_t quoted_list_column_ = 0;
  bool in_table_ = false;
  bool in_html_ = false;
};

}  // namespace

std::size_t RepairedMarkdown::GivenOffset(std::size_t at) const {
  const auto next = std::upper_bound(steps.begin(), steps.end(), at,
                                     [](std::size_t a, const Step& step) { return a < step.at; });
  if (next == steps.begin()) return at;
  return std::prev(next)->given + (at - std::prev(next)->at);
}

RepairedMarkdown RepairTables(std::string_view markdown) { return TableRepair(markdown).Run(); }

}  // namespace funnel::text
