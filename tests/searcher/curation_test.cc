// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/guidance/curation.h"

#include <doctest/doctest.h>

#include <chrono>
#include <string>
#include <vector>

#include "funnel/searcher.h"
#include "indexer/publish/publish.h"
#include "indexer/store/layout/knowledge_base.h"
#include "tests/support/articles.h"
#include "tests/support/temp_dir.h"

namespace funnel {
namespace {

using store::CurationKind;
using testing::MakeArticle;
using testing::TempDir;

/// The ids of pins and the replacements for a question: "pin pin | word[begin,end)".
std::string Read(guidance::Curator& curator, const std::string& text,
                 const std::vector<std::string>& langs, std::chrono::sys_days today = {}) {
  query::QueryPlan plan;
  plan.text = text;
  plan.langs = langs;
  const guidance::CuratedQuestion curated = curator.Read(plan, "", today);
  std::string line;
  for (const std::string& id : curated.pins) line += id + " ";
  line += "|";
  for (const guidance::Replacement& other : curated.replacements) {
    line += " " + plan.text.substr(other.begin, other.end - other.begin) + "=";
    line += std::string(other.text) + (other.one_way ? "!" : "");
  }
  return line;
}

struct Rules {
  TempDir dir;
  guidance::Curator curator;

  explicit Rules(const store::CurationChanges& files) {
    store::WriteCuration(dir.path(), files);
    curator.Follow(dir.path());
  }
};

TEST_CASE("Curator: finds phrases by the analyzer's words in every script") {
  Rules rules({{store::CurationKind::kPins,
                "\"cannot print\" -> en\n"
                "\"setup fails with 0x80070005\" -> code\n"
                "\"打印机脱机\" -> zh\n"
                "\"印刷できない\" -> ja\n"
                "\"พิมพ์ไม่ออก\" -> th\n"
                "\"프린터 오류\" -> ko\n"
                "\"quên mật khẩu\" -> vi\n"
                "[de] \"Drucker offline\" -> de\n"
                "= how do I print? -> exact\n"
                "\"प्रिंटर ऑफ़लाइन\" -> hi\n"}});
  struct {
    const char* question;
    std::vector<std::string> langs;
    const char* found;
  } rows[] = {
      {"I cannot print today", {"en"}, "en |"},
      {"ＣＡＮＮＯＴ printing", {"en"}, "en |"},
      {"cannot be printed", {"en"}, "|"},
      {"setup failing with -2147024891", {"en"}, "code |"},
      {"setup fails with 80070005", {"en"}, "code |"},
      {"为什么打印机脱机了", {"zh-Hans"}, "zh |"},
      {"打印機脫機", {"zh-Hant"}, "zh |"},
      {"印表機離線", {"zh-Hant"}, "|"},
      {"昨日から印刷できないのですが", {"ja"}, "ja |"},
      {"เครื่องพิมพ์พิมพ์ไม่ออกค่ะ", {"th"}, "th |"},
      {"พิมพ์ ออก", {"th"}, "|"},
      {"프린터에 오류가 났어요", {"ko"}, "ko |"},
      {"toi quen mat khau roi", {"vi"}, "vi |"},
      {"Tôi QUÊN MẬT KHẨU", {"vi"}, "vi |"},
      {"quên mắt khẩu", {"vi"}, "|"},
      {"Drucker offline", {"de", "en"}, "de |"},
      {"मेरा प्रिंटर ऑफलाइन है", {"hi"}, "hi |"},
      {"How do I print", {"en"}, "exact |"},
      {"how do I print a page", {"en"}, "|"},
      {"-", {"en"}, "|"},
      {"", {}, "|"},
  };
  for (const auto& row : rows) {
    CAPTURE(row.question);
    CHECK(Read(rules.curator, row.question, row.langs) == row.found);
  }
}

TEST_CASE("Curator: synonyms stand where a name does") {
  Rules rules({{store::CurationKind::kSynonyms,
                "[en] notebook, laptop, portable computer\n"
                "[*] TP2203 => spooler stuck\n"
                "[zh] 打印, 列印\n"
                "[zh] 笔记本, 手提电脑\n"
                "[th] เครื่องพิมพ์, ปริ้นเตอร์\n"
                "[fr] mail, courriel\n"
                "mail server, smtp\n"
                "mail => message\n"}});
  struct {
    const char* question;
    std::vector<std::string> langs;
    const char* found;
  } rows[] = {
      {"my Notebooks die", {"en"}, "| Notebooks=laptop Notebooks=portable computer"},
      {"portable computers", {"en"}, "| portable computers=notebook portable computers=laptop"},
      {"error TP-2203", {"en"}, "| TP-2203=spooler stuck!"},
      {"tp 2203?", {"en"}, "| tp 2203=spooler stuck!"},
      {"tp2203", {"en"}, "| tp2203=spooler stuck!"},
      {"spooler stuck", {"en"}, "|"},
      {"打印文件", {"zh-Hans"}, "| 打印=列印"},
      {"筆記本 很慢", {"zh-Hant"}, "| 筆記本=手提电脑"},
      {"เครื่องพิมพ์เสีย", {"th"}, "| เครื่องพิมพ์=ปริ้นเตอร์"},
      {"mail server down", {"en"}, "| mail server=smtp"},
      {"mail down", {"en"}, "| mail=message!"},
      {"mail", {"fr"}, "| mail=courriel mail=message!"},
  };
  for (const auto& row : rows) {
    CAPTURE(row.question);
    CHECK(Read(rules.curator, row.question, row.langs) == row.found);
  }
}

TEST_CASE("Curator: dates are included, better pins come first, blocked phrases") {
  using namespace std::chrono;
  Rules rules({{store::CurationKind::kPins,
                "\"print\" -> general\n"
                "\"print page\" -> longer\n"
                "= print page now -> exact\n"
                "\"print\" -> fourth\n"
                "\"down\" -> incident from 2026-01-01 to 2026-02-01\n"},
               {store::CurationKind::kBlocked, "stupid printer\n机密\n"}});
  CHECK(Read(rules.curator, "print page now", {"en"}) == "exact longer general |");
  CHECK(Read(rules.curator, "mail down", {"en"}, 2025y / 12 / 31) == "|");
  CHECK(Read(rules.curator, "mail down", {"en"}, 2026y / 1 / 1) == "incident |");
  CHECK(Read(rules.curator, "mail down", {"en"}, 2026y / 2 / 1) == "incident |");
  CHECK(Read(rules.curator, "mail down", {"en"}, 2026y / 2 / 2) == "|");
  CHECK(rules.curator.Blocked("my STUPID printers"));
  CHECK(rules.curator.Blocked("查看机密文件"));
  CHECK_FALSE(rules.curator.Blocked("stupid"));
  store::WriteCuration(rules.dir.path(), {{store::CurationKind::kBlocked, std::nullopt}});
  rules.curator.Follow(rules.dir.path());
  CHECK_FALSE(rules.curator.Blocked("my stupid printer"));
}

/// A base whose rules can be changed, and a searcher that stays open.
struct Base {
  TempDir dir;

  Base() {
    testing::Publish(
        dir.path(),
        {MakeArticle("laptop", "en", "Laptop does not charge", "The laptop stays dark."),
         MakeArticle("battery", "en", "Battery of a notebook", "Notebook batteries wear out."),
         MakeArticle("outage", "en", "Mail is down", "We know about it."),
         MakeArticle("outage", "th", "เมลล่ม", "เราทราบแล้ว"),
         MakeArticle("other", "en", "Print", "x")});
    Article secret = MakeArticle("secret", "en", "Secret", "For us only.");
    secret.audience = Audience::kInternal;
    testing::Publish(dir.path(), {secret});
    for (int i = 0; i < 25; ++i) {
      const std::string id = "doc" + std::to_string(i);
      testing::Publish(dir.path(), {MakeArticle(id, "en", "Printing " + id, "To print a page.")});
    }
  }

  void Put(store::CurationChanges changes) const {
    auto publish = publish::Publish::Open(dir.path());
    REQUIRE(publish.has_value());
    (*publish)->PutCuration(std::move(changes));
    REQUIRE((*publish)->Commit().has_value());
  }

  Searcher Open(Audience audience = Audience::kPublic) const {
    auto searcher = Searcher::Open(dir.path(), audience);
    REQUIRE(searcher.has_value());
    return std::move(*searcher);
  }
};

std::string Ask(Searcher& searcher, const std::string& query, const std::string& lang = "",
                std::size_t offset = 0, std::size_t limit = 10) {
  SearchRequest request;
  request.query = query;
  request.lang = lang;
  request.offset = offset;
  request.limit = limit;
  using namespace std::chrono;
  request.today = 2026y / 1 / 15;
  const auto response = searcher.Search(request);
  REQUIRE(response.has_value());
  std::string ids;
  for (const Hit& hit : response->hits) {
    ids += (ids.empty() ? "" : " ") + hit.id + (hit.pinned ? "!" : "");
    if (hit.pinned) ids += hit.lang;
  }
  return ids + " of " + std::to_string(response->estimated_total_hits);
}

TEST_CASE("Searcher: synonyms take effect on an open searcher, and go again") {
  const Base base;
  Searcher searcher = base.Open();
  CHECK(Ask(searcher, "notebook") == "battery of 1");
  base.Put({{store::CurationKind::kSynonyms, "[en] notebook, laptop\n"}});
  CHECK(Ask(searcher, "notebook") == "battery laptop of 2");
  CHECK(Ask(searcher, "laptop does not charge") == "laptop battery of 2");
  SearchRequest request;
  request.query = "laptop";
  const auto response = searcher.Search(request);
  REQUIRE(response.has_value());
  bool marked = false;
  for (const Hit& hit : response->hits) {
    for (const SnippetPiece& piece : hit.snippet) {
      marked = marked || (piece.marked && piece.text.starts_with("Notebook"));
    }
  }
  CHECK(marked);
  base.Put({{store::CurationKind::kSynonyms, std::nullopt}});
  CHECK(Ask(searcher, "notebook") == "battery of 1");
}

TEST_CASE("Searcher: a word with a synonym is not misspelt, blocked words are not suggested") {
  const Base base;
  Searcher searcher = base.Open();
  CHECK(Ask(searcher, "notbook") == "battery of 1");
  base.Put({{store::CurationKind::kBlocked, "notebook\n"},
            {store::CurationKind::kSynonyms, "maal => mail\n"}});
  CHECK(Ask(searcher, "notbook") == " of 0");
  CHECK(Ask(searcher, "maal") == "outage of 1");
}

TEST_CASE("Searcher: pins come first, once, within the audience, over pages") {
  const Base base;
  Searcher searcher = base.Open();
  const std::string all = Ask(searcher, "print page", "en", 0, 40);
  CHECK(all.ends_with(" of 26"));
  CHECK(all.find("outage") == std::string::npos);
  base.Put({{store::CurationKind::kPins,
             "\"print\" -> outage from 2026-01-01 to 2026-01-15\n"
             "\"print\" -> secret\n"
             "\"print\" -> gone\n"
             "\"print page\" -> doc7\n"
             "= xyzzy -> outage\n"
             "\"late\" -> outage from 2026-01-16\n"}});
  const std::string pinned = Ask(searcher, "print page", "en", 0, 40);
  CHECK(pinned.starts_with("doc7!en outage!en "));
  CHECK(pinned.ends_with(" of 27"));
  CHECK(pinned.find("doc7 ") == std::string::npos);
  CHECK(pinned.find("secret") == std::string::npos);
  // What the question excludes is not even shown where it is pinned.
  CHECK(Ask(searcher, "print page -mail", "en", 0, 40).starts_with("doc7!en "));
  CHECK(Ask(searcher, "print page -mail", "en", 0, 40).find("outage") == std::string::npos);
  // The pages are pieces of that list.
  std::string pages;
  for (std::size_t offset = 0; offset < 40; offset += 10) {
    const std::string page = Ask(searcher, "print page", "en", offset);
    CHECK(page.ends_with(" of 27"));
    const std::string ids = page.substr(0, page.size() - 6);
    if (!ids.empty()) pages += (pages.empty() ? "" : " ") + ids;
  }
  CHECK(pages + " of 27" == pinned);

  CHECK(Ask(searcher, "xyzzy", "en") == "outage!en of 1");
  CHECK(Ask(searcher, "xyzzy", "th") == "outage!th of 1");
  CHECK(Ask(searcher, "late", "en") == " of 0");
  Searcher internal = base.Open(Audience::kInternal);
  CHECK(Ask(internal, "print", "en", 0, 2) == "outage!en secret!en of 28");
}

}  // namespace
}  // namespace funnel
