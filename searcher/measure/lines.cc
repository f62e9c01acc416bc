// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/measure/lines.h"

#include <utility>

#include "funnel/article.h"

namespace funnel::measure {
namespace {

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

}  // namespace

LineReader::LineReader(std::istream& in, std::string name, Report report)
    : in_(in), name_(std::move(name)), report_(std::move(report)) {}

bool LineReader::Next(std::string& line) {
  while (in_.good()) {
    line.clear();
    bool too_long = false;
    int c = in_.get();
    if (c == std::char_traits<char>::eof()) break;
    ++line_;
    for (; c != '\n' && c != std::char_traits<char>::eof(); c = in_.get()) {
      if (line.size() < kMaxLineBytes) {
        line += static_cast<char>(c);
      } else {
        too_long = true;
      }
    }
    if (too_long) {
      ReportError("the line is longer than " + std::to_string(kMaxLineBytes) +
                  " bytes; split or shorten it");
      continue;
    }
    if (line_ == 1 && std::string_view(line).starts_with(kByteOrderMark)) line.erase(0, 3);
    if (line.ends_with('\r')) line.pop_back();
    if (!line.empty()) return true;
  }
  if (in_.bad()) ReportError("reading failed here; the rest was not read");
  return false;
}

void LineReader::ReportError(const std::string& what) {
  ++errors_;
  report_(name_ + ":" + std::to_string(line_) + ": error: " + what);
}

std::vector<std::string_view> SplitTabs(std::string_view line) {
  std::vector<std::string_view> pieces;
  for (;;) {
    const std::size_t tab = line.find('\t');
    pieces.push_back(line.substr(0, tab));
    if (tab == std::string_view::npos) return pieces;
    line.remove_prefix(tab + 1);
  }
}

bool IsValidId(std::string_view id) {
  if (id.empty() || id.size() > kMaxIdBytes) return false;
  for (std::size_t i = 0; i < id.size(); ++i) {
    const auto c = static_cast<unsigned char>(id[i]);
    if (c < 0x20 || c == 0x7F) return false;
    // U+0080 to U+009F, the second block of control characters, are C2 80 to C2 9F.
    if (c == 0xC2 && i + 1 < id.size() && static_cast<unsigned char>(id[i + 1]) < 0xA0) {
      return false;
    }
  }
  return true;
}

std::string IdRule() {
  return "must be 1 to " + std::to_string(kMaxIdBytes) + " bytes without control characters";
}

}  // namespace funnel::measure
