// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/text/digit_groups.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>

#include "indexer/base/ascii.h"
#include "indexer/text/languages/units.h"

namespace funnel::text {
namespace {

bool IsDigit(char c) { return c >= '0' && c <= '9'; }
bool IsLetter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
bool IsHexDigit(char c) { return IsDigit(c) || ((c | 0x20) >= 'a' && (c | 0x20) <= 'f'); }

constexpr std::size_t kMostGroups = 8;

/// Groups of digits, each but the first with the separator before it.
struct Group {
  std::size_t begin = 0;
  std::size_t end = 0;
  char separator = 0;  ///< ' ', '-', '.', ',', '\'', '/'; ')' for all with a parenthesis.

  std::size_t size() const { return end - begin; }
};

/// Reads the groups of one number.
class GroupReader {
 public:
  GroupReader(std::string_view text, bool query, std::vector<Identifier>& out)
      : text_(text), query_(query), out_(out) {}

  /// Reads the digits at `at`, and those that follow in groups; returns where to go on.
  std::size_t Read(std::size_t at) {
    const std::size_t begin = at;
    groups_.clear();
    char separator = 0;
    do {
      std::size_t end = at;
      while (end < text_.size() && IsDigit(text_[end])) ++end;
      groups_.push_back({at, end, separator});
      at = end;
    } while (SkipSeparator(at, separator));
    const std::size_t end = groups_.back().end;
    const char before = begin > 0 ? text_[begin - 1] : ' ';
    if (IsLetter(before) || before == '_' || before == '.' || before == ',') return end;
    if (groups_.size() > kMostGroups) return end;
    if (groups_.size() == 1) {
      ReadQuantity(Joined(0, 1));
      if (query_ && before == '+') EmitWithoutCountry();
    } else if (!ReadThousands()) {
      ReadPhone(before);
      const bool fraction = groups_[1].separator == '.' || groups_[1].separator == ',';
      if (groups_.size() == 2 && fraction) ReadQuantity(Joined(0, 1) + '.' + Joined(1, 2));
    }
    return end;
  }

 private:
  /// Moves `at` over what stands between two groups.
  bool SkipSeparator(std::size_t& at, char& separator) const {
    std::size_t next = at;
    const auto take = [&](std::string_view any) {
      if (next >= text_.size() || any.find(text_[next]) == any.npos) return false;
      ++next;
      return true;
    };
    bool closed = take(")");
    if (take(" -./,'")) {
      separator = text_[next - 1];
    } else if (!closed) {
      return false;
    }
    if (take("(")) closed = true;
    if (closed) separator = ')';
    if (next >= text_.size() || !IsDigit(text_[next])) return false;
    at = next;
    return true;
  }

  std::string Joined(std::size_t first, std::size_t last) const {
    std::string digits;
    for (std::size_t i = first; i < last; ++i) {
      digits += text_.substr(groups_[i].begin, groups_[i].size());
    }
    return digits;
  }

  void Emit(std::string_view digits, std::size_t first, std::size_t last) {
    constexpr std::size_t kShortest = 3;
    if (digits.size() < kShortest) return;
    out_.push_back({CanonicalDigits(digits), static_cast<std::int32_t>(groups_[first].begin),
                    static_cast<std::int32_t>(groups_[last - 1].end), false});
  }

  /// Groups of three digits, in India all but the last of two; perhaps a fraction behind them.
  bool ReadThousands() {
    const char separator = groups_[1].separator;
    if (std::string_view(" ,.'").find(separator) == std::string_view::npos) return false;
    std::size_t last = groups_.size();
    const char fraction = groups_.back().separator;
    if (last > 2 && fraction != separator && (fraction == '.' || fraction == ',')) --last;
    const Group& first = groups_.front();
    if (first.size() > 3 || text_[first.begin] == '0' || IsNetworkAddress()) return false;
    for (std::size_t i = 1; i < last; ++i) {
      const std::size_t size = groups_[i].size();
      const bool indian = separator == ',' && i + 1 < last && first.size() < 3;
      if (groups_[i].separator != separator || (size != 3 && !(indian && size == 2))) return false;
    }
    Emit(Joined(0, last), 0, last);
    if (last == groups_.size()) ReadQuantity(Joined(0, last));
    return true;
  }

  bool IsDate() const {
    if (groups_.size() < 3) return false;
    const auto year = [&](const Group& group) {
      const std::string_view digits = text_.substr(group.begin, group.size());
      return digits.size() == 4 && (digits.starts_with("19") || digits.starts_with("20"));
    };
    return (year(groups_[0]) && groups_[1].size() <= 2 && groups_[2].size() <= 2) ||
           (groups_[0].size() <= 2 && groups_[1].size() <= 2 && year(groups_[2]));
  }

  bool IsNetworkAddress() const {
    return groups_.size() == 4 &&
           std::all_of(groups_.begin(), groups_.end(), [&](const Group& group) {
             const std::string_view digits = text_.substr(group.begin, group.size());
             const bool dotted = group.separator == '.' || &group == &groups_.front();
             return dotted && (digits.size() < 3 || (digits.size() == 3 && digits <= "255"));
           });
  }

  void ReadPhone(char before) {
    constexpr std::size_t kFewest = 7, kMost = 15;
    const std::string digits = Joined(0, groups_.size());
    const std::size_t end = groups_.back().end;
    const bool goes_on = end < text_.size() && (IsLetter(text_[end]) || text_[end] == '_');
    if (digits.size() < kFewest || digits.size() > kMost || goes_on) return;
    const bool marked = before == '+' || before == '(';
    bool hyphens = !marked;  // Those are read as names of codes are.
    for (std::size_t i = 1; i < groups_.size(); ++i) {
      const char separator = groups_[i].separator;
      if (separator == ',' || separator == '\'') return;
      hyphens = hyphens && separator == '-';
      // A version has short numbers.
      const bool short_ones = groups_[i].size() < 2 || groups_[i - 1].size() < 2;
      if (separator == '.' && (short_ones || groups_.size() < 3)) return;
    }
    if (hyphens || (!marked && IsDate()) || IsNetworkAddress()) return;
    Emit(digits, 0, groups_.size());
    if (before == '+') Emit(Joined(1, groups_.size()), 1, groups_.size());
  }

  void EmitWithoutCountry() {
    constexpr std::size_t kLongestCountry = 3, kFewest = 7;
    const std::string digits = Joined(0, 1);
    for (std::size_t left_out = 1; left_out <= kLongestCountry; ++left_out) {
      if (digits.size() < left_out + kFewest) return;
      Emit(std::string_view(digits).substr(left_out), 0, 1);
    }
  }

  /// The number of all groups, with a unit behind it and a space between.
  void ReadQuantity(const std::string& number) {
    constexpr std::size_t kLongestUnit = 4;
    const std::size_t space = groups_.back().end;
    if (space + 1 >= text_.size() || text_[space] != ' ') return;
    std::size_t end = space + 1;
    while (end < text_.size() && IsLetter(text_[end]) && end <= space + kLongestUnit + 1) ++end;
    if (end < text_.size() && (IsDigit(text_[end]) || text_[end] == '-')) return;
    const std::string_view unit = text_.substr(space + 1, end - space - 1);
    const std::string folded = base::AsciiLower(unit);
    // "a" is an article, and "2 to 3" no quantity.
    if (!IsUnit(folded) || unit == "a" || folded == "to" || folded == "go") return;
    out_.push_back({number + folded, static_cast<std::int32_t>(groups_.front().begin),
                    static_cast<std::int32_t>(end), false});
  }

  std::string_view text_;
  bool query_;
  std::vector<Identifier>& out_;
  std::vector<Group> groups_;
};

}  // namespace

std::string CanonicalDigits(std::string_view digits) {
  const std::size_t first = digits.find_first_not_of('0');
  return std::string(first == std::string_view::npos ? digits : digits.substr(first));
}

std::string WithoutThousandsMarks(std::string_view number) {
  const std::size_t first = number.find_first_of(",'");
  if (first == 0 || first > 3 || number.front() == '0') return std::string(number);
  const char mark = number[first];
  std::string digits(number.substr(0, first));
  for (std::size_t at = first; at < number.size();) {
    const std::size_t end = std::min(number.find(mark, at + 1), number.size());
    const std::string_view group = number.substr(at + 1, end - at - 1);
    const bool indian = mark == ',' && first < 3 && end < number.size() && group.size() == 2;
    if ((group.size() != 3 && !indian) || !std::all_of(group.begin(), group.end(), IsDigit)) {
      return std::string(number);
    }
    digits += group;
    at = end;
  }
  return digits;
}

std::string JoinedHexGroups(std::string_view text) {
  const std::size_t size = text.find_first_of(":-.");
  if (size != 2 && size != 4) return {};
  const char separator = text[size];
  constexpr std::size_t kFewestPairs = 6, kQuads = 3, kMostBytes = 128;
  if (text.size() > kMostBytes || (text.size() + 1) % (size + 1) != 0) return {};
  const std::size_t groups = (text.size() + 1) / (size + 1);
  const bool pairs = size == 2 && separator != '.' && groups >= kFewestPairs;
  if (!pairs && !(size == 4 && separator == '.' && groups == kQuads)) return {};
  std::string joined;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool between = i % (size + 1) == size;
    if (between ? text[i] != separator : !IsHexDigit(text[i])) return {};
    if (!between) joined.push_back(text[i]);
  }
  joined = base::AsciiLower(joined);
  const bool digits = std::all_of(joined.begin(), joined.end(), IsDigit);
  return digits ? CanonicalDigits(joined) : joined;
}

void FindDigitGroups(std::string_view ascii, bool query, std::vector<Identifier>& out) {
  GroupReader reader(ascii, query, out);
  for (std::size_t at = 0; at < ascii.size();) {
    at = IsDigit(ascii[at]) ? reader.Read(at) : at + 1;
  }
}

}  // namespace funnel::text
