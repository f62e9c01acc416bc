// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/readers/front_matter.h"

#include <doctest/doctest.h>
#include <fmt/format.h>
#include <fmt/ranges.h>

#include <string>

#include "indexer/readers/front_matter_split.h"

namespace funnel {
namespace {

/// What was read, in one line. Fields that are as by default are left out.
std::string Print(const Article& article, const std::vector<std::string>& warnings) {
  std::string line;
  const auto add = [&](const char* name, const std::string& value) {
    if (!value.empty()) line += fmt::format("{}={}; ", name, value);
  };
  const auto add_list = [&](const char* name, const std::vector<std::string>& list) {
    if (!list.empty()) line += fmt::format("{}=[{}]; ", name, fmt::join(list, "|"));
  };
  add("id", article.id);
  add("family", article.family);
  add("lang", article.lang);
  add("title", article.title);
  add("summary", article.summary);
  add_list("products", article.products);
  add_list("versions", article.versions);
  add_list("tags", article.tags);
  add_list("authors", article.authors);
  add_list("symptoms", article.symptoms);
  add_list("questions", article.questions);
  add_list("related", article.related);
  if (article.kind != Kind::kArticle) add("kind", std::string(Name(article.kind)));
  if (article.audience != Audience::kPublic) add("audience", std::string(Name(article.audience)));
  if (article.state != State::kPublished) add("state", std::string(Name(article.state)));
  if (article.confidence != Confidence::kNotValidated) {
    add("confidence", std::string(Name(article.confidence)));
  }
  add("created", article.created);
  add("updated", article.updated);
  add("review-by", article.review_by);
  add("url", article.url);
  for (const auto& [key, value] : article.extra) line += fmt::format("{}:<{}>; ", key, value);
  for (const std::string& warning : warnings) line += warning;
  return line;
}

/// The same of what is read; or the error's message.
std::string Read(const std::string& yaml) {
  Article article;
  std::vector<std::string> warnings;
  const auto read = readers::ReadFrontMatter(yaml, "a.md", article, warnings);
  return read ? Print(article, warnings) : read.error().message;
}

TEST_CASE("FrontMatter: what is read") {
  struct {
    const char* yaml;
    const char* expected;
  } const rows[] = {
      {"", ""},
      {"# only a comment\n", ""},
      {"id: a\nfamily: f\nlang: zh-TW\ntitle: Queue\n",
       "id=a; family=f; lang=zh-Hant; title=Queue; "},
      {"products: [A, B, A]\nversions: 5.10\ntags: x, y\n",
       "products=[A|B]; versions=[5.10]; tags=[x|y]; "},
      {"kind: case\naudience: internal\nstate: draft\nconfidence: validated\n",
       "kind=case; audience=internal; state=draft; confidence=validated; "},
      {"created: 2024-01-31\nupdated: 01/31/2025\nreview-by: 2026-12-31T00:00:00Z\n",
       "created=2024-01-31; updated=2025-01-31; review-by=2026-12-31; "},
      {"symptoms:\n  - 'no: print'\n  - two\nquestions:\n- why?\nrelated: [b]\nauthor: Eve\n",
       "authors=[Eve]; symptoms=[no: print|two]; questions=[why?]; related=[b]; "},
      {"title:\nsummary: ~\nurl: https://example.com/a#b\n", "url=https://example.com/a#b; "},
      // Documentation repositories.
      {"ms.date: 07/08/2020\nms.contentlocale: th-TH\nms.prod: sql\nms.service: azure\n",
       "lang=th; products=[sql|azure]; updated=2020-07-08; "},
      {"ms.date: 07/08/2020\nupdated: 2021-01-01\nms.prod: sql\nproduct: Mine\n",
       "products=[Mine]; updated=2021-01-01; ms.prod:<sql>; "},
      {"description: \"See the [guide](https://x) for **all**\"\n",
       "summary=See the guide for all; "},
      {"description: long\nsummary: short\n", "summary=short; "},
      {"audience: ITPro\nms.date: soon\n", "audience:<ITPro>; ms.date:<soon>; "},
      {"appliesto:\n- \"\xE2\x9C\x85 <a href=x>Windows 11</a>\"\n- Windows 10\n",
       "products=[\xE2\x9C\x85 Windows 11|Windows 10]; "},
      // Unknown keys stay as they were written.
      {"ms.custom:\n- \"1\"\n- two # c\nweight: 30\n",
       "ms.custom:<\n- \"1\"\n- two # c>; weight:<30>; "},
      {"a:\n  - 1\n  - b: 2\nc: >\n  x\n    y\n\nd:\n",
       "a:<\n  - 1\n  - b: 2>; c:<>\n  x\n    y>; d:<>; "},
      {"extra:\n  \"a b\": \"\\n- 1\"\n  lang: \" x \"\n", "a b:<\n- 1>; lang:< x >; "},
      {"extra: [1]\nformat: pdf", "extra:<[1]>; format:<pdf>; "},
      {"titel: Queue\n",
       "titel:<Queue>; a.md:2:1: warning: unknown key 'titel' is kept unread, did you mean "
       "'title'?"},
      // What YAML refuses and people write.
      {"title: Error: no disk\nid: a\n", "id=a; title=Error: no disk; "},
      {"title: \"Save\" does nothing\n", "title=\"Save\" does nothing; "},
      {"title: it's @home: 100%\nsummary: %x\n", "title=it's @home: 100%; summary=%x; "},
      {"title: [Solved] No print\n", "title=[Solved] No print; "},
      {"questions: [why?]\n", "questions=[why?]; "},
      {"questions: [why?, 'how, and when?', \"who?\", it's off]\n",
       "questions=[why?|how, and when?|who?|it's off]; "},
      {"questions: [why? because, how?]\n", "questions=[why? because|how?]; "},
      {"questions: [why is it?x, does it?, ]\nid: a\n", "id=a; questions=[why is it?x|does it?]; "},
      {"questions: [\n  why?,\n  how does\n    it?\n]\nid: a\n",
       "id=a; questions=[why?|how does it?]; "},
      {"questions: [why?,\n  how?]\ntitle: [Solved] Why?\n",
       "title=[Solved] Why?; questions=[why?|how?]; "},
      {"tags: [a, b]\nquestions: [なぜ？, ทำไม?]\n", "tags=[a|b]; questions=[なぜ？|ทำไม?]; "},
      {"tags:\n\t- x\n", "tags=[x]; "},
      {"title: one\ntitle: two\n", "title=two; "},
  };
  for (const auto& row : rows) {
    CAPTURE(row.yaml);
    CHECK(Read(row.yaml) == row.expected);
  }
}

TEST_CASE("FrontMatter: what is refused") {
  struct {
    const char* yaml;
    const char* expected;
  } const rows[] = {
      {"lang: english please\n",
       "a.md:2:7: error: 'english please' is no language tag: use BCP 47, such as en, zh-Hant or "
       "pt-BR"},
      {"title: T\nlang: jp\n", "a.md:3:7: error: 'jp' is no language tag, did you mean 'ja'?"},
      {"language: English\n", "a.md:2:11: error: 'English' is no language tag, did you mean 'en'?"},
      {"lang: yes\n",
       "a.md:2:7: error: 'yes' is no language tag: use BCP 47, such as en, zh-Hant or pt-BR"},
      {"- a\n- b\n",
       "a.md:2:1: error: the front matter has no keys; write lines such as title: Printing"},
      {"tags: [a, b\nid: x\n",
       "a.md:3:3: error: the front matter is not YAML (end of sequence flow not found); put values "
       "with : or # or quotes into single quotes"},
  };
  for (const auto& row : rows) {
    CAPTURE(row.yaml);
    CHECK(Read(row.yaml) == row.expected);
  }
  CHECK(Read("state: gone\n").starts_with("a.md:2:8: error: 'state': "));
}

TEST_CASE("FrontMatter: a known key of another shape is kept, and the article with it") {
  const std::string warning = "a.md:{}: warning: the value of '{}' is kept unread: {}";
  struct {
    const char* yaml;
    const char* read;
    const char* place;
    const char* key;
    const char* problem;
  } const rows[] = {
      {"title: [a, b]\n", "title:<[a, b]>; ", "2:8", "title", "it is no text but a list or map"},
      {"id: a\ntags: {x: y}\n", "id=a; tags:<{x: y}>; ", "3:7", "tags",
       "it is no list of texts but a map"},
      {"versions:\n  fpt: '*'\n", "versions:<\n  fpt: '*'>; ", "3:3", "versions",
       "it is no list of texts but a map"},
      {"symptoms:\n  - one\n  - no: print\n", "symptoms:<\n  - one\n  - no: print>; ", "4:5",
       "symptoms", "it does not list texts only; put quotes around values with a colon"},
      {"authors:\n- name: Ann\n  url: https://x.example\n",
       "authors:<\n- name: Ann\n  url: https://x.example>; ", "3:3", "authors",
       "it does not list texts only; put quotes around values with a colon"},
      {"updated: some day\n", "updated:<some day>; ", "2:10", "updated",
       "'some day' is no date; write it as 2021-01-31"},
      {"kind: page\nid: a\n", "id=a; kind:<page>; ", "2:7", "kind",
       "unknown kind 'page': use article or case"},
      {"confidence: [high]\n", "confidence:<[high]>; ", "2:13", "confidence",
       "unknown confidence '(a list or map)': use work-in-progress, not-validated or validated"},
  };
  for (const auto& row : rows) {
    CAPTURE(row.yaml);
    CHECK(Read(row.yaml) ==
          row.read + fmt::format(fmt::runtime(warning), row.place, row.key, row.problem));
  }
}

TEST_CASE("FrontMatter: the days of other systems, the most telling first") {
  struct {
    const char* yaml;
    const char* expected;
  } const rows[] = {
      {"date: 2020-01-01\nlastmod: 2021-02-03T10:00:00+09:00\n", "updated=2021-02-03; "},
      {"lastUpdated: 3 April 2025\n", "updated=2025-04-03; "},
      {"lastUpdated: false\ndate: 2020-01-01\n", "updated=2020-01-01; lastUpdated:<false>; "},
      {"updated_at: 2024-05-06 07:08:09 UTC\ncreated_at: 2023-01-02\n",
       "created=2023-01-02; updated=2024-05-06; "},
      {"last_update:\n  date: 5/6/2024\n  author: Ann\n",
       "updated=2024-05-06; last_update:<\n  date: 5/6/2024\n  author: Ann>; "},
      {"updated: 2019-01-01\nlastmod: 2021-02-03\n", "updated=2019-01-01; "},
  };
  for (const auto& row : rows) {
    CAPTURE(row.yaml);
    CHECK(Read(row.yaml) == row.expected);
  }
}

TEST_CASE("FrontMatter: hostile YAML is refused or read, never fatal") {
  CHECK(Read(std::string(100'000, '[')).starts_with("a.md:"));
  std::string laughs = "a: &a [x,x,x,x,x,x,x,x,x]\n";
  for (char c = 'b'; c < 'z'; ++c) {
    laughs += fmt::format("{0}: &{0} [*{1},*{1},*{1},*{1},*{1},*{1},*{1},*{1}]\n", c,
                          static_cast<char>(c - 1));
  }
  CHECK(Read(laughs).find("b:<&b [*a") != std::string::npos);
  CHECK(Read("tags: *missing\n") == "tags=[*missing]; ");
  CHECK(Read(",\n\n: v\n") == "");  // yaml-cpp's LoadAll never comes back from it.
}

TEST_CASE("FrontMatter: splits a file") {
  struct {
    const char* text;
    const char* front_matter;
    const char* body;
  } const rows[] = {
      {"", "", ""},
      {"no front matter\n---\n", "", "no front matter\n---\n"},
      {"---\nid: a\n---\nbody\n", "id: a\n", "body\n"},
      {"--- \nid: a\n---  \n\nbody", "id: a\n", "\nbody"},
      {"---\nid: a\n...\nbody", "id: a\n", "body"},
      {"---\n---", "", ""},
      {"----\nx\n", "", "----\nx\n"},
      // Breaks, tables and code at the beginning of an article.
      {"----\n\nStatus: up.\n", "", "----\n\nStatus: up.\n"},
      {"\n---\n\nText: more.\n\n---\n", "", "\n---\n\nText: more.\n\n---\n"},
      {"- - -\nstatus: draft\n", "", "- - -\nstatus: draft\n"},
      {"| a |\n|---|\n| status: b |\n", "", "| a |\n|---|\n| status: b |\n"},
      {"```yaml\n---\ndraft: true\n---\n```\n", "", "```yaml\n---\ndraft: true\n---\n```\n"},
      {"    ---\n    draft: true\n    ---\n", "", "    ---\n    draft: true\n    ---\n"},
      {"    {\n      \"draft\": true\n", "", "    {\n      \"draft\": true\n"},
      {"<!-- c -->\n# T\n\nstatus: draft\n---\n", "", "<!-- c -->\n# T\n\nstatus: draft\n---\n"},
      {"\n---\nauthor: Eve\n---\nText\n", "", "\n---\nauthor: Eve\n---\nText\n"},
      {"---\nStatus is\ndraft: no key.\n---\n", "Status is\ndraft: no key.\n", ""},
      {"-----Original Message-----\nFrom: a\n", "", "-----Original Message-----\nFrom: a\n"},
      {"status: the light\nIt is red.\n", "", "status: the light\nIt is red.\n"},
      {"{{< note status: x >}}\n", "", "{{< note status: x >}}\n"},
      // Rules, with text between them.
      {"---", "", "---"},
      {"---\n\nWe did it: at last.\n\n---\n\nx\n", "", "---\n\nWe did it: at last.\n\n---\n\nx\n"},
      {"---\n\nNote: hold it.\n\n---\nx", "", "---\n\nNote: hold it.\n\n---\nx"},
      {"---\nこれは本文です。\n---\nx", "", "---\nこれは本文です。\n---\nx"},
      {"---\n\nText\n", "", "---\n\nText\n"},
      {"---\n\nid: a\n---\nx", "\nid: a\n", "x"},
      // A second front matter.
      {"---\nid: a\n---\n\n---\ntitle: T\n---\nx", "id: a\n", "x"},
      {"---\nid: a\n---\n---\nText\n---\nx", "id: a\n", "---\nText\n---\nx"},
  };
  for (const auto& row : rows) {
    CAPTURE(row.text);
    const auto split = readers::SplitFrontMatter(row.text, "a.md");
    REQUIRE(split.has_value());
    CHECK(split->front_matter == row.front_matter);
    CHECK(split->body == row.body);
  }
  for (const char* text : {"---\nid: a\n", "---\nid: a\n ---\n"}) {
    CAPTURE(text);
    CHECK(readers::SplitFrontMatter(text, "a.md").error().message ==
          "a.md:1:1: error: the front matter that begins here never ends; put a line --- behind "
          "its last key");
  }
}

TEST_CASE(
    "FrontMatter: where it is not read it is refused, if it may say who may see the article") {
  const std::string stray =
      "' may say who may see the article and is not read here; write it into one front matter, "
      "which begins on the first line, between lines of --- with nothing else on them";
  struct {
    const char* text;
    const char* place;
    const char* key;
  } const rows[] = {
      {"\n---\ntitle: T\ndraft: true\n---\n", "4:1", "draft"},
      {"  ---\n  draft: true\n  ---\n", "2:1", "draft"},
      {" \t---\ndraft: true\n---\n", "2:1", "draft"},
      {"<!-- a\ncomment -->\n---\ntags:\n- x\n\n\"draft\": true\n---\n", "7:1", "draft"},
      {"[//]: # (c)\n---\ndraft: true\n---\n", "3:1", "draft"},
      {"%YAML 1.2\n---\ndraft: true\n---\n", "3:1", "draft"},
      {"\xC2\xA0\n---\ndraft: true\n---\n", "3:1", "draft"},
      {"----\ndraft: true\n----\n", "2:1", "draft"},
      {"--- # keys\ndraft: true\n---\n", "2:1", "draft"},
      {"---- \nvisibilty: private\n\n# T\n", "2:1", "visibilty"},
      {"++++\ndraft = true\n++++\n", "2:1", "draft"},
      {"---\n---\ndraft: true\n---\n", "3:1", "draft"},
      {"---\n# c\n---\n---\ndraft: true\n---\n", "5:1", "draft"},
      {"draft: true\n---\n# T\n", "1:1", "draft"},
      {"Title: T\nStatus: hidden\n\nText.\n", "2:1", "Status"},
  };
  for (const auto& row : rows) {
    CAPTURE(row.text);
    const auto split = readers::SplitFrontMatter(row.text, "a.md");
    REQUIRE_FALSE(split.has_value());
    CHECK(split.error().message == fmt::format("a.md:{}: error: '{}{}", row.place, row.key, stray));
  }
  for (const char* mark : {"---yaml", "---json", "--- toml", "---word"}) {
    CAPTURE(mark);
    const auto split = readers::SplitFrontMatter(std::string("\n") + mark + "\nx\n---\n", "a.md");
    REQUIRE_FALSE(split.has_value());
    CHECK(split.error().message ==
          fmt::format("a.md:2:1: error: front matter that begins with '{}' is not read, and it may "
                      "say who may see the article; write it in YAML, between lines of --- with "
                      "nothing else on them",
                      mark));
  }
  for (const char* mark : {"---js", "---json5", "---word"}) {
    CAPTURE(mark);
    CHECK_FALSE(readers::SplitFrontMatter(std::string(mark) + "\nx\n---\n", "a.md"));
  }
  CHECK(readers::SplitFrontMatter("\n +++\ndraft = true\n+++\n", "a.md").error().message ==
        "a.md:2:1: error: front matter in TOML (+++) is not read here, and it may say who may see "
        "the article; let it begin on the first line, with nothing before it");
  CHECK(readers::SplitFrontMatter("<!-- c -->\n{\n\"draft\": true\n}\n", "a.md")
            .error()
            .message.starts_with("a.md:2:1: error: front matter in JSON is not read here"));
}

/// As Read, of a file; what is behind the front matter follows in brackets.
std::string ReadFile(const std::string& text) {
  const auto split = readers::SplitFrontMatter(text, "a.md");
  if (!split) return split.error().message;
  Article article;
  std::vector<std::string> warnings;
  const auto read = readers::ReadFrontMatter(*split, "a.md", article, warnings);
  if (!read) return read.error().message;
  return Print(article, warnings) + "[" + std::string(split->body) + "]";
}

TEST_CASE("FrontMatter: TOML is read as YAML is") {
  struct {
    const char* text;
    const char* expected;
  } const rows[] = {
      {"+++\ntitle = \"Reset: the router\"\ndraft = true\n+++\n\nText",
       "title=Reset: the router; state=draft; [\nText]"},
      {"+++\ntitle = 'ルーター'\naudience = \"internal\"\n+++\n",
       "title=ルーター; audience=internal; []"},
      {"+++\naudience = ['partner']\n+++\n", "audience=partner; []"},
      {"+++\npublished = false\ndate = 2024-05-06T07:08:09Z\nid = 'a'\n+++\n",
       "id=a; state=draft; updated=2024-05-06; []"},
      {"+++\n# a comment\ndate = 2023-01-02\nlastmod = 2024-05-06\ntags = [\n 'a',\n 'b',\n]\n"
       "weight = 30\n[params]\nx = 1.5\n+++\n",
       "tags=[a|b]; updated=2024-05-06; weight:<30>; params:<{\"x\":\"1.5\"}>; []"},
      {"+++\ntitle = \"\"\"\nTwo\nlines\"\"\"\nlang = 'jp'\n+++\n",
       "a.md:5:8: error: 'jp' is no language tag, did you mean 'ja'?"},
      {"+++\n+++\nText", "[Text]"},
      {"---toml\ndraft = true\n---\nText", "state=draft; [Text]"},
      {"+++\naudience = 'internl'\n+++\n",
       "a.md:2:12: error: unknown audience 'internl', did you mean 'internal'?"},
      {"+++\nvisibilty = 'private'\n+++\n",
       "a.md:2:1: error: unknown key 'visibilty', did you mean 'visibility'?"},
  };
  for (const auto& row : rows) {
    CAPTURE(row.text);
    CHECK(ReadFile(row.text) == row.expected);
  }
  CHECK(ReadFile("+++\ntitle = \"T\"\ndraft = yes\n+++\n")
            .starts_with("a.md:3:9: error: the front matter is not TOML ("));
  CHECK(ReadFile("+++\na = 1\na = 2\n+++\n").starts_with("a.md:3:"));
  CHECK(ReadFile("+++\ndraft = true\n") ==
        "a.md:1:1: error: the front matter that begins here never ends; put a line +++ behind its "
        "last key");
  for (const std::string& deep :
       {"a = " + std::string(100'000, '['), "a = " + std::string(200, '[') + std::string(200, ']'),
        "a" + std::string(5000, '.'), [] {
          std::string key = "a";
          for (int i = 0; i < 100'000; ++i) key += ".a";
          return key + " = 1";
        }()}) {
    CHECK(ReadFile("+++\n" + deep + "\n+++\n").starts_with("a.md:2:"));
  }
}

TEST_CASE("FrontMatter: JSON is read as YAML is") {
  struct {
    const char* text;
    const char* expected;
  } const rows[] = {
      {"{\"draft\": true}\n# Title\n", "state=draft; [# Title\n]"},
      {"{\n  \"title\": \"Caf\\u00e9 \\ud83d\\ude00 \\/ \\\"x\\\"\",\n  \"audience\": "
       "\"partner\"\n}\n\nText",
       "title=Café 😀 / \"x\"; audience=partner; [\nText]"},
      {"{\n  \"id\": \"a\",\n  \"lang\": \"English\"\n}\n",
       "a.md:3:11: error: 'English' is no language tag, did you mean 'en'?"},
      {";;;\n{\"published\": false, \"tags\": [\"x\"], \"w\": {\"a\": null}}\n;;;\nText",
       "tags=[x]; state=draft; w:<{\"a\":null}>; [Text]"},
      {"---json\n{\"state\": \"archived\"}\n---\nText", "state=archived; [Text]"},
      {"{\n\t\"kind\": \"case\",\n\t\"a b\": 1\n}", "kind=case; a b:<1>; []"},
  };
  for (const auto& row : rows) {
    CAPTURE(row.text);
    CHECK(ReadFile(row.text) == row.expected);
  }
  const std::string deep = "{\"a\": " + std::string(5000, '[') + std::string(5000, ']') + "}";
  for (const std::string& json : {std::string("{\n\"a\": 1,\n}"), std::string("{\"draft\": true,}"),
                                  deep, std::string("{\n  // c\n  draft: true\n}"),
                                  std::string("{\n\"a\": [}"), std::string(";;;\n\"a\": 1\n;;;")}) {
    CAPTURE(json.substr(0, 40));
    const std::string read = ReadFile(json + "\n# Title\n");
    CHECK(read.starts_with("a.md:"));
    CHECK(read.find("error: the front matter is not JSON (") != std::string::npos);
  }
  for (const char* text :
       {"{\"a\": true", "{\"a\" is text}", "{\"a\": [}]", "{}\n", "{{% note %}}", "{\"a", "{"}) {
    CAPTURE(text);
    CHECK(readers::SplitFrontMatter(text, "a.md")->body == text);
  }
}

}  // namespace
}  // namespace funnel
