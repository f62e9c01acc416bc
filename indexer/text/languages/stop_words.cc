// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/text/languages/stop_words.h"

#include <array>

#include "indexer/text/languages/word_lists.h"

namespace funnel::text {
namespace {

constexpr std::array kLists = {
    WordList{"en",
             "a about after all also am an and any are as at be because been before being but by "
             "can could did do does doing don't for from get got had has have having he her here "
             "hers him his how i if in into is it its it's i'm me more most my no not of on or our "
             "out over own please she should so some such than that the their them then there "
             "these they this those to too under until up us very was we were what when where "
             "which while who whom why will with would you your"},
    WordList{"de",
             "aber als am an auch auf aus bei bin bis bitte da damit dann das dass dein dem den "
             "der des die dies diese dieser dieses doch du durch ein eine einem einen einer eines "
             "er es für hat habe haben hier ich ihr ihre im in ist ja kann kein keine können man "
             "mein meine mich mir mit nach nicht noch nur oder sein sich sie sind so über um und "
             "uns unter vom von vor war warum was wenn werden wie wieder wir wird wo wurde zu zum "
             "zur"},
    WordList{"fr",
             "à afin ai ainsi après au aucun aussi avec avez avoir ce cela ces cet cette comme "
             "comment dans de des donc du elle en est et été être eu il ils je la le les leur lors "
             "mais me mes moi mon ne non nos notre nous on ont ou où par pas plus pour pourquoi "
             "que quel quelle qui sa sans se ses si son sont sous sur ta te tes ton tous tout tu "
             "un une vos votre vous y"},
    WordList{"es",
             "a al algo ante antes como con cómo cuando cual de del desde donde dónde e el ella "
             "en entre era es esa ese eso esta este esto está están fue ha hay la las le les lo "
             "los más me mi mis muy no nos o para pero por porque qué que quien se ser si sí sin "
             "sobre son su sus también te tiene tu un una uno unos y ya yo"},
    WordList{"pt",
             "a ao aos as até com como da das de do dos e é ela ele em entre era essa esse esta "
             "este eu foi há isso já mais mas me meu minha muito na não nas no nos o os ou para "
             "pela pelo por porque qual quando que quem se sem ser seu sua são também tem um uma "
             "você"},
    WordList{"it",
             "a ai al alla anche che chi ci come con cosa da dal dalla dei del della delle di dove "
             "e è gli ha ho i il in io l la le lo ma mi mio nel nella no non o per perché più "
             "quale quando quello questa questo se si sono su sua sul tra tu un una uno vi"},
    WordList{"nl",
             "aan al als bij dan dat de deze die dit door een en er geen had heb heeft het hij "
             "hoe ik in is je kan kunnen maar me meer met mijn naar niet nog of om ook op over "
             "te tot uit van voor waarom was wat we wel wordt ze zich zijn zo"},
    WordList{"ru",
             "а без более бы был была были было быть в вам вас весь во вот все всех вы где да для "
             "до его ее если есть еще же за и из или им их к как какой когда которые который кто "
             "ли мне может можно мы на над нам не него нет ни но о об он она они от по под при с "
             "со так также такой там то того только тот ты у уже чем что чтобы эта эти это этот "
             "я почему"},
    WordList{"id",
             "ada adalah agar akan aku anda antara apa apakah atau bagaimana bahwa bagi bisa bukan "
             "dalam dan dapat dari dengan di harus ia ini itu jika juga kami karena ke kenapa "
             "ketika kita lagi lebih maka mana masih mengapa mereka namun oleh pada saat saja saya "
             "sebagai sebuah sedang seperti setelah sudah supaya tapi telah tentang tersebut "
             "tetapi tidak untuk yang"},
    WordList{"ms",
             "ada adakah adalah agar akan aku anda antara apa apabila atau awak bagaimana bahawa "
             "bagi boleh bukan dalam dan dapat dari daripada dengan di dia harus ia ialah ini itu "
             "jika juga kami kalau kenapa kepada ke kerana kita lagi lebih macam maka mana masih "
             "mengapa mereka oleh pada perlu saja saya sebagai sedang selepas semasa seperti "
             "sudah supaya tapi telah tentang tersebut tetapi tidak untuk yang"},
    WordList{"tl",
             "ako ang ano at ay ba bakit bilang dahil din dito eh gusto hindi huwag ikaw iyan iyon "
             "ito kami kanila kanya kapag kay kayo ko kong kung lahat lamang lang maging mga mo "
             "mong na naman namin natin ng ngayon nga ni nila nito niya niyo nyo o pa paano para "
             "pero po rin sa saan sila siya tayo ulit upang yung yan wala walang may mayroon din "
             "namang nang"},
    WordList{"vi",
             "ai bị bởi các cái cần chỉ cho chưa có của cùng cũng đã đang đây để đến đi được do đó "
             "gì hay hơn khi không là lại làm lên mà mình mỗi một này nào nên nếu như nhưng những "
             "nó ở phải qua ra rất rồi sao sau sẽ tại tất thế thì theo tôi trên trong trước từ và "
             "vẫn vào về vì với vậy"},
    WordList{"hi",
             "अपना अपनी अपने अब आप आपका आपकी आपके इन इस इसका इसकी इसके इसे उन उनके उस उसका उसके "
             "एक और कर करके करता करते करना करने करें का कि किया किस किसी की के को कोई क्या क्यों गई गए "
             "गया जब जा जाता जाती जाते जाने जैसे जो तक तब तो था थी थे द्वारा दिया नहीं ने पर बाद भी मुझे "
             "मेरा मेरी मेरे मैं में यदि यह या ये रहा रही रहे रहें लिए लेकिन वह वे साथ से सकता सकते हम हमें ही हुआ "
             "हुई हुए है हैं हो होता होती होते होना कैसे"},
    WordList{
        "th",
        "กว่า กับ การ ก็ ของ ขึ้น ครับ ความ ค่ะ คะ จะ จาก ฉัน ซึ่ง ด้วย ได้ ต่อ ตาม ถ้า ถึง ที่ ทำ "
        "ทำไม นั้น นี้ ใน ผม เป็น ไป แล้ว และ เพื่อ เพราะ มา มี เมื่อ ไม่ ยัง ระหว่าง ว่า ส่วน หรือ หาก ให้ อยู่ อย่าง "
        "อะไร เอง แต่ โดย ยังไง คือ เรา"},
    WordList{"ja",
             "の に は を た が で て と し れ さ ある いる も する から な こと として い や れる "
             "など なっ ない この "
             "ため その あっ よう また もの という あり まで られ なる へ か だ これ によって "
             "により おり より による ず なり "
             "られる において ば なかっ なく しかし について せ だっ できる それ う ので なお のみ "
             "でき き つ における および "
             "いう さらに でも ら たり です ます まし ませ ん せん どう なぜ ください どの した "
             "して します ました ません"},
    WordList{"zh",
             "的 了 在 是 我 有 和 就 不 都 一 一个 也 很 到 说 要 去 你 会 着 没有 看 好 这 那 他 "
             "她 它 们 "
             "我们 你们 他们 与 及 或 但 而 并 等 把 被 让 给 对 从 向 以 于 为 为了 因为 所以 "
             "如果 但是 可以 "
             "能 什么 怎么 怎样 如何 为什么 哪 哪个 吗 呢 吧 啊 个 中 之 其 请 请问 这个 那个 该 "
             "唔 嘅 咗 冇 喺 系 佢 啲 嗰 咁 乜 点解 点 嚟 俾 畀 呢个 嘢 咩 噉 话 同 仲 唔系"},
    WordList{"ar",
             "في من على إلى عن مع هذا هذه ذلك التي الذي أن إن ما لا لم لن كان هو هي أو و ثم قد كل "
             "عند بعد قبل كيف لماذا هل إذا يتم تم"},
};

}  // namespace

bool IsStopWord(std::string_view word, std::string_view lang) {
  static const WordLists lists(kLists);
  return lists.Contains(word, lang);
}

}  // namespace funnel::text
