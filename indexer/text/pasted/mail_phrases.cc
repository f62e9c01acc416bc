// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/text/pasted/mail_phrases.h"

#include <algorithm>
#include <string>

#include "indexer/base/ascii.h"

namespace funnel::text {
namespace {

constexpr std::size_t kNone = std::string_view::npos;
constexpr std::size_t kMaxGreetingBytes = 90;
constexpr std::size_t kMaxClosingBytes = 80;
constexpr std::size_t kMaxMarkBytes = 40;

// Lists of phrases in lower case (ASCII only is folded; the others stand as mails have them),
// separated by '|'.

constexpr std::string_view kHistoryEnds =
    "wrote:|schrieb:|a écrit :|a écrit:|escribió:|escreveu:|ha scritto:|写道：|写道:|寫道：|寫道:|"
    "のメール:|書きました:|작성:|님이 작성:|เขียนว่า:|เขียน:|đã viết:|menulis:|ने लिखा:|sumulat:|"
    "isinulat ni:|пишет:|написал:|написал(а):|написала:|كتب:";

/// The same with the name behind the verb: "Am 3. März schrieb Anna Berg:".
constexpr std::string_view kHistoryVerbs =
    " schrieb | wrote | a écrit | escribió | escreveu | ha scritto | menulis | написал | написала "
    "| "
    "пишет | đã viết ";

constexpr std::string_view kHistoryWords =
    "original message|ursprüngliche nachricht|message d'origine|mensaje original|"
    "mensagem original|messaggio originale|原始邮件|原始郵件|元のメッセージ|original mail|원본 "
    "메시지|"
    "ข้อความต้นฉบับ|मूल संदेश|tin nhắn gốc|thư gốc|pesan asli|mesej asal|orihinal na mensahe|"
    "исходное сообщение|forwarded message|weitergeleitete nachricht|转发的邮件|轉寄的郵件|"
    "転送されたメッセージ|전달된 메시지|الرسالة الأصلية";

constexpr std::string_view kQuotedHeaders =
    "from:|von:|de :|de:|da:|发件人:|发件人：|寄件者:|寄件者：|差出人:|差出人：|보낸 사람:|จาก:|"
    "प्रेषक:|từ:|dari:|daripada:|mula kay:|от:|من:";

constexpr std::string_view kSubjectHeaders =
    "subject:|betreff:|objet:|objet :|asunto:|assunto:|oggetto:|主题:|主题：|主旨:|主旨：|主題:|"
    "主題：|件名:|件名：|제목:|เรื่อง:|หัวเรื่อง:|विषय:|chủ đề:|tiêu đề:|perihal:|subjek:|subyek:|"
    "judul:|paksa:|тема:|الموضوع:";

constexpr std::string_view kMailHeaders =
    "from:|to:|cc:|bcc:|sent:|date:|reply-to:|von:|an:|gesendet:|datum:|de :|à :|envoyé :|para:|"
    "enviado:|fecha:|inviato:|发件人|收件人|抄送|发送时间|寄件者|收件者|副本|寄件日期|差出人|宛先|"
    "送信日時|보낸 사람|받는 사람|참조:|보낸 날짜|จาก:|ถึง:|สำเนา:|ส่ง:|प्रेषक:|प्रति:|từ:|đến:|"
    "dari:|kepada:|tanggal:|dikirim:|daripada:|mula kay:|от:|кому:|копия:|отправлено:|من:|إلى:";

/// What stands behind the name of somebody who is written to.
constexpr std::string_view kTitlesBehind =
    "様|さま|さん|殿|御中|各位|님|님께|귀하|담당자께|귀중|老师：|老師：|先生：|女士：|小姐：|"
    "经理：|"
    "經理：|总：|總：|团队：|團隊：|同事：|जी";

constexpr std::string_view kGreetings =
    "hi|hi all|hi team|hello|hey|dear|good morning|good afternoon|good evening|greetings|"
    "to whom it may concern|hallo|guten tag|guten morgen|sehr geehrte|sehr "
    "geehrter|liebe|lieber|liebes|"
    "bonjour|cher|chère|madame|monsieur|hola|buenos días|buenas tardes|estimado|estimada|olá|"
    "prezado|prezada|bom dia|boa tarde|ciao|buongiorno|gentile|salve|您好|你好|尊敬的|各位好|"
    "こんにちは|お世話になって|いつもお世話|担当者様|ご担当者|안녕하세요|안녕하십니까|สวัสดี|เรียน|"
    "नमस्ते|"
    "नमस्कार|आदरणीय|xin chào|chào|kính gửi|kính chào|halo|selamat pagi|selamat siang|selamat sore|"
    "selamat petang|yth|kepada yth|salam|assalamualaikum|apa kabar|kumusta|magandang umaga|"
    "magandang araw|magandang hapon|mahal na|здравствуйте|добрый день|доброе утро|уважаемый|"
    "уважаемая|привет|مرحبا|السلام عليكم|عزيزي|السادة";

constexpr std::string_view kClosings =
    "best regards|kind regards|warm regards|regards|best|best wishes|sincerely|yours sincerely|"
    "yours faithfully|yours truly|cheers|many thanks|thanks|thank you|thx|with thanks|br|rgds|"
    "mit freundlichen grüßen|mit freundlichem gruß|freundliche grüße|viele grüße|beste grüße|mfg|"
    "danke|vielen dank|cordialement|bien cordialement|salutations|merci|saludos|un saludo|"
    "atentamente|gracias|atenciosamente|cumprimentos|obrigado|obrigada|cordiali saluti|"
    "distinti "
    "saluti|saluti|grazie|此致|祝好|谢谢|謝謝|敬祝|順頌|顺祝商祺|よろしくお願い|宜しくお願い|"
    "以上、よろしく|敬具|감사합니다|고맙습니다|감사드립니다|ขอบคุณ|ขอแสดงความนับถือ|धन्यवाद|सादर|"
    "शुक्रिया|"
    "trân trọng|cảm ơn|xin cảm ơn|thân mến|terima kasih|hormat saya|salam hormat|makasih|"
    "yang benar|sekian|salamat|maraming salamat|lubos na gumagalang|с уважением|спасибо|"
    "заранее спасибо|с наилучшими|مع التحية|شكرا|مع أطيب التحيات|تحياتي|"
    "all the best|respectfully|take care|mit besten grüßen|besten gruß|herzliche grüße|schöne "
    "grüße|gruß|grüße|hochachtungsvoll|bien à vous|sincères salutations|très cordialement|saludos "
    "cordiales|un cordial "
    "saludo|cordialmente|abraços|感谢|感謝|多谢|多謝|祝商祺|敬上|何卒よろしく|何卒宜しく|"
    "どうぞよろしく|どうぞ宜しく|ありがとうございま|草々|ขอขอบ|ด้วยความนับถือ|भवदीय|सधन्यवाद|kính "
    "thư|thân ái|em cảm ơn|chân thành cảm ơn|hormat kami|trims|terimakasih|всего доброго";

constexpr std::string_view kPoliteness =
    "thanks in advance|thank you in advance|thank you for your help|thanks for your help|"
    "please help|please advise|any ideas|any help|looking forward|sent from my|get outlook for|"
    "sent from outlook|i hope this|hope you are|hope this mail|how are you|gesendet von|"
    "envoyé de mon|enviado desde|enviado do meu|inviato da|danke im voraus|vielen dank|请帮忙|"
    "請幫忙|请协助|請協助|谢谢|謝謝|期待您的|从我的iphone|從我的 "
    "iphone|よろしくお願い|宜しくお願い|"
    "お忙しいところ|お世話になって|お手数ですが|감사합니다|도와주세요|부탁드립니다|수고하세요|"
    "ขอบคุณ|"
    "ช่วยด้วย|รบกวนด้วย|कृपया मदद|धन्यवाद|xin giúp|mong được|cảm ơn|xin cảm ơn|mohon bantuan|"
    "mohon bantuannya|tolong bantu|terima kasih|harap maklum|salamat po|maraming salamat|"
    "pakitulungan|спасибо|заранее благодар|помогите|شكرا|"
    "please let me know|let me know if|we look forward|i look forward|feel free to|do not "
    "hesitate|bitte melden sie sich|bei rückfragen|für rückfragen|wir freuen uns|ich freue "
    "mich|n'hésitez pas|quedo a la espera|quedamos a la espera|fico no "
    "aguardo|如有任何问题|如有任何疑问|期待您|お世話になります|いつもお世話|お疲れ様|ご返信を|수고 "
    "많으|답변 부탁|빠른 답변|감사드립|고맙습니다|ขอบพระคุณ|mong nhận được|rất mong|ditunggu kabar";

constexpr std::string_view kProblems =
    "error|fail|cannot|can't|can not|couldn't|could not|won't|doesn't|does not|not work|don't|"
    "didn't|did not|not help|still|isn't|is "
    "not|unable|crash|freez|stuck|hang|slow|missing|lost|broken|wrong|problem|"
    "issue|denied|refused|blank|nothing happens|stopped|no longer|fehler|nicht|kein|geht nicht|"
    "abgestürzt|erreur|impossible|ne fonctionne|ne marche|no funciona|no puedo|error|falla|"
    "não funciona|não consigo|erro|non "
    "funziona|errore|无法|不能|错误|失败|异常|报错|不了|没有|打不开|卡|"
    "無法|錯誤|失敗|異常|沒有|打不開|當機|エラー|できな|できません|失敗|動かな|動きません|表示され|"
    "開けな|止ま|"
    "固ま|消え|않|안 됩|안됩|안 "
    "돼|안돼|못|오류|에러|실패|없|ไม่|ผิดพลาด|ล้มเหลว|ค้าง|หาย|नहीं|त्रुटि|विफल|"
    "समस्या|एरर|không|lỗi|thất bại|bị|mất|tidak|gagal|galat|error|tak|hilang|macet|tersangkut|rosak|"
    "hindi|ayaw|nawala|sira|mali|nagka|не работ|ошибк|не могу|не удал|невозможно|не |خطأ|لا يعمل|"
    "لا يمكن|فشل|مشكلة";

constexpr std::string_view kSubjectMarks =
    "re|fw|fwd|aw|wg|antw|antwort|tr|rv|res|enc|sv|vs|rif|r|i|回复|答复|转发|回覆|轉寄|回信|返信|"
    "転送|"
    "답장|회신|전달|ตอบกลับ|ส่งต่อ|उत्तर|trả lời|chuyển tiếp|bls|ttt|ba|trs|отв|пересл|رد";

/// Calls `hit` for each phrase of `list` until it says true; whether it did.
template <class Hit>
bool Any(std::string_view list, Hit hit) {
  while (!list.empty()) {
    const std::size_t bar = std::min(list.find('|'), list.size());
    if (hit(list.substr(0, bar))) return true;
    list.remove_prefix(std::min(bar + 1, list.size()));
  }
  return false;
}

bool IsAsciiLetter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

/// Whether `text` begins with `phrase` as whole words.
bool BeginsWith(std::string_view text, std::string_view phrase) {
  return text.starts_with(phrase) &&
         (text.size() == phrase.size() || !IsAsciiLetter(phrase.back()) ||
          !IsAsciiLetter(text[phrase.size()]));
}

/// Whether the line names somebody who is written to: "Anna," or 山田様. Headings have no comma at
/// their ends, and a sentence that goes on in the next line is longer.
bool IsAddress(std::string_view line) {
  constexpr std::size_t kMaxWords = 5;
  if (line.size() > kMaxGreetingBytes) return false;
  const std::string_view head = line.substr(0, line.find_last_not_of(" ") + 1);
  const auto words = static_cast<std::size_t>(std::count(head.begin(), head.end(), ' ')) + 1;
  if (words > kMaxWords || head.find_first_of("0123456789") != kNone) return false;
  for (const std::string_view end : {",", "，", "、"}) {
    if (head.ends_with(end)) return true;
  }
  return Any(kTitlesBehind, [&](std::string_view title) { return head.ends_with(title); });
}

}  // namespace

bool BeginsHistory(std::string_view line) {
  const std::string lower = base::AsciiLower(line);
  if (Any(kHistoryEnds, [&](std::string_view phrase) { return lower.ends_with(phrase); })) {
    return true;
  }
  if (lower.ends_with(':') && lower.find_first_of("0123456789") != std::string::npos &&
      Any(kHistoryVerbs,
          [&](std::string_view verb) { return lower.find(verb) != std::string::npos; })) {
    return true;
  }
  return lower.find("--") != std::string::npos && Any(kHistoryWords, [&](std::string_view phrase) {
           return lower.find(phrase) != std::string::npos;
         });
}

bool IsQuotedHeader(std::string_view line) {
  const std::string lower = base::AsciiLower(line.substr(line.starts_with('*') ? 1 : 0));
  return Any(kQuotedHeaders, [&](std::string_view phrase) { return lower.starts_with(phrase); });
}

std::size_t SubjectHeaderLength(std::string_view line) {
  const std::string lower = base::AsciiLower(line);
  std::size_t length = 0;
  Any(kSubjectHeaders, [&](std::string_view phrase) {
    if (lower.starts_with(phrase)) length = phrase.size();
    return length > 0;
  });
  return length;
}

bool IsMailHeader(std::string_view line) {
  const std::string lower = base::AsciiLower(line);
  const bool colon = line.find(':') != kNone || line.find("：") != kNone;
  return colon &&
         Any(kMailHeaders, [&](std::string_view phrase) { return lower.starts_with(phrase); });
}

std::size_t GreetingLength(std::string_view line) {
  const std::string lower = base::AsciiLower(line);
  if (!Any(kGreetings, [&](std::string_view phrase) { return BeginsWith(lower, phrase); })) {
    return IsAddress(line) ? line.size() : 0;
  }
  std::size_t end = kNone;
  for (const std::string_view mark : {",", "!", "，", "、", "！", "。", ":", "："}) {
    const std::size_t at = line.find(mark);
    if (at != kNone) end = std::min(end, at + mark.size());
  }
  if (end != kNone && end <= kMaxGreetingBytes) return end;
  const bool short_line = line.size() <= kMaxGreetingBytes && line.find(". ") == kNone;
  return short_line ? line.size() : 0;
}

bool IsClosing(std::string_view line) {
  if (line == "--" || line == "-- " || line == "—") return true;
  // Rules are drawn over signatures; "----" and "====" stand under headings too.
  if (Any("____|━━|──|══|＝＝|＊＊",
          [&](std::string_view rule) { return line.starts_with(rule); })) {
    return true;
  }
  if (line.size() > kMaxClosingBytes) return false;
  const std::string lower = base::AsciiLower(line);
  // "Thanks in advance for your help and best regards,"
  const std::size_t last = lower.find_last_not_of(",.! ");
  const std::string_view trimmed =
      std::string_view(lower).substr(0, last == std::string::npos ? 0 : last + 1);
  if (Any(kClosings, [&](std::string_view phrase) {
        return phrase.find(' ') != kNone && trimmed.ends_with(phrase);
      })) {
    return true;
  }
  return Any(kClosings, [&](std::string_view phrase) {
    if (!BeginsWith(lower, phrase)) return false;
    // "Thanks to the update nothing works" is none.
    std::string_view rest = std::string_view(lower).substr(phrase.size());
    const std::size_t words = static_cast<std::size_t>(std::count(rest.begin(), rest.end(), ' '));
    return words <= 3 && rest.size() <= 40 && rest.find_first_of("?:0123456789") == kNone;
  });
}

bool IsPoliteness(std::string_view line) {
  const std::string lower = base::AsciiLower(line);
  return line.size() <= kMaxClosingBytes * 2 &&
         Any(kPoliteness, [&](std::string_view phrase) { return lower.starts_with(phrase); });
}

bool SpeaksOfProblem(std::string_view sentence) {
  const std::string lower = base::AsciiLower(sentence);
  return Any(kProblems,
             [&](std::string_view phrase) { return lower.find(phrase) != std::string::npos; });
}

std::size_t SubjectMarkLength(std::string_view subject) {
  std::size_t begin = 0;
  while (begin < subject.size() && subject[begin] == ' ') ++begin;
  const std::string lower = base::AsciiLower(subject.substr(begin));
  if (lower.starts_with('[') || lower.starts_with('(')) {
    // [EXTERNAL], [Ticket #123], (Case 4711), but not [TM-1207].
    const std::size_t end = lower.find(lower.front() == '[' ? ']' : ')');
    if (end == std::string::npos || end > kMaxMarkBytes) return 0;
    const std::string_view inside = std::string_view(lower).substr(1, end - 1);
    const bool mark = inside.find('#') != kNone ||
                      inside.find_first_not_of("0123456789 ") == kNone ||
                      Any("extern|spam|ticket|case|incident|request|caution|bulk",
                          [&](std::string_view word) { return inside.find(word) != kNone; });
    return mark ? begin + end + 1 : 0;
  }
  std::size_t length = 0;
  Any(kSubjectMarks, [&](std::string_view mark) {
    if (!lower.starts_with(mark)) return false;
    std::string_view rest = std::string_view(lower).substr(mark.size());
    // "Re[2]:", "RE :", "回复：".
    if (rest.starts_with('[')) rest.remove_prefix(std::min(rest.find(']') + 1, rest.size()));
    while (rest.starts_with(' ')) rest.remove_prefix(1);
    for (const std::string_view colon : {":", "："}) {
      if (rest.starts_with(colon)) length = begin + lower.size() - rest.size() + colon.size();
    }
    return length > 0;
  });
  return length;
}

}  // namespace funnel::text
