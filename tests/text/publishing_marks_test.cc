// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/text/markup/publishing_marks.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <string>

#include "indexer/text/markup/cjk_emphasis.h"

namespace funnel {
namespace {

struct Row {
  const char* written;
  const char* read;
};

template <std::size_t kCount>
void CheckAll(const Row (&rows)[kCount]) {
  for (const Row& row : rows) {
    CAPTURE(row.written);
    CHECK(text::StripPublishingMarks(row.written) == row.read);
  }
}

TEST_CASE("PublishingMarks: boxes and parts with titles") {
  constexpr Row kRows[] = {
      // Docusaurus, VuePress, MyST.
      {":::tip[Lost the key?]\nAsk.\n:::\n", "> **Lost the key?**\n>\n> Ask.\n\n"},
      {":::warning Old switch\nNo.\n:::\nAfter", "> **Old switch**\n>\n> No.\n\nAfter"},
      {"::::note\n:::tip T\nx\n:::\ny\n::::\n", "> > **T**\n> >\n> > x\n>\n> y\n\n"},
      {"::: details Click\nx\n:::", "**Click**\n\nx\n"},
      {":::{hint}\nx\n:::", "> x\n"},
      {"1. a\n\n   :::note\n   b\n   :::\n", "1. a\n\n   > b\n\n"},
      // MkDocs.
      {"!!! note \"Before\"\n    Ask *x*.\n\n    - y\n\nAfter\n",
       "> **Before**\n>\n> Ask *x*.\n>\n> - y\n>\nAfter\n"},
      {"??? tip\n    x\ny", "> x\n\ny"},
      {"=== \"Linux\"\n\n    a\n\n=== \"macOS\"\n\n    b\n", "**Linux**\n\na\n\n**macOS**\n\nb\n"},
      {"1. a\n\n    !!! tip \"T\"\n        b\n", "1. a\n\n    > **T**\n    >\n    > b\n"},
      // GitBook and Jekyll.
      {"{% hint style=\"info\" %}\nx\n{% endhint %}\n", "> x\n\n"},
      {"{% tabs %}\n{% tab title=\"Java\" %}\na\n{% endtab %}\n{% endtabs %}\n",
       "**Java**\n\na\n\n"},
      {"{% include note.html %}x", "x"},
      {"{% raw %}{{ x }}{% endraw %} {{ site.name }}y", "{{ x }} y"},
      {"{% highlight sh %}\nls\n{% endhighlight %}\n", "```sh\nls\n```\n"},
      {"a {% comment %} b\nc {% endcomment %} d", "a  d"},
      // Hugo.
      {"{{% alert title=\"Hot\" %}}\nx\n{{% /alert %}}\n", "> **Hot**\n>\n> x\n\n"},
      {"{{< notice tip \"Cold water\" >}}x{{< /notice >}}", "> **Cold water**\n>\n> x\n"},
      {"{{< tab \"Green\" >}}\nx\n{{< /tab >}}", "**Green**\n\nx\n"},
      {"{{< figure src=\"a.png\" caption=\"The plug\" >}}", "The plug\n"},
      {"a {{< unknown 3 >}}b", "a b"},
      {"{{< youtube id=\"a1_b\" >}}",
       "[https://www.youtube.com/watch?v=a1_b](https://www.youtube.com/watch?v=a1_b)\n"},
      // MDX.
      {"import A from '@x/a';\nimport {B} from \"b\";\n\n# T\n", "\n# T\n"},
      {"<Tabs>\n  <TabItem value=\"w\" label=\"Win\">\n\n    x\n\n  </TabItem>\n</Tabs>\n",
       "<a id=\"win\"></a>**Win**\n\nx\n\n"},
      {"<Card\n  title=\"Go\"\n  href=\"/go\"\n>\n  Fast.\n</Card>\n",
       "<a id=\"go\"></a>**[Go](/go)**\n\nFast.\n\n"},
      {"<Note>One *line*.</Note>\nAfter", "> One *line*.\n\nAfter"},
      {"Use <Icon name=\"x\" /> and <Link to=\"/a\">the a</Link>.", "Use  and [the a](/a)."},
      {"<Accordion title={\"Why?\"}>\nx\n</Accordion>", "<a id=\"why\"></a>**Why?**\n\nx\n"},
      {"<Step title=\"1\">\n  a\n  ```sh\n  b\n    c\n  ```\n</Step>",
       "<a id=\"1\"></a>**1**\n\na\n```sh\nb\n  c\n```\n"},
      {"{/* a */}\n{/* b\nc */}\nexport const H = ({x}) => {\n  return <a>\"}\"</a>;\n};\n\nd",
       "\nd"},
      {"<Ab />\n<img\n  src={a}\n  alt=\"A door\"\n  style={{ w: 1 }}\n/>\n{p.q} {\"r\"} {s}",
       "A door\n\n r {s}"},
      {"{% for x in y %}{{ x.z }}{% endfor %}a", "a"},
      {"{{< code-toggle file=a >}}\nb = '{{ .C }}'\n{{< /code-toggle >}}",
       "**a**\n\n```\nb = '{{ .C }}'\n```"},
      {"a <Placeholder> b and <br> and <KBD>x</KBD>", "a  b and <br> and <KBD>x</KBD>"},
  };
  CheckAll(kRows);
}

TEST_CASE("PublishingMarks: what stands in a line") {
  constexpr Row kRows[] = {
      {"# T {#top .c}\n\n## N{: #n }", "# T<a id=\"top\"></a>\n\n## N<a id=\"n\"></a>"},
      {"Colour {#fff}\nand {a=b}\n\nUnder {#u}\n---\n",
       "Colour {#fff}\nand {a=b}\n\nUnder<a id=\"u\"></a>\n---\n"},
      {"A note.\n{: .note }\n\nB\n{: #b}", "A note.\n\nB\n<a id=\"b\"></a>"},
      {"[a](b){:target=\"_blank\"} **c**{ .d } {e} f{g}", "[a](b) **c** {e} f{g}"},
      {"[a]({{ site.baseurl }}/x/) [b]({{ \"/y\" | relative_url }})", "[a](/x/) [b](/y)"},
      {"[a]({{< ref \"b.md#c\" >}}) [d]({{% relref \"/e\" %}}) [f]({% link g/h.md %})",
       "[a](page:b.md#c) [d](/e) [f](/g/h.md)"},
      {"All[^1] that[^n].\n\n[^1]: One.\n[^n]: Two.\n",
       "All[\\[1\\]](#fn-1) that[\\[2\\]](#fn-2).\n\n<a id=\"fn-1\"></a>\\[1\\] One.\n\n"
       "<a id=\"fn-2\"></a>\\[2\\] Two.\n\n"},
      {"a[^2] and [^3]", "a[^2] and [^3]"},
      {"[[A b]] [[c|d]] [[#e]] ![[f.png]] [[1]](x)",
       "[A b](page:A%20b) [d](page:c) [e](#e)  [[1]](x)"},
      {"# :material-lock: Reset :smile:", "# Reset :smile:"},
      {"==a b== c == d == ++ctrl+x++ C++ or D++", "a b c == d == ctrl+x C++ or D++"},
      {"<a href=\"x.md\" id=\"y\">z</a> <a href=\"u\"><b>v</b></a>",
       "<a id=\"y\"></a>[z](x.md) <a href=\"u\"><b>v</b></a>"},
      {"<div>\n<a href=\"x\">y</a>\n</div>\n\n<a href=\"x\">y</a> z",
       "<div>\n<a href=\"x\">y</a>\n</div>\n\n[y](x) z"},
      {"::: pkg.module.name\nx", "x"},
      {"`{{< x >}}` \\{% y %} `[[z]]`", "`{{< x >}}` \\{% y %} `[[z]]`"},
      {"```js title=\"a.js\"\n{{< x >}}\n```", "**a.js**\n\n```js title=\"a.js\"\n{{< x >}}\n```"},
      {"```{.sh .x}\na\n```", "```sh\na\n```"},
      {"[TOC]\n\n* TOC\n{:toc}\nx", "\nx"},
      {"> :::image source=\"a\" alt-text=\"A door\":::", "> A door"},
  };
  CheckAll(kRows);
}

TEST_CASE("PublishingMarks: each line knows where it comes from") {
  const std::string body =
      "a\n\n!!! note \"T\"\n    b\n\nimport x from 'y'\n<Card\n title=\"u\"\n/>\nc\n";
  const text::PublishedMarkdown read = text::ReadPublishingMarks(body);
  std::string lines;
  std::size_t at = 0;
  for (const std::size_t source : read.lines) {
    const std::size_t end = read.text.find('\n', at);
    lines += std::to_string(source) + ":" + read.text.substr(at, end - at) + " ";
    at = end + 1;
  }
  CHECK(lines.find("0:a ") == 0);
  CHECK(lines.find("3:> b") != std::string::npos);
  CHECK(lines.find("6:**u**") != std::string::npos);
  CHECK(lines.find("9:c") != std::string::npos);
}

TEST_CASE("PublishingMarks: hostile texts take no more than their length's time") {
  for (const char* piece :
       {"{{<", "{%", "<Aa ", "<Aa {", "[!", "[[", "[^a", "!!! x \"\n    ", ":::note\n", "{#",
        "<Aa>\n", "{% tab %}\n", "import {\n", "**\xE3\x80\x8C", "==a", "`", "[^a]: "}) {
    std::string body;
    while (body.size() < 200'000) body += piece;
    CAPTURE(piece);
    CHECK(text::StripPublishingMarks(body).size() < 20 * body.size());
  }
}

TEST_CASE("WideEmphasis: asterisks beside the brackets of writings without spaces") {
  const struct {
    const char* written;
    const char* read;
  } kRows[] = {
      {"は**「設定」**を", "は|**「設定」**|を"},
      {"。**重要：**必ず", "。**重要：**|必ず"},
      {"中文**“设置”**按钮", "中文|**“设置”**|按钮"},
      {"한국어 **\"설정\"**은", "한국어 **\"설정\"**|은"},
      {"กด**(ตั้งค่า)**แล้ว", "กด|**(ตั้งค่า)**|แล้ว"},
      {"は*（甲）*を", "は|*（甲）*|を"},
      {"plain **\"a\"** b and **c**d", "plain **\"a\"** b and **c**d"},
      {"2 * 3 `は**「` <i x='は**「'>", "2 * 3 `は**「` <i x='は**「'>"},
  };
  for (const auto& row : kRows) {
    std::string read = text::WithWideEmphasis(row.written);
    for (std::size_t at = 0; (at = read.find("<!---->")) != std::string::npos;) {
      read.replace(at, 7, "|");
    }
    CAPTURE(row.written);
    CHECK(read == row.read);
  }
}

}  // namespace
}  // namespace funnel
