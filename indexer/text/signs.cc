// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/text/signs.h"

#include <unicode/uchar.h>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "indexer/text/characters/normalized_text.h"

namespace funnel::text {
namespace {

constexpr UChar32 kFirstPicture = 0x2010;  // below are letters, and signs that prose is full of

bool IsWord(UChar32 c) { return u_isalnum(c); }
bool IsSpace(UChar32 c) { return u_isUWhiteSpace(c); }

bool IsPicture(UChar32 c) {
  if (c < kFirstPicture || c == 0xFFFC || c == 0xFFFD) return false;
  if (c >= 0x2500 && c <= 0x259F) return false;  // lines of tables
  const std::uint32_t category = U_GET_GC_MASK(c);
  return (category & (U_GC_SO_MASK | U_GC_SM_MASK | U_GC_SC_MASK)) != 0 ||
         u_hasBinaryProperty(c, UCHAR_EXTENDED_PICTOGRAPHIC);
}

/// Arrows and technical signs: ⌘ ⌥ ⇧ ⌃ ⏎.
bool IsKey(UChar32 c) { return c >= 0x2190 && c <= 0x23FF; }

/// A picture that also says something beside words: no arrow, star or bullet.
bool IsTelling(UChar32 c) {
  return u_hasBinaryProperty(c, UCHAR_EMOJI_PRESENTATION) || c >= 0x1F000 ||
         (c >= 0x2300 && c <= 0x23FF);
}

/// What follows a picture and belongs to it without being another: variation, colour of skin,
/// joiner.
bool Modifies(UChar32 c) {
  return c == 0x200D || (c >= 0xFE00 && c <= 0xFE0F) || (c >= 0x1F3FB && c <= 0x1F3FF);
}

bool IsFlagLetter(UChar32 c) { return c >= 0x1F1E6 && c <= 0x1F1FF; }

bool IsOperatorSign(UChar32 c) {
  return c < 0x80 && c > 0 &&
         std::string_view("!#$%&*+-./:<=>?@^|~").find(static_cast<char>(c)) !=
             std::string_view::npos;
}

class SignFinder {
 public:
  SignFinder(const icu::UnicodeString& text, bool all) : text_(text), all_(all) {}

  std::vector<Identifier> Find() {
    for (std::int32_t at = 0; at < text_.length();) {
      const UChar32 c = text_.char32At(at);
      if (IsPicture(c) && (all_ || IsTelling(c))) {
        at = ReadPicture(at);
      } else if (all_ && IsOperatorSign(c)) {
        at = ReadOperator(at);
      } else {
        at = text_.moveIndex32(at, 1);
      }
    }
    return std::move(found_);
  }

 private:
  UChar32 At(std::int32_t at) const { return at < text_.length() ? text_.char32At(at) : ' '; }
  UChar32 Before(std::int32_t at) const {
    return at > 0 ? text_.char32At(text_.moveIndex32(at, -1)) : ' ';
  }
  std::int32_t Next(std::int32_t at) const { return text_.moveIndex32(at, 1); }

  /// The end of the picture at `at`; its characters that count are added to `name`.
  std::int32_t PictureEnd(std::int32_t at, icu::UnicodeString& name) const {
    name.append(At(at));
    std::int32_t end = Next(at);
    if (IsFlagLetter(At(at)) && IsFlagLetter(At(end))) {
      name.append(At(end));
      return Next(end);
    }
    while (end < text_.length() && Modifies(At(end))) {
      const bool joins = At(end) == 0x200D;
      end = Next(end);
      if (!joins || !IsPicture(At(end))) continue;
      name.append(At(end));
      end = Next(end);
    }
    return end;
  }

  void Emit(const icu::UnicodeString& name, std::int32_t begin, std::int32_t end) {
    found_.push_back({CaseFolded(name, 0, name.length()), begin, end});
  }

  std::int32_t ReadPicture(std::int32_t begin) {
    icu::UnicodeString name;
    std::int32_t end = PictureEnd(begin, name);
    Emit(name, begin, end);
    const bool first = !IsKey(Before(begin));
    if (first && IsKey(At(begin))) ReadKeys(begin);
    return end;
  }

  /// A key, and others that are pressed with it, and what they are pressed with.
  void ReadKeys(std::int32_t begin) {
    constexpr int kMostCharacters = 12;
    icu::UnicodeString name;
    std::int32_t end = begin;
    int left = kMostCharacters;
    for (; left > 0 && end < text_.length(); --left) {
      const UChar32 c = At(end);
      if (Modifies(c)) {
        end = Next(end);
        continue;
      }
      if (!IsKey(c) && !(c < 0x80 && IsWord(c))) break;
      name.append(c);
      end = Next(end);
    }
    if (left > 0 && name.countChar32() > 1 && !IsWord(At(end))) Emit(name, begin, end);
  }

  std::int32_t ReadOperator(std::int32_t begin) {
    std::int32_t end = begin;
    std::string run;
    while (end < text_.length() && IsOperatorSign(At(end))) {
      run.push_back(static_cast<char>(At(end)));
      ++end;
    }
    const std::int32_t after = end;
    // The end of the sentence is none of it.
    if (run.size() > 2 && (run.back() == '.' || run.back() == ':') && IsSpace(At(end)) &&
        run[run.size() - 2] != run.back()) {
      run.pop_back();
      --end;
    }
    if (IsOperator(run, begin, end)) found_.push_back({run, begin, end});
    return after;
  }

  bool IsOperator(std::string_view run, std::int32_t begin, std::int32_t end) const {
    constexpr std::size_t kLongest = 6;
    constexpr std::size_t kRule = 4;  // ====
    if (run.size() < 2 || run.size() > kLongest) return false;
    const auto only = [&](std::string_view set) {
      return run.find_first_not_of(set) == std::string_view::npos;
    };
    const bool same = only(run.substr(0, 1));
    if (same && (run.size() >= kRule || run == "---" || run == "***")) return false;
    if (run.find("//") != std::string_view::npos || only("./")) return false;
    if (only("-")) return false;  // an option, or the dash of a sentence
    // C++ is a name of its own, and "really?!" ends a sentence.
    if (run == "++" && IsWord(Before(begin))) return false;
    const bool between = (run == "::" || run == "?.") && IsWord(At(end));
    return between || !only(".:!?") || IsSpace(Before(begin));
  }

  const icu::UnicodeString& text_;
  bool all_;
  std::vector<Identifier> found_;
};

}  // namespace

std::vector<Identifier> FindSigns(const icu::UnicodeString& text, bool all) {
  return SignFinder(text, all).Find();
}

}  // namespace funnel::text
