// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/text/languages/question_words.h"

#include <array>

#include "indexer/text/languages/word_lists.h"

namespace funnel::text {
namespace {

constexpr std::array kLists = {
    WordList{"en", "who whom whose what which when where how many much why"},
    WordList{"de",
             "wer wen wem wessen was wann wo wohin woher wie wieviel wieviele viele viel "
             "welche welcher welches welchem welchen warum weshalb wieso wofür womit wodurch "
             "worin woran worauf wovon wozu"},
    WordList{"fr",
             "qui que quoi quel quelle quels quelles quand où comment combien pourquoi "
             "lequel laquelle lesquels lesquelles"},
    WordList{"es",
             "quién quiénes qué cuál cuáles cuándo cuánto cuánta cuántos cuántas dónde "
             "adónde cómo"},
    WordList{"pt", "quem que qual quais quando quanto quanta quantos quantas onde aonde como"},
    WordList{"it", "chi che cosa quale quali quando quanto quanta quanti quante dove come"},
    WordList{"nl", "wie wat welk welke wanneer waar waarheen hoe hoeveel waarom waarvoor"},
    WordList{"ru",
             "кто кого кому кем ком что чего чему чем какой какая какое какие каких какого "
             "какую каком какому каким какими каков какова каково каковы который которая "
             "которое которые которых которого которую котором где куда откуда когда сколько "
             "скольких скольким как почему зачем отчего чей чья чье чьи"},
    WordList{"hi",
             "कौन कौनसा कौनसी कौनसे किस किसने किसे किसको किसके किसकी किसका किन किन्हें "
             "किन्होंने क्या कब कहाँ कहां कितना कितने कितनी कैसे कैसा कैसी क्यों"},
    WordList{"id",
             "siapa siapakah apa apakah kapan mana manakah dimana kemana bagaimana "
             "bagaimanakah berapa berapakah mengapa kenapa"},
    WordList{"ms",
             "siapa siapakah apa apakah bila bilakah mana manakah dimana bagaimana "
             "bagaimanakah berapa berapakah mengapa kenapa"},
    WordList{"tl", "sino kanino ano alin kailan saan nasaan paano ilan gaano bakit magkano"},
    WordList{"vi", "ai gì nào đâu sao bao"},
    WordList{"th", "อะไร ใคร ไหน ที่ไหน เมื่อไร เมื่อไหร่ อย่างไร ยังไง ทำไม กี่ เท่าไร เท่าไหร่"},
    WordList{"ko", "무엇 무엇을 무엇이 뭐 누구 누가 어디 어디서 언제 어떻게 어떤 왜 어느 몇 얼마"},
    WordList{"ja", "何 誰 どこ いつ どう なぜ どの どれ どんな いくつ いくら"},
    WordList{"zh", "什么 谁 哪 哪里 哪儿 哪个 哪些 怎么 怎样 如何 为什么 为何 多少 几 何时 何处"},
};

}  // namespace

bool IsQuestionWord(std::string_view word, std::string_view lang) {
  static const WordLists lists(kLists);
  return lists.Contains(word, lang);
}

}  // namespace funnel::text
