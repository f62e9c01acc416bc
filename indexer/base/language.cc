// SPDX-License-Identifier: GPL-2.0-or-later
// Language tags: their canonical form, and guesses from a text.

// CLD2's header names FILE and does not include what has it.
// clang-format off
#include <cstdio>
#include <cld2/public/compact_lang_det.h>
#include <cld2/public/encodings.h>
// clang-format on
#include <unicode/locid.h>
#include <unicode/uchar.h>
#include <unicode/uscript.h>

#include <algorithm>
#include <array>
#include <string>
#include <utility>

#include "funnel/analyzer.h"
#include "funnel/article.h"
#include "indexer/base/add_once.h"
#include "indexer/base/language_shares.h"
#include "indexer/base/utf8.h"

namespace funnel {
namespace {

constexpr std::size_t kDetectedBytes = 16 * 1024;

/// What the scripts alone say: kana is Japanese, Hangul Korean, and so on.
std::vector<std::string> FromScripts(std::string_view text) {
  std::array<int, USCRIPT_CODE_LIMIT> seen{};
  const std::string_view head = text.substr(0, 4096);
  for (std::size_t at = 0; at < head.size();) {
    const auto c = static_cast<UChar32>(base::NextCharacter(head, at));
    if (!u_isalpha(c)) continue;
    UErrorCode status = U_ZERO_ERROR;
    const UScriptCode script = uscript_getScript(c, &status);
    if (U_SUCCESS(status) && script >= 0) ++seen[static_cast<std::size_t>(script)];
  }
  std::vector<std::string> tags;
  if (seen[USCRIPT_HIRAGANA] + seen[USCRIPT_KATAKANA] > 0) tags.emplace_back("ja");
  if (seen[USCRIPT_HANGUL] > 0) tags.emplace_back("ko");
  if (seen[USCRIPT_THAI] > 0) tags.emplace_back("th");
  if (seen[USCRIPT_LAO] > 0) tags.emplace_back("lo");
  if (seen[USCRIPT_KHMER] > 0) tags.emplace_back("km");
  if (seen[USCRIPT_MYANMAR] > 0) tags.emplace_back("my");
  return tags;
}

}  // namespace

Result<std::string> CanonicalLanguage(std::string_view tag) {
  std::string bcp47(tag);
  std::replace(bcp47.begin(), bcp47.end(), '_', '-');
  UErrorCode status = U_ZERO_ERROR;
  icu::Locale locale = icu::Locale::forLanguageTag(bcp47, status);
  const std::string language = bcp47 == "und"      ? bcp47
                               : U_SUCCESS(status) ? locale.getLanguage()
                                                   : "";
  // forLanguageTag reads as far as it can: what it left out was no language tag.
  if (language.empty() || bcp47.size() > 35 ||
      bcp47.find_first_not_of("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-") !=
          std::string::npos) {
    return Fail(ErrorCode::kInvalidInput, "'" + std::string(tag.substr(0, 40)) +
                                              "' is no language tag: use BCP 47, such as en, "
                                              "zh-Hant or pt-BR");
  }
  // ICU keeps the names that ISO 639 withdrew, and its macro languages.
  static constexpr std::array<std::pair<std::string_view, std::string_view>, 5> kOtherNames = {
      {{"fil", "tl"}, {"cmn", "zh-Hans"}, {"iw", "he"}, {"in", "id"}, {"ji", "yi"}}};
  for (const auto& [name, canonical] : kOtherNames) {
    if (language == name) return std::string(canonical);
  }
  if (language != "zh" && language != "sr") return language;
  locale.addLikelySubtags(status);
  if (U_FAILURE(status)) return language;
  return language + "-" + locale.getScript();
}

std::vector<std::string> DetectLanguages(std::string_view text) {
  std::vector<std::string> tags = FromScripts(text);
  for (base::LanguageShare& share : base::LanguageSharesOf(text, kDetectedBytes).languages) {
    base::AddOnce(std::move(share.tag), tags);
  }
  return tags;
}

}  // namespace funnel

namespace funnel::base {

LanguageShares LanguageSharesOf(std::string_view text, std::size_t most_bytes) {
  LanguageShares shares;
  std::array<CLD2::Language, 3> languages{};
  std::array<int, 3> percents{};
  std::array<double, 3> scores{};
  int text_bytes = 0;
  int valid_prefix_bytes = 0;
  const CLD2::CLDHints hints{nullptr, nullptr, CLD2::UNKNOWN_ENCODING, CLD2::UNKNOWN_LANGUAGE};
  const std::string_view head = text.substr(0, most_bytes);
  CLD2::ExtDetectLanguageSummaryCheckUTF8(head.data(), static_cast<int>(head.size()), true, &hints,
                                          CLD2::kCLDFlagBestEffort, languages.data(),
                                          percents.data(), scores.data(), nullptr, &text_bytes,
                                          &shares.reliable, &valid_prefix_bytes);
  for (std::size_t i = 0; i < languages.size(); ++i) {
    if (languages[i] == CLD2::UNKNOWN_LANGUAGE || percents[i] == 0) continue;
    Result<std::string> tag = CanonicalLanguage(CLD2::LanguageCode(languages[i]));
    if (!tag || *tag == "un" || *tag == "xxx") continue;
    shares.languages.push_back({std::move(*tag), percents[i]});
  }
  return shares;
}

}  // namespace funnel::base
