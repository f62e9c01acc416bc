// SPDX-License-Identifier: GPL-2.0-or-later
// What goes out comes in again as it was.
#include <doctest/doctest.h>
#include <fmt/format.h>

#include <algorithm>
#include <atomic>
#include <filesystem>
#include <fstream>
#include <map>
#include <sstream>
#include <string>

#include "indexer/exports/article_json.h"
#include "indexer/exports/article_markdown.h"
#include "indexer/exports/command_export.h"
#include "indexer/exports/export_path.h"
#include "indexer/readers/jsonl_reader.h"
#include "indexer/readers/markdown_reader.h"
#include "indexer/run/command_index.h"
#include "indexer/store/article_scan.h"
#include "indexer/store/layout/article_record.h"
#include "tests/support/articles.h"
#include "tests/support/temp_dir.h"

namespace funnel {
namespace {

namespace fs = std::filesystem;

/// Every field of it.
Article FullArticle() {
  Article article = testing::MakeArticle("a/b c", "zh-Hant", "\"Title\": # [x]", "");
  article.family = "family: x";
  article.summary = "two\nlines, 'quotes' and - dashes";
  article.body =
      "---\nnot front matter\n---\n\n# \"Title\": # [x]\n\n## Cause\n\n> [!NOTE]\n> 0x80070005\n\n";
  article.format = BodyFormat::kMarkdown;
  article.products = {"Tamarind, Print", "null"};
  article.versions = {"1.0", "~"};
  article.tags = {"a:b", "#c", "true"};
  article.kind = Kind::kCase;
  article.audience = Audience::kPartner;
  article.state = State::kArchived;
  article.confidence = Confidence::kValidated;
  article.created = "2020-01-02";
  article.updated = "2021-01-02";
  article.review_by = "2022-01-02";
  article.authors = {"Ann Äß"};
  article.symptoms = {"it says: \"no\"", "- dash", std::string(100, 'x')};
  article.questions = {"why?"};
  article.related = {"c"};
  article.url = "https://x.example/?a=b#c";
  article.source = "docs/a.md";
  article.extra = {{"ms.topic", "how-to"},
                   {"weight", "30"},
                   {"list", "\n  - a\n  - b: c"},
                   {"folded", ">\n  x\n    y"},
                   {"empty", ""}};
  return article;
}

std::string AllFields(const Article& article) {
  Article complete = article;
  complete.text.clear();
  complete.sections.clear();
  complete.error_codes.clear();
  return store::EncodeArticle(complete);
}

Article FromMarkdown(const Article& article) {
  const auto file = exports::ArticleToMarkdown(article);
  REQUIRE_MESSAGE(file.has_value(), file.error().message);
  const readers::SourceFile source{"x.md", "x.md", "x", readers::SourceKind::kMarkdown, 0};
  const auto read = readers::ReadMarkdownArticle(*file, source, "");
  REQUIRE_MESSAGE(read.has_value(), read.error().message);
  return read->article;
}

Article FromJson(const Article& article) {
  const auto read =
      readers::ReadJsonlArticle(exports::ArticleToJsonLine(article), 1, "x.jsonl", "");
  REQUIRE_MESSAGE(read.has_value(), read.error().message);
  return read->article;
}

TEST_CASE("Export: every field survives both forms") {
  std::vector<Article> articles = {FullArticle(), FullArticle(), FullArticle(), FullArticle(),
                                   testing::MakeArticle("p", "en", "", "plain *text*\n\n\n")};
  articles[4].source = "p.jsonl";
  // What front matter would read otherwise goes into a map of its own.
  articles[1].extra = {{"lang", "en"}, {"audience", "ITPro"}, {"a: b", "{}"}, {"x", "[1,"}};
  articles[2].extra = {{"audience", "ITPro"}, {"extra", "[1]"}, {"description", "d"}};
  // An older Funnel kept "draft" unread, and the article published.
  articles[3].state = State::kPublished;
  articles[3].extra = {
      {"draft", "true"}, {"twice", "1"}, {"twice", "2"}, {"", ""}, {"path", "\"p/q\""}};
  for (const Article& article : articles) {
    const auto file = exports::ArticleToMarkdown(article);
    CAPTURE((file ? *file : file.error().message));
    CHECK(AllFields(FromMarkdown(article)) == AllFields(article));
    CHECK(AllFields(FromJson(article)) == AllFields(article));
  }
}

TEST_CASE("Export: front matter that people can read") {
  Article article = FullArticle();
  article.extra = {{"ms.topic", "x"}, {"audience", "ITPro"}, {"list", "\n  - a"}};
  article.audience = Audience::kPublic;
  article.body = "Body";
  article.summary = "What, when & why";
  article.title = "Printing (slow)";
  article.symptoms.pop_back();
  CHECK(exports::ArticleToMarkdown(article).value() ==
        "---\n"
        "id: a/b c\n"
        "family: \"family: x\"\n"
        "lang: zh-Hant\n"
        "title: Printing (slow)\n"
        "summary: What, when & why\n"
        "kind: case\n"
        "products: [\"Tamarind, Print\", \"null\"]\n"
        "versions: [1.0, \"~\"]\n"
        "tags: [\"a:b\", \"#c\", true]\n"
        "state: archived\n"
        "confidence: validated\n"
        "created: 2020-01-02\n"
        "updated: 2021-01-02\n"
        "review-by: 2022-01-02\n"
        "authors: [Ann Äß]\n"
        "symptoms: [\"it says: \\\"no\\\"\", \"- dash\"]\n"
        "questions: [\"why?\"]\n"
        "related: [c]\n"
        "url: https://x.example/?a=b#c\n"
        "imported-from: docs/a.md\n"
        "ms.topic: x\n"
        "audience: ITPro\n"
        "list:\n"
        "  - a\n"
        "---\n"
        "Body");
}

TEST_CASE("Export: an article that only a program can make is refused by name") {
  Article article = FullArticle();
  article.title = " spaces ";
  const auto file = exports::ArticleToMarkdown(article);
  REQUIRE_FALSE(file.has_value());
  CHECK(file.error().message ==
        "zh-Hant/a/b c: no front matter can hold this article; export it as JSONL");
}

TEST_CASE("ExportPath: ids as paths") {
  struct {
    const char* id;
    const char* path;
  } const rows[] = {
      {"a", "en/a.md"},
      {"a/b c", "en/a/b c.md"},
      {"印刷", "en/印刷.md"},
      {"../x", "en/%2E%2E/x.md"},
      {"/etc", "en/%/etc.md"},
      {"a//b/", "en/a/%/b/%.md"},
      {".hidden", "en/%2Ehidden.md"},
      {"a.md/b", "en/a%2Emd/b.md"},
      {"a.md", "en/a.md.md"},
      {"50%", "en/50%25.md"},
      {"a:b*?\"<>|\\", "en/a%3Ab%2A%3F%22%3C%3E%7C%5C.md"},
      {" a.", "en/%20a%2E.md"},
  };
  for (const auto& row : rows) {
    CAPTURE(row.id);
    CHECK(exports::ExportPath("en", row.id).string() == row.path);
  }
  const std::string one = exports::ExportPath("en", std::string(200, '*')).filename().string();
  const std::string other =
      exports::ExportPath("en", std::string(199, '*') + "?").filename().string();
  CHECK(one != other);
  CHECK(one.size() < 255);
}

/// A base, and the commands that fill and empty it.
class Base {
 public:
  explicit Base(const testing::TempDir& dir, const std::string& name) : kb_(dir.path() / name) {}

  std::string Index(const fs::path& source) {
    return Run([&](cli::Console& console) {
      return run::RunIndex({kb_, {source.string()}, "", false, false}, console, interrupted_);
    });
  }

  std::string Export(exports::ExportCommand command) {
    command.kb = kb_;
    return Run(
        [&](cli::Console& console) { return exports::RunExport(command, console, interrupted_); });
  }

  /// All articles whole, text and sections as well, by language and id.
  std::map<std::string, std::string> Records() const {
    std::map<std::string, std::string> records;
    auto scan = store::ArticleScan::Open(kb_);
    REQUIRE_MESSAGE(scan.has_value(), scan.error().message);
    while (const auto next = scan->Next().value()) records[next->unique_term] = next->record;
    return records;
  }

  std::atomic<bool> interrupted_ = false;

 private:
  template <class Command>
  std::string Run(const Command& command) {
    std::ostringstream out;
    std::ostringstream err;
    cli::Console console{out, err};
    const cli::ExitCode code = command(console);
    return fmt::format("{}|{}{}", static_cast<int>(code), out.str(), err.str());
  }

  fs::path kb_;
};

std::string ReadAll(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

/// The files below `dir`, by path.
std::map<std::string, std::string> ReadFolder(const fs::path& dir) {
  std::map<std::string, std::string> files;
  for (const auto& entry : fs::recursive_directory_iterator(dir)) {
    if (entry.is_regular_file()) {
      files[entry.path().lexically_relative(dir).string()] = ReadAll(entry.path());
    }
  }
  return files;
}

TEST_CASE("Export: indexing an export makes the same base, and the same export" *
          doctest::test_suite("slow")) {
  const testing::TempDir dir;
  const fs::path root = dir.path();
  std::ofstream(root / "more.jsonl")
      << R"({"_id":"set/1","title":"","text":" plain\n\ntext ","lang":"th","path":"p","n":[1,{"a":2}]})"
      << "\n"
      << R"({"id":"case-9","subject":"It hangs","description":"<p>Help</p>","status":"open"})"
      << "\n"
      << R"({"id":"d","lang":"en","body":"# H\n\nx","state":"draft","audience":"partner"})"
      << "\n";
  std::ofstream(root / "page.html") << "<html lang=ko><title>인쇄</title><p>멈춤 <b>오류</b>";
  std::ofstream(root / "odd.md") << "---\ntitle: Error: no disk\naudience: ITPro\nms.custom:\n  - "
                                    "a\n  - b: c\nx: {a: 1}\n---\nHi";
  Base first(dir, "kb1");
  CHECK(first.Index(fs::path(FUNNEL_SOURCE_DIR) / "corpus").starts_with("0|"));
  for (const char* name : {"more.jsonl", "page.html", "odd.md"}) {
    CHECK(first.Index(root / name).starts_with("0|added"));
  }
  const auto records = first.Records();
  CHECK(records.size() > 200);
  REQUIRE(first.Export({.jsonl = (root / "1.jsonl").string()}).starts_with("0|exported"));
  REQUIRE(first.Export({.folder = (root / "1").string()}).starts_with("0|exported"));
  const std::string lines = ReadAll(root / "1.jsonl");
  CHECK(static_cast<std::size_t>(std::count(lines.begin(), lines.end(), '\n')) == records.size());

  for (const char* form : {"1.jsonl", "1"}) {
    CAPTURE(form);
    const std::string name = std::string("again-") + form;
    Base again(dir, "kb-" + name);
    CHECK(again.Index(root / form).starts_with("0|added"));
    CHECK(again.Records() == records);
    CHECK(again.Export({.jsonl = (root / (name + ".lines")).string()}).starts_with("0|"));
    CHECK(again.Export({.folder = (root / name).string()}).starts_with("0|"));
    CHECK(ReadAll(root / (name + ".lines")) == lines);
    CHECK(ReadFolder(root / name) == ReadFolder(root / "1"));
    // To the base that it came from an export is nothing new.
    CHECK(first.Index(root / form).find("added 0, updated 0") != std::string::npos);
  }
}

TEST_CASE("Export: some of it") {
  const testing::TempDir dir;
  Base base(dir, "kb");
  std::ofstream(dir.path() / "a.jsonl")
      << R"({"id":"a","lang":"en","title":"t","text":"x"})"
      << "\n"
      << R"({"id":"b","lang":"en","title":"t","text":"x","audience":"internal"})"
      << "\n"
      << R"({"id":"c","lang":"en","title":"t","text":"x","state":"draft"})"
      << "\n"
      << R"({"id":"a","lang":"th","title":"t","text":"x"})"
      << "\n";
  REQUIRE(base.Index(dir.path() / "a.jsonl").starts_with("0|"));
  const auto ids = [&](exports::ExportCommand command) {
    command.jsonl = "-";
    command.quiet = true;
    const std::string out = base.Export(std::move(command));
    std::string line;
    for (std::size_t at = 0; (at = out.find("{\"id\":\"", at)) != std::string::npos; ++at) {
      line += out.substr(at + 7, 1);
    }
    return line;
  };
  CHECK(ids({}) == "abca");
  CHECK(ids({.audience = "public"}) == "aa");
  CHECK(ids({.audience = "internal"}) == "aba");
  CHECK(ids({.lang = "th-TH"}) == "a");
  CHECK(ids({.lang = "ja"}).empty());
  CHECK(base.Export({.jsonl = "-", .lang = "!"}).starts_with("2|"));
  CHECK(base.Export({.jsonl = "-", .audience = "all"}).starts_with("2|"));
}

TEST_CASE("Export: nothing half is left") {
  const testing::TempDir dir;
  const fs::path root = dir.path();
  Base base(dir, "kb");
  std::ofstream(root / "a.jsonl") << R"({"id":"a","lang":"en","title":"t","text":"x"})";
  REQUIRE(base.Index(root / "a.jsonl").starts_with("0|"));
  const std::string taken = (root / "taken").string();
  fs::create_directory(taken);
  std::ofstream(root / "taken" / "mine") << "x";
  CHECK(base.Export({.folder = taken}) ==
        "1|funnel-indexer: error: " + taken + ": not an empty folder; name a new one\n");
  CHECK(base.Export({.jsonl = taken}) ==
        "1|funnel-indexer: error: " + taken + ": a folder; name a file, or use --folder\n");
  CHECK(
      base.Export({.jsonl = (root / "no" / "x").string()}).starts_with("1|funnel-indexer: error"));
  fs::create_directory(root / "empty");
  CHECK(base.Export({.folder = (root / "empty/").string()}).starts_with("0|"));
  CHECK(fs::exists(root / "empty" / "en" / "a.md"));

  std::ofstream(root / "old.jsonl") << "old";
  base.interrupted_ = true;
  CHECK(base.Export({.jsonl = (root / "old.jsonl").string()}).starts_with("130|"));
  CHECK(base.Export({.folder = (root / "new").string()}).starts_with("130|"));
  CHECK(ReadAll(root / "old.jsonl") == "old");
  std::string names;
  for (const auto& entry : fs::directory_iterator(root)) {
    names += entry.path().filename().string() + " ";
  }
  CHECK(names.find("new") == std::string::npos);
}

}  // namespace
}  // namespace funnel
