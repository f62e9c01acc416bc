// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/text/markup/markdown_document.h"

#include <doctest/doctest.h>
#include <time.h>

#include <array>
#include <string>
#include <thread>
#include <vector>

namespace funnel {
namespace {

using text::MarkdownDocument;
using text::MarkdownEvent;
using text::MarkdownPart;

std::string NameOf(text::MarkdownNode node) {
  constexpr std::array kNames = {"quote", "ul", "ol", "li", "h", "p",   "table", "thead", "tbody",
                                 "tr",    "th", "td", "em", "b", "del", "a",     "img"};
  return kNames.at(static_cast<std::size_t>(node));
}

/// One line: nodes in parentheses, texts in quotes, addresses in angle brackets.
std::string Line(const MarkdownDocument& document) {
  std::string line;
  for (const MarkdownEvent& event : document.Events()) {
    const std::string text(document.Text(event));
    const std::string title(document.Title(event));
    switch (event.part) {
      case MarkdownPart::kEnter:
        line += '(' + NameOf(event.node);
        if (event.number > 0) line += std::to_string(event.number);
        if (!text.empty()) line += '<' + text + '>';
        if (!title.empty()) line += '\'' + title + '\'';
        line += ' ';
        break;
      case MarkdownPart::kLeave:
        line += ')';
        break;
      case MarkdownPart::kText:
        line += '"' + text + '"';
        break;
      case MarkdownPart::kSoftBreak:
        line += " / ";
        break;
      case MarkdownPart::kHardBreak:
        line += " // ";
        break;
      case MarkdownPart::kCode:
        line += '`' + text + '`';
        break;
      case MarkdownPart::kCodeBlock:
        line += "```" + title + '|' + text + "```";
        break;
      case MarkdownPart::kHtml:
        line += "[" + text + ']';
        break;
      case MarkdownPart::kHtmlBlock:
        line += "[[" + text + "]]";
        break;
      case MarkdownPart::kRule:
        line += "---";
        break;
    }
  }
  return line;
}

TEST_CASE("MarkdownDocument: events") {
  const struct {
    std::string source, events;
  } examples[] = {
      {"", ""},
      {"a *b* **c** ~~d~~ `e`", "(p \"a \"(em \"b\")\" \"(b \"c\")\" \"(del \"d\")\" \"`e`)"},
      {"a\nb  \nc\\\nd", "(p \"a\" / \"b\" // \"c\" // \"d\")"},
      {"# A `b`\n\nC\n===\n", "(h1 \"A \"`b`)(h1 \"C\")"},
      {"- a\n- [ ] b\n- [x] c\n\n7. d\n", "(ul (li \"a\")(li1 \"b\")(li2 \"c\"))(ol7 (li \"d\"))"},
      {"> - a\n>\n>   b\n", "(quote (ul (li (p \"a\")(p \"b\"))))"},
      {"```c++ x\na\n\n  b\n```\n---\n    d\n", "```c++|a\n\n  b\n```---```|d\n```"},
      {"|a|b|\n|:-|-:|\n|c|`d\\|e`|\n",
       "(table (thead (tr (th1 \"a\")(th3 \"b\")))(tbody (tr (td1 \"c\")(td3 `d|e`))))"},
      {"[a *b*](c \"d\") ![e](f)", "(p (a<c>'d' \"a \"(em \"b\"))\" \"(img<f> \"e\"))"},
      {"[a]\n\n[a]: b&amp;c 'd&quot;'", "(p (a<b&c>'d\"' \"a\"))"},
      {"<https://a.b> <c@d.e>",
       "(p (a<https://a.b> \"https://a.b\")\" \"(a<mailto:c@d.e> \"c@d.e\"))"},
      {"a <b\nc> <i>d</i>", "(p \"a \"[<b\nc>]\" \"[<i>]\"d\"[</i>])"},
      {"<div>\n\na\n\n</div>\n", "[[<div>\n]](p \"a\")[[</div>\n]]"},
      {"\xEF\xBB\xBF# a", "(h1 \"a\")"},
      {std::string("a\0b", 3),
       "(p \"a\xEF\xBF\xBD"
       "b\")"},
      // md4c takes these for links.
      {"</ns:Tag> <`http://a`>", "(p \"</ns:Tag> \"\"<\"`http://a`\">\")"},
      {"[x](</ns:y>)", "(p (a</ns:y> \"x\"))"},
  };
  for (const auto& example : examples) {
    CAPTURE(example.source);
    CHECK(Line(MarkdownDocument(example.source)) == example.events);
  }
}

TEST_CASE("MarkdownDocument: character references") {
  const struct {
    std::string source, text;
  } examples[] = {
      {"&amp;&lt;&nbsp;x", "&<\xC2\xA0x"},
      {"&Tab;x", "\tx"},
      {"&semi;&hearts;&CounterClockwiseContourIntegral;", ";\xE2\x99\xA5\xE2\x88\xB3"},
      {"&NotEqualTilde;", "\xE2\x89\x82\xCC\xB8"},
      {"&#65;&#x42;&#0;&#xD800;&#9999999;", "AB\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD"},
      {"&ampx; &nothing; &copy x", "&ampx; &nothing; &copy x"},
      {"&\xEE\x80\x80"
       "amp;",
       "&\xEE\x80\x80"
       "amp;"},
  };
  for (const auto& example : examples) {
    CAPTURE(example.source);
    CHECK(Line(MarkdownDocument(example.source)) == "(p \"" + example.text + "\")");
  }
  CHECK(Line(MarkdownDocument("[x](javascript&colon;y)")) == "(p (a<javascript:y> \"x\"))");
}

TEST_CASE("MarkdownDocument: tables as GitHub reads them") {
  const std::string table =
      "(table (thead (tr (th \"a\")(th \"b\")))(tbody (tr (td \"c\")(td \"d\"))))";
  const struct {
    std::string source, events;
  } examples[] = {
      {"a|b\n-|-\nc|d", table},
      {"|a|b|\n|--|--|\n|c|d|", table},
      {"x\n|a|b|\n|-|-|\n|c|d|", "(p \"x\")" + table},
      {"> x\n> |a|b|\n> |-|-|\n> |c|d|", "(quote (p \"x\")" + table + ")"},
      {"- x\n  |a|b|\n  |-|-|\n  |c|d|", "(ul (li (p \"x\")" + table + "))"},
      {"- |a|b|\n  |-|-|\n  |c|d|", "(ul (li " + table + "))"},
      {"- > y\n\n      x\n  |a|b|\n  |-|-|\n  |c|d|",
       "(ul (li (quote (p \"y\"))```|x\n```" + table + "))"},
      {"|a||\n|-|-|\n||d|", "(table (thead (tr (th \"a\")(th )))(tbody (tr (td )(td \"d\"))))"},
      {"a|b\n-|-\nc|d\n# x\n", table + "(h1 \"x\")"},
      {"a|b\n-|-\nc|d\n```\nx\n```\n", table + "```|x\n```"},
      {"a|b\n-|-\nc|d\n- x\n", table + "(ul (li \"x\"))"},
      {"a|b|c\n-|-\nd", "(p \"a|b|c\" / \"-|-\" / \"d\")"},
      {"```\na||b\n-|-\n```", "```|a||b\n-|-\n```"},
      {"    a||b\n    -|-\n", "```|a||b\n-|-\n```"},
      {"<div>\na|b\n-|-\n", "[[<div>\na|b\n-|-\n]]"},
      {"a|b\n-|-\n`c||d`|e",
       "(table (thead (tr (th \"a\")(th \"b\")))(tbody (tr (td `c||d`)(td \"e\"))))"},
  };
  for (const auto& example : examples) {
    CAPTURE(example.source);
    CHECK(Line(MarkdownDocument(example.source)) == example.events);
  }
}

TEST_CASE("MarkdownDocument: bare addresses are links") {
  const auto link = [](const std::string& address) {
    return "(a<" + address + "> \"" + address + "\")";
  };
  const struct {
    std::string source, events;
  } examples[] = {
      {"http://a.b/c_d?e=f&g", link("http://a.b/c_d?e=f&g")},
      {"See https://a.b/c.", "\"See \"" + link("https://a.b/c") + "\".\""},
      {"(FTP://a.b/(c))", "\"(\"" + link("FTP://a.b/(c)") + "\")\""},
      {"http://a.b/c&lt;d;", link("http://a.b/c") + "\"<d;\""},
      {"xhttp://a.b ://c http:// http://-", "\"xhttp://a.b ://c http:// http://-\""},
      {"http://a_b.c http://a.b_c.d", "\"http://a_b.c http://a.b_c.d\""},
      {"www.a.b", "(a<http://www.a.b> \"www.a.b\")"},
      {"xwww.a.b www.", "\"xwww.a.b www.\""},
      {"\xE8\xAE\xBFwww.a.b", "\"\xE8\xAE\xBF\"(a<http://www.a.b> \"www.a.b\")"},
      {"a.b+c@d-e.f.", "(a<mailto:a.b+c@d-e.f> \"a.b+c@d-e.f\")\".\""},
      {"mailto:a@b.c", "(a<mailto:a@b.c> \"mailto:a@b.c\")"},
      {"a@b a@b.c@d /a@b.c a@b.c-", "\"a@b a@b.c@d /a@b.c a@b.c-\""},
      {"[http://a.b](c) `http://d.e`", "(a<c> \"http://a.b\")\" \"`http://d.e`"},
  };
  for (const auto& example : examples) {
    CAPTURE(example.source);
    CHECK(Line(MarkdownDocument(example.source)) == "(p " + example.events + ")");
  }
}

TEST_CASE("MarkdownDocument: what is struck out, and what is a tilde") {
  const struct {
    std::string source, events;
  } examples[] = {
      {"~a~ ~~b c~~", "(del \"a\")\" \"(del \"b c\")"},
      {"~a~~ ~~~b~~~", "\"~a~~ ~~~b~~~\""},
      {"cp ~/a ~/b", "\"cp ~/a ~/b\""},
      {"C:\\$W.~BT or C:\\$W.~WS", "\"C:$W.~BT or C:$W.~WS\""},
      {"KB1~amd64\\~6.0", "\"KB1~amd64~6.0\""},
      {"[a](b/~c) `d~e` <f g='~'> ~", "(a<b/~c> \"a\")\" \"`d~e`\" \"[<f g='~'>]\" ~\""},
      {"~~ a~~ ~~b ~~", "\"~~ a~~ ~~b ~~\""},
      {"http://a.b/~c \xFF", "(a<http://a.b/~c> \"http://a.b/~c\")\" \xFF\""},
  };
  for (const auto& example : examples) {
    CAPTURE(example.source);
    CHECK(Line(MarkdownDocument(example.source)) == "(p " + example.events + ")");
  }
  CHECK(Line(MarkdownDocument("~a\n\nb~\n\n~~~\n~c~\n~~~")) == "(p \"~a\")(p \"b~\")```|~c~\n```");
}

TEST_CASE("MarkdownDocument: places in the source") {
  const std::string source =
      "x\n|a|b|\n|-|-|\n||[c](d)|\n\n[e] http://f.g [h](i&amp;j)\n\n[e]: k\n";
  const MarkdownDocument document(source);
  std::string found;
  for (const MarkdownEvent& event : document.Events()) {
    if (event.size == 0) continue;
    const std::uint32_t offset = document.Offset(event);
    const std::string text(document.Text(event));
    if (offset == MarkdownDocument::kNoOffset) {
      found += text + "? ";
    } else {
      CHECK(source.substr(offset, text.size()) == text);
      found += text + ' ';
    }
  }
  CHECK(found == "x a b d c k e   http://f.g http://f.g   i&j? h ");
}

std::string Repeated(std::string_view part, std::size_t size) {
  std::string text;
  while (text.size() < size) text += part;
  return text;
}

TEST_CASE("MarkdownDocument: what would cost too much is plain text") {
  std::string wide = Repeated("|a", 256) + "\n" + Repeated("|-", 256) + "\n";
  for (const std::string& hostile :
       {Repeated("> ", 50'000) + Repeated("\na", 50'000),
        Repeated("[\n", 50'000) + Repeated("]\n", 50'000), "[a]: b\n\n" + Repeated("[[a]", 50'000),
        wide + Repeated("|b\n", 50'000),
        "[a]: /" + Repeated("u", 10'000) + "\n\n" + Repeated("[a]\n", 10'000)}) {
    CAPTURE(hostile.substr(0, 40));
    CHECK(MarkdownDocument(hostile).refused());
  }
  const std::string source =
      "a **b**\nc\n\n\n  d\n" + Repeated("[\n", 50'000) + Repeated("]\n", 50'000);
  const MarkdownDocument refused(source);
  CHECK(refused.refused());
  CHECK(Line(refused).starts_with("(p \"a **b**\" // \"c\")(p \"d\" // \"[\" // "));
}

double CpuSeconds() {
  timespec time{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
  return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_nsec) * 1e-9;
}

TEST_CASE("MarkdownDocument: a time in proportion to the length, whatever it holds") {
  const std::size_t size = 200'000;
  for (const char* part :
       {"a@",        "@a.b",       "a@a.",      "www.",  "http://a", "http://a.b/(", "~~a ",
        "~a ~~b ",   "[",          "[a](",      "![",    "![[](",    "[a][",         "*a _b ",
        "*a **b ",   "_a*",        "`a ``b ",   "> ",    "- ",       "1. ",          "-\n",
        "|",         "a|b\n-|-\n", "|-\n",      "<a ",   "<!--",     "<?",           "<!A ",
        "<![CDATA[", "</",         "<a b='",    "&",     "&a",       "&#1",          "&aa;",
        "[a]: b\n",  "[a]:\n",     "[a]: u \"", "# a\n", "a\n=\n",   "    a\n",      "\t",
        "\\",        "[a\nb] ",    "<a@b.c>\n", "{{<",   "[!a",      "```\n",        "> ```\n"}) {
    CAPTURE(part);
    const std::string source = Repeated(part, size);
    const double begin = CpuSeconds();
    (void)MarkdownDocument(source);
    CHECK(CpuSeconds() - begin < 1);
  }
}

TEST_CASE("MarkdownDocument: threads do not disturb each other") {
  const std::string source = "~~a~~ https://a.b &hearts;\n\n|a|b|\n|-|-|\n|1|~~2~~|\n";
  const std::string expected = Line(MarkdownDocument(source));
  const auto run = [&](bool& same) {
    for (int i = 0; i < 300; ++i) same = same && Line(MarkdownDocument(source)) == expected;
  };
  bool first = true;
  bool second = true;
  std::thread other(run, std::ref(first));
  run(second);
  other.join();
  CHECK(first);
  CHECK(second);
}

}  // namespace
}  // namespace funnel
