// SPDX-License-Identifier: GPL-2.0-or-later
// Reports a language only when the text is surely in another one: a detector that is right nine
// times out of ten would teach authors to overlook it.

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <iterator>
#include <string>

#include "funnel/analyzer.h"
#include "indexer/base/utf8.h"
#include "indexer/check/rules.h"
#include "indexer/text/characters/han_writing.h"
#include "indexer/text/characters/script.h"

namespace funnel::check {
namespace {

constexpr std::size_t kPartBytes = 16 * 1024;  ///< What is looked at of a text.
constexpr int kFewestLetters = 200;            ///< A Han character or kana counts as three.
constexpr int kFewestHan = 100;
constexpr double kForeignScript = 0.6;  ///< Of all letters, in a script the language is not in.
/// The same for Latin letters in a language of another script: names of products and commands are
/// Latin everywhere.
constexpr double kForeignLatin = 0.95;
/// Of the Han characters of a text, those that only Traditional Chinese has: about a third there.
constexpr double kFewTraditional = 0.01;
constexpr double kManyTraditional = 0.15;

/// Languages that detectors confuse; each line is one such group.
constexpr std::array<std::string_view, 6> kAlike[] = {
    {"id", "ms", "jv", "su"},       {"tl", "ceb", "war", "ilo", "hil", "pam"},
    {"hi", "mr", "ne", "sa", "bh"}, {"no", "nb", "nn", "da", "sv"},
    {"es", "pt", "gl", "ca", "it"}, {"hr", "sr-Latn", "bs", "sl"},
    {"ru", "uk", "be", "bg"}};

bool Alike(std::string_view a, std::string_view b) {
  const auto has = [](const auto& group, std::string_view tag) {
    return std::find(group.begin(), group.end(), tag) != group.end();
  };
  return a == b || std::any_of(std::begin(kAlike), std::end(kAlike),
                               [&](const auto& group) { return has(group, a) && has(group, b); });
}

/// Letters by script.
struct Letters {
  std::array<int, static_cast<std::size_t>(text::Script::kOther) + 1> of{};
  int all = 0;

  int operator[](text::Script script) const { return of[static_cast<std::size_t>(script)]; }
};

Letters Count(std::string_view prose) {
  Letters letters;
  for (std::size_t at = 0; at < prose.size();) {
    const text::Script script =
        text::ScriptOf(static_cast<UChar32>(base::NextCharacter(prose, at)));
    if (script == text::Script::kNone || script == text::Script::kDigit) continue;
    ++letters.of[static_cast<std::size_t>(script)];
    ++letters.all;
  }
  return letters;
}

/// The letters of `letters` that `lang` is written in; -1 for a language not known here.
int Own(const Letters& letters, std::string_view lang) {
  constexpr std::string_view kLatin[] = {"en", "vi", "id", "ms", "tl", "de", "fr", "es",
                                         "pt", "it", "nl", "pl", "tr", "sv", "cs"};
  if (lang.starts_with("zh") || lang == "yue") return letters[text::Script::kHan];
  if (lang == "ja") return letters[text::Script::kHan] + letters[text::Script::kKana];
  if (lang == "ko") return letters[text::Script::kHangul] + letters[text::Script::kHan];
  if (lang == "th" || lang == "lo" || lang == "km" || lang == "my") {
    return letters[text::Script::kCluster];
  }
  if (lang == "hi" || lang == "mr" || lang == "ne") return letters[text::Script::kDevanagari];
  if (lang == "ru" || lang == "uk") return letters[text::Script::kCyrillic];
  if (lang == "ar" || lang == "fa") return letters[text::Script::kArabic];
  if (std::find(std::begin(kLatin), std::end(kLatin), lang) != std::end(kLatin)) {
    return letters[text::Script::kLatin];
  }
  return -1;
}

/// The language that every third of `prose` is most likely in, where none has `lang` among its
/// candidates; empty when they do not agree.
std::string SurelyOther(std::string_view prose, const std::string& lang) {
  std::string other;
  for (int third = 0; third < 3; ++third) {
    const std::size_t size = prose.size() / 3;
    const auto tags = DetectLanguages(prose.substr(static_cast<std::size_t>(third) * size, size));
    if (tags.empty() || (third > 0 && tags.front() != other)) return {};
    other = tags.front();
    if (std::any_of(tags.begin(), tags.end(),
                    [&](const std::string& tag) { return Alike(tag, lang); })) {
      return {};
    }
  }
  return other;
}

/// The language that the text is surely in and that is not `lang`; empty when there is none.
std::string OtherLanguage(std::string_view prose, const std::string& lang) {
  const Letters letters = Count(prose);
  if (letters.all + 2 * (letters[text::Script::kHan] + letters[text::Script::kKana]) <
      kFewestLetters)
    return {};
  const int own = Own(letters, lang);
  if (own < 0) return {};
  const int foreign = letters.all - own;
  const bool mostly_latin = 2 * letters[text::Script::kLatin] > letters.all;
  const double share = static_cast<double>(foreign) / letters.all;
  const bool other_script =
      share >=
      (own != letters[text::Script::kLatin] && mostly_latin ? kForeignLatin : kForeignScript);
  // A Japanese text may be nearly all kanji in places, a Chinese one never has much kana.
  const bool kana = lang != "ja" && letters[text::Script::kKana] * 5 > letters.all;
  if (other_script || kana) {
    for (const std::string& tag : DetectLanguages(prose)) {
      const int in_it = Own(letters, tag);
      if (!Alike(tag, lang) && (in_it < 0 || 2 * in_it > letters.all)) return tag;
    }
    return {};
  }
  if (lang == "zh-Hans" || lang == "zh-Hant") {
    const text::HanWriting writing = text::HanWritingOf(prose);
    if (writing.han < kFewestHan) return {};
    if (lang == "zh-Hant" && writing.share() < kFewTraditional) return "zh-Hans";
    if (lang == "zh-Hans" && writing.share() > kManyTraditional) return "zh-Hant";
    return {};
  }
  return own == letters[text::Script::kLatin] ? SurelyOther(prose, lang) : std::string();
}

}  // namespace

void CheckLanguage(CheckedSource& source, const MarkdownFacts& facts) {
  const std::string& lang = source.article.lang;
  const std::string other =
      OtherLanguage(std::string_view(facts.prose).substr(0, kPartBytes), lang);
  if (other.empty()) return;
  if (const FrontMatterKey* key = source.Key({"lang", "language", "ms.contentlocale"})) {
    source.ReportKey(key, cli::Severity::kWarning, "language",
                     fmt::format("'{}' says '{}', but the text is in '{}'; correct it or translate "
                                 "the article",
                                 key->name, lang, other));
  } else {
    source.ReportKey(nullptr, cli::Severity::kWarning, "language",
                     fmt::format("the article was taken to be in '{0}', but its text is in '{1}'; "
                                 "add lang: {1}",
                                 lang, other));
  }
}

}  // namespace funnel::check
