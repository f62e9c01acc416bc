// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/query/keyboard_layouts.h"

#include <unicode/normalizer2.h>
#include <unicode/unistr.h>

#include <unordered_map>

#include "indexer/base/ascii.h"
#include "indexer/base/utf8.h"
#include "indexer/text/characters/normalizers.h"
#include "searcher/query/hangul_keys.h"

namespace funnel::query {
namespace {

// The keys row by row, without and with shift, and what they type with a space between.
constexpr std::string_view kUsKeys =
    "`1234567890-=qwertyuiop[]\\asdfghjkl;'zxcvbnm,./"
    "~!@#$%^&*()_+QWERTYUIOP{}|ASDFGHJKL:\"ZXCVBNM<>?";
constexpr std::string_view kJisKeys =
    "1234567890-^\\qwertyuiop@[asdfghjkl;:]zxcvbnm,./_"
    "#$%&'()~EZ{}<>?";

constexpr std::string_view kThai =
    "_ ๅ / - ภ ถ ุ ึ ค ต จ ข ช ๆ ไ ำ พ ะ ั ี ร น ย บ ล ฃ ฟ ห ก ด เ ้ ่ า ส ว ง ผ ป แ อ ิ ื ท ม ใ ฝ "
    "% + ๑ ๒ ๓ ๔ ู ฿ ๕ ๖ ๗ ๘ ๙ ๐ \" ฎ ฑ ธ ํ ๊ ณ ฯ ญ ฐ , ฅ ฤ ฆ ฏ โ ฌ ็ ๋ ษ ศ ซ . ( ) ฉ ฮ ฺ ์ ? ฒ ฬ ฦ";
// With shift, six keys of the first row type conjuncts.
constexpr std::string_view kHindi =
    "ॊ १ २ ३ ४ ५ ६ ७ ८ ९ ० - ृ ौ ै ा ी ू ब ह ग द ज ड ़ ॉ ो े ् ि ु प र क त च ट ॆ ं म न व ल स , . य "
    "ऒ ऍ ॅ ्र र् ज्ञ त्र क्ष श्र ( ) ः ऋ औ ऐ आ ई ऊ भ ङ घ ध झ ढ ञ ऑ ओ ए अ इ उ फ ऱ ख थ छ ठ ऎ ँ ण ऩ ऴ ळ श ष । "
    "य़";
constexpr std::string_view kRussian =
    "ё 1 2 3 4 5 6 7 8 9 0 - = й ц у к е н г ш щ з х ъ \\ ф ы в а п р о л д ж э я ч с м и т ь б ю "
    ". "
    "Ё ! \" № ; % : ? * ( ) _ + Й Ц У К Е Н Г Ш Щ З Х Ъ / Ф Ы В А П Р О Л Д Ж Э Я Ч С М И Т Ь Б Ю "
    ",";
// U+3099 and U+309A voice the kana before.
constexpr std::string_view kJapanese =
    "ぬ ふ あ う え お や ゆ よ わ ほ へ ー た て い す か ん な に ら せ \u3099 \u309A "
    "ち と し は き く ま の り れ け む つ さ そ ひ こ み も ね る め ろ "
    "ぁ ぅ ぇ ぉ ゃ ゅ ょ を ぃ っ 「 」 、 。 ・";

/// What keys type, and which key types a character.
struct KeyTable {
  std::unordered_map<char, std::string> typed;
  std::unordered_map<char32_t, char> keys;

  KeyTable(std::string_view latin, std::string_view written) {
    for (const char key : latin) {
      const std::size_t end = std::min(written.find(' '), written.size());
      const std::string_view one = written.substr(0, end);
      written.remove_prefix(std::min(end + 1, written.size()));
      typed.emplace(key, one);
      std::size_t at = 0;
      const char32_t c = base::NextCharacter(one, at);
      if (at == one.size()) keys.emplace(c, key);
    }
  }
};

/// Of all layouts but the Korean one, whose keys make syllables.
const KeyTable& TableOf(KeyboardLayout layout) {
  static const KeyTable thai(kUsKeys, kThai);
  static const KeyTable hindi(kUsKeys, kHindi);
  static const KeyTable russian(kUsKeys, kRussian);
  static const KeyTable japanese(kJisKeys, kJapanese);
  switch (layout) {
    case KeyboardLayout::kHindi:
      return hindi;
    case KeyboardLayout::kRussian:
      return russian;
    case KeyboardLayout::kJapanese:
      return japanese;
    default:
      return thai;
  }
}

std::string Normalized(std::string_view text, const icu::Normalizer2& normalizer) {
  std::string normal;
  UErrorCode status = U_ZERO_ERROR;
  normalizer
      .normalize(icu::UnicodeString::fromUTF8(
                     icu::StringPiece(text.data(), static_cast<std::int32_t>(text.size()))),
                 status)
      .toUTF8String(normal);
  return U_SUCCESS(status) ? normal : std::string(text);
}

/// Katakana as hiragana.
char32_t Hiragana(char32_t c) { return c >= U'ァ' && c <= U'ヶ' ? c - U'ァ' + U'ぁ' : c; }

}  // namespace

std::string_view LanguageOf(KeyboardLayout layout) {
  static constexpr std::array<std::string_view, kKeyboardLayouts.size()> kLanguages = {
      "th", "ko", "hi", "ru", "ja"};
  return kLanguages[static_cast<std::size_t>(layout)];
}

std::string FromLatinKeys(KeyboardLayout layout, std::string_view latin) {
  if (!base::IsAscii(latin)) return {};
  if (layout == KeyboardLayout::kKorean) return HangulOfKeys(latin);
  const KeyTable& table = TableOf(layout);
  std::string text;
  for (const char key : latin) {
    auto found = table.typed.find(key);
    // In kana, shift makes another letter of few keys only.
    if (found == table.typed.end() && key >= 'A' && key <= 'Z') {
      found = table.typed.find(static_cast<char>(key - 'A' + 'a'));
    }
    if (found == table.typed.end() && key != ' ') return {};
    text += key == ' ' ? " " : found->second;
  }
  return layout == KeyboardLayout::kJapanese ? Normalized(text, text::Nfkc()) : text;
}

std::string ToLatinKeys(KeyboardLayout layout, std::string_view text) {
  std::string latin;
  if (layout == KeyboardLayout::kKorean) {
    latin = KeysOfHangul(text);
    return base::IsAscii(latin) ? latin : std::string();
  }
  const bool kana = layout == KeyboardLayout::kJapanese;
  const std::string parts = kana ? Normalized(text, text::Nfd()) : std::string(text);
  const KeyTable& table = TableOf(layout);
  for (std::size_t at = 0; at < parts.size();) {
    char32_t c = base::NextCharacter(parts, at);
    if (kana) c = Hiragana(c);
    const auto found = table.keys.find(c);
    if (found == table.keys.end() && c > 0x7F) return {};
    latin += found == table.keys.end() ? static_cast<char>(c) : found->second;
  }
  return latin;
}

}  // namespace funnel::query
