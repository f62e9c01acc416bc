// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/text/readings/pinyin.h"

#include <unicode/uchar.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <array>
#include <cstddef>
#include <vector>

#include "indexer/base/icu.h"
#include "indexer/base/utf8.h"
#include "indexer/text/characters/normalizers.h"
#include "indexer/text/characters/script.h"

namespace funnel::text {
namespace {

/// A word in Simplified Han, one of whose characters is read otherwise than it is alone.
struct WordReading {
  std::string_view word;
  std::string_view syllables;  ///< With a space between.
};

constexpr WordReading kWordReadings[] = {
    {"重启", "chong qi"},
    {"重新", "chong xin"},
    {"重置", "chong zhi"},
    {"重设", "chong she"},
    {"重复", "chong fu"},
    {"重装", "chong zhuang"},
    {"重试", "chong shi"},
    {"重命名", "chong ming ming"},
    {"重定向", "chong ding xiang"},
    {"重建", "chong jian"},
    {"重连", "chong lian"},
    {"重做", "chong zuo"},
    {"重发", "chong fa"},
    {"重传", "chong chuan"},
    {"重叠", "chong die"},
    {"重开", "chong kai"},
    {"重构", "chong gou"},
    {"重载", "chong zai"},
    {"重写", "chong xie"},
    {"双重", "shuang chong"},
    {"银行", "yin hang"},
    {"行业", "hang ye"},
    {"换行", "huan hang"},
    {"多行", "duo hang"},
    {"单行", "dan hang"},
    {"行数", "hang shu"},
    {"首行", "shou hang"},
    {"行高", "hang gao"},
    {"行距", "hang ju"},
    {"调试", "tiao shi"},
    {"调整", "tiao zheng"},
    {"调节", "tiao jie"},
    {"微调", "wei tiao"},
    {"空调", "kong tiao"},
    {"还原", "huan yuan"},
    {"归还", "gui huan"},
    {"退还", "tui huan"},
    {"偿还", "chang huan"},
    {"长度", "chang du"},
    {"时长", "shi chang"},
    {"过长", "guo chang"},
    {"太长", "tai chang"},
    {"延长", "yan chang"},
    {"长时间", "chang shi jian"},
    {"长期", "chang qi"},
    {"弹出", "tan chu"},
    {"弹窗", "tan chuang"},
    {"校验", "jiao yan"},
    {"校准", "jiao zhun"},
    {"校对", "jiao dui"},
    {"音乐", "yin yue"},
    {"角色", "jue se"},
    {"会计", "kuai ji"},
    {"模板", "mu ban"},
    {"模样", "mu yang"},
    {"自定义", "zi ding yi"},
    {"目的地", "mu di di"},
    {"地址", "di zhi"},
    {"地图", "di tu"},
    {"地区", "di qu"},
    {"地方", "di fang"},
    {"本地", "ben di"},
    {"目的", "mu di"},
    {"更新", "geng xin"},
    {"更改", "geng gai"},
    {"更换", "geng huan"},
    {"变更", "bian geng"},
    {"处理", "chu li"},
    {"差异", "cha yi"},
    {"误差", "wu cha"},
    {"时差", "shi cha"},
    {"着色", "zhuo se"},
    {"了解", "liao jie"},
    {"供应", "gong ying"},
    {"响应", "xiang ying"},
    {"对应", "dui ying"},
    {"分为", "fen wei"},
    {"便宜", "pian yi"},
    {"给予", "ji yu"},
    {"朝向", "chao xiang"},
    {"参差", "cen ci"},
    {"勉强", "mian qiang"},
    {"什么", "shen me"},
    {"折扣", "zhe kou"},
    {"率先", "shuai xian"},
    {"投降", "tou xiang"},
    {"没收", "mo shou"},
    {"数据", "shu ju"},
    {"系鞋带", "ji xie dai"},
};

/// Which of kWordReadings begin with a character.
using WordsByBeginning = std::unordered_map<std::string_view, std::vector<const WordReading*>>;

std::string_view FirstCharacter(std::string_view text) {
  return text.substr(0, base::CharacterEnd(text, 1));
}

const WordReading* FindWord(std::string_view text) {
  static const WordsByBeginning words = [] {
    WordsByBeginning by;
    for (const WordReading& one : kWordReadings) by[FirstCharacter(one.word)].push_back(&one);
    for (auto& [first, group] : by) {  // The longest that fits.
      std::sort(group.begin(), group.end(),
                [](const auto* a, const auto* b) { return a->word.size() > b->word.size(); });
    }
    return by;
  }();
  const auto group = words.find(FirstCharacter(text));
  if (group == words.end()) return nullptr;
  for (const WordReading* one : group->second) {
    if (text.starts_with(one->word)) return one;
  }
  return nullptr;
}

}  // namespace

Pinyin::Pinyin() {
  UErrorCode status = U_ZERO_ERROR;
  transliterator_.reset(icu::Transliterator::createInstance("Han-Latin", UTRANS_FORWARD, status));
  base::CheckIcu(status, "the pinyin of Han");
}

const std::string& Pinyin::SyllableOf(char32_t c) {
  const auto known = syllables_.find(c);
  if (known != syllables_.end()) return known->second;
  icu::UnicodeString latin(static_cast<UChar32>(c));
  transliterator_->transliterate(latin);
  UErrorCode status = U_ZERO_ERROR;
  const icu::UnicodeString apart = Nfd().normalize(latin, status);
  base::CheckIcu(status, "a syllable taken apart");
  std::string syllable;
  for (std::int32_t i = 0; i < apart.length(); ++i) {
    const char16_t unit = apart[i];
    if (unit >= u'a' && unit <= u'z') syllable += static_cast<char>(unit);
    if (unit == 0x0308 && syllable.ends_with('u')) syllable.back() = 'v';
  }
  return syllables_.emplace(c, std::move(syllable)).first->second;
}

SoundText Pinyin::Of(const FoldedText& text) {
  SoundText sound;
  const std::string_view bytes = text.bytes;
  auto word = text.words.begin();
  std::string_view syllables;  // Of the word that goes on.
  for (std::size_t at = 0; at < bytes.size();) {
    const std::size_t begin = at;
    while (word != text.words.end() && *word < begin) ++word;
    if (word != text.words.end() && *word == begin) sound.BeginWord();
    const char32_t c = base::NextCharacter(bytes, at);
    if (ScriptOf(static_cast<UChar32>(c)) != Script::kHan) {
      if (c != ' ') sound.Append(bytes.substr(begin, at - begin), begin);
      syllables = {};
      continue;
    }
    if (syllables.empty()) {
      if (const WordReading* known = FindWord(bytes.substr(begin))) syllables = known->syllables;
    }
    if (syllables.empty()) {
      sound.Append(SyllableOf(c), begin);
    } else {
      const std::size_t end = std::min(syllables.find(' '), syllables.size());
      sound.Append(syllables.substr(0, end), begin);
      syllables.remove_prefix(std::min(end + 1, syllables.size()));
    }
  }
  while (!sound.words.empty() && sound.words.back() >= sound.bytes.size()) sound.words.pop_back();
  return sound;
}

SoundText Pinyin::InitialsOf(const FoldedText& text, const SoundText& sound) {
  SoundText initials;
  auto word = sound.words.begin();
  for (std::size_t i = 0; i < sound.bytes.size(); ++i) {
    const bool begins = i == 0 || sound.at[i] != sound.at[i - 1];
    while (word != sound.words.end() && *word < i) ++word;
    if (word != sound.words.end() && *word == i) initials.BeginWord();
    std::size_t at = sound.at[i];
    const bool han =
        ScriptOf(static_cast<UChar32>(base::NextCharacter(text.bytes, at))) == Script::kHan;
    if (begins || !han) initials.Append({&sound.bytes[i], 1}, sound.at[i]);
  }
  while (!initials.words.empty() && initials.words.back() >= initials.bytes.size()) {
    initials.words.pop_back();
  }
  return initials;
}

}  // namespace funnel::text
