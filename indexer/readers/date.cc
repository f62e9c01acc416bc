// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/readers/date.h"

#include <fmt/format.h>
#include <unicode/dtfmtsym.h>
#include <unicode/locid.h>

#include <algorithm>
#include <charconv>
#include <chrono>
#include <map>
#include <optional>
#include <vector>

#include "indexer/base/ascii.h"

namespace funnel::readers {
namespace {

constexpr std::size_t kLongest = 80;  ///< No date is longer; in bytes.

/// What the names of months are known from.
constexpr const char* kMonthLocales[] = {
    "en", "de", "fr",  "es", "pt", "it", "nl", "pl", "cs", "sk", "ru", "uk", "bg",
    "tr", "sv", "da",  "nb", "fi", "et", "lv", "lt", "hu", "ro", "hr", "sl", "el",
    "id", "ms", "fil", "th", "hi", "ar", "fa", "he", "bn", "ta", "ca", "eu", "gl"};

/// Words that stand in dates and say nothing.
constexpr std::string_view kFillers =
    " de del of the le den d at um am pm utc gmt z ngày năm t th st nd rd e ";

struct Day {
  int year = 0;
  int month = 0;
  int day = 0;
};

std::string Folded(const icu::UnicodeString& name) {
  icu::UnicodeString lower(name);
  lower.foldCase();
  lower.findAndReplace(u".", u"");
  std::string text;
  lower.toUTF8String(text);
  return text;
}

/// The numbers of months by their names in lower case, without dots. A name that is another month
/// elsewhere is not there; of days of the week the number is 0.
const std::map<std::string, int, std::less<>>& MonthNames() {
  static const auto* names = [] {
    using Symbols = icu::DateFormatSymbols;
    auto* table = new std::map<std::string, int, std::less<>>;
    std::vector<std::string> doubtful;
    const auto add = [&](const std::string& name, int month) {
      const auto [known, fresh] = table->emplace(name, month);
      if (!fresh && known->second != month) doubtful.push_back(name);
    };
    for (const char* locale : kMonthLocales) {
      UErrorCode status = U_ZERO_ERROR;
      const Symbols symbols(icu::Locale(locale), status);
      if (U_FAILURE(status)) continue;
      for (const auto context : {Symbols::FORMAT, Symbols::STANDALONE}) {
        for (const auto width : {Symbols::WIDE, Symbols::ABBREVIATED}) {
          int32_t count = 0;
          const icu::UnicodeString* months = symbols.getMonths(count, context, width);
          for (int32_t i = 0; i < std::min(count, 12); ++i) add(Folded(months[i]), i + 1);
          const icu::UnicodeString* days = symbols.getWeekdays(count, context, width);
          for (int32_t i = 1; i < count; ++i) table->emplace(Folded(days[i]), 0);
        }
      }
    }
    for (const std::string& name : doubtful) table->erase(name);
    table->emplace("sept", 9);
    return table;
  }();
  return *names;
}

std::optional<int> Number(std::string_view digits) {
  int value = 0;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
  if (error != std::errc{} || end != digits.data() + digits.size() || value < 0) return {};
  return value;
}

bool IsDigit(char c) { return c >= '0' && c <= '9'; }

bool Exists(const Day& date) {
  using namespace std::chrono;
  return date.year >= 1000 && date.year <= 9999 && date.month > 0 && date.day > 0 &&
         year_month_day(year(date.year), month(static_cast<unsigned>(date.month)),
                        day(static_cast<unsigned>(date.day)))
             .ok();
}

std::optional<Day> Existing(int year, int month, int day) {
  const Day date{year, month, day};
  return Exists(date) ? std::optional(date) : std::nullopt;
}

/// What may stand behind a date in numbers: nothing, a time, a zone.
bool IsTime(std::string_view rest) {
  rest = rest.substr(std::min(rest.find_first_not_of(" ,"), rest.size()));
  if (rest.empty() || rest == "Z") return true;
  if (rest.front() == 'T' || rest.front() == 't') rest.remove_prefix(1);
  return !rest.empty() && IsDigit(rest.front()) && rest.find(':') != std::string_view::npos;
}

/// Three numbers with one kind of separator between them.
std::optional<Day> FromNumbers(std::string_view text) {
  int parts[3] = {};
  std::size_t digits[3] = {};
  std::string_view separator;
  std::string_view rest = text;
  for (int i = 0; i < 3; ++i) {
    while (digits[i] < rest.size() && IsDigit(rest[digits[i]])) ++digits[i];
    const auto number = Number(rest.substr(0, digits[i]));
    if (digits[i] == 0 || digits[i] > 4 || !number) return std::nullopt;
    parts[i] = *number;
    rest.remove_prefix(digits[i]);
    if (i == 2) break;
    const std::string_view found = rest.substr(0, rest.find_first_of("0123456789"));
    const std::string_view mark = base::Trim(found);
    if (mark != "-" && mark != "/" && mark != ".") return std::nullopt;
    if (i > 0 && mark != separator) return std::nullopt;
    separator = mark;
    rest.remove_prefix(found.size());
  }
  if (separator == "." && rest.starts_with('.')) rest.remove_prefix(1);
  if (!IsTime(rest)) return std::nullopt;
  if (digits[0] == 4) return Existing(parts[0], parts[1], parts[2]);
  if (digits[2] != 4) return std::nullopt;
  if (separator == "/") {
    if (const auto date = Existing(parts[2], parts[0], parts[1])) return date;
  }
  if (const auto date = Existing(parts[2], parts[1], parts[0])) return date;
  return separator == "-" ? Existing(parts[2], parts[0], parts[1]) : std::nullopt;
}

/// A day in eight digits, or the seconds or milliseconds since 1970.
std::optional<Day> FromOneNumber(std::string_view text) {
  if (!std::all_of(text.begin(), text.end(), IsDigit)) return std::nullopt;
  if (text.size() == 8) {
    return Existing(*Number(text.substr(0, 4)), *Number(text.substr(4, 2)),
                    *Number(text.substr(6, 2)));
  }
  if (text.size() != 10 && text.size() != 13) return std::nullopt;
  std::int64_t seconds = 0;
  std::from_chars(text.data(), text.data() + 10, seconds);
  const std::chrono::sys_seconds time{std::chrono::seconds(seconds)};
  const std::chrono::year_month_day date(std::chrono::floor<std::chrono::days>(time));
  return Existing(static_cast<int>(date.year()),
                  static_cast<int>(static_cast<unsigned>(date.month())),
                  static_cast<int>(static_cast<unsigned>(date.day())));
}

/// Numbers with their units behind them, as in Chinese, Japanese and Korean.
std::optional<Day> FromUnits(std::string_view text) {
  int parts[3] = {};
  for (int i = 0; i < 3; ++i) {
    constexpr std::string_view kUnits[3][2] = {{"年", "년"}, {"月", "월"}, {"日", "일"}};
    text = base::Trim(text);
    std::size_t digits = 0;
    while (digits < text.size() && IsDigit(text[digits])) ++digits;
    const auto number = Number(text.substr(0, digits));
    if (digits == 0 || !number) return std::nullopt;
    parts[i] = *number;
    text = base::Trim(text.substr(digits));
    if (!text.starts_with(kUnits[i][0]) && !text.starts_with(kUnits[i][1])) return std::nullopt;
    text.remove_prefix(kUnits[i][0].size());
  }
  return Existing(parts[0], parts[1], parts[2]);
}

/// Words and numbers, between white space and punctuation; digits and letters part.
std::vector<std::string> Words(std::string_view text) {
  std::string lower = Folded(icu::UnicodeString::fromUTF8(
      icu::StringPiece(text.data(), static_cast<int32_t>(text.size()))));
  std::vector<std::string> words(1);
  for (const char c : lower) {
    const bool apart = std::string_view(" \t,-/()").find(c) != std::string_view::npos;
    const bool turns = !words.back().empty() && IsDigit(c) != IsDigit(words.back().back()) &&
                       words.back().find(':') == std::string::npos && c != ':';
    if ((apart || turns) && !words.back().empty()) words.emplace_back();
    if (!apart) words.back() += c;
  }
  if (words.back().empty()) words.pop_back();
  return words;
}

/// A day, a month by its name, and a year.
std::optional<Day> FromWords(std::string_view text) {
  Day date;
  const auto& names = MonthNames();
  bool unit = false;  // Vietnamese writes "month 4".
  // A dot parts a day from its month, and shortens a name ("3. Apr. 2025"); within a name it is
  // dropped.
  std::string spaced(text);
  for (std::size_t i = 1; i < spaced.size(); ++i) {
    if (spaced[i] == '.' && IsDigit(spaced[i - 1])) spaced[i] = ' ';
  }
  for (const std::string& word : Words(spaced)) {
    if (word.find(':') != std::string::npos || word.front() == '+') break;  // The time.
    if (IsDigit(word.front())) {
      const auto number = Number(word);
      if (!number) return std::nullopt;
      int& part = unit && date.month == 0 ? date.month : word.size() == 4 ? date.year : date.day;
      if (part != 0) return std::nullopt;
      part = *number;
    } else if (word == "tháng") {
      unit = true;
    } else if (const auto name = names.find(word); name != names.end()) {
      if (name->second != 0 && date.month != 0) return std::nullopt;
      if (name->second != 0) date.month = name->second;
    } else if (kFillers.find(" " + word + " ") == std::string_view::npos) {
      return std::nullopt;
    }
  }
  // The Thai count from the Buddha.
  const bool thai = text.find("\xE0\xB8") != std::string_view::npos;
  if (thai && date.year > 2400) date.year -= 543;
  return Exists(date) ? std::optional(date) : std::nullopt;
}

}  // namespace

Result<std::string> ParseDate(std::string_view text) {
  const std::string_view trimmed = base::Trim(text);
  std::optional<Day> date;
  if (!trimmed.empty() && trimmed.size() <= kLongest) {
    date = FromOneNumber(trimmed);
    if (!date) date = FromNumbers(trimmed);
    if (!date) date = FromUnits(trimmed);
    if (!date) date = FromWords(trimmed);
  }
  if (!date) {
    return Fail(ErrorCode::kInvalidInput,
                fmt::format("'{}' is no date; write it as 2021-01-31", text.substr(0, 40)));
  }
  return fmt::format("{:04}-{:02}-{:02}", date->year, date->month, date->day);
}

}  // namespace funnel::readers
