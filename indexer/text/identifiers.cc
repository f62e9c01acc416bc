// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/text/identifiers.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdio>
#include <string_view>

#include "funnel/analyzer.h"
#include "indexer/base/ascii.h"
#include "indexer/base/utf8.h"
#include "indexer/text/characters/alike.h"
#include "indexer/text/characters/normalized_text.h"
#include "indexer/text/digit_groups.h"

namespace funnel::text {
namespace {

bool IsUpper(char c) { return c >= 'A' && c <= 'Z'; }
bool IsLower(char c) { return c >= 'a' && c <= 'z'; }
bool IsDigit(char c) { return c >= '0' && c <= '9'; }
bool IsAlpha(char c) { return IsUpper(c) || IsLower(c); }
bool IsAlnum(char c) { return IsAlpha(c) || IsDigit(c); }
bool IsHexDigit(char c) { return IsDigit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F'); }

/// Characters that may stand inside an identifier, its separators included.
constexpr auto kIdentifierChars = [] {
  std::array<bool, 0x80> chars{};
  for (char c : std::string_view("0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
                                 "._-+#@:/\\%&=?~$")) {
    chars[static_cast<std::size_t>(c)] = true;
  }
  return chars;
}();

template <class Predicate>
bool AllOf(std::string_view text, Predicate predicate) {
  return !text.empty() && std::all_of(text.begin(), text.end(), predicate);
}

std::string CanonicalHex(std::uint32_t value) {
  char digits[11];
  std::snprintf(digits, sizeof digits, "0x%08x", value);
  return digits;
}

/// HRESULTs and NTSTATUS codes have the top bit set; smaller numbers are just numbers.
bool IsStatusCode(std::uint32_t value) { return value >= 0x80000000U; }

/// Collects the identifiers of one run of identifier characters.
class RunReader {
 public:
  RunReader(std::string_view run, std::int32_t begin, bool query, std::vector<Identifier>& out)
      : run_(run), begin_(begin), query_(query), out_(out) {}

  void Read() {
    if (IsPlainWord()) return;
    if (std::string joined = JoinedHexGroups(run_); !joined.empty()) {
      Emit(std::move(joined), 0, run_.size());
    } else if (run_.find("://") != std::string_view::npos) {
      ReadUrl();
    } else if (const std::size_t at = run_.find('@');
               at != std::string_view::npos && at > 0 && run_.find('.', at) != run_.npos) {
      Emit(base::AsciiLower(run_), 0, run_.size());
      Emit(base::AsciiLower(run_.substr(at + 1)), at + 1, run_.size());
    } else {
      if (IsPath()) Emit(base::AsciiLower(run_), 0, run_.size());
      ReadAtoms();
    }
  }

 private:
  void Emit(std::string term, std::size_t from, std::size_t to, bool error_code = false) {
    // Longer runs are data, not names; their parts are found on their own.
    constexpr std::size_t kLongestIdentifier = 200;
    if (term.size() < 2 || term.size() > kLongestIdentifier) return;
    out_.push_back({std::move(term), begin_ + static_cast<std::int32_t>(from),
                    begin_ + static_cast<std::int32_t>(to), error_code});
  }

  /// Letters that are no CamelCase: most runs.
  bool IsPlainWord() const {
    for (std::size_t i = 0; i < run_.size(); ++i) {
      if (!IsAlpha(run_[i]) || (i > 0 && IsUpper(run_[i]) && IsLower(run_[i - 1]))) return false;
    }
    return true;
  }

  bool IsPath() const {
    const auto slashes = std::count(run_.begin(), run_.end(), '/');
    return run_.find('\\') != std::string_view::npos || slashes >= 2 ||
           (slashes == 1 && run_.front() == '/' && run_.size() > 2);
  }

  void ReadUrl() {
    const std::size_t scheme = run_.find("://");
    std::size_t end = run_.size();
    while (end > scheme + 3 && run_[end - 1] == '/') --end;
    const std::size_t host = scheme + 3;
    const std::size_t host_end = std::min(run_.find_first_of("/:?#", host), end);
    Emit(base::AsciiLower(run_.substr(host, end - host)), host, end);
    if (host_end < end) Emit(base::AsciiLower(run_.substr(host, host_end - host)), host, host_end);
    const std::size_t last = run_.find_last_of("/", end - 1);
    if (last != std::string_view::npos && last >= host_end && last + 1 < end) {
      Emit(base::AsciiLower(run_.substr(last + 1, end - last - 1)), last + 1, end);
    }
  }

  /// Splits at what separates names from each other and reads each on its own.
  void ReadAtoms() {
    std::size_t from = 0;
    while (from < run_.size()) {
      std::size_t to = run_.find_first_of("/\\:=?&%@~$", from);
      if (to == std::string_view::npos) to = run_.size();
      if (to > from) ReadAtom(from, to);
      from = to + 1;
    }
  }

  void ReadAtom(std::size_t from, std::size_t to) {
    if (ReadLanguageName(from, to)) return;
    while (from < to && !IsAlnum(run_[from]) && !(run_[from] == '-' && IsNegative(from, to))) {
      ++from;
    }
    while (to > from && !IsAlnum(run_[to - 1])) --to;
    if (to <= from) return;
    const std::string_view atom = run_.substr(from, to - from);
    if (ReadRange(atom, from, to)) return;
    if (ReadNumber(atom, from, to) || ReadVersion(atom, from, to) || ReadCode(atom, from, to)) {
      return;
    }
    ReadName(atom, from, to);
  }

  bool IsNegative(std::size_t from, std::size_t to) const {
    return AllOf(run_.substr(from + 1, to - from - 1), IsDigit);
  }

  /// C++, C#, F#, .NET: names that end or begin with a sign.
  bool ReadLanguageName(std::size_t from, std::size_t to) {
    const std::string_view atom = run_.substr(from, to - from);
    const std::size_t signs = atom.find_first_of("+#");
    const bool ends_in_signs = signs != std::string_view::npos && signs >= 1 && signs <= 2 &&
                               AllOf(atom.substr(0, signs), IsAlpha) &&
                               (atom.substr(signs) == "++" || atom.substr(signs) == "#");
    const bool dot_name = atom.size() >= 3 && atom[0] == '.' && AllOf(atom.substr(1), IsAlpha);
    if (!ends_in_signs && !dot_name) return false;
    Emit(base::AsciiLower(atom), from, to);
    return true;
  }

  /// Hexadecimal and decimal status codes in all their writings.
  bool ReadNumber(std::string_view atom, std::size_t from, std::size_t to) {
    std::uint32_t value = 0;
    if (atom.size() > 2 && atom[0] == '0' && (atom[1] == 'x' || atom[1] == 'X') &&
        AllOf(atom.substr(2), IsHexDigit)) {
      if (atom.size() <= 10) {
        std::from_chars(atom.data() + 2, atom.data() + atom.size(), value, 16);
        Emit(CanonicalHex(value), from, to, true);
      } else {
        Emit(base::AsciiLower(atom), from, to, true);
      }
      return true;
    }
    if (AllOf(atom, IsHexDigit) && atom.size() == 8 && !AllOf(atom, IsAlpha)) {
      std::from_chars(atom.data(), atom.data() + 8, value, 16);
      if (IsStatusCode(value)) {
        Emit(CanonicalHex(value), from, to, true);
        return true;
      }
    }
    const bool negative = atom[0] == '-';
    const std::string_view digits = negative ? atom.substr(1) : atom;
    if (!AllOf(digits, IsDigit)) return false;
    std::int64_t number = 0;
    if (digits.size() <= 10) {
      std::from_chars(digits.data(), digits.data() + digits.size(), number);
      if (negative && number > 0 && number <= 0x80000000LL) {
        const auto status = static_cast<std::uint32_t>(0x100000000LL - number);
        if (number > 0xFFFF) Emit(CanonicalHex(status), from, to, true);
      } else if (!negative && number >= 0x80000000LL && number <= 0xFFFFFFFFLL) {
        Emit(CanonicalHex(static_cast<std::uint32_t>(number)), from, to, true);
      }
    }
    constexpr std::size_t kShortestNumber = 3;
    const bool zero = digits.find_first_not_of('0') == std::string_view::npos;
    if (digits.size() >= kShortestNumber && !zero) Emit(CanonicalDigits(digits), from, to);
    return true;
  }

  /// 5.3, v5.3.2, 10.0.19041.1, 5.2.x: whole without the v and the x, and its first two numbers.
  bool ReadVersion(std::string_view atom, std::size_t from, std::size_t to) {
    const std::size_t v = atom[0] == 'v' || atom[0] == 'V' ? 1 : 0;
    if (atom.ends_with(".x") || atom.ends_with(".X")) {
      atom.remove_suffix(2);
      to -= 2;
    }
    const std::string_view numbers = atom.substr(v);
    if (numbers.empty() || !IsDigit(numbers[0]) || numbers.find('.') == numbers.npos ||
        !std::all_of(numbers.begin(), numbers.end(),
                     [](char c) { return IsDigit(c) || c == '.'; })) {
      return false;
    }
    Emit(std::string(numbers), from, to);
    const std::size_t second = numbers.find('.', numbers.find('.') + 1);
    if (second != std::string_view::npos) {
      Emit(std::string(numbers.substr(0, second)), from, from + v + second);
    }
    // Of a long one people often leave out the first number.
    if (std::count(numbers.begin(), numbers.end(), '.') >= 3) {
      const std::size_t first = numbers.find('.') + 1;
      Emit(std::string(numbers.substr(first)), from + v + first, to);
    }
    return true;
  }

  /// 5.2-5.4: both ends.
  bool ReadRange(std::string_view atom, std::size_t from, std::size_t to) {
    const std::size_t dash = atom.find('-');
    if (dash == std::string_view::npos || dash == 0 || dash + 1 == atom.size()) return false;
    const auto is_version = [](std::string_view part) {
      if (part[0] == 'v' || part[0] == 'V') part.remove_prefix(1);
      return part.find('.') != part.npos && IsDigit(part[0]) &&
             AllOf(part, [](char c) { return IsDigit(c) || c == '.'; });
    };
    if (!is_version(atom.substr(0, dash)) || !is_version(atom.substr(dash + 1))) return false;
    ReadVersion(atom.substr(0, dash), from, from + dash);
    ReadVersion(atom.substr(dash + 1), from + dash + 1, to);
    return true;
  }

  /// Letters and a number, with or without a hyphen: TM-1207, KB2919355, AADSTS50011, E-02.
  bool ReadCode(std::string_view atom, std::size_t from, std::size_t to) {
    std::size_t letters = 0;
    while (letters < atom.size() && IsAlpha(atom[letters])) ++letters;
    std::size_t digits = letters;
    if (digits < atom.size() && (atom[digits] == '-' || atom[digits] == '_')) ++digits;
    constexpr std::size_t kMostLetters = 12;
    if (letters == 0 || letters > kMostLetters || !AllOf(atom.substr(digits), IsDigit)) {
      return false;
    }
    const std::size_t written = atom.size() - digits;
    const std::string number = CanonicalDigits(atom.substr(digits));
    const bool shouted =
        std::all_of(atom.begin(), atom.begin() + static_cast<long>(letters), IsUpper);
    Emit(base::AsciiLower(atom.substr(0, letters)) + number, from, to, shouted && written >= 3);
    if (written >= 4) Emit(number, from + digits, to);
    return true;
  }

  /// Dotted, underscored, hyphenated and CamelCase names.
  void ReadName(std::string_view atom, std::size_t from, std::size_t to) {
    const bool dotted = atom.find('.') != std::string_view::npos;
    const bool underscored = atom.find('_') != std::string_view::npos;
    const bool digits = std::any_of(atom.begin(), atom.end(), IsDigit);
    bool camel = false;
    int capitals = 0;
    for (std::size_t i = 0; i < atom.size(); ++i) {
      camel = camel || (i > 0 && IsUpper(atom[i]) && IsLower(atom[i - 1]));
      capitals += IsUpper(atom[i]) ? 1 : 0;
    }
    // Nobody types the capitals of a command's name.
    const bool command =
        atom.find('-') != std::string_view::npos && (capitals >= 2 || digits || query_);
    if (!dotted && !underscored && !camel && !command && !digits) return;
    Emit(digits ? WithoutHyphens(atom) : base::AsciiLower(atom), from, to);
    if (digits) {
      ReadLeadingCode(atom, from);
      if (dotted) ReadVersionWithin(atom, from);
    }
    if (const std::size_t last = atom.find_last_of('.');
        last != std::string_view::npos && atom.size() - last > 4 && !IsDigit(atom[last + 1])) {
      Emit(base::AsciiLower(atom.substr(last + 1)), from + last + 1, to);
    }
  }

  /// A key, or a name with digits, as people type it; two numbers are left apart ("10-12") where
  /// they would look like another. A version has no v: "4.0.0-rc1" -> "4.0.0rc1".
  static std::string WithoutHyphens(std::string_view atom) {
    constexpr std::size_t kFewest = 7;
    if ((atom[0] == 'v' || atom[0] == 'V') && IsDigit(atom[1])) atom.remove_prefix(1);
    std::string joined;
    bool numbers_meet = false;
    for (std::size_t i = 0; i < atom.size(); ++i) {
      if (atom[i] != '-') {
        joined.push_back(atom[i]);
      } else if (i + 1 < atom.size() && !joined.empty()) {
        numbers_meet = numbers_meet || (IsDigit(joined.back()) && IsDigit(atom[i + 1]));
      }
    }
    if (numbers_meet && joined.size() < kFewest) return base::AsciiLower(atom);
    return AllOf(joined, IsDigit) ? CanonicalDigits(joined) : base::AsciiLower(joined);
  }

  /// The version in a name: "python3.11", "v4.0.0-rc1", "node-v18.12.1-x64".
  void ReadVersionWithin(std::string_view atom, std::size_t from) {
    for (std::size_t i = 0; i < atom.size(); ++i) {
      if (!IsDigit(atom[i])) continue;
      std::size_t end = i;
      while (end < atom.size() && (IsDigit(atom[end]) || atom[end] == '.')) ++end;
      while (atom[end - 1] == '.') --end;
      if (atom.substr(i, end - i).find('.') != std::string_view::npos) {
        ReadVersion(atom.substr(i, end - i), from + i, from + end);
        return;
      }
      i = end;
    }
  }

  /// A code that a name begins with: AC-12485_Hotfix.zip, MDVA-23764Patch.
  void ReadLeadingCode(std::string_view atom, std::size_t from) {
    constexpr std::size_t kFewestDigits = 3;
    std::size_t hyphen = 0;
    while (hyphen < atom.size() && IsUpper(atom[hyphen])) ++hyphen;
    if (hyphen < 2 || hyphen == atom.size() || atom[hyphen] != '-') return;
    std::size_t end = hyphen + 1;
    while (end < atom.size() && IsDigit(atom[end])) ++end;
    if (end - hyphen - 1 >= kFewestDigits) ReadCode(atom.substr(0, end), from, from + end);
  }

  std::string_view run_;
  std::int32_t begin_;
  bool query_;
  std::vector<Identifier>& out_;
};

/// "KB 2919355", "TM 1207": capital letters (in a query, any letters) and a number set apart.
void ReadSpacedCode(std::string_view run, std::int32_t begin, std::string_view next,
                    std::int32_t next_end, bool query, std::vector<Identifier>& out) {
  constexpr std::size_t kMostLetters = 6, kFewestDigits = 3;
  if (run.size() < 2 || run.size() > kMostLetters || next.size() < kFewestDigits ||
      !AllOf(next, IsDigit)) {
    return;
  }
  const bool letters = query ? AllOf(run, IsAlpha) : AllOf(run, IsUpper);
  if (letters)
    out.push_back({base::AsciiLower(run) + CanonicalDigits(next), begin, next_end, false});
}

struct Run {
  std::string_view text;
  std::int32_t begin = 0;
};

/// The ASCII of a text as bytes, all else as NUL.
std::string AsciiOf(const icu::UnicodeString& text) {
  std::string ascii(static_cast<std::size_t>(text.length()), '\0');
  const char16_t* units = text.getBuffer();
  std::transform(units, units + text.length(), ascii.begin(),
                 [](char16_t unit) { return unit < 0x80 ? static_cast<char>(unit) : '\0'; });
  return ascii;
}

std::vector<Run> FindRuns(std::string_view ascii) {
  std::vector<Run> runs;
  const auto inside = [&](std::size_t i) {
    return kIdentifierChars[static_cast<unsigned char>(ascii[i])];
  };
  for (std::size_t i = 0; i < ascii.size(); ++i) {
    if (!inside(i)) continue;
    const std::size_t begin = i;
    while (i < ascii.size() && inside(i)) ++i;
    runs.push_back({ascii.substr(begin, i - begin), static_cast<std::int32_t>(begin)});
  }
  return runs;
}

/// Sentence punctuation at the end of a run is not part of it ("see https://a.b/c.").
void TrimEnd(std::string_view& run) {
  while (!run.empty() && std::string_view(".-:?&=%~@").find(run.back()) != std::string_view::npos) {
    run.remove_suffix(1);
  }
}

}  // namespace

std::vector<Identifier> FindIdentifiers(const icu::UnicodeString& text, bool query) {
  std::vector<Identifier> found;
  const std::string ascii = AsciiOf(text);
  std::vector<Run> runs = FindRuns(ascii);
  for (std::size_t i = 0; i < runs.size(); ++i) {
    const auto end = runs[i].begin + static_cast<std::int32_t>(runs[i].text.size());
    TrimEnd(runs[i].text);
    if (runs[i].text.empty()) continue;
    const std::size_t before = found.size();
    RunReader(runs[i].text, runs[i].begin, query, found).Read();
    if (found.size() == before && i + 1 < runs.size() && runs[i + 1].begin == end + 1) {
      Run& next = runs[i + 1];
      TrimEnd(next.text);
      ReadSpacedCode(runs[i].text, runs[i].begin, next.text,
                     next.begin + static_cast<std::int32_t>(next.text.size()), query, found);
    }
  }
  const std::size_t runs_only = found.size();
  FindDigitGroups(ascii, query, found);
  if (found.size() > runs_only) {
    std::stable_sort(found.begin(), found.end(),
                     [](const Identifier& a, const Identifier& b) { return a.begin < b.begin; });
  }
  return found;
}

std::vector<std::pair<std::int32_t, std::int32_t>> CamelParts(const icu::UnicodeString& text,
                                                              std::int32_t begin,
                                                              std::int32_t end) {
  const auto at = [&](std::int32_t i) {
    const char16_t unit = i < end ? text[i] : u' ';
    return unit < 0x80 ? static_cast<char>(unit) : ' ';
  };
  std::vector<std::pair<std::int32_t, std::int32_t>> parts;
  std::int32_t from = begin;
  for (std::int32_t i = begin + 1; i < end; ++i) {
    const bool rise = IsUpper(at(i)) && IsLower(at(i - 1));
    const bool last_capital =
        IsUpper(at(i)) && IsUpper(at(i - 1)) && IsLower(at(i + 1)) && i + 2 < end;
    if (!rise && !last_capital) continue;
    parts.emplace_back(from, i);
    from = i;
  }
  if (!parts.empty()) parts.emplace_back(from, end);
  return parts;
}

}  // namespace funnel::text

namespace funnel {

namespace {

/// Whether one of a text's digits, as NFKC has it, may come from `token`: ASCII's own, those of
/// other scripts, or one of the marked and circled ones in U+0080..00BF, U+2000..3FFF and from
/// U+F000 on.
bool MayHoldDigit(std::string_view token) {
  for (std::size_t at = 0; at < token.size();) {
    const auto byte = static_cast<unsigned char>(token[at]);
    if ((byte >= '0' && byte <= '9') || byte == 0xC2 || byte == 0xE2 || byte == 0xE3 ||
        byte >= 0xEF) {
      return true;
    }
    const char32_t c = base::NextCharacter(token, at);
    if (c >= 0x80 && text::Alike(c) < 0x80) return true;
  }
  return false;
}

}  // namespace

std::vector<std::string> FindErrorCodes(std::string_view source) {
  constexpr std::string_view kSpaces = " \t\n\r";
  std::vector<std::string> codes;
  // No code spans a space, and none is without a digit.
  for (std::size_t at = source.find_first_not_of(kSpaces); at != std::string_view::npos;) {
    const std::size_t end = std::min(source.find_first_of(kSpaces, at), source.size());
    const std::string_view token = source.substr(at, end - at);
    at = source.find_first_not_of(kSpaces, end);
    if (!MayHoldDigit(token)) continue;
    for (text::Identifier& found : text::FindIdentifiers(text::Normalize(token).text, false)) {
      if (!found.error_code) continue;
      if (std::find(codes.begin(), codes.end(), found.term) == codes.end()) {
        codes.push_back(std::move(found.term));
      }
    }
  }
  return codes;
}

}  // namespace funnel
