// SPDX-License-Identifier: GPL-2.0-or-later
#include <doctest/doctest.h>

#include <filesystem>
#include <fstream>
#include <string>

#include "indexer/check/check.h"
#include "indexer/check/markdown_facts.h"
#include "indexer/text/markup/html_tags.h"
#include "indexer/text/markup/page_anchors.h"
#include "tests/support/temp_dir.h"

namespace funnel {
namespace {

namespace fs = std::filesystem;

/// A folder of articles whose links are checked.
struct Folder {
  testing::TempDir dir;

  Folder() {
    Write("print/queue.md",
          "# Queue\n\n## Clear the queue\n\n<a name=\"old\"></a>\n\n"
          "## ล้างคิวงานพิมพ์\n\n## Paper {#paper-jam}\n");
    Write("print/media/window.png", "png");
    Write("drive/index.md", "# Drive\n");
    Write("drive/Sync.md", "# Sync\n");
  }

  void Write(const std::string& name, const std::string& content) const {
    fs::create_directories((dir.path() / name).parent_path());
    std::ofstream(dir.path() / name, std::ios::binary) << content;
  }

  /// What is said of print/a.md with this body, without the name and what other rules say.
  std::string Check(const std::string& body) const {
    check::LinkTargets links({dir.path()});
    check::CheckOptions options;
    options.today = "2026-06-15";
    options.links = &links;
    const std::string content = "---\ntitle: A\nlang: en\n---\n" + body;
    const readers::SourceFile file{(dir.path() / "print/a.md").string(), "a.md", "a",
                                   readers::SourceKind::kMarkdown, 0};
    std::string lines;
    for (const cli::Diagnostic& diagnostic :
         check::CheckArticle(content, file, options).diagnostics) {
      if (diagnostic.rule != "too-thin") lines += diagnostic.ToString() + "\n";
    }
    return lines;
  }
};

TEST_CASE("Check links: what leads somewhere") {
  const Folder folder;
  CHECK(folder.Check("[a](queue.md) [b](queue) [c](queue.html) [d](./queue.md?x=1)\n"
                     "[e](../drive/) [f](../drive) [g](../drive/index.md)\n"
                     "[h](queue.md#clear-the-queue) [i](queue.md#old) [j](queue.md#paper-jam)\n"
                     "[k](queue.md#Clear_the_queue) [l](queue.md#ล้างคิวงานพิมพ์)\n"
                     "[m](queue.md#%E0%B8%A5%E0%B9%89%E0%B8%B2%E0%B8%87%E0%B8%84%E0%B8%B4%E0%B8%A7"
                     "%E0%B8%87%E0%B8%B2%E0%B8%99%E0%B8%9E%E0%B8%B4%E0%B8%A1%E0%B8%9E%E0%B9%8C)\n"
                     "![n](media/window.png) [![o](media/window.png)](media/window.png)\n\n"
                     "## Here\n\n[p](#here) [q](#top) [r](#tab/windows)\n") == "");
  // By its name, from the page's address, from a root, in the other Unicode form.
  folder.Write("Wiki Page.md", "# W\n");
  folder.Write("cafe\xCC\x81.md", "# C\n");
  CHECK(folder.Check("[[Wiki Page]] [[wiki-page|x]] [a]({{< ref \"queue\" >}}) [b](../queue/)\n"
                     "[c](/print/queue) [d](/drive/Sync#sync) [e](../caf%C3%A9.md)\n"
                     "[f](#fn-1)[^1]\n\n[^1]: Note.\n") == "");
}

TEST_CASE("Check links: what leads out of the folder or the site is not followed") {
  const Folder folder;
  CHECK(folder.Check("[a](https://example.com/x.md) [b](//example.com/x) [c](/from/the/root.md)\n"
                     "[d](../../elsewhere/x.md) [e](mailto:support@example.com) [f](~/x.md)\n"
                     "`[g](code.md)` [h](xref:System.String)\n\n"
                     "    [j](code.md)\n\n```\n[k](code.md)\n```\n") == "");
}

TEST_CASE("Check links: dead links and pictures, with their places") {
  const Folder folder;
  const struct {
    const char* body;
    const char* lines;
  } kRows[] = {
      {"See [this](gone.md).\n",
       "a.md:5:12: error: no file 'gone.md' is here; correct the link or remove it\n"},
      {"One\nline, [two](gone.md),\n[three](gone.md#x)\n",
       "a.md:6:13: error: no file 'gone.md' is here; correct the link or remove it\n"
       "a.md:7:9: error: no file 'gone.md' is here; correct the link or remove it\n"},
      {"> - [a](queue.md)\n> - [b](que%20ue.md)\n",
       "a.md:6:9: error: no file 'que%20ue.md' is here; correct the link or remove it\n"},
      {"Text [a][ref].\n\nMore.\n\n[ref]: gone.md \"Title\"\n",
       "a.md:9:8: error: no file 'gone.md' is here; correct the link or remove it\n"},
      {"| a | b |\n|---|---|\n| x | [y](gone.md) |\n",
       "a.md:7:11: error: no file 'gone.md' is here; correct the link or remove it\n"},
      {"Text <a href=\"gone.md\">y</a>\n",
       "a.md:5:15: error: no file 'gone.md' is here; correct the link or remove it\n"},
      {"[a](queue.md#nowhere)\n",
       "a.md:5:5: warning: 'queue.md' has no heading '#nowhere'; link to one of its headings\n"},
      {"[a](#nowhere)\n",
       "a.md:5:5: warning: this article has no heading '#nowhere'; link to one of its headings\n"},
      {"[a](../drive/sync.md)\n",
       "a.md:5:5: warning: '../drive/sync.md' is spelt 'Sync.md' on disk; use the same letter "
       "case\n"},
      {"[a](../print/media)\n",
       "a.md:5:5: warning: the folder '../print/media' has no index.md, so no page; link to one of "
       "its articles\n"},
      {"[a]({{< ref \"x\" >}})\n",
       "a.md:5:1: error: no page 'x' is here; correct the link or remove it\n"},
      {"[[No Page]]\n",
       "a.md:5:1: error: no page 'No Page' is here; correct the link or remove it\n"},
      {"![a](media/door.png)\n",
       "a.md:5:6: warning: no picture 'media/door.png' is here; add it or correct its path\n"},
      {"<img src='media/door.png'>\n",
       "a.md:5:11: warning: no picture 'media/door.png' is here; add it or correct its path\n"},
      {":::image type=\"content\" source=\"media/door.png\" alt-text=\"Door\":::\n",
       "a.md:5:33: warning: no picture 'media/door.png' is here; add it or correct its path\n"},
      {"![a](img/a.png) ![b](img/b.png)\n",
       "a.md:5:6: warning: the folder 'img' of the picture 'a.png' is not here; add it with its "
       "pictures or correct the path\n"},
  };
  for (const auto& row : kRows) {
    CAPTURE(row.body);
    CHECK(folder.Check(row.body) == row.lines);
  }
}

TEST_CASE("LinkRoots: a folder, the checkout around a file, or the file's folder") {
  const testing::TempDir dir;
  fs::create_directories(dir.path() / "repo/.git");
  fs::create_directories(dir.path() / "repo/docs/print");
  fs::create_directories(dir.path() / "loose");
  const auto roots = check::LinkRoots({(dir.path() / "repo/docs/").string(),
                                       (dir.path() / "repo/docs/print/a.md").string(),
                                       (dir.path() / "loose/a.md").string()});
  REQUIRE(roots.size() == 3);
  CHECK(roots[0] == dir.path() / "repo/docs");
  CHECK(roots[1] == dir.path() / "repo");
  CHECK(roots[2] == dir.path() / "loose");
}

TEST_CASE("FindHtmlTags: reads attributes in every quoting") {
  const auto tags =
      text::FindHtmlTags("a < b <!-- <i x=1> --><A HREF='x' id=y disabled><br/><img src=\"");
  REQUIRE(tags.size() == 3);
  CHECK(tags[0].name == "a");
  CHECK(tags[0].Value("href") == "x");
  CHECK(tags[0].Value("id") == "y");
  CHECK(tags[0].Value("disabled").empty());
  CHECK(tags[1].name == "br");
  CHECK(tags[2].Value("src").empty());
}

TEST_CASE("NormalFragment: publishing systems differ in case and hyphens only") {
  CHECK(text::NormalFragment("Clear-the--queue") == text::NormalFragment("clear_the_queue"));
  CHECK(text::NormalFragment("a%20b") == text::NormalFragment("a-b"));
  CHECK(text::NormalFragment("100%") == text::NormalFragment("100"));
}

}  // namespace
}  // namespace funnel
