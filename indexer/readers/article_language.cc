// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/readers/article_language.h"

#include <unicode/uchar.h>
#include <unicode/uscript.h>

#include <algorithm>
#include <array>
#include <iterator>
#include <map>
#include <vector>

#include "indexer/base/language_shares.h"
#include "indexer/base/utf8.h"
#include "indexer/text/characters/han_writing.h"

namespace funnel::readers {
namespace {

/// Enough to know a language by.
constexpr std::size_t kTextBytes = 32 * 1024;

/// A text is in the largest of its other scripts where that has so much of the letters; Latin words
/// stand in all texts, as names of products and commands.
constexpr double kScriptShare = 0.3;
/// The same where a folder says so, too.
constexpr double kNamedScriptShare = 0.1;
/// Of the kana and Han characters of a Japanese text.
constexpr double kHiraganaShare = 0.08;
constexpr double kKanaShare = 0.3;
/// Of the Han characters of a Traditional Chinese text, those that Simplified Chinese does not
/// have; a third is usual, hardly any in a Simplified one.
constexpr double kTraditionalShare = 0.06;
/// So many letters make a script, or a language, sure enough to contradict a folder.
constexpr double kFewLetters = 20;
/// A text of so much in another language contradicts a folder.
constexpr int kSurePercent = 80;
/// Lists and addresses in Japanese may have no kana; a longer text has some.
constexpr double kKanjiOnly = 250;

/// Languages that detectors take for each other; each line is one such group.
constexpr std::array<std::string_view, 6> kAlike[] = {{"id", "ms", "jv", "su"},
                                                      {"tl", "ceb", "war", "ilo", "hil", "pam"},
                                                      {"hi", "mr", "ne", "sa", "bh"},
                                                      {"no", "nb", "nn", "da"},
                                                      {"gl", "pt", "es", "ca"},
                                                      {"hr", "sr-Latn", "bs", "sr"},
                                                      {"cs", "sk"},
                                                      {"zh-Hans", "zh-Hant", "yue"}};

bool Alike(std::string_view a, std::string_view b) {
  const auto has = [](const auto& group, std::string_view tag) {
    return std::find(group.begin(), group.end(), tag) != group.end();
  };
  return a == b || std::any_of(std::begin(kAlike), std::end(kAlike),
                               [&](const auto& group) { return has(group, a) && has(group, b); });
}

bool IsChinese(std::string_view tag) { return tag.starts_with("zh") || tag == "yue"; }

/// How much a letter says: a word of Latin has some five of them.
double WeightOf(UScriptCode script) {
  switch (script) {
    case USCRIPT_HAN:
    case USCRIPT_HIRAGANA:
    case USCRIPT_KATAKANA:
      return 2.5;
    case USCRIPT_HANGUL:
      return 2;
    default:
      return 1;
  }
}

/// Kana and Han are one script here: Japanese is written in both.
UScriptCode GroupOf(UScriptCode script) {
  return script == USCRIPT_HIRAGANA || script == USCRIPT_KATAKANA ? USCRIPT_HAN : script;
}

/// The scripts of a text, and its words by script.
class ScriptProfile {
 public:
  explicit ScriptProfile(std::string_view text) {
    for (std::size_t at = 0; at < text.size();) {
      const std::size_t end = std::min(text.find_first_of(" \t\n", at), text.size());
      AddToken(text.substr(at, end - at));
      at = end + 1;
    }
  }

  /// Of all letters, by weight; of a group 0 to 1.
  double Share(UScriptCode group) const {
    const auto found = weights_.find(group);
    return found == weights_.end() || all_ <= 0 ? 0 : found->second / all_;
  }

  double all() const { return all_; }
  double hiragana() const { return kana_ == 0 ? 0 : hiragana_ / (kana_ + han_); }
  double kana() const { return kana_ == 0 ? 0 : kana_ / (kana_ + han_); }

  /// The script that the text is in; USCRIPT_COMMON for none.
  UScriptCode Main() const {
    UScriptCode main = USCRIPT_COMMON;
    double most = 0;
    for (const auto& [group, weight] : weights_) {
      if (group == USCRIPT_LATIN || weight <= most) continue;
      most = weight;
      main = group;
    }
    const bool latin = Share(USCRIPT_LATIN) > 0 && Share(main) < kScriptShare;
    return latin ? USCRIPT_LATIN : main;
  }

  /// The words of a script, with spaces between them.
  const std::string& Words(UScriptCode group) const {
    static const std::string none;
    const auto found = words_.find(group);
    return found == words_.end() ? none : found->second;
  }

 private:
  /// Whether Latin letters are no words of a language: names in programs, paths, addresses.
  static bool IsCode(std::string_view token) {
    constexpr std::string_view kEnds = ".,;:!?\"'()[]*`";
    const std::size_t begin = token.find_first_not_of(kEnds);
    if (begin == std::string_view::npos) return true;
    token = token.substr(begin, token.find_last_not_of(kEnds) + 1 - begin);
    if (token.find_first_of("0123456789_/\\@=<>{}[]()$#%&+|~^.:") != std::string_view::npos) {
      return true;
    }
    bool lower = false;
    for (const char c : token) {
      if (c >= 'A' && c <= 'Z' && lower) return true;
      lower = c >= 'a' && c <= 'z';
    }
    return false;
  }

  void AddToken(std::string_view token) {
    const bool code = IsCode(token);
    UScriptCode last = USCRIPT_COMMON;
    for (std::size_t at = 0; at < token.size();) {
      const std::size_t begin = at;
      const auto c = static_cast<UChar32>(base::NextCharacter(token, at));
      UErrorCode status = U_ZERO_ERROR;
      const UScriptCode script = uscript_getScript(c, &status);
      if (U_FAILURE(status)) continue;
      const bool letter = u_isalpha(c) != 0;
      if (script == USCRIPT_COMMON || script == USCRIPT_INHERITED) {
        if (last != USCRIPT_COMMON) words_[last].append(token.substr(begin, at - begin));
        continue;
      }
      const UScriptCode group = GroupOf(script);
      if (group == USCRIPT_LATIN && code) continue;
      std::string& words = words_[group];
      if (group != last) words += ' ';
      words.append(token.substr(begin, at - begin));
      last = group;
      if (!letter) continue;
      weights_[group] += WeightOf(script);
      all_ += WeightOf(script);
      if (script == USCRIPT_HAN) ++han_;
      if (script == USCRIPT_HIRAGANA) ++hiragana_;
      if (group == USCRIPT_HAN && script != USCRIPT_HAN) ++kana_;
    }
  }

  std::map<UScriptCode, double> weights_;
  std::map<UScriptCode, std::string> words_;
  double all_ = 0;
  double han_ = 0;
  double kana_ = 0;
  double hiragana_ = 0;
};

/// The languages of the words of one script, the likeliest first.
base::LanguageShares SharesOf(const ScriptProfile& profile, UScriptCode script) {
  const auto only = [](std::string tag) {
    return base::LanguageShares{{{std::move(tag), 100}}, true};
  };
  switch (script) {
    case USCRIPT_HAN: {
      if (profile.hiragana() > kHiraganaShare || profile.kana() > kKanaShare) return only("ja");
      const bool traditional =
          text::HanWritingOf(profile.Words(script)).share() > kTraditionalShare;
      return only(traditional ? "zh-Hant" : "zh-Hans");
    }
    case USCRIPT_HANGUL:
      return only("ko");
    case USCRIPT_THAI:
      return only("th");
    case USCRIPT_LAO:
      return only("lo");
    case USCRIPT_KHMER:
      return only("km");
    case USCRIPT_MYANMAR:
      return only("my");
    case USCRIPT_COMMON:
      return {};
    default:
      return base::LanguageSharesOf(profile.Words(script), kTextBytes);
  }
}

/// Whether a language may be written in a script.
bool IsWrittenIn(const std::string& tag, UScriptCode group) {
  std::array<UScriptCode, 8> codes{};
  UErrorCode status = U_ZERO_ERROR;
  const int count =
      uscript_getCode(tag.c_str(), codes.data(), static_cast<int>(codes.size()), &status);
  if (U_FAILURE(status) || count == 0) return group == USCRIPT_LATIN;
  return std::any_of(codes.begin(), codes.begin() + count,
                     [&](UScriptCode code) {
                       switch (code) {
                         case USCRIPT_SIMPLIFIED_HAN:
                         case USCRIPT_TRADITIONAL_HAN:
                           return group == USCRIPT_HAN;
                         default:
                           return GroupOf(code) == group;
                       }
                     }) ||
         (tag.starts_with("sr") && (group == USCRIPT_LATIN || group == USCRIPT_CYRILLIC));
}

/// The script of a language that a text has something of, beside Latin: the largest.
UScriptCode OwnScript(const ScriptProfile& profile, const std::string& tag) {
  for (const UScriptCode group :
       {USCRIPT_HAN, USCRIPT_HANGUL, USCRIPT_THAI, USCRIPT_LAO, USCRIPT_KHMER, USCRIPT_MYANMAR,
        USCRIPT_CYRILLIC, USCRIPT_ARABIC, USCRIPT_DEVANAGARI, USCRIPT_BENGALI, USCRIPT_TAMIL,
        USCRIPT_GREEK, USCRIPT_HEBREW, USCRIPT_GEORGIAN, USCRIPT_ARMENIAN}) {
    if (IsWrittenIn(tag, group) && profile.Share(group) >= kNamedScriptShare) return group;
  }
  return USCRIPT_COMMON;
}

}  // namespace

std::string LanguageOfText(std::string_view text) {
  const ScriptProfile profile(text.substr(0, base::CharacterBegin(text, kTextBytes)));
  const base::LanguageShares shares = SharesOf(profile, profile.Main());
  return shares.languages.empty() ? "und" : shares.languages.front().tag;
}

std::optional<std::string> LanguageAsNamed(const NamedLanguage& named, std::string_view text) {
  const ScriptProfile profile(text.substr(0, base::CharacterBegin(text, kTextBytes)));
  UScriptCode script = profile.Main();
  if (!IsWrittenIn(named.tag, script)) {
    const UScriptCode own = OwnScript(profile, named.tag);
    if (own != USCRIPT_COMMON) {
      script = own;
    } else if (named.doubtful || profile.all() >= kFewLetters) {
      return std::nullopt;
    } else {
      return named.tag;
    }
  }
  const base::LanguageShares shares = SharesOf(profile, script);
  const std::vector<base::LanguageShare>& found = shares.languages;
  const auto same = [&](const base::LanguageShare& share) { return Alike(share.tag, named.tag); };
  if (!found.empty() && same(found.front())) {
    const bool other_script = IsChinese(named.tag) && !named.whole && named.tag != "yue";
    return other_script ? found.front().tag : named.tag;
  }
  const bool kanji = named.tag == "ja" && script == USCRIPT_HAN && profile.all() < kKanjiOnly;
  if (kanji) return named.tag;
  if (named.doubtful) return std::nullopt;
  const bool some = std::any_of(found.begin(), found.end(), same);
  const bool surely_other = !found.empty() && !some && shares.reliable &&
                            found.front().percent >= kSurePercent && profile.all() >= kFewLetters;
  if (surely_other) return std::nullopt;
  return named.tag;
}

}  // namespace funnel::readers
