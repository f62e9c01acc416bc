// SPDX-License-Identifier: GPL-2.0-or-later
#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "indexer/draft/mail.h"
#include "indexer/draft/masking.h"
#include "indexer/draft/mime_text.h"
#include "indexer/text/pasted/customer_words.h"

namespace funnel {
namespace {

std::string Joined(const std::vector<std::string>& items) {
  std::string line;
  for (const std::string& item : items) line += (line.empty() ? "" : " | ") + item;
  return line;
}

TEST_CASE("Mime text: base64, quoted-printable, encoded words") {
  CHECK(draft::DecodeBase64("4LiB4Lij4Li4\r\n4LiT4Liy") == "กรุณา");
  CHECK(draft::DecodeBase64("YQ==") == "a");
  CHECK(draft::DecodeBase64("!?") == "");
  CHECK(draft::DecodeQuotedPrintable("Gr=C3=BC=C3=9Fe a=\r\nb =zz=") == "Grüße ab =zz=");
  const struct {
    const char* header;
    const char* text;
  } kRows[] = {
      {"Printing stops", "Printing stops"},
      {"=?UTF-8?B?5omT5Y2w?=", "打印"},
      {"=?utf-8?q?Druck_h=C3=A4ngt?=", "Druck hängt"},
      {"=?iso-8859-1?Q?Gr=FC=DFe?= an alle", "Grüße an alle"},
      {"Re: =?utf-8?B?5omT?= =?utf-8?B?5Y2w?=", "Re: 打印"},
      // A character cut in two by the fold.
      {"=?utf-8?B?5omT5Q==?= =?utf-8?B?jbA=?=", "打印"},
      {"=?shift_jis?B?iPON/A==?=", "印刷"},
      {"=?x?broken", "=?x?broken"},
  };
  for (const auto& row : kRows) {
    CAPTURE(row.header);
    CHECK(draft::DecodeHeader(row.header) == row.text);
  }
}

TEST_CASE("Mail: parts, charsets, people") {
  const std::string mail =
      "Received: from x\r\n by y\r\n"
      "From: \"Anna Berg\" <anna@nordwind.de>, Ben <ben@nordwind.de>\r\n"
      "To: Tamarind Support <support@tamarind.example>\r\n"
      "Subject: Printing\r\n stops\r\n"
      "Content-Type: multipart/mixed; boundary=\"b\"\r\n\r\nno mail program\r\n"
      "--b\r\nContent-Type: multipart/alternative; boundary=c\r\n\r\n"
      "--c\r\nContent-Type: text/plain; charset=iso-8859-1\r\n"
      "Content-Transfer-Encoding: quoted-printable\r\n\r\nEs h=E4ngt.\r\n"
      "--c\r\nContent-Type: text/html\r\n\r\n<p>html</p>\r\n--c--\r\n"
      "--b\r\nContent-Type: image/png\r\nContent-Disposition: attachment\r\n\r\nxx\r\n"
      "--b\r\nContent-Type: text/plain\r\nContent-Disposition: attachment; filename=a.log\r\n"
      "Content-Transfer-Encoding: base64\r\n\r\nRVJST1I=\r\n--b--\r\n";
  CHECK(draft::LooksLikeMail(mail));
  const draft::Mail read = draft::ReadMail(mail);
  CHECK(read.subject == "Printing stops");
  CHECK(Joined(read.people) == "Anna Berg | Ben");
  CHECK(read.text == "Es hängt.\n");
  CHECK(read.attached_text == "ERROR\n");

  CHECK(draft::ReadMail("From: a@b.de\nSubject: x\nContent-Type: text/html\n\n<p>One<p>Two").text ==
        "One\nTwo");
  CHECK_FALSE(draft::LooksLikeMail("From the start it was slow.\nDate: unknown\n"));
  CHECK_FALSE(draft::LooksLikeMail("2026-01-01 ERROR: x\n"));
}

TEST_CASE("Customer words: what mail programs and politeness add is dropped") {
  const struct {
    const char* text;
    const char* sentences;
  } kRows[] = {
      {"Hi Anna,\n\nprinting stops. The light is red.\n\nBest regards\nBen Olsen\nNordwind Ltd\n",
       "printing stops. | The light is red."},
      {"Dear Sir or Madam, the printer is off.\n-- \nBen\n", "the printer is off."},
      {"It stops.\n\nOn 3 March 2026, Anna wrote:\n> Is it on?\nIt is.\n", "It stops."},
      {"It stops.\nOn Tue, 3 Mar 2026, Anna <anna@nordwind.de>\nwrote:\n> x\n", "It stops."},
      {"It stops.\n-----Original Message-----\nFrom: x\n", "It stops."},
      {"It stops.\n\nFrom: Anna\nSent: Tuesday\nTo: Ben\nSubject: x\n\nHello\n", "It stops."},
      {"> quoted\nMine.\n", "Mine."},
      {"It stops.\nThanks in advance!\nSent from my phone\n", "It stops."},
      {"Sehr geehrte Frau Berg,\nes druckt nicht.\nMit freundlichen Grüßen\nBen Olsen\n",
       "es druckt nicht."},
      {"Es druckt nicht.\nAm 03.03.2026 um 10:00 schrieb Anna Berg:\n> x\n", "Es druckt nicht."},
      {"您好，\n打印机无法打印。错误代码TP-2203。\n谢谢！\n王芳\n",
       "打印机无法打印。 | 错误代码TP-2203。"},
      {"お世話になっております。\n印刷できません。\nよろしくお願いいたします。\n佐藤\n",
       "印刷できません。"},
      {"안녕하세요.\n인쇄가 안 됩니다.\n감사합니다.\n김민수\n", "인쇄가 안 됩니다."},
      {"สวัสดีค่ะ\nพิมพ์ไม่ออก\nขอบคุณค่ะ\nสมหญิง\n", "พิมพ์ไม่ออก"},
      {"नमस्ते,\nप्रिंट नहीं हो रहा है।\nधन्यवाद\nराम\n", "प्रिंट नहीं हो रहा है।"},
      {"Xin chào,\nMáy in không in được.\nTrân trọng,\nLan\n", "Máy in không in được."},
      {"Selamat pagi,\nPrinter tidak bisa mencetak.\nTerima kasih\nBudi\n",
       "Printer tidak bisa mencetak."},
      {"Magandang araw,\nHindi nagpi-print.\nSalamat,\nJuan\n", "Hindi nagpi-print."},
      // Lines that a mail program broke go together again, short ones stay apart.
      {"When I print from the application on my computer, the printer makes a noise\nand then "
       "stops.\nOnly sometimes\n",
       "When I print from the application on my computer, the printer makes a noise and then "
       "stops. | Only sometimes"},
      {"- it stops\n- it smells\n", "it stops | it smells"},
      {"Thanks to the update nothing prints any more, and nobody knows why.\n",
       "Thanks to the update nothing prints any more, and nobody knows why."},
  };
  for (const auto& row : kRows) {
    CAPTURE(row.text);
    CHECK(Joined(text::ReadCustomerWords(row.text).sentences) == row.sentences);
  }
}

TEST_CASE("Customer words: logs and names") {
  const text::CustomerWords mixed = text::ReadCustomerWords(
      "Dear Ms Berg,\nI see this:\n2026-03-03 09:59:13 ERROR sync failed\n   at com.x.Y(Y.java:1)\n"
      "What now?\n\nRegards,\nBen Olsen\n");
  CHECK(Joined(mixed.sentences) == "I see this: | What now?");
  CHECK(Joined(mixed.log) == "2026-03-03 09:59:13 ERROR sync failed | at com.x.Y(Y.java:1)");
  CHECK(Joined(mixed.names) == "Ben Olsen | Berg");
  const text::CustomerWords log = text::ReadCustomerWords(
      "[2026-03-03T09:59:12] INFO start\n[2026-03-03T09:59:13] ERROR: TD-4102 quota\nretry = 3\n");
  CHECK(log.sentences.empty());
  CHECK(log.log.size() == 3);
  CHECK(text::TellingLogLine(log.log) == "TD-4102 quota");
  CHECK(text::TellingLogLine({}) == "");
}

TEST_CASE("TellingSentences: those about the problem, in their order") {
  const std::vector<std::string> sentences = {
      "We have used it for years.", "Everybody likes the colours.", "Since Monday it fails.",
      "It shows TP-2203.", "My office is on the third floor."};
  CHECK(Joined(text::TellingSentences(sentences, 3)) ==
        "We have used it for years. | Since Monday it fails. | It shows TP-2203.");
  CHECK(Joined(text::TellingSentences(sentences, 1)) == "Since Monday it fails.");
  CHECK(Joined(text::TellingSentences({}, 3)) == "");
}

TEST_CASE("CleanSubject: marks of mail programs and help desks") {
  const struct {
    const char* subject;
    const char* clean;
  } kRows[] = {
      {"Re: Printing", "Printing"},
      {"AW: WG: [EXTERNAL] [#4711] Druck", "Druck"},
      {"RE[2]: FW: x", "x"},
      {"回复：打印", "打印"},
      {"[Ticket 12] Re: (Case 7) x", "x"},
      {"[TM-1207] no mail", "[TM-1207] no mail"},
      {"Result: blank", "Result: blank"},
      {"Re:", "Re:"},
  };
  for (const auto& row : kRows) {
    CAPTURE(row.subject);
    CHECK(text::CleanSubject(row.subject) == row.clean);
  }
}

TEST_CASE("MaskPersonalData: addresses, numbers, names and secrets") {
  const struct {
    const char* text;
    const char* masked;
  } kRows[] = {
      {"Write to anna@nordwind.de or support@nordwind.de.", "Write to [email] or [email]."},
      {"Call +49 89 1234567.", "Call [phone]."},
      {"Call (089) 123-4567 or 089 / 123 45 67", "Call [phone] or [phone]"},
      {"555-123-4567", "[phone]"},
      {"Tel: 5551234", "Tel: [phone]"},
      {"电话：13912345678", "电话：[phone]"},
      {"โทร 081-234-5678 ค่ะ", "โทร [phone] ค่ะ"},
      {"password=Winter2024!", "password=[password]"},
      {"Thank you, Anna Berg. Anna was here; annamite bergs stay.",
       "Thank you, [name]. [name] was here; annamite bergs stay."},
      {"C:\\Users\\anna\\a.txt and /home/Anna/x", "C:\\Users\\[name]\\a.txt and /home/[name]/x"},
      // What only looks like a number of a telephone.
      {"2026-03-03 09:59:13 0x80070005 5.3.1.2204 192.168.100.200",
       "2026-03-03 09:59:13 0x80070005 "
       "5.3.1.2204 192.168.100.200"},
      {"KB2919355, TP-2203, 1234567890 bytes, port 10.0.0.1:8080",
       "KB2919355, TP-2203, 1234567890 bytes, port 10.0.0.1:8080"},
      {"error -2147024891 (0x80070005)", "error -2147024891 (0x80070005)"},
  };
  for (const auto& row : kRows) {
    CAPTURE(row.text);
    CHECK(draft::MaskPersonalData(row.text, {"Anna Berg"}) == row.masked);
  }
}

}  // namespace
}  // namespace funnel
