// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/base/known_language.h"

#include <unicode/locid.h>
#include <unicode/uloc.h>

#include <algorithm>
#include <iterator>
#include <map>
#include <utility>

#include "funnel/article.h"
#include "indexer/base/ascii.h"
#include "indexer/base/icu.h"

namespace funnel::base {
namespace {

constexpr std::size_t kLongestName = 60;  ///< In bytes.

/// Countries, old abbreviations and names by which people mean a language, sorted.
constexpr std::pair<std::string_view, std::string_view> kMeant[] = {
    {"al", "sq"},
    {"at", "de"},
    {"au", "en"},
    {"bahasa", "id"},
    {"bahasa indonesia", "id"},
    {"bahasa malaysia", "ms"},
    {"bahasa melayu", "ms"},
    {"bd", "bn"},
    {"brazilian", "pt"},
    {"brazilian portuguese", "pt"},
    {"by", "be"},
    {"castellano", "es"},
    {"chi", "zh-Hans"},
    {"chs", "zh-Hans"},
    {"cht", "zh-Hant"},
    {"cn", "zh-Hans"},
    {"cz", "cs"},
    {"dk", "da"},
    {"eg", "ar"},
    {"farsi", "fa"},
    {"flemish", "nl"},
    {"fre", "fr"},
    {"gb", "en"},
    {"ger", "de"},
    {"gr", "el"},
    {"hk", "zh-Hant"},
    {"il", "he"},
    {"iq", "ar"},
    {"ir", "fa"},
    {"jap", "ja"},
    {"jp", "ja"},
    {"kh", "km"},
    {"kp", "ko"},
    {"kr", "ko"},
    {"kz", "kk"},
    {"mandarin", "zh-Hans"},
    {"mm", "my"},
    {"mx", "es"},
    {"np", "ne"},
    {"nz", "en"},
    {"ph", "tl"},
    {"pk", "ur"},
    {"rs", "sr-Cyrl"},
    {"simplified chinese", "zh-Hans"},
    {"sp", "es"},
    {"spa", "es"},
    {"traditional chinese", "zh-Hant"},
    {"tagalog", "tl"},
    {"tw", "zh-Hant"},
    {"ua", "uk"},
    {"us", "en"},
    {"vn", "vi"},
    {"zhs", "zh-Hans"},
    {"zht", "zh-Hant"},
    {"简体", "zh-Hans"},
    {"繁体", "zh-Hant"},
    {"繁體", "zh-Hant"}};

/// Tags of two small languages that nearly always are meant to be those of countries.
constexpr std::string_view kMistaken[] = {"kr", "tw"};

std::string Folded(icu::UnicodeString name) {
  std::string text;
  name.foldCase().toUTF8String(text);
  return text;
}

/// What ICU calls the languages that have tags of two letters, in English and in themselves.
const std::map<std::string, std::string, std::less<>>& LanguageNames() {
  static const auto* names = [] {
    auto* table = new std::map<std::string, std::string, std::less<>>;
    const auto add = [&](const icu::Locale& locale, const std::string& tag) {
      icu::UnicodeString name;
      table->emplace(Folded(locale.getDisplayName(icu::Locale::getEnglish(), name)), tag);
      table->emplace(Folded(locale.getDisplayName(locale, name)), tag);
    };
    for (const char* tag : {"zh-Hans", "zh-Hant", "yue", "fil", "pt-BR", "es-419"}) {
      UErrorCode status = U_ZERO_ERROR;
      const auto canonical = CanonicalLanguage(tag);
      if (canonical) add(icu::Locale::forLanguageTag(tag, status), *canonical);
    }
    for (const char* const* code = uloc_getISOLanguages(); *code != nullptr; ++code) {
      const std::string_view tag = *code;
      const auto canonical = CanonicalLanguage(tag);
      if (tag.size() == 2 && canonical) add(icu::Locale(*code), *canonical);
    }
    return table;
  }();
  return *names;
}

}  // namespace

bool IsKnownLanguage(const std::string& tag) {
  // ISO 639-1 and -2; of ISO 639-3 what ICU has a name for. Cantonese is one of these.
  return *uloc_getISO3Language(tag.c_str()) != '\0' || tag == "yue";
}

std::string MeantLanguage(std::string_view text) {
  text = Trim(text);
  if (text.empty() || text.size() > kLongestName) return {};
  const auto& names = LanguageNames();
  // The whole, and without what may stand behind: "English (US)", "jp-JP".
  for (const std::size_t end : {std::string_view::npos, text.find_first_of("(-_,/")}) {
    const std::string word = Folded(IcuString(Trim(text.substr(0, end))));
    const auto meant = std::find_if(std::begin(kMeant), std::end(kMeant),
                                    [&](const auto& entry) { return entry.first == word; });
    if (meant != std::end(kMeant)) return std::string(meant->second);
    if (const auto name = names.find(word); name != names.end()) return name->second;
  }
  return {};
}

Result<std::string> KnownLanguage(std::string_view tag) {
  const std::string language = AsciiLower(tag.substr(0, tag.find_first_of("-_")));
  const bool mistaken =
      std::find(std::begin(kMistaken), std::end(kMistaken), language) != std::end(kMistaken);
  auto canonical = CanonicalLanguage(tag);
  const bool undetermined = canonical && *canonical == "und";
  if (undetermined || (canonical && !mistaken && IsKnownLanguage(*canonical))) return canonical;
  std::string meant = MeantLanguage(tag);
  if (meant.empty() && !canonical) return canonical;
  std::string message = "'" + std::string(tag.substr(0, 40)) + "' is no language tag";
  message += meant.empty() ? ": use BCP 47, such as en, zh-Hant or pt-BR"
                           : ", did you mean '" + meant + "'?";
  return Fail(ErrorCode::kInvalidInput, std::move(message));
}

}  // namespace funnel::base
