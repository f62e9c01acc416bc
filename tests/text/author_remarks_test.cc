// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/text/markup/author_remarks.h"

#include <doctest/doctest.h>

#include <chrono>
#include <string>

#include "indexer/text/markup/markdown_escape.h"

namespace funnel {
namespace {

TEST_CASE("WithoutRemarks: what authors write for each other is in no text") {
  struct {
    const char* markdown;
    const char* expected;
  } const rows[] = {
      {"A <!-- secret --> b.", "A  b."},
      {"A\n\n<!-- secret\nof two lines -->\n\nB", "A\n\n\n\nB"},
      {"- item\n    <!-- secret -->\n- more", "- item\n\n- more"},
      {"A\n<!-- never ends\nsecret", "A\n"},
      {"a <!-- b", "a <!-- b"},
      {"A<!-->B", "AB"},
      {"A {% comment %} secret {% endcomment %}b", "A b"},
      {"A\n{%- comment -%}\nsecret\n{%- endcomment -%}\nB", "A\n\nB"},
      {"{% comment %}a{% comment %}b{% endcomment %}c{% endcomment %}D", "D"},
      {"A\n{% comment %}\nsecret", "A\n"},
      {"A {% # secret %}b {%- #secret -%}c", "A b c"},
      {"A {/* secret */}b {/*\nsecret\n*/}c { /* secret */ }d", "A b c d"},
      {"A {# secret #}b", "A b"},
      {"## Head {#anchor}", "## Head {#anchor}"},
      {"A {{/* secret */}}b {{!-- secret --}}c", "A b c"},
      {"A {{< comment >}}secret{{< /comment >}}b {{% comment %}}\nsecret\n{{% /comment %}}",
       "A b "},
      {"A %% secret %%b", "A %% secret %%b"},
      {"A %%secret%% b %% 内部 %% c", "A  b  c"},
      {"%%\nsecret\n\nmore\n%%\nB", "\nB"},
      {"Write %%NAME%% there.", "Write %%NAME%% there."},
      {"for %%f in (*.txt) do del %%f", "for %%f in (*.txt) do del %%f"},
      {"100%% sure, 50%% not", "100%% sure, 50%% not"},
      {"[//]: # (secret)\nA", "\nA"},
      {"[comment]: <> (secret\nof two lines)\nA", "\nA"},
      // Not in code, nor where Liquid leaves it.
      {"Write `<!-- x -->` or ``{/* `y` */}``.", "Write `<!-- x -->` or ``{/* `y` */}``."},
      {"```html\n<!-- x -->\n```\n<!-- secret -->", "```html\n<!-- x -->\n```\n"},
      {"> ~~~\n> %% x %%\n> ~~~\n", "> ~~~\n> %% x %%\n> ~~~\n"},
      {"A\n\n    {% comment %}x{% endcomment %}\n\nB",
       "A\n\n    {% comment %}x{% endcomment %}\n\nB"},
      {"{% raw %}{% comment %}x{% endcomment %}{% endraw %}",
       "{% raw %}{% comment %}x{% endcomment %}{% endraw %}"},
      // Nor behind a backslash.
      {"A \\{# x #} \\<!-- x --> \\%% x %% \\{% comment %} \\{/* x */}",
       "A \\{# x #} \\<!-- x --> \\%% x %% \\{% comment %} \\{/* x */}"},
      {"A \\\\{# secret #} \\`{# secret #}\\`", "A \\\\ \\`\\`"},
      {"C:\\<!-- x -->", "C:\\<!-- x -->"},
      {"A ` tick <!-- secret --> b", "A ` tick  b"},
      {"{{ page.title }} {% if x %}A{% endif %} {a: 1} 5 % 3",
       "{{ page.title }} {% if x %}A{% endif %} {a: 1} 5 % 3"},
      {"", ""},
  };
  for (const auto& row : rows) {
    CAPTURE(row.markdown);
    CHECK(text::WithoutRemarks(row.markdown) == row.expected);
  }
  // What a page says of such marks is text: it comes through as Markdown.
  for (const char* text : {"a {# x #} b", "a %% x %% b", "%%x%%", "{/* x */}", "{ /* x */ }",
                           "<!-- x -->", "{% comment %}x{% endcomment %}", "{{/* x */}}",
                           "{{!-- x --}}", "{{< comment >}}x{{< /comment >}}", "{#- x #}"}) {
    CAPTURE(text);
    std::string markdown;
    text::AppendEscaped(text, true, markdown);
    CHECK(text::WithoutRemarks(markdown) == markdown);
  }
  CHECK(text::WithoutTemplateRemarks("<p>A {% comment %}x{% endcomment %}<!-- c -->%% b %%") ==
        "<p>A <!-- c -->%% b %%");
}

TEST_CASE("WithoutRemarks: hostile texts take no more than their length's time") {
  for (const char* piece :
       {"<!--",        "{% comment %}", "{/*",         "{/* */",     "%%",
        "%% a",        "%%a ",          "`",           "``` ",       "{% raw %}",
        "{#-",         "{{<",           "{% ",         "`a``b",      "[//]: # (\n",
        "{{% comment", "<!-- a -->",    "<!-- a --> ", "{/* a */}b", "\n<!-- a -->"}) {
    CAPTURE(piece);
    std::string text = "x ";
    while (text.size() < 1'000'000) text += piece;
    const auto begin = std::chrono::steady_clock::now();
    CHECK(text::WithoutRemarks(text).size() <= text.size());
    CHECK(std::chrono::steady_clock::now() - begin < std::chrono::seconds(5));
  }
}

}  // namespace
}  // namespace funnel
