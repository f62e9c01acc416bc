// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/readers/csv_table.h"

#include <csv.h>
#include <fmt/format.h>

#include <algorithm>
#include <deque>
#include <fstream>
#include <optional>
#include <string_view>
#include <utility>
#include <vector>

#include "indexer/base/ascii.h"
#include "indexer/base/diagnostic_line.h"
#include "indexer/base/utf8.h"
#include "indexer/readers/table_columns.h"

namespace funnel::readers {
namespace {

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";
constexpr char kSeparators[] = {',', ';', '\t'};
constexpr const char* kNotArticles =
    "not read: no columns for the title and the text of articles; name them title and body in the "
    "first line";
/// How many bytes are taken from the file at once: a line, or a part of a long one.
constexpr std::size_t kMostPiece = std::size_t{1} << 16;
/// What the parser's buffer grows by; its own 128 bytes make long cells slow.
constexpr std::size_t kGrowth = std::size_t{1} << 20;
constexpr std::size_t kMaxColumns = 1000;

using Cells = std::vector<std::string>;

/// Bytes become rows.
class RowParser {
 public:
  explicit RowParser(char separator) {
    csv_init(&parser_, 0);
    csv_set_delim(&parser_, static_cast<unsigned char>(separator));
    csv_set_blk_size(&parser_, kGrowth);
  }
  ~RowParser() { csv_free(&parser_); }
  RowParser(const RowParser&) = delete;
  RowParser& operator=(const RowParser&) = delete;

  /// Adds the rows that end within `bytes` to those that are there.
  void Feed(std::string_view bytes) {
    csv_parse(&parser_, bytes.data(), bytes.size(), AddCell, EndRow, this);
  }

  /// Ends the last row. False where a quotation mark is not closed.
  bool Finish() {
    // Before the end it would refuse quotation marks within a cell, which people write for inches.
    csv_set_opts(&parser_, CSV_STRICT | CSV_STRICT_FINI);
    return csv_fini(&parser_, AddCell, EndRow, this) == 0;
  }

  std::optional<Cells> Take() {
    if (rows_.empty()) return std::nullopt;
    Cells row = std::move(rows_.front());
    rows_.pop_front();
    return row;
  }

  bool empty() const { return rows_.empty(); }

 private:
  static void AddCell(void* cell, std::size_t size, void* self) {
    Cells& row = static_cast<RowParser*>(self)->row_;
    // Cells without end cannot be columns: they only make the row wrong.
    if (row.size() <= kMaxColumns) row.emplace_back(static_cast<const char*>(cell), size);
  }

  static void EndRow(int, void* self) {
    auto* parser = static_cast<RowParser*>(self);
    parser->rows_.push_back(std::exchange(parser->row_, {}));
  }

  csv_parser parser_ = {};
  Cells row_;
  std::deque<Cells> rows_;
};

bool EndsLine(std::string_view piece) { return piece.ends_with('\n') || piece.ends_with('\r'); }

/// A file, line by line.
class Pieces {
 public:
  explicit Pieces(const std::filesystem::path& path) : in_(path, std::ios::binary) {}

  bool open() const { return in_.is_open(); }
  bool good() const { return !in_.bad(); }

  /// The next bytes, to the end of the line at most; nothing at the end.
  std::string Next() {
    std::string piece;
    std::streambuf* buffer = in_.rdbuf();
    constexpr int kEnd = std::char_traits<char>::eof();
    while (piece.size() < kMostPiece) {
      const int c = buffer->sbumpc();
      if (c == kEnd) break;
      piece += static_cast<char>(c);
      if (c == '\n' || (c == '\r' && buffer->sgetc() != '\n')) break;
    }
    if (first_ && piece.starts_with(kByteOrderMark)) piece.erase(0, kByteOrderMark.size());
    first_ = false;
    return piece;
  }

 private:
  std::ifstream in_;
  bool first_ = true;
};

/// The first row of `pieces`, read with `separator`.
std::optional<Cells> FirstRow(const std::vector<std::string>& pieces, char separator) {
  RowParser parser(separator);
  for (const std::string& piece : pieces) parser.Feed(piece);
  if (parser.empty() && !parser.Finish()) return std::nullopt;
  return parser.Take();
}

/// Whether the first row has ended with these pieces, whatever separates its cells.
bool HasRow(const std::vector<std::string>& pieces) {
  RowParser parser(',');
  for (const std::string& piece : pieces) parser.Feed(piece);
  return !parser.empty();
}

struct Head {
  char separator = ',';
  TableColumns columns;
  std::size_t lines = 0;  ///< That it takes.
};

/// The first line of a table of articles; nothing where it is none.
std::optional<Head> ReadHead(Pieces& in) {
  std::string separators(std::begin(kSeparators), std::end(kSeparators));
  std::vector<std::string> pieces{in.Next()};
  std::size_t lines = 1;
  if (pieces.front().starts_with("sep=") && pieces.front().size() > 4) {
    separators = pieces.front()[4];
    pieces = {in.Next()};
    ++lines;
  }
  std::size_t bytes = pieces.front().size();
  while (!HasRow(pieces) && !pieces.back().empty() && bytes < kMostPiece) {
    pieces.push_back(in.Next());
    bytes += pieces.back().size();
    if (EndsLine(pieces.back())) ++lines;
  }
  if (bytes >= kMostPiece && !HasRow(pieces)) return std::nullopt;
  for (const char separator : separators) {
    const auto row = FirstRow(pieces, separator);
    if (!row || row->size() > kMaxColumns) continue;
    if (auto columns = TableColumns::Of(*row)) return Head{separator, std::move(*columns), lines};
  }
  return std::nullopt;
}

class CsvRows : public RecordStream {
 public:
  CsvRows(Pieces in, Head head, std::string name, std::string stem)
      : in_(std::move(in)),
        columns_(std::move(head.columns)),
        parser_(std::make_unique<RowParser>(head.separator)),
        line_(head.lines),
        name_(std::move(name)),
        stem_(std::move(stem)) {}

  std::optional<Result<JsonlLine>> Next() override {
    while (true) {
      if (auto row = parser_->Take()) return Line(*row, begin_, std::exchange(bytes_, 0));
      if (ended_) return std::nullopt;
      const std::string piece = in_.Next();
      if (piece.empty()) {
        ended_ = true;
        if (!in_.good()) return Wrong(line_, "cannot be read; check that it is readable");
        if (!parser_->Finish()) return Wrong(begin_, "a quotation mark is not closed; close it");
        continue;
      }
      const bool blank = bytes_ == 0 && base::Trim(piece).empty();
      if (bytes_ == 0) begin_ = line_ + 1;
      if (EndsLine(piece)) ++line_;
      if (blank) continue;
      bytes_ += piece.size();
      parser_->Feed(piece);
      if (bytes_ > kMaxArticleBytes && parser_->empty()) {
        ended_ = true;
        return Wrong(begin_, "the row is longer than 16 MiB; is a quotation mark not closed?");
      }
    }
  }

 private:
  tl::unexpected<Error> Wrong(std::size_t line, std::string_view message) const {
    return base::FailAt(name_, line, 0, message);
  }

  Result<JsonlLine> Line(Cells& cells, std::size_t number, std::size_t bytes) const {
    while (cells.size() > columns_.size() && base::Trim(cells.back()).empty()) cells.pop_back();
    if (cells.size() > columns_.size()) {
      return Wrong(number, fmt::format("has {} cells, but the first line {}; put quotation marks "
                                       "around cells that hold a separator or a line break",
                                       cells.size(), columns_.size()));
    }
    for (const std::string& cell : cells) {
      if (base::FindInvalidUtf8(cell) != std::string_view::npos) {
        return Wrong(number, "is not UTF-8; save the table as \"CSV UTF-8\"");
      }
    }
    JsonlLine line;
    line.text = columns_.Record(cells, stem_);
    line.number = number;
    line.bytes = bytes;
    line.too_long = line.text.size() > kMaxArticleBytes;
    return line;
  }

  Pieces in_;
  TableColumns columns_;
  std::unique_ptr<RowParser> parser_;
  std::size_t line_ = 0;   ///< Lines read.
  std::size_t begin_ = 0;  ///< The line that the row in work begins in.
  std::size_t bytes_ = 0;  ///< Of that row.
  bool ended_ = false;
  std::string name_;
  std::string stem_;
};

}  // namespace

std::string CsvProblem(const std::filesystem::path& path) {
  Pieces in(path);
  return ReadHead(in) ? std::string() : kNotArticles;
}

Result<std::unique_ptr<RecordStream>> OpenCsv(const std::filesystem::path& path,
                                              const std::string& name) {
  Pieces in(path);
  if (!in.open()) return base::FailAt(name, 0, 0, "cannot be read; check that it is readable");
  auto head = ReadHead(in);
  if (!head) return base::FailAt(name, 1, 0, kNotArticles);
  return std::make_unique<CsvRows>(std::move(in), std::move(*head), name, path.stem().string());
}

}  // namespace funnel::readers
