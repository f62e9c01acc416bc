// SPDX-License-Identifier: GPL-2.0-or-later
// Filters in the words of a question.
#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "funnel/searcher.h"
#include "tests/support/articles.h"
#include "tests/support/searching.h"

namespace funnel {
namespace {

using testing::Ask;
using testing::Ids;
using testing::MakeArticle;
using testing::OpenBase;
using testing::TempDir;

Article About(std::string id, std::string lang, std::string text, std::string product,
              std::vector<std::string> versions = {}) {
  Article article = MakeArticle(std::move(id), std::move(lang), text, text);
  article.products = article.tags = {std::move(product)};
  article.versions = std::move(versions);
  return article;
}

std::vector<Article> Articles() {
  std::vector<Article> articles = {
      About("jam", "en", "The printer has a paper jam", "Photo Editor", {"5.0 - 5.4"}),
      About("jam-2", "en", "The printer has a paper jam again", "C++", {"6"}),
      About("log", "en", "Error: id 7 not found in note x, product Unheard", "Other"),
      About("th", "th", "เครื่องพิมพ์กระดาษติด", "โปรแกรมแต่งภาพ"),
      About("ja", "ja", "プリンターが紙詰まりです", "写真エディター"),
      About("ko", "ko", "프린터에 용지가 걸렸습니다", "사진 편집기"),
      About("zh", "zh-Hans", "打印机卡纸", "图片编辑器"),
      About("hi", "hi", "प्रिंटर में कागज फंस गया", "फोटो संपादक"),
      About("vi", "vi", "Máy in bị kẹt giấy", "Trình sửa ảnh"),
      About("de", "de", "Papierstau im Drucker", "Größenänderer"),
  };
  articles[1].kind = Kind::kCase;
  Article inside = About("inside", "en", "The printer has a secret paper jam", "Zebra", {"9"});
  inside.audience = Audience::kInternal;
  articles.push_back(inside);
  return articles;
}

TEST_CASE("Shortcuts: a value that articles have is a filter") {
  const TempDir dir;
  testing::Publish(dir.path(), Articles());
  Searcher searcher = OpenBase(dir);
  const struct {
    const char* query;
    const char* lang;
    const char* ids;
  } rows[] = {
      {"paper jam product:\"photo editor\"", "en", "jam/en"},
      {"product:C++ paper jam", "en", "jam-2/en"},
      {"paper jam -product:C++", "en", "jam/en"},
      {"paper jam version:5.2", "en", "jam/en"},
      {"paper jam version:v6", "en", "jam-2/en"},
      {"paper jam kind:case", "en", "jam-2/en"},
      {"paper jam product:C++ product:\"Photo Editor\" kind:article", "en", "jam/en"},
      {"paper jam id:jam-2", "en", "jam-2/en"},
      {"id:jam-2", "en", "jam-2/en"},
      {"id:zh", "en", "zh/zh-Hans"},
      {"lang:th เครื่องพิมพ์", "en", "th/th"},
      {"กระดาษติด product:โปรแกรมแต่งภาพ", "th", "th/th"},
      {"紙詰まり product:写真エディター", "ja", "ja/ja"},
      {"紙詰まり product:写真エテ\u3099ィター", "ja", "ja/ja"},
      {"용지 product:\"사진 편집기\"", "ko", "ko/ko"},
      {"卡纸 tag:图片编辑器", "zh-Hans", "zh/zh-Hans"},
      {"कागज tag:\"फोटो संपादक\"", "hi", "hi/hi"},
      {"kẹt giấy tag:\"TRÌNH SỬA ẢNH\"", "vi", "vi/vi"},
      {"papierstau product:GRÖSSENÄNDERER", "de", "de/de"},
  };
  for (const auto& row : rows) {
    CAPTURE(std::string(row.query));
    CHECK(Ids(searcher, Ask(row.query, row.lang)) == row.ids);
  }
}

TEST_CASE("Shortcuts: all else is text") {
  const TempDir dir;
  testing::Publish(dir.path(), Articles());
  Searcher searcher = OpenBase(dir);
  for (const char* query :
       {"id: 7 not found", "id:7 not found", "Error: id 7 not found", "note: x", "product:Unheard",
        "kind:unheard product", "lang:xx-nothing note", "version:77 note", "tag:\"\" note"}) {
    CAPTURE(query);
    CHECK(Ids(searcher, Ask(query, "en")).substr(0, 6) == "log/en");
  }
  // What only others may see is no filter: as if nobody had it.
  for (const char* query : {"paper jam product:Zebra", "paper jam version:9", "paper jam id:inside",
                            "paper jam tag:zebra"}) {
    CAPTURE(query);
    CHECK(Ids(searcher, Ask(query, "en")).find("jam/en") != std::string::npos);
    CHECK(Ids(searcher, Ask(query, "en")).find("jam-2/en") != std::string::npos);
  }
  Searcher inside = OpenBase(dir, Audience::kInternal);
  CHECK(Ids(inside, Ask("paper jam product:Zebra", "en")) == "inside/en");
}

TEST_CASE("Shortcuts: an explanation says what they keep out") {
  const TempDir dir;
  testing::Publish(dir.path(), Articles());
  Searcher searcher = OpenBase(dir);
  const auto standing = [&](const std::string& query, const std::string& id) {
    const Result<Explanation> explanation = searcher.Explain(Ask(query, "en"), {id});
    if (!explanation) return explanation.error().message;
    return std::string(Name(explanation->articles.front().standing));
  };
  CHECK(standing("paper jam product:C++", "jam-2") == "ranked");
  CHECK(standing("paper jam product:C++", "jam") == "filtered");
  CHECK(standing("paper jam product:C++ lang:en", "th") == "filtered");
  CHECK(standing("product:C++", "jam-2") == "nothing is asked: explain a query with words");
}

TEST_CASE("Shortcuts: signs of all kinds are no error") {
  const TempDir dir;
  testing::Publish(dir.path(), Articles());
  Searcher searcher = OpenBase(dir);
  const std::string queries[] = {
      "C++ paper",         "C# paper",
      ".NET paper",        "-k netsvcs paper",
      "\" paper",          "AND paper",
      "1/2 paper",         "\xF0\x9F\x96\xA8 paper",
      "\u202Epaper\u202C", "paper product:",
      "paper product:\"",  "paper :product",
      "paper id::",        "paper http://x:1",
      "paper (id:5 OR x)", "paper " + std::string(10'000, 'x'),
  };
  for (const std::string& query : queries) {
    CAPTURE(query.substr(0, 40));
    CHECK(Ids(searcher, Ask(query, "en")).find("jam/en") != std::string::npos);
  }
}

}  // namespace
}  // namespace funnel
