// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/query/number_exclusion.h"

#include <unicode/uchar.h>

#include <algorithm>
#include <cstddef>
#include <string>

#include "indexer/base/among.h"
#include "indexer/base/ascii.h"
#include "indexer/base/utf8.h"

namespace funnel::query {
namespace {

/// Products, in the last word of their names, that have versions in numbers and no codes with a
/// minus that people ask for.
constexpr std::string_view kProducts[] = {
    "windows",   "win",     "office",      "dynamics",   "iphone", "ipad",    "ipados",
    "ios",       "macos",   "osx",         "android",    "galaxy", "pixel",   "ubuntu",
    "debian",    "fedora",  "rhel",        "centos",     "java",   "jdk",     "python",
    "php",       "ruby",    "node",        "angular",    "vue",    "react",   "rails",
    "django",    "laravel", "postgres",    "postgresql", "mysql",  "mariadb", "acrobat",
    "photoshop", "autocad", "playstation", "ps",         "xbox"};
/// Behind these a number is a code, a value or a day.
constexpr std::string_view kValueWords[] = {
    "error",   "errors",     "err",     "errno",   "code",      "codes",   "errorcode", "sqlcode",
    "status",  "exit",       "return",  "returns", "returned",  "value",   "number",    "no",
    "level",   "result",     "hresult", "is",      "was",       "to",      "at",        "from",
    "between", "by",         "of",      "below",   "above",     "minus",   "ora",       "sql",
    "fehler",  "fehlercode", "wert",    "erreur",  "errore",    "valeur",  "código",    "codigo",
    "valor",   "kode",       "lỗi",     "mã",      "ошибка",    "код",     "jan",       "feb",
    "mar",     "apr",        "may",     "mai",     "jun",       "jul",     "aug",       "sep",
    "oct",     "okt",        "nov",     "dec",     "dez",       "january", "february",  "march",
    "april",   "june",       "july",    "august",  "september", "october", "november",  "december"};
constexpr std::string_view kUnits[] = {
    "degrees", "degree", "grad",    "deg",     "percent",    "prozent", "db",  "dbm", "v",
    "volt",    "volts",  "mv",      "celsius", "fahrenheit", "c",       "f",   "k",   "hours",
    "hour",    "days",   "minutes", "seconds", "points",     "eur",     "usd", "px",  "mm",
    "cm",      "m",      "km",      "ms",      "s",          "h"};

struct Number {
  std::size_t digits = 0;
  std::size_t dots = 0;
  int value = 0;  ///< Of the digits before a dot, four at most.
};

/// Digits of any script with dots between; no digits for all else.
Number NumberOf(std::string_view word) {
  Number number;
  for (std::size_t at = 0; at < word.size();) {
    const char32_t c = base::NextCharacter(word, at);
    if (c == U'.' && at < word.size()) {
      ++number.dots;
    } else if (!u_isdigit(static_cast<UChar32>(c))) {
      return {};
    } else {
      ++number.digits;
      if (number.dots == 0 && number.digits <= 4) {
        number.value = number.value * 10 + u_charDigitValue(static_cast<UChar32>(c));
      }
    }
  }
  return number;
}

bool IsYear(const Number& number) {
  return number.digits == 4 && number.dots == 0 && number.value >= 1990 && number.value <= 2039;
}

bool HasLetter(std::string_view word) {
  for (std::size_t at = 0; at < word.size();) {
    if (u_isalpha(static_cast<UChar32>(base::NextCharacter(word, at)))) return true;
  }
  return false;
}

/// A word without the signs around it, its ASCII letters in lower case.
std::string Plain(std::string_view word) {
  constexpr std::string_view kSigns = ".,;:!?()[]\"'";
  const std::size_t begin = std::min(word.find_first_not_of(kSigns), word.size());
  const std::size_t end = word.find_last_not_of(kSigns);
  return end == std::string_view::npos ? std::string()
                                       : base::AsciiLower(word.substr(begin, end + 1 - begin));
}

}  // namespace

bool ExcludesNumber(std::span<const std::string_view> before, std::string_view number,
                    std::string_view behind) {
  const Number read = NumberOf(number);
  const bool year = IsYear(read);
  const bool version =
      read.digits > 0 && (year || (read.dots == 0 ? read.digits <= 3 : read.dots == 1));
  if (!version) return false;
  const std::string next = Plain(behind);
  if (base::IsAmong(kUnits, next) || behind.starts_with("°") || behind.starts_with('%'))
    return false;
  // The name stands before its versions, those that are excluded too.
  std::size_t name = before.size();
  while (name > 0 &&
         NumberOf(before[name - 1].substr(
                      std::min(before[name - 1].find_first_not_of('-'), before[name - 1].size())))
                 .digits > 0) {
    --name;
  }
  if (name == 0) return false;
  const std::string word = Plain(before[name - 1]);
  if (base::IsAmong(kProducts, word)) return true;
  const bool behind_name = name == before.size() || before.back().starts_with('-');
  return year && behind_name && HasLetter(word) && !base::IsAmong(kValueWords, word) &&
         !before[name - 1].ends_with(':') && !before[name - 1].ends_with('=');
}

}  // namespace funnel::query
