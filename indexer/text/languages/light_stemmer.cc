// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/text/languages/light_stemmer.h"

#include <algorithm>
#include <array>
#include <cstddef>

#include "indexer/base/utf8.h"
#include "indexer/text/languages/word_lists.h"

namespace funnel::text {
namespace {

constexpr std::size_t kLeastLetters = 3;

constexpr std::string_view kPolish =
    // nouns
    "a ą e ę i o u y ie ię ią io iu ii ji ja ję ją ej em iem om iom ów iów am ami iami ach "
    "iach owi iowi owie ość ości ością "
    // adjectives
    "ego iego emu iemu ych ich ymi imi ym im iej "
    // verbs
    "ać eć ić yć asz amy acie aj ają ała ał ało ali ały isz imy icie ił iła iło iły ili eje "
    "eją ysz ymy ycie ył yła yło yli uje uję ujesz ujemy ujecie ują uj ujcie ujmy ujący ująca "
    "ujące ujących ować ował owała owało owali owały owana owany owane owano owanej owanych "
    "owanego owanym owanymi "
    // what verbs are called as nouns
    "anie ania aniu aniem ań aniach aniami enie enia eniu eniem eń eniach eniami owanie "
    "owania owaniu owaniem owań acja acji acją ację acje acjami acjach ana any ane ano anej "
    "anych anego anym anymi ona ony one ono onej onych onego onym onymi";

constexpr std::string_view kCzechSlovak =
    // nouns and adjectives
    "a á e é ě i í o ó u ů ú y ý ov om em ám ům iam iami ami emi ách ach ech ích och iach ími "
    "ymi ými ím ým ovi ové ovia ou ej ho mu ého ému ých ia iu ie "
    // verbs
    "at át et ět it ít ať áť eť ieť iť íť áš áme áte ají ajú íš íme íte ejí ejú ejte aj ajte "
    "te me al ala alo ali aly el ela elo eli ely il ila ilo ili ily ovat ovať uje ujeme ujete "
    "ují ujú uj ujte oval ovala ovalo ovali ovaly "
    // verbal nouns and participles
    "ání áním aní ením ení anie ania aniu aním enie enia eniu ování ováním ovanie ovania "
    "ovaniu ovaním ace aci ací acemi acích ácia ácie ácii áciu ácií áciou áciami án ána áno "
    "áni ány aný aná ané aného aném ených aných en ena eno eni eny ený ená ené ovaný ovaná "
    "ované ovaného ovaných ost osti ostí osť nost nosti ností nosť";

constexpr std::string_view kSouthSlavic =
    // nouns and adjectives
    "a e i o u om em am ama ima ma ov ova ove ovi ovima ev eva eve evi evima og oga ega eg "
    "omu emu ome ih im oj ej ija ije iji iju ijo ijom ijama ijami ah ami jo ja je ju "
    // verbs
    "ti ati iti eti uti jeti aš amo ate aju ajo aj ajte iš imo ite ao la lo li le l ala alo "
    "ali ale al ila ilo ili ile il ela elo eli ele el irati ira iram iraš iramo irate iraju "
    "irajo iraj irajte irao irala iran irana irano irani irane ovati uje ujem uješ ujemo "
    "ujete uju ujejo uj ujte ovao ovan ovana ovano avati ava avajte ivati "
    // verbal nouns and participles
    "anje anja anju anjem enje enja enju enjem iranje iranja iranju iranjem ovanje ovanja "
    "ovanju ovanjem avanje avanja avanju avanjem acija acije aciji aciju acijo acijom acij an "
    "ana ano ani ane en ena eno eni ene ost osti ošću ostjo";

constexpr std::string_view kUkrainian =
    // nouns and adjectives
    "а я о е є и і ї у ю ь й ам ям ами ями ах ях ів їв ей ом ем єм ою ею єю ові еві єві ому "
    "ім их іх ими іми ий ій ого його ої ія ії ію ією "
    // verbs
    "ти ати яти ити іти ться тися ся сь ає яє ають яють аєте аємо ай айте ить ять іть ите имо "
    "ав ала ало али ив ила ило или увати ювати ує ює ують юють уйте юйте уй юй увала ував "
    "ували ується уються "
    // verbal nouns and participles
    "ання анню анням ань ення енню енням ень іння інню інням інь яння ування ювання уванню "
    "юванню уванням юванням увань ація ації ацію ацією ацій ано ена ено ені аний ана ане ані "
    "ених аних ованого ований ована оване овані ованих ість ості істю";

constexpr std::string_view kBulgarian =
    // nouns and adjectives
    "а я о е и у ю й ът ят ия ият та то те ите ата ята ето ото ов ове овете еве евете ища "
    "ищата ията иите ии ию ям ен на но ни ния ният ната ното ните "
    // verbs
    "м ш т ме ам аш ат аме ате ем еш ет ете им иш ит йте ай айте ах яха аха их ил ила ило или "
    "ал ала ало али ян вам ваш ва ваме вате ват вай вайте ирам ираш ира ираме ирате ират ирай "
    "ирайте "
    // verbal nouns and participles
    "не нето нията ане ането ания анията ене ението ение ения енията ване ването вания "
    "ванията иране ирането ирания ация ацията ации ациите ост остта ости иран ирана ирано "
    "ирани";

constexpr std::string_view kLatvian =
    // nouns and adjectives
    "a ā e ē i ī o s š u ū as ai am ām ās os iem us is im īm īs es ei ēm ēs ij ijas iju ija "
    "ijā ijām ijās ais ajā ajam ajai ajās ajiem ajos ajām ākais ums uma umu umam umi umiem "
    "umos umā "
    // verbs
    "t ēt āt īt ot iet jiet ējiet ājiet ojiet ījiet oja īja jat ts ta ti tas to "
    "tā tu ēts ēta ēti ēto ots ota oti oto āts āta āti āto īts īta īti īto "
    // verbal nouns
    "šana šanas šanai šanu šanā ēšana ēšanas ēšanai ēšanu ēšanā āšana āšanas āšanu āšanā "
    "ošana ošanas ošanu ošanā īšana īšanas īšanu īšanā āšanai ošanai īšanai ācija ācijas "
    "ācijai āciju ācijā ība ības ību ībai ībā";

constexpr std::string_view kEstonian =
    // nouns and adjectives
    "a e i o u d t s l le lt ga st ks ni na ta sse de te id sid si dele delt dega des dest "
    "deks tele telt tega tes test teks ide idele idega ides idest isse ist is il ile ilt iga "
    "iks ana "
    // verbs
    "b n me vad ma da mas mast mata takse tud dud nud ge ke ige age uge ate ite sin sime "
    "imine imise imist imisel imiseks imisega mine mise mist misel miseks misega mised miste "
    "amine amise amist amisel amiseks umine umise umist amisega tav tava tavad tavate vat va "
    "vate";

constexpr std::string_view kHebrew = "ים ות יות ית ת ה י";

constexpr std::array kEndings = {
    WordList{"bg", kBulgarian},   WordList{"bs", kSouthSlavic}, WordList{"cs", kCzechSlovak},
    WordList{"et", kEstonian},    WordList{"he", kHebrew},      WordList{"hr", kSouthSlavic},
    WordList{"lv", kLatvian},     WordList{"pl", kPolish},      WordList{"sk", kCzechSlovak},
    WordList{"sl", kSouthSlavic}, WordList{"sr", kSouthSlavic}, WordList{"sr-Latn", kSouthSlavic},
    WordList{"uk", kUkrainian},
};

/// Without "and", "that", "in", "to", "from", "the", which cling to a Hebrew word: three at
/// most ("ובהגדרות").
std::string_view WithoutClitics(std::string_view word) {
  constexpr std::array<std::string_view, 7> kClitics = {"ו", "ש", "כ", "ל", "ב", "ה", "מ"};
  constexpr std::size_t kLetterBytes = 2;
  for (int left = 3; left > 0 && word.size() > kLeastLetters * kLetterBytes; --left) {
    const std::string_view first = word.substr(0, kLetterBytes);
    if (std::find(kClitics.begin(), kClitics.end(), first) == kClitics.end()) break;
    word.remove_prefix(kLetterBytes);
  }
  return word;
}

}  // namespace

std::string_view LightStem(std::string_view word, std::string_view lang) {
  static const WordLists lists(kEndings);
  const auto* endings = lists.Find(lang);
  if (endings == nullptr) return word;
  if (lang == "he") word = WithoutClitics(word);
  std::size_t letters = 0;
  for (std::size_t at = 0; at < word.size(); ++at) {
    if (base::IsContinuation(word[at])) continue;
    // From the longest ending to the shortest.
    if (letters++ < kLeastLetters || !endings->contains(word.substr(at))) continue;
    std::string_view stem = word.substr(0, at);
    // Where the ending is a consonant's, a vowel stands before it: "kontode", "konto".
    const bool vowel = std::string_view("aeiou").find(stem.back()) != std::string_view::npos;
    if (vowel && letters > kLeastLetters + 1) stem.remove_suffix(1);
    return stem;
  }
  return word;
}

}  // namespace funnel::text
