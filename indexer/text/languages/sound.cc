// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/text/languages/sound.h"

#include <unicode/uchar.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <utility>

#include "indexer/base/ascii.h"
#include "indexer/base/icu.h"
#include "indexer/text/characters/normalizers.h"

namespace funnel::text {
namespace {

constexpr std::size_t kLongest = 32;  // letters compared

constexpr float kVowel = 0.4F;  // of a letter's cost
constexpr float kNear = 0.4F;
constexpr float kBreath = 0.2F;

/// Sounds that one language writes where another writes the other.
constexpr std::array<std::string_view, 12> kNearSounds = {"td", "bp", "bv",  "fv", "fp", "kg",
                                                          "lr", "mn", "szc", "kc", "cj", "hg"};

bool IsVowel(char c) { return c == 'a' || c == 'e' || c == 'i' || c == 'o' || c == 'u'; }

/// What to leave a letter out costs.
constexpr float CostOf(char c) {
  switch (c) {
    case 'a':
    case 'e':
    case 'i':
    case 'o':
    case 'u':
      return kVowel;
    case 'h':
      return kBreath;
    default:
      return 1;
  }
}

using Costs = std::array<std::array<float, 128>, 128>;

/// What to write one letter for another costs.
const Costs& Substitutions() {
  static const Costs costs = [] {
    Costs table{};
    for (std::size_t a = 0; a < table.size(); ++a) {
      for (std::size_t b = 0; b < table.size(); ++b) {
        const bool vowels = IsVowel(static_cast<char>(a)) && IsVowel(static_cast<char>(b));
        table[a][b] = a == b ? 0 : vowels ? kVowel : 1;
      }
    }
    for (const std::string_view near : kNearSounds) {
      for (const char a : near) {
        for (const char b : near) {
          if (a != b) table[static_cast<std::size_t>(a)][static_cast<std::size_t>(b)] = kNear;
        }
      }
    }
    // u and i are spoken as v and j before a vowel.
    table['u']['v'] = table['v']['u'] = kNear;
    return table;
  }();
  return costs;
}

float Length(std::string_view sound) {
  float length = 0;
  for (const char c : sound) length += CostOf(c);
  return length;
}

/// Latin letters as the sounds that most languages give them.
std::string Fold(std::string_view latin) {
  std::string out;
  const auto put = [&](char c) {
    if (out.empty() || out.back() != c || (c >= '0' && c <= '9')) out += c;
  };
  for (std::size_t i = 0; i < latin.size(); ++i) {
    const char c = latin[i];
    const char next = i + 1 < latin.size() ? latin[i + 1] : '\0';
    switch (c) {
      case 'p':
        if (next == 'h') {
          put('f');
          ++i;
        } else {
          put('p');
        }
        break;
      case 'c':
        if (next == 'h') {
          put('c');
          ++i;
        } else {
          put(next == 'e' || next == 'i' || next == 'y' ? 's' : 'k');
        }
        break;
      case 'q':
        put('k');
        break;
      case 'x':
        put('k');
        put('s');
        break;
      case 'w':
        put('v');
        break;
      case 'y':
        put('i');
        break;
      default:
        if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')) put(c);
    }
  }
  return out;
}

/// From `first` on, what each character is in Latin letters, with a space between; "-" is nothing.
struct Alphabet {
  char16_t first;
  std::string_view letters;
};

constexpr std::array<Alphabet, 5> kAlphabets = {{
    {u'\u0430',  // Cyrillic, from the small a; ё and what other languages add comes below
     "a b v g d e zh z i i k l m n o p r s t u f h ts ch s sch - i - e u ia - io - - e - i i - li "
     "ni"},
    {u'\u03B1', "a v g d e z i t i k l m n ks o p r s s t u f h ps o"},  // Greek
    {u'\u3041',  // hiragana; katakana are turned into these
     "a a i i u u e e o o ka ga ki gi ku gu ke ge ko go sa za si zi su zu se ze so zo ta da ci di "
     "tu "
     "tu du te de to do na ni nu ne no ha ba pa hi bi pi fu bu pu he be pe ho bo po ma mi mu me mo "
     "ia ia iu iu io io ra ri ru re ro va va i e o n vu ka ke"},
    {u'\u0E01',  // Thai
     "k k k k k k ng ch ch ch s ch i d t t t t n d t t t t n b p p f p f p m i r ri l li v s s s h "
     "l o "
     "h "
     "- a a a am i i u u u u - - - - - e e o ai ai"},
    {u'\u0905',  // Devanagari: vowels that stand alone
     "a a i i u u r l e e e ai o o o au"},
}};

/// Devanagari consonants from U+0915 on, each spoken with an a unless something else is written.
constexpr Alphabet kDevanagariConsonants = {
    u'\u0915',
    "k kh g gh n ch ch j jh n t th d dh n t th d dh n n p f b bh m i r r l l l v s s s h"};
/// The signs of vowels from U+093E on.
constexpr Alphabet kDevanagariVowels = {u'\u093E', "a i i u u r r e e e ai o o o au"};

constexpr std::array<std::string_view, 19> kHangulFirst = {
    "k", "k", "n", "t", "t", "r", "m", "p", "p", "s", "s", "", "j", "j", "ch", "k", "t", "p", "h"};
constexpr std::array<std::string_view, 21> kHangulVowel = {"a",  "e",  "ia", "ie", "o", "e",  "io",
                                                           "ie", "o",  "va", "ve", "o", "io", "u",
                                                           "vo", "ve", "vi", "iu", "u", "i",  "i"};
constexpr std::array<std::string_view, 28> kHangulLast = {
    "",  "k", "k", "k", "n", "n", "n", "t", "l", "k", "m", "l", "l", "l",
    "l", "l", "m", "p", "p", "s", "s", "n", "t", "t", "k", "t", "p", "h"};

/// What `alphabet` has for `c`; no value where it does not reach.
std::optional<std::string_view> LettersOf(const Alphabet& alphabet, char32_t c) {
  if (c < alphabet.first) return std::nullopt;
  std::string_view rest = alphabet.letters;
  for (char32_t i = alphabet.first; i < c; ++i) {
    const std::size_t space = rest.find(' ');
    if (space == std::string_view::npos) return std::nullopt;
    rest.remove_prefix(space + 1);
  }
  const std::string_view letters = rest.substr(0, rest.find(' '));
  return letters == "-" ? std::string_view() : letters;
}

/// Letters of Latin writing that no accent can be taken from.
std::string_view LatinLetter(char32_t c) {
  switch (c) {
    case U'\u00E6':
    case U'\u0153':
      return "e";
    case U'\u00F8':
      return "o";
    case U'\u00F0':
    case U'\u0111':
      return "d";
    case U'\u00FE':
      return "t";
    case U'\u00DF':
      return "s";
    case U'\u0131':
      return "i";
    case U'\u0142':
      return "l";
    default:
      return "";
  }
}

class LatinWriter {
 public:
  /// Empty for a word with a character that it does not know.
  std::string Write(std::string_view word) {
    const icu::UnicodeString composed = base::IcuString(word);
    for (std::int32_t i = 0; i < composed.length(); i = composed.moveIndex32(i, 1)) {
      const auto c = static_cast<char32_t>(composed.char32At(i));
      if (Put(c)) continue;
      icu::UnicodeString parts;
      if (!Nfd().getDecomposition(static_cast<UChar32>(c), parts)) return "";
      for (std::int32_t p = 0; p < parts.length(); p = parts.moveIndex32(p, 1)) {
        if (!Put(static_cast<char32_t>(parts.char32At(p)))) return "";
      }
    }
    return std::move(out_);
  }

 private:
  bool Put(char32_t c) {
    if (c < 0x80) return Add(std::string(1, static_cast<char>(c)));
    if (u_charType(static_cast<UChar32>(c)) == U_NON_SPACING_MARK && c < 0x0370) return true;
    if (const std::string_view latin = LatinLetter(c); !latin.empty()) return Add(latin);
    if (c >= 0x0900 && c < 0x0980) return PutDevanagari(c);
    if (c >= 0xAC00 && c <= 0xD7A3) return PutHangul(c - 0xAC00);
    if (c == 0x30FC) return true;  // lengthens a vowel
    if (c >= 0x30A1 && c <= 0x30F6) c -= 0x60;
    if (c >= 0x0E00 && c < 0x0E80 && u_charType(static_cast<UChar32>(c)) == U_NON_SPACING_MARK &&
        (c > 0x0E3A || c == 0x0E3A)) {
      return true;  // tones
    }
    for (const Alphabet& alphabet : kAlphabets) {
      if (const auto letters = LettersOf(alphabet, c)) return Add(*letters);
    }
    return false;
  }

  bool PutDevanagari(char32_t c) {
    constexpr char32_t kVirama = 0x094D;
    if (c == kVirama) {
      open_ = false;
      return true;
    }
    if (const auto vowel = LettersOf(kDevanagariVowels, c)) {
      open_ = false;
      out_ += *vowel;
      return true;
    }
    if (c == 0x0901 || c == 0x0902) return Add("n");
    if (c == 0x093C || c == 0x0903) return true;  // nukta, visarga
    if (const auto consonant = LettersOf(kDevanagariConsonants, c)) {
      Add(*consonant);
      open_ = true;
      return true;
    }
    const auto vowel = LettersOf(kAlphabets.back(), c);
    return vowel && Add(*vowel);
  }

  bool PutHangul(char32_t syllable) {
    const std::size_t index = syllable;
    return Add(kHangulFirst[index / 588]) && Add(kHangulVowel[index % 588 / 28]) &&
           Add(kHangulLast[index % 28]);
  }

  bool Add(std::string_view letters) {
    if (open_) out_ += 'a';
    open_ = false;
    out_ += letters;
    return true;
  }

  std::string out_;
  bool open_ = false;  ///< A consonant whose vowel is not known yet; none at the end of a word.
};

}  // namespace

std::string SoundOf(std::string_view word) {
  if (word.size() > kMostSoundBytes) return "";
  return Fold(base::IsAscii(word) ? std::string(word) : LatinWriter().Write(word));
}

double SoundLength(std::string_view sound) { return static_cast<double>(Length(sound)); }

std::size_t SoundGroup(std::string_view sound) {
  constexpr std::array<std::string_view, kSoundGroups - 1> kGroups = {"aeiou", "td", "bpfv",
                                                                      "lr",    "mn", "sczjkgh"};
  for (std::size_t i = 0; i < kGroups.size(); ++i) {
    if (kGroups[i].find(sound.front()) != std::string_view::npos) return i;
  }
  return kGroups.size();
}

double SoundSimilarity(std::string_view a, std::string_view b, double least) {
  a = a.substr(0, kLongest);
  b = b.substr(0, kLongest);
  const float length_a = Length(a);
  const float length_b = Length(b);
  const float longest = std::max(length_a, length_b);
  if (a.empty() || b.empty() || longest <= 0) return 0;
  if (1 - std::fabs(length_a - length_b) / longest < static_cast<float>(least)) return 0;
  // Numbers are the same or not.
  const auto has_digit = [](std::string_view sound) {
    return std::any_of(sound.begin(), sound.end(), [](char c) { return c >= '0' && c <= '9'; });
  };
  if (has_digit(a) || has_digit(b)) return a == b ? 1 : 0;
  const Costs& costs = Substitutions();
  std::array<float, kLongest + 1> row{};
  for (std::size_t j = 0; j < b.size(); ++j) row[j + 1] = row[j] + CostOf(b[j]);
  for (const char c : a) {
    const auto& from_c = costs[static_cast<unsigned char>(c) & 127U];
    const float out = CostOf(c);
    float diagonal = row[0];
    row[0] += out;
    for (std::size_t j = 0; j < b.size(); ++j) {
      const float substituted = diagonal + from_c[static_cast<unsigned char>(b[j]) & 127U];
      diagonal = row[j + 1];
      row[j + 1] = std::min({substituted, row[j + 1] + out, row[j] + CostOf(b[j])});
    }
  }
  return std::max(0.0, 1 - static_cast<double>(row[b.size()] / longest));
}

}  // namespace funnel::text
