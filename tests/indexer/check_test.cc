// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/check/check.h"

#include <doctest/doctest.h>

#include <string>

#include "indexer/readers/jsonl_reader.h"

namespace funnel {
namespace {

constexpr const char* kBody =
    "## Symptoms\n\nA print job stays in the queue with the state \"Deleting\" and cannot be "
    "removed, whatever you select in the window of the printer.\n\n"
    "## Cause\n\nThe file of the job is damaged and the spooler cannot read it any more.\n\n"
    "## Resolution\n\n1. Stop the spooler.\n2. Delete the files in its folder.\n3. Start it.\n";

/// The diagnostics of a file, one a line.
std::string Check(const std::string& content, check::CheckOptions options = {},
                  const std::string& name = "docs/a.md") {
  options.today = "2026-06-15";
  const readers::SourceFile file{name, name, "a", readers::SourceKind::kMarkdown, content.size()};
  std::string lines;
  for (const cli::Diagnostic& diagnostic :
       check::CheckArticle(content, file, options).diagnostics) {
    lines += diagnostic.ToString() + "\n";
  }
  return lines;
}

/// An article with `keys` (each with its line break) in its front matter.
std::string With(const std::string& keys, const std::string& more = "") {
  return "---\nid: a\nlang: en\ntitle: Printing\n" + keys + "---\n" + kBody + more;
}

TEST_CASE("CheckArticle: a good article has nothing to report") {
  CHECK(Check(With("products: [Tamarind Print]\ncreated: 2025-01-01\nupdated: 2026-01-01\n"
                   "review-by: 2027-01-01\nauthors: [Anna <anna@nordwind.de>]\n")) == "");
}

TEST_CASE("CheckArticle: keys, dates and structure, with their places") {
  const struct {
    std::string keys;
    const char* lines;
  } rows[] = {
      // Keys.
      {"sumary: Short\n", "docs/a.md:5:1: error: unknown key 'sumary', did you mean 'summary'?\n"},
      {"Products: [x]\n",
       "docs/a.md:5:1: error: unknown key 'Products', did you mean 'products'?\n"},
      {"reviewBy: 2027-01-01\n",
       "docs/a.md:5:1: error: unknown key 'reviewBy', did you mean 'review-by'?\n"},
      {"summary: x\nsumary: Short\n",
       "docs/a.md:6:1: warning: unknown key 'sumary' is kept unread; remove it if nothing else "
       "needs it\n"},
      {"colour: red\n",
       "docs/a.md:5:1: warning: unknown key 'colour' is kept unread; remove it if nothing else "
       "needs it\n"},
      {"draft: true\nvisibility: private\n", ""},
      {"audience: internl\n",
       "docs/a.md:5:11: error: unknown audience 'internl', did you mean 'internal'?\n"},
      {"audiance: internal\n",
       "docs/a.md:5:1: error: unknown key 'audiance', did you mean 'audience'?\n"},
      {"title: Again\n",
       "docs/a.md:5:1: error: the key 'title' stands here a second time; remove one\n"},
      {"ms.topic: x\nms.author: anna\nmanager: ben\nROBOTS: NOINDEX\nexl-id: 1\nweight: 3\n"
       "localization_priority: Normal\nsearch.appverid: x\nms.reviwer: y\n",
       ""},
      // Dates.
      {"created: 2026-02-30\n",
       "docs/a.md:5:10: warning: the value of 'created' is kept unread: '2026-02-30' is no date; "
       "write it as 2021-01-31\n"},
      {"updated: 2025-02-29\n",
       "docs/a.md:5:10: warning: the value of 'updated' is kept unread: '2025-02-29' is no date; "
       "write it as 2021-01-31\n"},
      {"created: soon\nstate: publishd\n",
       "docs/a.md:5:10: warning: the value of 'created' is kept unread: 'soon' is no date; write "
       "it as 2021-01-31\n"
       "docs/a.md:6:8: error: 'state': unknown state 'publishd': use draft, published or "
       "archived\n"},
      {"created: 2026-03-01\nupdated: 2026-02-01\n",
       "docs/a.md:6:1: error: updated on 2026-02-01, before it was created on 2026-03-01; correct "
       "one of them\n"},
      {"created: 2026-07-01\n",
       "docs/a.md:5:1: warning: created on 2026-07-01, which is after today; correct the date\n"},
      {"updated: 2026-07-01\n",
       "docs/a.md:5:1: warning: updated on 2026-07-01, which is after today; correct the date\n"},
      {"review-by: 2026-06-14\n",
       "docs/a.md:5:1: warning: was to be reviewed by 2026-06-14; review it and set a later "
       "date\n"},
      {"review-by: 2026-06-15\n", ""},
      {"ms.date: 13/45/2020\n",
       "docs/a.md:5:10: warning: 'ms.date' is not read: '13/45/2020' is no date; write it as "
       "2021-01-31\n"},
      // People in the keys that name people; others not.
      {"ms.reviewer: anna@nordwind.de\n", ""},
      {"summary: ask anna@nordwind.de\n",
       "docs/a.md:5:14: error: the e-mail address 'anna@nordwind.de' may be a customer's; write "
       "one at example.com, or allow it\n"},
  };
  for (const auto& row : rows) {
    CAPTURE(row.keys);
    CHECK(Check(With(row.keys)) == row.lines);
  }
}

TEST_CASE("CheckArticle: titles, sections and length") {
  const struct {
    std::string content;
    const char* lines;
  } rows[] = {
      {"---\nid: a\nlang: en\n---\n" + std::string(40 * 6, 'x') + "\n",
       "docs/a.md:1:1: error: no title; write title: with the problem as a customer would put "
       "it\n"},
      {"---\nlang: en\ntitle: ''\n---\nShort.\n",
       "docs/a.md:3:1: error: no title; write title: with the problem as a customer would put it\n"
       "docs/a.md:5:1: warning: only 5 letters of text; say what the reader sees and what to do\n"},
      {"---\nlang: en\n---\n# Printing\n",
       "docs/a.md:4:1: warning: there is no text; write the answer\n"},
      {"---\nlang: en\ntitle: Printing\n---\n## Symptoms\n\n" + std::string(300, 'x') + "\n",
       "docs/a.md:5:1: warning: this article about a problem has no heading 'Cause' or "
       "'Resolution'; add them\n"},
      {"---\nlang: ja\ntitle: 印刷\nkind: case\n---\n## 現象\n\n## 原因\n\n" +
           std::string(300, 'x') + "\n",
       "docs/a.md:4:1: warning: this case has no heading '解決方法'; add it\n"},
      {"---\nlang: en\ntitle: How to print\n---\n## Before you begin\n\n" + std::string(300, 'x') +
           "\n",
       ""},
      {"---\nlang: en\ntitle: All\n---\n" + std::string(60001, 'x') + "\n",
       "docs/a.md:5:1: warning: about 10000 words; split it into articles with one answer each\n"},
      {"---\nid: a\nNo end\n",
       "docs/a.md:1:1: error: the front matter that begins here never ends; put a line --- behind "
       "its last key\n"},
      {"# T\n\nbad \xFF byte\n",
       "docs/a.md:3:5: error: byte 0xFF is not UTF-8 here; save the file as UTF-8\n"},
  };
  for (const auto& row : rows) {
    CAPTURE(row.content);
    CHECK(Check(row.content) == row.lines);
  }
}

TEST_CASE("CheckArticle: what must not be published") {
  const std::string secrets =
      "Sign in with `password=Winter2024!` or ask anna@nordwind.de.\n"
      "Write to support@nordwind.de or anna@example.com.\n";
  CHECK(Check(With("", secrets)) ==
        "docs/a.md:19:24: error: the password or key 'Wi***' must not be published; write a "
        "placeholder such as <password>, or allow it if it is a sample\n"
        "docs/a.md:19:44: error: the e-mail address 'anna@nordwind.de' may be a customer's; write "
        "one at example.com, or allow it\n");
  check::CheckOptions options;
  options.allowed.Add("Winter2024!");
  options.allowed.Add("Nordwind.DE");
  CHECK(Check(With("", secrets), options) == "");
  CHECK(Check(With("audience: internal\n", "Ask anna@nordwind.de.\n")) ==
        "docs/a.md:20:5: warning: the e-mail address 'anna@nordwind.de' may be a customer's; write "
        "one at example.com, or allow it\n");
}

TEST_CASE("CheckArticle: secrets are found where nothing else can be read") {
  CHECK(Check("---\nlang: en\ntitle: [\npassword: Winter2024!\n---\nText\n")
            .find("docs/a.md:4:11: error: the password or key 'Wi***'") != std::string::npos);
}

TEST_CASE("CheckArticle: a language that the text surely is not in") {
  const std::string thai =
      "งานพิมพ์ค้างอยู่ในคิวและลบไม่ได้ ไม่ว่าจะเลือกอะไรในหน้าต่างของเครื่องพิมพ์ก็ตาม "
      "ให้หยุดบริการจัดคิวงานพิมพ์ก่อน แล้วลบไฟล์ในโฟลเดอร์ของบริการนั้น จากนั้นเริ่มบริการใหม่อีกครั้ง "
      "ถ้ายังพิมพ์ไม่ได้ ให้ถอนการติดตั้งเครื่องพิมพ์แล้วติดตั้งใหม่จากเว็บไซต์ของผู้ผลิต\n";
  const std::string german =
      "Ein Druckauftrag bleibt in der Warteschlange und kann nicht gelöscht werden, was auch immer "
      "Sie im Fenster des Druckers wählen. Beenden Sie zuerst den Dienst der Druckwarteschlange, "
      "löschen Sie dann die Dateien in seinem Ordner und starten Sie ihn wieder. Wenn das nicht "
      "hilft, entfernen Sie den Drucker und richten ihn neu ein, am besten mit dem neuesten "
      "Treiber von der Seite des Herstellers.\n";
  const std::string simplified =
      "打印任务停留在队列中无法删除，无论在打印机窗口中选择什么都没有反应。请先停止打印后台处理服务"
      "，"
      "然后删除其文件夹中的文件，再重新启动该服务。如果仍然无法打印，请卸载打印机，从制造商的网站下"
      "载最新的"
      "驱动程序并重新安装。完成以后打印一张测试页，确认问题已经解决。\n";
  const auto article = [](const std::string& lang, const std::string& text) {
    return "---\ntitle: T\nlang: " + lang + "\n---\n" + text;
  };
  const auto expected = [](const std::string& lang, const std::string& other) {
    return "docs/a.md:3:1: warning: 'lang' says '" + lang + "', but the text is in '" + other +
           "'; correct it or translate the article\n";
  };
  CHECK(Check(article("th", thai)) == "");
  CHECK(Check(article("en", thai)) == expected("en", "th"));
  CHECK(Check(article("th", german)) == expected("th", "de"));
  CHECK(Check(article("en", german)) == expected("en", "de"));
  CHECK(Check(article("zh-Hant", simplified)) == expected("zh-Hant", "zh-Hans"));
  CHECK(Check(article("ja", simplified)) == "");  // Kanji alone decide nothing.
  CHECK(Check(article("zh-Hans", simplified)) == "");
  // Too short to be sure; code is no prose.
  CHECK(Check(article("th", "Restart it.\n")).find("lang") == std::string::npos);
  CHECK(Check(article("th", thai + "```\n" + std::string(5000, 'x') + "\n```\n")) == "");
}

TEST_CASE("CheckReadArticle: places are lines of a JSONL file") {
  const readers::SourceFile file{"cases.jsonl", "cases.jsonl", "", readers::SourceKind::kJsonl, 0};
  check::CheckOptions options;
  options.today = "2026-06-15";
  const auto check = [&](const std::string& line) {
    std::string lines;
    for (const cli::Diagnostic& diagnostic :
         check::CheckReadArticle(readers::ReadJsonlArticle(line, 7, file.name, ""), 7, file,
                                 options)
             .diagnostics) {
      lines += diagnostic.ToString() + "\n";
    }
    return lines;
  };
  CHECK(check("{\"id\":\"a\",\"lang\":\"en\",\"created\":\"2026-13-01\"}") ==
        "cases.jsonl:7: warning: the value of 'created' is kept unread: '2026-13-01' is no date; "
        "write it as 2021-01-31\n"
        "cases.jsonl:7: error: no title; write title: with the problem as a customer would put "
        "it\n"
        "cases.jsonl:7: warning: there is no text; write the answer\n");
  CHECK(check("{\"id\":\"a\",\"lang\":\"en\",\"title\":\"T\",\"text\":\"Ask anna@nordwind.de\"}") ==
        "cases.jsonl:7: error: the e-mail address 'anna@nordwind.de' may be a customer's; write "
        "one at example.com, or allow it\n"
        "cases.jsonl:7: warning: only 17 letters of text; say what the reader sees and what to "
        "do\n");
}

}  // namespace
}  // namespace funnel
