// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/text/characters/japanese_han.h"

#include <unicode/translit.h>
#include <unicode/ucnv.h>
#include <unicode/uset.h>

#include <cstddef>
#include <memory>
#include <string_view>
#include <unordered_map>

#include "indexer/base/icu.h"
#include "indexer/text/characters/script.h"

namespace funnel::text {
namespace {

// Pairs: an older form, and the one in use by the list of characters for general use (Joyo kanji
// hyo, 2010).
constexpr std::u16string_view kOlder =
    u"亞亜惡悪壓圧圍囲醫医爲為壹壱隱隠榮栄營営衞衛驛駅圓円鹽塩緣縁艷艶應応歐欧毆殴櫻桜奧奥橫横溫温"
    u"穩穏假仮價価"
    u"畫画會会壞壊懷懐繪絵擴拡殼殻覺覚學学嶽岳樂楽渴渇卷巻陷陥勸勧寬寛關関歡歓觀観氣気歸帰龜亀僞偽"
    u"戲戯犧犠舊旧"
    u"據拠擧挙虛虚峽峡挾挟狹狭鄕郷堯尭曉暁區区驅駆勳勲薰薫徑径惠恵揭掲攜携溪渓經経繼継莖茎螢蛍輕軽"
    u"鷄鶏藝芸擊撃"
    u"缺欠儉倹劍剣圈圏檢検權権獻献縣県硏研險険顯顕驗験嚴厳效効廣広恆恒鑛鉱號号國国黑黒濟済碎砕齋斎"
    u"劑剤册冊雜雑"
    u"參参慘惨棧桟蠶蚕贊賛殘残絲糸齒歯兒児辭辞濕湿實実舍舎寫写釋釈壽寿收収從従澁渋獸獣縱縦肅粛處処"
    u"敍叙奬奨將将"
    u"牀床涉渉燒焼稱称證証乘乗剩剰壤壌孃嬢條条淨浄狀状疊畳穰穣讓譲釀醸囑嘱觸触寢寝愼慎晉晋眞真盡尽"
    u"圖図粹粋醉酔"
    u"隨随髓髄數数樞枢聲声靜静齊斉攝摂竊窃專専戰戦淺浅潛潜纖繊踐践錢銭禪禅雙双壯壮搜捜插挿爭争總総"
    u"聰聡莊荘裝装"
    u"騷騒增増臟臓藏蔵屬属續続墮堕體体對対帶帯滯滞臺台瀧滝擇択澤沢單単擔担膽胆團団彈弾斷断癡痴遲遅"
    u"晝昼蟲虫鑄鋳"
    u"廳庁徵徴聽聴敕勅鎭鎮遞逓鐵鉄轉転點点傳伝黨党盜盗燈灯當当鬪闘德徳獨独讀読屆届繩縄貳弐腦脳霸覇"
    u"廢廃拜拝賣売"
    u"麥麦發発髮髪拔抜蠻蛮祕秘濱浜拂払佛仏竝並變変邊辺辨弁瓣弁辯弁舖舗穗穂寶宝豐豊沒没襃褒萬万滿満"
    u"默黙餠餅藥薬"
    u"譯訳豫予餘余與与譽誉搖揺樣様謠謡遙遥瑤瑶來来賴頼亂乱覽覧龍竜兩両獵猟綠緑壘塁淚涙勵励禮礼隸隷"
    u"靈霊齡齢戀恋"
    u"爐炉勞労樓楼郞郎祿禄亙亘灣湾彌弥淸清靑青內内戶戸黃黄錄録敎教每毎步歩歷歴曆暦緖緒槪概彥彦產産"
    u"顏顔"
    u"稅税說説脫脱悅悦閱閲銳鋭戾戻姬姫";

// Pairs: a form that stands in names, and the usual one.
constexpr std::u16string_view kInNames =
    u"髙高濵浜邉辺嵜崎嶋島嶌島冨富峯峰舘館桒桑栁柳槗橋礒磯曾曽渕淵渊淵藪薮曻昇槇槙凜凛埜野檜桧籔薮";

/// Simplified Han that Shift JIS, and so Japanese, does not have, by what Traditional has for it.
class JapaneseHan {
 public:
  JapaneseHan() {
    for (const std::u16string_view pairs : {kOlder, kInNames}) {
      for (std::size_t i = 0; i + 1 < pairs.size(); i += 2) {
        if (pairs[i] != pairs[i + 1]) in_use_.emplace(pairs[i], pairs[i + 1]);
      }
    }
    AddSimplified();
  }

  char16_t operator()(char16_t c) const {
    const auto found = in_use_.find(c);
    return found == in_use_.end() ? c : found->second;
  }

 private:
  void AddSimplified() {
    UErrorCode status = U_ZERO_ERROR;
    const std::unique_ptr<UConverter, decltype(&ucnv_close)> converter(
        ucnv_open("Shift_JIS", &status), &ucnv_close);
    base::CheckIcu(status, "the characters of Japanese");
    const std::unique_ptr<USet, decltype(&uset_close)> japanese(uset_openEmpty(), &uset_close);
    ucnv_getUnicodeSet(converter.get(), japanese.get(), UCNV_ROUNDTRIP_SET, &status);
    base::CheckIcu(status, "the characters of Japanese");
    const std::unique_ptr<icu::Transliterator> transliterator(
        icu::Transliterator::createInstance("Simplified-Traditional", UTRANS_FORWARD, status));
    base::CheckIcu(status, "the table of Traditional Han");
    // One call over all characters, each on its own line so that no rule sees two of them.
    icu::UnicodeString foreign;
    for (char32_t c = kFirstBmpHan; c <= kLastBmpHan; ++c) {
      if (!uset_contains(japanese.get(), static_cast<UChar32>(c))) {
        foreign.append(static_cast<char16_t>(c)).append(u'\n');
      }
    }
    icu::UnicodeString traditional = foreign;
    transliterator->transliterate(traditional);
    std::int32_t at = 0;
    for (std::int32_t i = 0; i < foreign.length(); i += 2) {
      const std::int32_t end = traditional.indexOf(u'\n', at);
      if (end == at + 1 && traditional[at] != foreign[i]) {
        const char16_t there = (*this)(traditional[at]);
        if (uset_contains(japanese.get(), there)) in_use_.emplace(foreign[i], there);
      }
      at = end + 1;
    }
  }

  std::unordered_map<char16_t, char16_t> in_use_;
};

}  // namespace

void FoldJapaneseHan(icu::UnicodeString& text) {
  static const JapaneseHan japanese;
  for (std::int32_t i = 0; i < text.length(); ++i) {
    const char16_t unit = text[i];
    if (!IsBmpHan(unit)) continue;
    if (const char16_t other = japanese(unit); other != unit) text.setCharAt(i, other);
  }
}

}  // namespace funnel::text
