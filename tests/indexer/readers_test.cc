// SPDX-License-Identifier: GPL-2.0-or-later
// Files and lines read as articles.
#include <doctest/doctest.h>
#include <fmt/format.h>

#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include "indexer/readers/file_finder.h"
#include "indexer/readers/jsonl_reader.h"
#include "indexer/readers/markdown_reader.h"
#include "tests/support/temp_dir.h"

namespace funnel {
namespace {

namespace fs = std::filesystem;

readers::SourceFile File(const std::string& name, const std::string& id) {
  return {name, name, id, readers::SourceKind::kMarkdown, 0};
}

/// "id/family/lang: title <text>" and warnings; or the error's message.
std::string Print(const Result<readers::ReadArticle>& read) {
  if (!read) return read.error().message;
  const Article& article = read->article;
  std::string line = fmt::format("{}/{}/{}: {} <{}>", article.id, article.family, article.lang,
                                 article.title, article.text);
  for (const std::string& warning : read->warnings) line += " " + warning;
  return line;
}

std::string ReadMd(std::string_view bytes, const std::string& name = "kb/a.md",
                   const std::string& lang = "en") {
  return Print(readers::ReadMarkdownArticle(bytes, File(name, "a"), lang));
}

TEST_CASE("MarkdownReader: a second front matter that restricts is refused, in a text it is text") {
  CHECK(
      ReadMd("---\nid: x\n---\n\n---\ndraft: true\n---\nBody") ==
      "kb/a.md:6:1: error: 'draft' may say who may see the article and is not read here; write it "
      "into one front matter, which begins on the first line, between lines of --- with nothing "
      "else on them");
  CHECK(ReadMd("---\nid: x\n---\ndraft: true\n---\nBody").starts_with("kb/a.md:4:1: error: "));
  CHECK(ReadMd("---\nid: x\nlang: en\n---\n---\ntitle: T\n---\n# B\n").starts_with("x/x/en: "));
  CHECK(ReadMd("---\nid: x\nlang: en\nformat: plain\ntitle: T\n---\n---\nstatus: open\n---\n") ==
        "x/x/en: T <---\nstatus: open\n---\n>");
}

TEST_CASE("MarkdownReader: fills in what front matter does not say") {
  CHECK(ReadMd("---\nid: x\nlang: th\ntitle: T\n---\nBody") == "x/x/th: T <Body>");
  CHECK(ReadMd("---\nfamily: f\n---\n# Heading\n\nBody") == "a/f/en: Heading <Body>");
  CHECK(ReadMd("Body", "kb/name.md") == "a/a/en: name <Body>");
  CHECK(ReadMd("") == "a/a/en: a <>");
  CHECK(ReadMd("\xEF\xBB\xBF---\r\nid: x\r\n---\r\nA\r\n\r\nB\r\n") == "x/x/en: a <A\nB>");
  CHECK(ReadMd("Body", "kb/th/a.md", "") == "a/a/th: a <Body>");
  CHECK(ReadMd("Body", "kb/th/a.md", "ja") == "a/a/ja: a <Body>");
  CHECK(ReadMd("人工智能正在改变世界。", "kb/a.md", "") ==
        "a/a/zh-Hans: a <人工智能正在改变世界。>");
  CHECK(ReadMd("123", "kb/1.md", "") == "a/a/und: 1 <123>");
}

TEST_CASE("MarkdownReader: refuses and repairs") {
  CHECK(ReadMd("a\nb\xE9z") ==
        "kb/a.md:2:2: error: byte 0xE9 is not UTF-8 here; save the file as UTF-8");
  CHECK(ReadMd(std::string_view("a\0b", 3)) ==
        "kb/a.md:1:2: error: a NUL byte: this is no text or not UTF-8; save the file as UTF-8");
  CHECK(ReadMd("a\x01"
               "b") ==
        "a/a/en: a <a b> kb/a.md: warning: 1 control characters were read as spaces; remove them");
  CHECK(ReadMd("---\nid: " + std::string(256, 'x') + "\n---\n") ==
        "kb/a.md:1:1: error: the id must have 1 to 255 bytes and no control characters; give "
        "another one");
  CHECK(ReadMd(std::string(readers::kMaxArticleBytes + 1, 'x')) ==
        "kb/a.md: error: longer than 16 MiB; split the article");
}

TEST_CASE("MarkdownReader: a plain body and where it came from") {
  CHECK(ReadMd("---\nformat: plain\n---\n# *No* [Markdown]\n") == "a/a/en:  <# *No* [Markdown]\n>");
  const auto read =
      readers::ReadMarkdownArticle("---\nimported-from: old/a.md\n---\nx", File("a.md", "a"), "en");
  REQUIRE(read.has_value());
  CHECK(read->article.source == "old/a.md");
}

std::string ReadLine(std::string_view line, const std::string& lang = "en") {
  return Print(readers::ReadJsonlArticle(line, 7, "c.jsonl", lang));
}

TEST_CASE("JsonlReader: collections and our own fields") {
  CHECK(ReadLine(R"({"_id":"d 1#ü","title":"","text":"Some *text*","lang":"zh-CN"})") ==
        "d 1#ü/d 1#ü/zh-Hans:  <Some *text*>");
  CHECK(ReadLine(R"({"id":"a","body":"# Head\n\nSome *text*"})") == "a/a/en: Head <Some text>");
  CHECK(ReadLine(R"({"id":5,"title":null,"text":"t"})") == "5/5/en:  <t>");
  CHECK(ReadLine(R"({"id":" a ","body":"t","tags":[" x ","x",""]})") == "a/a/en: a <t>");

  const auto read = readers::ReadJsonlArticle(
      R"({"id":"a","text":"t","lang":"en","product":"card","date":"2020-02-01","url":"https://x",)"
      R"("path":"p/q","tags":["x","y"],"audience":"internal","deep":{"k":[1,2]}})",
      1, "c.jsonl", "");
  REQUIRE(read.has_value());
  const Article& article = read->article;
  CHECK(article.format == BodyFormat::kPlain);
  CHECK(article.body == article.text);
  CHECK(article.sections.empty());
  CHECK(article.products == std::vector<std::string>{"card"});
  CHECK(article.tags == std::vector<std::string>{"x", "y"});
  CHECK(article.updated == "2020-02-01");
  CHECK(article.url == "https://x");
  CHECK(article.audience == Audience::kInternal);
  CHECK(article.extra == std::vector<std::pair<std::string, std::string>>{
                             {"path", "\"p/q\""}, {"deep", "{\"k\":[1,2]}"}});
}

TEST_CASE("JsonlReader: cases of a ticket system") {
  const auto read = readers::ReadJsonlArticle(
      R"({"id":7,"subject":"No print","description":"It <b>hangs</b>.<br>Always.","status":"Solved",)"
      R"("comments":["It <b>hangs</b>.<br>Always.",{"author":"Ann","created_at":"2024-02-03T10:00:00Z",)"
      R"("body":"Restart it.","public":true},{"body":" "}],"product":"Tamarind Print","language":"en-GB",)"
      R"("created_at":"2024-02-01T00:00:00Z","solved_at":"2024-02-04T00:00:00Z","priority":"high"})",
      1, "c.jsonl", "th");
  REQUIRE(read.has_value());
  const Article& article = read->article;
  CHECK(article.id == "7");
  CHECK(article.title == "No print");
  CHECK(article.text == "It hangs.\nAlways.\n\nAnn, 2024-02-03:\nRestart it.");
  CHECK(article.body == article.text);
  CHECK(article.format == BodyFormat::kPlain);
  CHECK(article.kind == Kind::kCase);
  CHECK(article.audience == Audience::kInternal);
  CHECK(article.state == State::kPublished);
  CHECK(article.confidence == Confidence::kNotValidated);
  CHECK(article.lang == "en");
  CHECK(article.created == "2024-02-01");
  CHECK(article.updated == "2024-02-04");
  CHECK(article.products == std::vector<std::string>{"Tamarind Print"});
  CHECK(article.extra ==
        std::vector<std::pair<std::string, std::string>>{{"priority", "\"high\""}});

  const auto open = readers::ReadJsonlArticle(
      R"({"id":"8","subject":"s","body":"b","status":"pending"})", 2, "c", "en");
  REQUIRE(open.has_value());
  CHECK(open->article.state == State::kDraft);
  CHECK(ReadLine(R"({"subject":"s","body":"b"})") ==
        "c.jsonl:7: error: no 'id' (or '_id'); give the article one");
  CHECK(ReadLine(R"({"id":"a","title":"t","subject":"s","body":"*b*"})") == "a/a/en: t <b>");
}

TEST_CASE("JsonlReader: a known key of another shape is kept, days have many names") {
  struct {
    const char* line;
    const char* read;
  } const rows[] = {
      {R"("tags":[{"label":"x"}])",
       "the value of 'tags' is kept unread: it does not list strings only"},
      {R"("authors":{"name":"x"})",
       "the value of 'authors' is kept unread: it is no list of strings"},
      {R"("title":["x"])", "the value of 'title' is kept unread: it is no string"},
      {R"("kind":"page")",
       "the value of 'kind' is kept unread: unknown kind 'page': use article or case"},
      {R"("updated":"soon")",
       "the value of 'updated' is kept unread: 'soon' is no date; write it as 2021-01-31"},
  };
  for (const auto& row : rows) {
    CAPTURE(row.line);
    const auto read = readers::ReadJsonlArticle(
        fmt::format(R"({{"id":"a","text":"t",{}}})", row.line), 7, "c.jsonl", "en");
    REQUIRE(read.has_value());
    CHECK(read->warnings ==
          std::vector<std::string>{std::string("c.jsonl:7: warning: ") + row.read});
    CHECK(read->article.extra.size() == 1);
  }
  const auto read = readers::ReadJsonlArticle(
      R"({"id":"a","text":"t","date":"2020-01-01","updatedAt":1612051200,"created_at":"1 May 2019"})",
      7, "c.jsonl", "en");
  REQUIRE(read.has_value());
  CHECK(read->article.updated == "2021-01-31");
  CHECK(read->article.created == "2019-05-01");
  CHECK(read->article.extra.empty());
}

TEST_CASE("JsonlReader: bad lines are named") {
  struct {
    std::string line;
    const char* expected;
  } const rows[] = {
      {"{\"id\":", "c.jsonl:7: error: no JSON at byte 7 (Invalid value.); write one object a line"},
      {"[1]", "c.jsonl:7: error: no JSON object; write one object a line"},
      {"{\"text\":\"t\"}", "c.jsonl:7: error: no 'id' (or '_id'); give the article one"},
      {"{\"id\":\"a\",\"body\":\"---\\ndraft: true\\n---\\nx\"}",
       "c.jsonl:7: error: 'body': 'draft' may say who may see the article and is not read here; "
       "write it into one front matter, which begins on the first line, between lines of --- with "
       "nothing else on them"},
      {"{\"id\":[]}", "c.jsonl:7: error: 'id' must be a string; put quotes around it"},
      {"{\"id\":\"a\",\"lang\":\"cn\"}",
       "c.jsonl:7: error: 'cn' is no language tag, did you mean 'zh-Hans'?"},
      {"{\"id\":\"a\xFF\"}",
       "c.jsonl:7: error: no JSON at byte 9 (Invalid encoding in string.); write one object a "
       "line"},
      {std::string("{\"id\":\"a\"}\0x", 12),
       "c.jsonl:7: error: no JSON at byte 11 (a NUL byte); write one object a line"},
      {"{\"id\":\"a\",\"x\":" + std::string(50, '[') + std::string(50, ']') + "}",
       "c.jsonl:7: error: 'x' is nested too deeply; flatten it"},
  };
  for (const auto& row : rows) {
    CAPTURE(row.line);
    CHECK(ReadLine(row.line) == row.expected);
  }
  CHECK(ReadLine(std::string(1'000'000, '[')).starts_with("c.jsonl:7: error: no JSON"));
}

TEST_CASE("JsonlLines: any file, line by line") {
  const testing::TempDir dir;
  const fs::path path = dir.path() / "c.jsonl";
  std::ofstream(path, std::ios::binary)
      << "one\r\n\n  \ntwo\n"
      << std::string(readers::kMaxArticleBytes + 10, 'x') << "\nlast";
  readers::JsonlLines lines(path);
  std::string seen;
  std::size_t bytes = 0;
  while (const auto line = lines.Next()) {
    seen += fmt::format("{}:{}{} ", line->number, line->too_long ? "too long" : "",
                        line->text.substr(0, 3));
    bytes += line->bytes;
  }
  CHECK(seen == "1:one 4:two 5:too long 6:las ");
  CHECK(bytes == 5 + 4 + readers::kMaxArticleBytes + 11 + 4);
  CHECK(lines.good());
  readers::JsonlLines missing(dir.path() / "none.jsonl");
  CHECK_FALSE(missing.Next().has_value());
  CHECK_FALSE(missing.good());
}

TEST_CASE("FileFinder: files and folders") {
  const testing::TempDir dir;
  const auto make = [&](const std::string& name) {
    fs::create_directories((dir.path() / name).parent_path());
    std::ofstream(dir.path() / name) << "x";
  };
  for (const char* name :
       {"b.md", "a/z.markdown", "a/a.MD", "c.jsonl", "notes.txt", ".hidden.md", ".git/x.md",
        "queries.jsonl", "a/judgements.jsonl", "oos.jsonl", "real/inside.md"}) {
    make(name);
  }
  const testing::TempDir elsewhere;
  std::ofstream(elsewhere.path() / "linked.md") << "x";
  fs::create_directory_symlink(elsewhere.path(), dir.path() / "link");
  const std::string root = dir.path().string();
  const readers::FoundFiles found =
      readers::FindFiles({root + "/notes.txt", root, root + "/none.md", root + "/b.md"});
  std::string list;
  for (const readers::SourceFile& file : found.files) {
    CHECK(file.bytes == 1);
    list += fmt::format("{}={}{} ", file.name.substr(root.size()), file.id,
                        file.kind == readers::SourceKind::kJsonl ? "(jsonl)" : "");
  }
  CHECK(list ==
        "/a/a.MD=a/a /a/z.markdown=a/z /b.md=b /c.jsonl=c(jsonl) /real/inside.md=real/inside "
        "/b.md=b ");
  CHECK(found.errors ==
        std::vector<std::string>{
            root + "/notes.txt: error: neither a folder nor Markdown (.md, .markdown, .mdx), HTML "
                   "(.html, .htm), DITA (.dita), .jsonl, a table (.csv, .tsv), an export of "
                   "Zendesk (.json) or "
                   "WordPress (.xml), or rules (synonyms.txt, pins.txt, blocked.txt, "
                   "glossary.txt); rename or convert it",
            root + "/none.md: error: no such file or folder; check the path"});
}

}  // namespace
}  // namespace funnel
