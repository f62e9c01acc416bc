// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/readers/markdown.h"

#include <doctest/doctest.h>
#include <fmt/format.h>

#include <cstdint>
#include <string>
#include <thread>

#include "indexer/text/markup/anchor.h"
#include "indexer/text/markup/html_text.h"

namespace funnel {
namespace {

std::string Text(const std::string& body) { return readers::ReadMarkdownText(body, "Title").text; }

TEST_CASE("Markdown: the text of a body") {
  struct {
    const char* body;
    const char* expected;
  } const rows[] = {
      {"", ""},
      {"One\n\nTwo", "One\nTwo"},
      {"soft\nbreak and **bold** *em* ~~gone~~", "soft break and bold em gone"},
      {"日本語の\n文章と\nWindows", "日本語の文章と Windows"},
      {"한국어\n문장", "한국어 문장"},
      {"hard  \nbreak\\\nagain", "hard\nbreak\nagain"},
      {"- a\n- b\n  1. c\n  2. d\n- [x] e", "a\nb\nc\nd\ne"},
      {"> quoted\n> more", "quoted more"},
      {"```sh\nnet stop Spool\n\n{{< kept >}}\n```\nafter",
       "net stop Spool\n\n{{< kept >}}\nafter"},
      {"    indented code", "indented code"},
      {"`a < b` &amp; &copy;", "a < b & \xC2\xA9"},
      {"[link](https://x) <https://y.example> ![picture](p.png \"t\")",
       "link https://y.example picture"},
      {"| a | b |\n|---|---|\n| 1 | **2**<br>3 |\n", "a | b\n1 | 2 3"},
      {"a<br>b <kbd>Ctrl</kbd> <!-- hidden --> c", "a\nb Ctrl  c"},
      {"<img src=x alt=\"the icon\"> text", "the icon text"},
      {"<!-- overview -->\n\ntext", "text"},
      {"<table><tr><td>a</td><td>b &amp; c</td></tr><tr><td>d</td></tr></table>\n", "a | b & c\nd"},
      {"<script>alert(1)</script>\n\ntext", "text"},
      // Marks of publishing systems.
      {"> [!NOTE]\n> Careful", "Careful"},
      {">[!WARNING]\n>\n>Careful", "Careful"},
      {"See [!INCLUDE [name](../a.md)] here", "See  here"},
      {"[!VIDEO https://x]\n\ntext", "text"},
      {">[!VIDEO](https://x)\n\ntext", "text"},
      {"Press [!UICONTROL Save As] in [!DNL Commerce]", "Press Save As in Commerce"},
      {"{{< note >}}\nText {{% x %}}y\n{{< /note >}}", "Text y"},
      {"a {{< glossary_tooltip text=\"클러스터\" term_id=\"c\" >}} b", "a 클러스터 b"},
      {"a {{< glossary_tooltip term_id='pod-name' >}} b {{<glossary_tooltip text='x' >}}",
       "a pod name b x"},
      {"## {{% heading \"whatsnext\" %}}\n\n{{% tab name=\"Linux\" %}}\nx\n{{% /tab %}}",
       "whatsnext\nLinux\nx"},
      {"Open [!INCLUDE[pn_ms\\_project](../i/p.md)].\n\n> [!MORELIKETHIS]\n>\n> x",
       "Open ms project.\nx"},
      {"::: zone pivot=\"a\"\n\ntext\n\n:::image source=\"x\" alt-text=\"the door\":::\n:::",
       "text\nthe door"},
      {"`[!NOTE]` and [![badge](b.png)](l) and arr[!x]", "[!NOTE] and badge and arr[!x]"},
  };
  for (const auto& row : rows) {
    CAPTURE(row.body);
    CHECK(Text(row.body) == row.expected);
  }
}

/// Title and sections in one line, with each section's own text.
std::string Sections(const std::string& body, const std::string& title) {
  const readers::MarkdownText read = readers::ReadMarkdownText(body, title);
  std::string line = read.title + " | ";
  std::uint32_t end = 0;
  for (const Section& section : read.sections) {
    CHECK(section.begin == end);
    end = section.end;
    line +=
        fmt::format("{}{}({}):{}<{}> ", std::string(static_cast<std::size_t>(section.level), '#'),
                    section.anchor, Name(section.role), section.heading,
                    read.text.substr(section.begin, section.end - section.begin));
  }
  CHECK((read.sections.empty() || end == read.text.size()));
  return line;
}

TEST_CASE("Markdown: sections and the title") {
  struct {
    const char* body;
    const char* title;
    const char* expected;
  } const rows[] = {
      {"text only", "T", "T | "},
      {"## Cause\nA\n\n## Solution\nB", "T",
       "T | ##cause(cause):Cause<Cause\nA\n> ##solution(resolution):Solution<Solution\nB> "},
      {"Intro\n\n## More *info*\nA", "T",
       "T | (other):<Intro\n> ##more-info(other):More info<More info\nA> "},
      {"# T\n\nA", "T", "T | "},
      {"# <a name=\"t\"></a>t\n\nA", "T", "T | "},
      {"# Other\n\nA", "T", "T | #other(other):Other<Other\nA> "},
      {"# Found\n\nA\n\n# Found\n", "", "Found | (other):<A\n> #found(other):Found<Found> "},
      {"A\n\n## Later\n", "", "Later | (other):<A\n> ##later(other):Later<Later> "},
      {"A\n\n# T\n", "T", "T | (other):<A\n> #t(other):T<T> "},
      {"## 原因\nA\n## 原因\nB\n## !!!\nC", "T",
       "T | ##原因(cause):原因<原因\nA\n> ##原因-1(cause):原因<原因\nB\n> "
       "##section(other):!!!<!!!\nC> "},
      {"## Name {#custom}\nA\n##\n", "T", "T | ##name(other):Name<Name\nA> "},
      {"Setext\n======\nA", "", "Setext | "},
  };
  for (const auto& row : rows) {
    CAPTURE(row.body);
    CHECK(Sections(row.body, row.title) == row.expected);
  }
}

TEST_CASE("Markdown: fragments of headings") {
  struct {
    const char* heading;
    const char* expected;
  } const rows[] = {
      {"Method 1: Modify the Web.config file", "method-1-modify-the-webconfig-file"},
      {"Is it (really) C++?", "is-it-really-c"},
      {"snake_case and-hyphen", "snake_case-and-hyphen"},
      {"วิธีแก้ไข", "วิธีแก้ไข"},
      {"「印刷」できない！", "印刷できない"},
      {"समस्या का हल", "समस्या-का-हल"},
      {"Ủy Quyền ĐĂNG NHẬP", "ủy-quyền-đăng-nhập"},
      {"ОШИБКА Ёлка", "ошибка-ёлка"},
      {"ÜBER Größe", "über-größe"},
      {"ΣΦΆΛΜΑ ԱԲԳ", "σφάλμα-աբգ"},
      {"هل تعمل؟ نعم،", "هل-تعمل-نعم"},
      {"नहीं।", "नहीं"},
      {"100 € → ½ ① 2‿3", "100-----2‿3"},
      {"人々の・IPアドレス", "人々のipアドレス"},
      {"is it (really) c?", "is-it-really-c-1"},
      {"?", "section"},
      {"!", "section-1"},
  };
  text::AnchorMaker anchors;
  for (const auto& row : rows) CHECK(anchors.Next(row.heading) == row.expected);
}

TEST_CASE("Markdown: HTML of any shape") {
  CHECK(text::HtmlToText("<tr><td>a</td><td>b</td></tr>") == "a | b");
  CHECK(text::HtmlToText("<td>a</td>\n<td>b</td>") == "a | b");
  CHECK(text::HtmlToText("<p>a<p>b<ul><li>c<li>d</ul>") == "a\nb\nc\nd");
  CHECK(text::HtmlToText("<pre>x\n  y</pre>") == "x\n  y");
  CHECK(text::HtmlToText("a < b <unclosed") == "a < b");
  CHECK(text::HtmlToText("Super<wbr>cali at <time>9:00</time><br>then <b>go</b>") ==
        "Supercali at 9:00\nthen go");
  std::string deep;
  for (int i = 0; i < 200'000; ++i) deep += "<div>";
  CHECK(text::HtmlToText(deep + "text") == "text");
}

TEST_CASE("Markdown: hostile bodies take no more than their length's time") {
  const std::size_t size = 200'000;
  const auto repeat = [&](std::string_view part) {
    std::string text;
    while (text.size() < size) text += part;
    return text;
  };
  for (const char* part :
       {"> ", "[!a", "{{<", "- ", "`", "# a\n", "<a>", "[", "*a ", "|", "a.b@"}) {
    CAPTURE(part);
    (void)Text(repeat(part));
  }
}

TEST_CASE("Markdown: threads do not disturb each other") {
  const std::string body =
      "~~a~~ https://example.com | x |\n\n| a | b |\n|---|---|\n| 1 | ~~2~~ |\n";
  const std::string expected = Text(body);
  const auto run = [&](bool& same) {
    for (int i = 0; i < 300; ++i) same = same && Text(body) == expected;
  };
  bool first = true;
  bool second = true;
  std::thread other(run, std::ref(first));
  run(second);
  other.join();
  CHECK(first);
  CHECK(second);
}

TEST_CASE("LooksLikeHtml: the tags of editors, not what has angle brackets") {
  for (const char* text : {"<p>a</p>", "a<br>b", "a<br/>b", "a<br />b", "a<br clear=\"all\">b",
                           "<div>a</div>", "<ul><li>a</li></ul>", "<td>a</td>"}) {
    CAPTURE(text);
    CHECK(text::LooksLikeHtml(text));
  }
  for (const char* text : {"", "a < b > c", "<printer>", "<brand>", "see </etc/hosts>", "p>"}) {
    CAPTURE(text);
    CHECK_FALSE(text::LooksLikeHtml(text));
  }
}

}  // namespace
}  // namespace funnel
