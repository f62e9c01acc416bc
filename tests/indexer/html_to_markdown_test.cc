// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/text/markup/html_to_markdown.h"

#include <doctest/doctest.h>
#include <fmt/format.h>

#include <chrono>
#include <random>
#include <string>

#include "indexer/readers/markdown.h"

namespace funnel {
namespace {

std::string Convert(const std::string& html) {
  const auto markdown = text::HtmlToMarkdown(html);
  return markdown ? *markdown : markdown.error().message;
}

/// What CommonMark makes of the Markdown, in one line.
std::string TextOf(const std::string& markdown) {
  std::string text = readers::ReadMarkdownText(markdown, "-").text;
  for (char& c : text) c = c == '\n' ? ' ' : c;
  return text;
}

TEST_CASE("HtmlToMarkdown: the elements of an article") {
  struct {
    const char* html;
    const char* markdown;
  } const rows[] = {
      {"", ""},
      {"plain", "plain\n"},
      {"<p>One<p>Two", "One\n\nTwo\n"},
      {"<div>One <b>bold</b>,\n  <i>set</i> &amp; <del>gone</del></div>",
       "One **bold**, *set* & ~~gone~~\n"},
      {"<h1>A</h1><h2>B <em>c</em></h2><h6>D #</h6>", "# A\n\n## B c\n\n###### D \\#\n"},
      {"<h2>T<a class=headerlink href=#t>\xC2\xB6</a></h2>", "## T\n"},
      {"a<br>b<br/>\n c", "a\\\nb\\\nc\n"},
      {"a<br><br>b", "a\n\nb\n"},
      {"<ul><li>a<li>b<ul><li>c</ul></ul>", "- a\n- b\n  - c\n"},
      {"<ol start=3><li>a</li><li><p>b</p><p>c</p></li></ol>", "3. a\n\n4. b\n\n   c\n"},
      {"<ul><li>a</ul><ul><li>b</ul>", "- a\n\n* b\n"},
      {"<ul><li>a<ol start=5><li>b</ol></ul>", "- a\n\n  5. b\n"},
      {"<blockquote><p>a<p>b</blockquote>", "> a\n>\n> b\n"},
      {"<article><aside class=note>Careful</aside><aside>Ads</aside></article>", "> Careful\n"},
      {"<dl><dt>Term<dd>What it is</dl>", "**Term**\n\nWhat it is\n"},
      {"<details><summary>More</summary>text</details>", "**More**\n\ntext\n"},
      {"<p>a<hr>b", "a\n\n___\n\nb\n"},
      {"<pre><code class=\"language-sh\">ls  -l\n  x\n</code></pre>", "```sh\nls  -l\n  x\n```\n"},
      {"<pre>a```b</pre>", "````\na```b\n````\n"},
      {"<code>a`b</code> <kbd>Ctrl</kbd>", "``a`b`` `Ctrl`\n"},
      {"<a href='https://x/?a=1&amp;b=(2)'>l</a>", "[l](https://x/?a=1&b=%282%29)\n"},
      {"<a href='../b.html'>l</a> <a href='#top'>t</a>", "[l](../b.html) t\n"},
      {"<a href='x'><img src='i.png' alt='pic'></a>", "[![pic](i.png)](x)\n"},
      {"<img src='i.png'><img src='data:image/png;base64,AA' alt='an icon'>", "an icon\n"},
      {"<table><thead><tr><th>a<th>b</thead><tr><td>1<td><b>2</b>|<br>3</table>",
       "| a | b |\n| --- | --- |\n| 1 | **2**\\| 3 |\n"},
      {"<table><caption>C</caption><tr><td colspan=2>w<tr><td>x<td><code>a|b</code></table>",
       "C\n\n| w | |\n| --- | --- |\n| x | `a\\|b` |\n"},
      {"<table><tr><td><h2>H</h2><td>x</table>", "## H\n\nx\n"},
      {"<table><tr><td>one</td></tr><tr><td>two</td></tr></table>", "one\n\ntwo\n"},
      {"<table><tr><th>a<th>b<tr><td rowspan=2>c<td>1<tr><td>2</table>",
       "| a | b |\n| --- | --- |\n| c | 1 |\n| | 2 |\n"},
      {"<table><tr><th>a<th>b<th>c<tr><td>1<td rowspan=3 colspan=2>x<tr><td>2<tr><td>3</table>",
       "| a | b | c |\n| --- | --- | --- |\n| 1 | x | |\n| 2 | | |\n| 3 | | |\n"},
      {"<table><tr><th>a<th>b<tr><td><ul><li>x</li><li>y</li></ul><td><ol><li>u<li>v</ol></table>",
       "| a | b |\n| --- | --- |\n| \xE2\x80\xA2 x \xE2\x80\xA2 y | 1. u 2. v |\n"},
      {"<ul class=inline-task-list><li class=checked data-inline-task-id=1>a</li>"
       "<li data-inline-task-id=2>b</li></ul>",
       "- [x] a\n- [ ] b\n"},
      {"<ul><li><input type=checkbox checked> a<li><label><input type=checkbox> b</label></ul>",
       "- [x] a\n- [ ] b\n"},
      {"<iframe src='//www.youtube.com/embed/a_b?rel=0' title='How to'></iframe>",
       "[How to](https://www.youtube.com/watch?v=a_b)\n"},
      {"<video><source src='https://x.example/v.mp4'>no</video>",
       "[https://x.example/v.mp4](https://x.example/v.mp4)\n"},
      {"<h2 id=r-Cause>Why</h2><h3 id=how>How</h3>", "## Why {#r-Cause}\n\n### How\n"},
      {"<ruby>漢<rt>かん</rt></ruby>字", "漢字\n"},
      {"<p>日本語の\n文章と\nWindows</p>", "日本語の文章と Windows\n"},
      // What belongs to the site.
      {"<nav>n</nav><header>h</header><p>x</p><footer>f</footer><aside>a</aside>", "h\n\nx\n"},
      {"<div role=navigation>n</div><div role=dialog>d</div><div hidden>h</div>x"
       "<div aria-hidden=true>a</div><div style='color:red; display : none'>s</div>"
       "<div role=region aria-label='Cookie banner'>c</div>",
       "x\n"},
      {"<p><script>s</script><style>t</style><noscript>n</noscript><button>Copy</button>x"
       "<iframe src=y>f</iframe><svg><title>t</title></svg><template>t</template><!-- c -->",
       "x\n"},
  };
  for (const auto& row : rows) {
    CAPTURE(row.html);
    CHECK(Convert(row.html) == row.markdown);
  }
}

TEST_CASE("HtmlToMarkdown: text stays the text that it was") {
  for (const char* text : {"1. not a list",
                           "- nor this",
                           "# no heading",
                           "> no quote",
                           "a*b*c _d_ snake_case __init__",
                           "[x](y) ![z](w) [!NOTE] {{< note >}}",
                           "C:\\Windows\\*.dll \\\\server\\share",
                           "&amp; &#65;",
                           "`code` ~~~",
                           "a | b |---|",
                           "===",
                           "::: zone",
                           "Title {#anchor}",
                           "<b>tag</b> <!-- c -->",
                           "https://a.b/c_d_e?f=*g*",
                           "5) x",
                           "+ y",
                           "~/.bashrc ~~x~~",
                           "!important",
                           "\\",
                           "x\\",
                           "http://[::1]/",
                           "|",
                           "a!",
                           "「_foo_」",
                           "***",
                           "100%",
                           "$HOME",
                           "^x^"}) {
    std::string html;
    for (const char c : std::string(text)) {
      html += c == '<' ? "&lt;" : c == '&' ? "&amp;" : std::string(1, c);
    }
    for (const std::string& page :
         {"<p>" + html + "</p>", "<ul><li>" + html + "</li></ul>", "<h3>" + html + "</h3>",
          "<p><b>" + html + "</b></p>", "<table><tr><td>" + html + "<td>-</table>",
          "<blockquote>" + html + "</blockquote>", "<p>x<br>" + html + "</p>",
          "<p><a href=y>" + html + "</a></p>", "<p>!<a href=y>" + html + "</a></p>"}) {
      CAPTURE(page);
      const std::string markdown = Convert(page);
      CAPTURE(markdown);
      CHECK(TextOf(markdown).find(text) != std::string::npos);
    }
  }
}

TEST_CASE("HtmlToMarkdown: emphasis that CommonMark would not see is left out") {
  struct {
    const char* html;
    const char* markdown;
  } const rows[] = {
      {"<b>注意：</b>重启", "注意：重启\n"},
      {"<b>注意：</b>\u200B重启", "注意：\u200B重启\n"},
      {"<b>注意：</b>（重启）", "**注意：**（重启）\n"},
      {"<b>注意</b>重启", "**注意**重启\n"},
      {"a<b> b </b>c", "a **b** c\n"},
      {"<b>a</b><b>b</b>", "**ab**\n"},
      {"<b>a</b><i>b</i>", "**a**b\n"},
      {"<b><i>a</i></b>", "***a***\n"},
      {"<b></b>x<i> </i>y", "x y\n"},
      {"<b>a <b>b</b></b>", "**a b**\n"},
      {"<a href=x> l </a>m", "[l](x) m\n"},
      {"<a href=x></a>m", "m\n"},
  };
  for (const auto& row : rows) {
    CAPTURE(row.html);
    CHECK(Convert(row.html) == row.markdown);
  }
}

TEST_CASE("HtmlToMarkdown: nothing of a script survives") {
  for (const char* html :
       {"<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "<p onclick='alert(1)'>x",
        "<a href='javascript:alert(1)'>x</a>",
        "<a href=' java\nscript:alert(1)'>x</a>",
        "<a href='JaVaScRiPt:alert(1)'>x</a>",
        "<a href='&#106;avascript:alert(1)'>x</a>",
        "<a href='\x01javascript:alert(1)'>x</a>",
        "<a href='data:text/html,<script>'>x</a>",
        "<a href='vbscript:alert(1)'>x</a>",
        "<img alt=x src='javascript:alert(1)'>",
        "<img alt='](javascript:alert(1))' src=y>",
        "<a href='y)](javascript:alert(1'>x</a>",
        "<a href='x' title='\"onmouseover=alert(1)'>[x](javascript:alert(1))</a>",
        "<svg><script>alert(1)</script></svg>",
        "<math><mtext></mtext><script>alert(1)</script>",
        "<iframe srcdoc='<script>alert(1)</script>'></iframe>",
        "<p>&lt;script>alert(1)&lt;/script>",
        "<style>@import 'javascript:alert(1)'</style>",
        "<object data=javascript:alert(1)></object>",
        "<form action=javascript:alert(1)><input value=x></form>",
        "<pre>&lt;img onerror=x></pre>"}) {
    CAPTURE(html);
    const std::string markdown = Convert(html);
    CAPTURE(markdown);
    for (const char* link : {"](javascript", "](data", "](vbscript"}) {
      const std::size_t at = markdown.find(link);
      const bool text = at != std::string::npos && at > 0 && markdown[at - 1] == '\\';
      CHECK((at == std::string::npos || text));
    }
    for (std::size_t at = 0; (at = markdown.find('<', at)) != std::string::npos; ++at) {
      const bool harmless = (at > 0 && markdown[at - 1] == '\\') || markdown.starts_with("```");
      CHECK(harmless);
    }
  }
}

TEST_CASE("HtmlToMarkdown: any tags in any order keep the words") {
  const char* const tags[] = {"p", "b",  "i",  "ul", "li",   "ol",   "table", "tr", "td",
                              "a", "h2", "br", "hr", "code", "span", "div",   "em", "blockquote",
                              "q", "dl", "dt", "dd", "s",    "th",   "u"};
  const char* const words[] = {"alpha", "beta*", "_gamma", "#delta", "中文", "（括号）", "1.", "-"};
  std::mt19937 random(20240229);
  const auto pick = [&](const auto& list) { return list[random() % std::size(list)]; };
  for (int round = 0; round < 2000; ++round) {
    std::string html;
    std::string expected;
    for (int i = 0; i < 30; ++i) {
      switch (random() % 4) {
        case 0:
          html += fmt::format("<{} href=x>", pick(tags));
          break;
        case 1:
          html += fmt::format("</{}>", pick(tags));
          break;
        default: {
          const std::string word = pick(words);
          html += word + (random() % 3 == 0 ? " " : "");
          expected += word;
        }
      }
    }
    CAPTURE(html);
    const std::string markdown = Convert(html);
    CAPTURE(markdown);
    std::string text = TextOf(markdown);
    // Cells are divided, quotes written; tables move what is not in a cell to their front.
    const auto sorted = [](std::string letters) {
      std::erase_if(letters, [](char c) { return c == ' ' || c == '|' || c == '"'; });
      std::sort(letters.begin(), letters.end());
      return letters;
    };
    CHECK(sorted(text) == sorted(expected));
  }
}

TEST_CASE("HtmlToMarkdown: a hostile tree costs neither the stack nor the memory") {
  for (const std::string& piece :
       {std::string("<div>"), std::string("<b>"), std::string("<ul><li>"),
        std::string("<blockquote>"), std::string("<table><tr><td>"), std::string("<a href=x>"),
        std::string("<b x=1><table><td></b></table>"), std::string("<font size=1><p>")}) {
    std::string html;
    for (int i = 0; i < 4000; ++i) html += piece + "w ";
    CAPTURE(piece);
    const auto markdown = text::HtmlToMarkdown(html);
    if (markdown) {
      CHECK(markdown->size() < 40'000'000);
    } else {
      CHECK(markdown.error().message.find("too entangled") != std::string::npos);
    }
  }
}

std::string Page(const std::string& html) {
  const auto page = text::ReadHtmlPage(html);
  if (!page) return page.error().message;
  return fmt::format("{}|{}|{}|{}|{}", page->title, page->summary, page->lang, page->url,
                     page->markdown);
}

TEST_CASE("ReadHtmlPage: what a page says of itself") {
  struct {
    const char* html;
    const char* expected;
  } const rows[] = {
      {"<html lang=th-TH><title>T</title><meta name=description content=' S '>x", "T|S|th-TH||x\n"},
      {"<title>Fix it - Site</title><h1>Fix it</h1>x", "Fix it||||# Fix it\n\nx\n"},
      {"<title>Fix it | Site</title><meta property=og:site_name content=Site>x", "Fix it||||x\n"},
      {"<title>A</title><meta property=og:title content=B><h1>C</h1>", "B||||# C\n"},
      {"<nav>n</nav><header>h</header><p>x</p><footer>f</footer><aside>a</aside>", "||||x\n"},
      {"<h1>C</h1>x", "C||||# C\n\nx\n"},
      {"<header><h1>Site</h1></header><title>A - Site</title>x", "A - Site||||x\n"},
      {"<link rel=canonical href=https://x/y>z", "|||https://x/y|z\n"},
      {"<link rel=canonical href=javascript:x>z", "||||z\n"},
      {"<p>around</p><main><header><h1>H</h1></header><p>in</p></main>", "H||||# H\n\nin\n"},
      {"<p>around</p><article>in</article>", "||||in\n"},
      {"<article>one</article><article>two</article>", "||||one\n\ntwo\n"},
      {"<main></main>x", "||||x\n"},
      {"<svg><title>icon</title></svg>x", "||||x\n"},
  };
  for (const auto& row : rows) {
    CAPTURE(row.html);
    CHECK(Page(row.html) == row.expected);
  }
}

}  // namespace
}  // namespace funnel
