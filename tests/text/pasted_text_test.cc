// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/text/pasted/pasted_text.h"

#include <doctest/doctest.h>

#include <initializer_list>
#include <string>
#include <string_view>

#include "indexer/text/pasted/log_line.h"

namespace funnel {
namespace {

/// "+" telling, "~" aside, "." routine; the parts with a bar between.
std::string Parts(std::string_view pasted) {
  const text::PastedText read = text::ReadPasted(pasted);
  std::string line;
  for (const text::PastedPart& part : read.parts) {
    const char* const role = part.role == text::PastedRole::kTelling ? "+"
                             : part.role == text::PastedRole::kAside ? "~"
                                                                     : ".";
    line += line.empty() ? role : std::string(" | ") + role;
    line += read.text.substr(part.begin, part.end - part.begin);
  }
  return line;
}

TEST_CASE("ReadPasted: a log is its faults, and one line of each other shape") {
  CHECK(Parts("2026-03-04 10:00:01,120 INFO [main] Request 4711 took 12 ms\n"
              "2026-03-04 10:00:02,007 INFO [main] Request 4712 took 431 ms\n"
              "2026-03-04 10:00:02,100 WARN [pool-3] Queue at 81%\n"
              "2026-03-04 10:00:03,000 ERROR [main] Spooler stopped with 0x80070005\n"
              "2026-03-04 10:00:04,000 ERROR [main] Spooler stopped with 0x80070005\n"
              "2026-03-04 10:00:05,000 ERROR [main] Spooler stopped with 0x80070002\n"
              "2026-03-04 10:00:06,310 INFO [main] Request 4713 took 7 ms\n") ==
        ".[main] Request 4711 took 12 ms | ~[pool-3] Queue at 81% | "
        "+[main] Spooler stopped with 0x80070005 | +[main] Spooler stopped with 0x80070002");
  CHECK(Parts("java.lang.IllegalStateException: no spooler\n"
              "\tat com.example.Print.start(Print.java:12)\n"
              "\tat com.example.Main.main(Main.java:7)\n"
              "Caused by: java.io.IOException: broken pipe\n") ==
        "+java.lang.IllegalStateException: no spooler | "
        "~at com.example.Print.start(Print.java:12) | ~at com.example.Main.main(Main.java:7) | "
        "+Caused by: java.io.IOException: broken pipe");
  // Where no line is a fault, the next best tell.
  CHECK(Parts("10:00:01 INFO started\n10:00:02 INFO stopping\n") == "+started | +stopping");
}

TEST_CASE("ReadPasted: a mail is what its writer says") {
  CHECK(Parts("Hello support,\n\nour printer prints blank pages since Monday.\n"
              "We use the driver 5.2.\n\nBest regards\nMaria Berg\nExample Ltd, 12 High Street\n\n"
              "-----Original Message-----\nFrom: support@example.com\nYour ticket is open.\n") ==
        "+our printer prints blank pages since Monday. | +We use the driver 5.2.");
  CHECK(Parts("It does not print.\nThanks for your help in this matter and best regards,\n"
              "Maria Berg\nExample Ltd\n") == "+It does not print.");
  CHECK(Parts("您好，\n打印机无法打印。\n谢谢！\n") == "+打印机无法打印。");
  // What is nothing but politeness is all there is.
  CHECK(Parts("Thanks!\n") == "+Thanks!");
  CHECK(Parts("> quoted\n> only\n") == "+> quoted\n> only");
  CHECK(Parts("") == "");
  CHECK(Parts(" \n\t\n") == "");
}

TEST_CASE("ReadPasted: who is written to, who writes and what a form asks are left out") {
  struct Example {
    std::string_view pasted;
    std::string_view parts;
  };
  for (const Example& one : std::initializer_list<Example>{
           // A salutation in whatever words, by its comma or the title behind the name.
           {"Ahoy dear printers,\n\nIt does not print.\n", "+It does not print."},
           {"山田様\n\n印刷できません。\n", "+印刷できません。"},
           {"王先生：\n打印机无法打印。\n", "+打印机无法打印。"},
           {"최 과장님,\n\n인쇄가 안 됩니다.\n", "+인쇄가 안 됩니다."},
           // The words of a closing may also greet.
           {"Anh Hùng thân mến,\n\nMáy in không in.\n\nThân mến\nBảo\n", "+Máy in không in."},
           // The headers that a mail is copied with: the subject is the writer's.
           {"From: Maria Berg <maria@example.com>\nTo: support@example.com\n"
            "Subject: RE: [Ticket #12] Blank pages\n\nHi all,\nsince Monday.\n",
            "+Blank pages | +since Monday."},
           {"件名： 白紙が印刷される\n\nドラムは交換しました。\n",
            "+白紙が印刷される | +ドラムは交換しました。"},
           // A rule over the signature.
           {"Guten Tag,\nder Drucker druckt leer.\n━━━━━━━━\nPetra Lind\nBerlin\n",
            "+der Drucker druckt leer."},
           // A form.
           {"Hello,\nProduct: P5\nPriority: high\nDescription: Blank pages\n",
            "+P5 | +high | +Blank pages"},
           {"Hello,\nnote: it is blank.\nIt was not.\n", "+note: it is blank. | +It was not."}}) {
    CAPTURE(one.pasted);
    CHECK(Parts(one.pasted) == one.parts);
    CHECK(!text::ReadPasted(one.pasted).article);
  }
}

TEST_CASE("ReadPasted: the record of an event is taken as it is") {
  const std::string_view record =
      "Log Name: Application\nSource: Application Error\nEvent ID: 1000\nLevel: Error\n"
      "Faulting application name: spoolsv.exe\nException code: 0xc0000005\n";
  CHECK(text::ReadPasted(record).article);
  CHECK(!text::ReadPasted("Hello,\nthe spooler stops.\n" + std::string(record)).article);
}

TEST_CASE("ReadPasted: Thai ends a sentence by a space") {
  // "The printer in the accounting room prints nothing but blank sheets. ..."
  CHECK(Parts("สวัสดีครับ\n"
              "เครื่องพิมพ์ในห้องบัญชีพิมพ์ออกมาเป็นกระดาษเปล่าทั้งหมด "
              "เพื่อนร่วมงานบอกว่าเป็นมาตั้งแต่วันจันทร์ที่แล้ว\n") ==
        "+เครื่องพิมพ์ในห้องบัญชีพิมพ์ออกมาเป็นกระดาษเปล่าทั้งหมด | "
        "+เพื่อนร่วมงานบอกว่าเป็นมาตั้งแต่วันจันทร์ที่แล้ว");
  CHECK(Parts("สวัสดีครับ\nพิมพ์ไม่ได้ กระดาษเปล่า\n") == "+พิมพ์ไม่ได้ กระดาษเปล่า");
}

TEST_CASE("ReadPasted: an article is neither a letter nor a log") {
  CHECK(text::ReadPasted("The printer is offline.\nTurn it on.\n").article);
  CHECK(!text::ReadPasted("Hello,\nthe printer is offline.\n").article);
  CHECK(!text::ReadPasted("The printer is offline.\n\nThanks\nMaria Berg\n").article);
  CHECK(!text::ReadPasted("> It is on.\nThe printer is offline.\n").article);
  CHECK(!text::ReadPasted("10:00:01 ERROR offline\n").article);
}

TEST_CASE("ReadPasted: every byte of the text belongs to the part that PartAt says") {
  const text::PastedText read =
      text::ReadPasted("10:00:01 INFO started\n10:00:02 ERROR no paper\n");
  REQUIRE(read.parts.size() == 2);
  for (std::size_t at = 0; at < read.text.size(); ++at) {
    const text::PastedPart& part = read.parts[read.PartAt(at)];
    CHECK((read.text[at] == '\n' || (part.begin <= at && at < part.end)));
  }
}

TEST_CASE("LogMessage: without time stamp and level, and nothing else") {
  struct {
    const char* line;
    const char* message;
  } rows[] = {
      {"[2026-03-03T09:59:13.123Z] ERROR: quota", "quota"},
      {"2026-03-03 09:59:13 quota is 5", "quota is 5"},
      {"ERROR TD-4102 quota", "TD-4102 quota"},
      {"0x80070005 in setup", "0x80070005 in setup"},
      {"the ERROR is mine", "the ERROR is mine"},
      {"", ""},
  };
  for (const auto& row : rows) {
    CAPTURE(row.line);
    CHECK(std::string(text::LogMessage(row.line)) == row.message);
  }
}

TEST_CASE("ShapeOf: numbers and ids are alike, words are not") {
  CHECK(text::ShapeOf("took 12 ms for a1b2c3d4") == text::ShapeOf("took 7 ms for deadbeef"));
  CHECK(text::ShapeOf("worker-1 ready") == text::ShapeOf("worker-22 ready"));
  CHECK(text::ShapeOf("disk full") != text::ShapeOf("disk ready"));
  CHECK(text::ShapeOf("打印 12 页") == text::ShapeOf("打印 7 页"));
}

}  // namespace
}  // namespace funnel
