// SPDX-License-Identifier: GPL-2.0-or-later
#include <doctest/doctest.h>

#include <string>
#include <utility>
#include <vector>

#include "funnel/similar.h"
#include "funnel/triage.h"
#include "indexer/base/day.h"
#include "searcher/similar/near_copies.h"
#include "tests/support/articles.h"
#include "tests/support/searching.h"
#include "tests/support/temp_dir.h"

namespace funnel {
namespace {

using testing::MakeArticle;
using testing::OpenBase;

Article Case(std::string id, std::string lang, std::string title, std::string text,
             std::vector<std::string> products, std::string updated = "2024-05-01") {
  Article article = MakeArticle(std::move(id), std::move(lang), std::move(title), std::move(text));
  article.products = std::move(products);
  article.created = article.updated = std::move(updated);
  article.kind = Kind::kCase;
  return article;
}

/// Solved cases of two products in eight languages, and one that only we may read.
const testing::TempDir& Cases() {
  static const testing::TempDir* const dir = [] {
    auto* made = new testing::TempDir;
    Article internal =
        Case("secret", "en", "Spooler crash at customer Sakura",
             "The spooler service crashed with 0x800706B9 after the gateway patch.", {"Gateway"});
    internal.audience = Audience::kInternal;
    const std::string log =
        "Since this morning the spooler service stops and the print queue of the third floor "
        "stays full. The event log names 0x800706B9 and the driver of the old label printer.";
    testing::Publish(
        made->path(),
        {internal, Case("spooler", "en", "Spooler stops, queue stays full", log, {"Print"}),
         Case("spooler-again", "en", "Spooler stops again", log + " Same customer.", {"Print"},
              "2024-06-10"),
         Case("spooler-old", "en", "Spooler service does not start", "The spooler stays stopped.",
              {"Print"}, "2021-02-03"),
         Case("sync", "en", "Files do not sync", "The client shows E-4711 and waits for the proxy.",
              {"Drive"}, "2023-01-09"),
         Case("th", "th", "คิวพิมพ์ค้าง", "งานพิมพ์ค้างในคิวและบริการสปูลเลอร์หยุดทำงาน", {"Print"}),
         Case("ja", "ja", "印刷キューが止まる",
              "スプーラーが停止し、印刷ジョブが残ったままになります。", {"Print"}),
         Case("ko", "ko", "인쇄 대기열이 멈춤",
              "스풀러 서비스가 중지되고 인쇄 작업이 남아 있습니다.", {"Print"}),
         Case("zh", "zh-Hant", "列印佇列卡住", "列印多工緩衝處理器停止，列印工作一直留在佇列中。",
              {"Print"}),
         Case("hi", "hi", "प्रिंट कतार अटक गई", "स्पूलर सेवा बंद हो जाती है और प्रिंट कार्य कतार में रहता है।",
              {"Print"}),
         Case("vi", "vi", "Hàng đợi in bị kẹt", "Dịch vụ bộ đệm in dừng lại và lệnh in vẫn còn.",
              {"Print"}),
         Case("de", "de", "Druckwarteschlange hängt",
              "Der Spooler hält an, Aufträge bleiben liegen.", {"Print"})});
    return made;
  }();
  return *dir;
}

/// "id+copies id ...", or the error's message.
std::string Found(const SimilarCasesRequest& request, Audience audience = Audience::kPublic) {
  Searcher searcher = OpenBase(Cases(), audience);
  const Result<SimilarCases> found = FindSimilarCases(searcher, request);
  if (!found) return "error: " + found.error().message;
  std::string line;
  for (const SimilarCase& one : found->cases) {
    line += (line.empty() ? "" : " ") + one.hit.id;
    if (!one.copies.empty()) line += "+" + std::to_string(one.copies.size());
  }
  return line;
}

SimilarCasesRequest Pasted(std::string text, std::string lang = "") {
  SimilarCasesRequest request;
  request.text = std::move(text);
  request.lang = std::move(lang);
  return request;
}

std::optional<std::chrono::sys_days> Day(std::string_view day) { return base::ParseDay(day); }

TEST_CASE("SimilarCases: what says nearly the same is one line") {
  CHECK(Found(Pasted("the spooler service stops, print queue full", "en")) ==
        "spooler+1 spooler-old");
  // The text of a problem has no syntax.
  CHECK(Found(Pasted("spooler -stops \"queue full\" \"never written\"", "en"))
            .starts_with("spooler+1"));
  SimilarCasesRequest one = Pasted("spooler service stops", "en");
  one.limit = 1;
  CHECK(Found(one) == "spooler-again+1");
  one.limit = 0;
  CHECK(Found(one) == "error: limit must lie between 1 and 50");
}

TEST_CASE("SimilarCases: of an article, without it") {
  SimilarCasesRequest request;
  request.of_lang = "en";
  request.of_id = "spooler-old";
  CHECK(Found(request) == "spooler+1");
  request.of_id = "nothing";
  CHECK(Found(request) == "error: no article 'nothing' in language 'en'");
}

TEST_CASE("SimilarCases: only of some time, and as of a day") {
  SimilarCasesRequest request = Pasted("spooler stops", "en");
  request.since = Day("2024-06-01");
  CHECK(Found(request) == "spooler-again");
  request.since = std::nullopt;
  request.until = Day("2021-12-31");
  CHECK(Found(request) == "spooler-old");
  request.until = std::nullopt;
  request.as_of = Day("2024-05-31");
  CHECK(Found(request) == "spooler spooler-old");
}

TEST_CASE("SimilarCases: in each language, and only for who may see them") {
  const std::pair<const char*, const char*> kExamples[] = {
      {"th", "งานพิมพ์ค้างในคิว"},
      {"ja", "印刷ジョブが残る"},
      {"ko", "인쇄 작업이 남아요"},
      {"zh", "列印工作留在佇列"},
      {"hi", "प्रिंट कार्य कतार में अटका"},
      {"vi", "lệnh in bị kẹt"},
      {"de", "Aufträge bleiben im Spooler liegen"}};
  for (const auto& example : kExamples) {  // clang 14 captures no binding.
    CAPTURE(example.first);
    CHECK((Found(Pasted(example.second)) + " ").starts_with(std::string(example.first) + " "));
  }
  const SimilarCasesRequest code = Pasted("crash 0x800706B9 gateway Sakura", "en");
  CHECK(Found(code).find("secret") == std::string::npos);
  CHECK(Found(code, Audience::kInternal).starts_with("secret"));
}

TEST_CASE("SimilarCases: the words and codes that they share, the most telling first") {
  Searcher searcher = OpenBase(Cases());
  const auto found =
      FindSimilarCases(searcher, Pasted("Our spooler stopped with 800706b9, no idea why", "en"));
  REQUIRE(found);
  REQUIRE(!found->cases.empty());
  std::string line;
  for (const SharedTerm& term : found->cases.front().hit.shared_terms) {
    line += (term.code ? " #" : " ") + term.text;
  }
  CHECK(line == " #800706b9 spooler stopped");
}

TEST_CASE("SimilarCases: words of the mainland that are longer than those that are written") {
  const testing::TempDir dir;
  testing::Publish(dir.path(), {Case("modem", "zh-Hans", "无法连接调制解调器",
                                     "重新启动调制解调器。授权许可证，字符串。", {"Net"})});
  Searcher searcher = OpenBase(dir);
  for (const char* text : {"連不上數據機", "數據機數據機數據機", "無法連接，字串、喇叭、數據機"}) {
    CAPTURE(std::string(text));
    const auto found = FindSimilarCases(searcher, Pasted(text, "zh-Hant"));
    REQUIRE_MESSAGE(found, found.error().message);
    CHECK(found->cases.size() == 1);
  }
}

TEST_CASE("Triage: the product of the nearest cases, and what it rests on") {
  Searcher searcher = OpenBase(Cases());
  TriageRequest request;
  request.of = Pasted("spooler service stops with 0x800706B9, the queue stays full", "en");
  request.of.limit = 2;
  const auto triage = TriageCase(searcher, request);
  REQUIRE(triage);
  REQUIRE(!triage->products.empty());
  CHECK(triage->products.front().product == "Print");
  CHECK(triage->sure);
  CHECK(triage->confidence > 0.7);
  CHECK(triage->evidence.size() == 2);
  CHECK(triage->evidence.front().hit.id == "spooler");
  CHECK(triage->codes == std::vector<std::string>{"0x800706B9"});
  for (const TriagedProduct& product : triage->products) CHECK(product.product != "Gateway");

  request.of.text = "qwertzuiop";
  const auto nothing = TriageCase(searcher, request);
  REQUIRE(nothing);
  CHECK(nothing->products.empty());
  CHECK(nothing->confidence == 0);
  CHECK(!nothing->sure);
}

TEST_CASE("NearCopies: texts that differ in a few words") {
  const std::string text =
      "Open the settings, choose the network, switch the proxy off and start the client again.";
  const auto near = [](const std::string& a, const std::string& b) {
    return similar::NearCopies(similar::Sketch(a), similar::Sketch(b));
  };
  CHECK(near(text, text));
  CHECK(near(text,
             "  OPEN the settings,\nchoose the network, switch the proxy off and start the "
             "client again."));
  CHECK(!near(text, "Close all windows, wait for a minute and print the test page once more."));
  CHECK(!near("", ""));
  CHECK(!near("short", "short"));
}

}  // namespace
}  // namespace funnel
