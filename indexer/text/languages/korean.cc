// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/text/languages/korean.h"

#include <algorithm>
#include <array>
#include <string>
#include <vector>

#include "indexer/base/utf8.h"
#include "indexer/text/languages/korean_loanwords.h"

namespace funnel::text {
namespace {

/// What must stand before a particle.
enum class Before : unsigned char { kAny, kConsonant, kVowel, kVowelOrRieul };

struct Suffix {
  std::u32string_view text;
  Before before;
  std::size_t min_left;  ///< Syllables that must stay.
};

// Particles, alone and in their usual combinations; longer ones first where one ends in another.
// Single syllables that also end many nouns need two syllables before them.
constexpr std::array kParticles = {
    Suffix{U"에서부터", Before::kAny, 1},     Suffix{U"으로부터", Before::kConsonant, 1},
    Suffix{U"로부터", Before::kAny, 1},       Suffix{U"에게서", Before::kAny, 1},
    Suffix{U"으로서", Before::kConsonant, 1}, Suffix{U"으로써", Before::kConsonant, 1},
    Suffix{U"이라고", Before::kConsonant, 2}, Suffix{U"이라는", Before::kConsonant, 2},
    Suffix{U"이라도", Before::kConsonant, 2}, Suffix{U"이라면", Before::kConsonant, 2},
    Suffix{U"입니다", Before::kAny, 1},       Suffix{U"인가요", Before::kAny, 1},
    Suffix{U"인데요", Before::kAny, 1},       Suffix{U"이에요", Before::kConsonant, 1},
    Suffix{U"이지만", Before::kConsonant, 1}, Suffix{U"이거나", Before::kConsonant, 1},
    Suffix{U"에서", Before::kAny, 1},         Suffix{U"에게", Before::kAny, 1},
    Suffix{U"한테", Before::kAny, 1},         Suffix{U"부터", Before::kAny, 1},
    Suffix{U"까지", Before::kAny, 1},         Suffix{U"처럼", Before::kAny, 1},
    Suffix{U"보다", Before::kAny, 2},         Suffix{U"마다", Before::kAny, 1},
    Suffix{U"조차", Before::kAny, 2},         Suffix{U"밖에", Before::kAny, 1},
    Suffix{U"대로", Before::kAny, 2},         Suffix{U"이나", Before::kConsonant, 2},
    Suffix{U"이란", Before::kConsonant, 2},   Suffix{U"이며", Before::kConsonant, 2},
    Suffix{U"이고", Before::kConsonant, 2},   Suffix{U"이면", Before::kConsonant, 2},
    Suffix{U"라고", Before::kVowel, 2},       Suffix{U"라는", Before::kVowel, 2},
    Suffix{U"라도", Before::kVowel, 2},       Suffix{U"라면", Before::kVowel, 2},
    Suffix{U"예요", Before::kVowel, 1},       Suffix{U"에요", Before::kAny, 1},
    Suffix{U"하고", Before::kAny, 2},         Suffix{U"으로", Before::kConsonant, 1},
    Suffix{U"이랑", Before::kConsonant, 2},   Suffix{U"들", Before::kAny, 2},
    Suffix{U"은", Before::kConsonant, 1},     Suffix{U"는", Before::kVowel, 1},
    Suffix{U"이", Before::kConsonant, 2},     Suffix{U"가", Before::kVowel, 2},
    Suffix{U"을", Before::kConsonant, 1},     Suffix{U"를", Before::kVowel, 1},
    Suffix{U"과", Before::kConsonant, 2},     Suffix{U"와", Before::kVowel, 2},
    Suffix{U"의", Before::kAny, 2},           Suffix{U"에", Before::kAny, 2},
    Suffix{U"로", Before::kVowelOrRieul, 2},  Suffix{U"도", Before::kAny, 2},
    Suffix{U"만", Before::kAny, 2},           Suffix{U"나", Before::kVowel, 2},
    Suffix{U"랑", Before::kVowel, 2},         Suffix{U"란", Before::kVowel, 2},
};

// Endings of verbs on a noun (연결하다, 연결되다), and of verbs in general. The noun in front is
// what both sides of a search share.
constexpr std::array kEndings = {
    Suffix{U"되었습니다", Before::kAny, 1},   Suffix{U"하였습니다", Before::kAny, 1},
    Suffix{U"하십시오", Before::kAny, 1},     Suffix{U"되었는데", Before::kAny, 1},
    Suffix{U"했습니다", Before::kAny, 1},     Suffix{U"됐습니다", Before::kAny, 1},
    Suffix{U"했는데요", Before::kAny, 1},     Suffix{U"되었다", Before::kAny, 1},
    Suffix{U"되면서", Before::kAny, 1},       Suffix{U"하면서", Before::kAny, 1},
    Suffix{U"하려면", Before::kAny, 1},       Suffix{U"하려고", Before::kAny, 1},
    Suffix{U"하더라도", Before::kAny, 1},     Suffix{U"되더라도", Before::kAny, 1},
    Suffix{U"하도록", Before::kAny, 1},       Suffix{U"되도록", Before::kAny, 1},
    Suffix{U"하세요", Before::kAny, 1},       Suffix{U"하지만", Before::kAny, 1},
    Suffix{U"되지만", Before::kAny, 1},       Suffix{U"합니다", Before::kAny, 1},
    Suffix{U"됩니다", Before::kAny, 1},       Suffix{U"합니까", Before::kAny, 1},
    Suffix{U"됩니까", Before::kAny, 1},       Suffix{U"하나요", Before::kAny, 1},
    Suffix{U"되나요", Before::kAny, 1},       Suffix{U"할까요", Before::kAny, 1},
    Suffix{U"했는데", Before::kAny, 1},       Suffix{U"됐는데", Before::kAny, 1},
    Suffix{U"하는데", Before::kAny, 1},       Suffix{U"되는데", Before::kAny, 1},
    Suffix{U"해야", Before::kAny, 1},         Suffix{U"해서", Before::kAny, 1},
    Suffix{U"해요", Before::kAny, 1},         Suffix{U"했다", Before::kAny, 1},
    Suffix{U"했을", Before::kAny, 1},         Suffix{U"했던", Before::kAny, 1},
    Suffix{U"돼요", Before::kAny, 1},         Suffix{U"돼서", Before::kAny, 1},
    Suffix{U"됐다", Before::kAny, 1},         Suffix{U"되어", Before::kAny, 1},
    Suffix{U"하여", Before::kAny, 1},         Suffix{U"하는", Before::kAny, 1},
    Suffix{U"되는", Before::kAny, 1},         Suffix{U"하게", Before::kAny, 1},
    Suffix{U"되게", Before::kAny, 1},         Suffix{U"하면", Before::kAny, 1},
    Suffix{U"되면", Before::kAny, 1},         Suffix{U"하며", Before::kAny, 1},
    Suffix{U"되며", Before::kAny, 1},         Suffix{U"하고", Before::kAny, 1},
    Suffix{U"되고", Before::kAny, 1},         Suffix{U"하지", Before::kAny, 1},
    Suffix{U"되지", Before::kAny, 1},         Suffix{U"하기", Before::kAny, 1},
    Suffix{U"되기", Before::kAny, 1},         Suffix{U"하다", Before::kAny, 1},
    Suffix{U"되다", Before::kAny, 1},         Suffix{U"하던", Before::kAny, 1},
    Suffix{U"하거나", Before::kAny, 1},       Suffix{U"되거나", Before::kAny, 1},
    Suffix{U"시키는", Before::kAny, 1},       Suffix{U"시키려면", Before::kAny, 1},
    Suffix{U"스럽게", Before::kAny, 2},       Suffix{U"적으로", Before::kAny, 2},
    Suffix{U"적인", Before::kAny, 2},         Suffix{U"할", Before::kAny, 2},
    Suffix{U"한", Before::kAny, 2},           Suffix{U"함", Before::kAny, 2},
    Suffix{U"될", Before::kAny, 2},           Suffix{U"된", Before::kAny, 2},
    Suffix{U"됨", Before::kAny, 2},           Suffix{U"해", Before::kAny, 2},
    Suffix{U"돼", Before::kAny, 2},           Suffix{U"았습니다", Before::kAny, 1},
    Suffix{U"었습니다", Before::kAny, 1},     Suffix{U"습니다", Before::kConsonant, 1},
    Suffix{U"습니까", Before::kConsonant, 1}, Suffix{U"십시오", Before::kAny, 1},
    Suffix{U"으려면", Before::kConsonant, 1}, Suffix{U"려면", Before::kAny, 1},
    Suffix{U"으려고", Before::kConsonant, 1}, Suffix{U"려고", Before::kAny, 1},
    Suffix{U"으세요", Before::kConsonant, 1}, Suffix{U"세요", Before::kAny, 1},
    Suffix{U"지만", Before::kAny, 1},         Suffix{U"는데요", Before::kAny, 1},
    Suffix{U"는데", Before::kAny, 1},         Suffix{U"어서", Before::kAny, 1},
    Suffix{U"아서", Before::kAny, 1},         Suffix{U"어요", Before::kAny, 1},
    Suffix{U"아요", Before::kAny, 1},         Suffix{U"나요", Before::kAny, 1},
    Suffix{U"까요", Before::kAny, 1},         Suffix{U"도록", Before::kAny, 1},
    Suffix{U"거나", Before::kAny, 1},         Suffix{U"으면", Before::kConsonant, 1},
};

// Nouns of one syllable that support texts speak of: the particles of kShortParticles may leave
// them alone.
constexpr std::u32string_view kShortNouns =
    U"폰키앱웹창팁칩펜핀탭맵칸값글말점집책문방벽병차코귀눈손발몸물불빛열선판면층쪽끝옆앞뒤위밑밖안"
    U"색링볼톤팬캡캠랜램롬"
    U"맥봇북뷰빔셀숍존줌초콘콜툴팀팩폼풀홈훅칼컷택톡틀폭표핑곳옷틈힘돈망벨짐잭쉘씬날달분";
constexpr std::array kShortParticles = {
    Suffix{U"이", Before::kConsonant, 1},    Suffix{U"가", Before::kVowel, 1},
    Suffix{U"과", Before::kConsonant, 1},    Suffix{U"와", Before::kVowel, 1},
    Suffix{U"의", Before::kAny, 1},          Suffix{U"에", Before::kAny, 1},
    Suffix{U"로", Before::kVowelOrRieul, 1}, Suffix{U"도", Before::kAny, 1},
    Suffix{U"만", Before::kAny, 1},
};

// Words of their own that look like such a noun with a particle.
constexpr std::array<std::u32string_view, 34> kTwoSyllables = {
    U"창의", U"점도", U"문의", U"문과", U"문도", U"차로", U"차도", U"발의", U"발로",
    U"불만", U"불과", U"불의", U"열의", U"열도", U"선의", U"선도", U"판도", U"면도",
    U"위도", U"안도", U"안과", U"안이", U"풀이", U"물의", U"병과", U"방과", U"초로",
    U"초의", U"날로", U"분과", U"분의", U"표와", U"북도", U"북에"};

constexpr char32_t kFirstSyllable = 0xAC00, kLastSyllable = 0xD7A3;
constexpr char32_t kFinals = 28, kRieul = 8;

bool IsSyllable(char32_t c) { return c >= kFirstSyllable && c <= kLastSyllable; }

bool Fits(Before before, char32_t syllable) {
  if (before == Before::kAny) return true;
  if (!IsSyllable(syllable)) return false;
  const char32_t final_consonant = (syllable - kFirstSyllable) % kFinals;
  switch (before) {
    case Before::kConsonant:
      return final_consonant != 0;
    case Before::kVowel:
      return final_consonant == 0;
    default:
      return final_consonant == 0 || final_consonant == kRieul;
  }
}

/// Takes the longest fitting suffix of `table` off `word`.
template <class Table>
bool Strip(const Table& table, std::u32string& word) {
  const Suffix* best = nullptr;
  for (const Suffix& suffix : table) {
    const std::size_t size = suffix.text.size();
    if (word.size() < size + suffix.min_left) continue;
    if (best != nullptr && size <= best->text.size()) continue;
    if (!std::u32string_view(word).ends_with(suffix.text)) continue;
    if (Fits(suffix.before, word[word.size() - size - 1])) best = &suffix;
  }
  if (best == nullptr) return false;
  word.resize(word.size() - best->text.size());
  return true;
}

/// Takes a particle off a noun of one syllable.
void StripShort(std::u32string& word) {
  if (word.size() != 2 || kShortNouns.find(word.front()) == std::u32string_view::npos) return;
  if (std::find(kTwoSyllables.begin(), kTwoSyllables.end(), word) != kTwoSyllables.end()) return;
  Strip(kShortParticles, word);
}

}  // namespace

std::string KoreanStem(std::string_view eojeol) {
  std::u32string word = base::Characters(eojeol);
  if (!Strip(kEndings, word)) {
    // Particles stack: 서버 + 에서 + 는.
    constexpr int kMostParticles = 3;
    for (int i = 0; i < kMostParticles && Strip(kParticles, word); ++i) {
    }
    Strip(kEndings, word);
    StripShort(word);
  }
  std::string stem;
  for (char32_t c : word) base::AppendUtf8(c, stem);
  SpellLoanwords(stem);
  return stem;
}

}  // namespace funnel::text
