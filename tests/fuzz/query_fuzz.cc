// SPDX-License-Identifier: GPL-2.0-or-later
#include <array>
#include <chrono>
#include <cmath>
#include <optional>
#include <set>
#include <string>
#include <utility>

#include "funnel/searcher.h"
#include "indexer/base/utf8.h"
#include "indexer/learn/learn.h"
#include "tests/fuzz/fuzz_input.h"
#include "tests/support/articles.h"
#include "tests/support/temp_dir.h"

namespace {

using funnel::testing::MakeArticle;

constexpr std::array<const char*, 8> kLangs = {"", "en", "de", "th", "ja", "zh-Hans", "hi", "ko"};

/// A small base in many scripts, with what it learns by itself.
class Base {
 public:
  Base() {
    funnel::testing::Publish(
        dir_.path(),
        {MakeArticle("offline", "en", "The printer is offline",
                     "Restart the print spooler. Error 0x80070005 in C:\\Windows\\x.dll."),
         MakeArticle("wifi", "en", "Wi-Fi drops after sleep",
                     "Turn off \"power saving\" (802.11)."),
         MakeArticle("druck", "de", "Druckerwarteschlange hängt", "Den Druckdienst neu starten."),
         MakeArticle("th", "th", "เครื่องพิมพ์ออฟไลน์", "เริ่มบริการพิมพ์ใหม่"),
         MakeArticle("ja", "ja", "プリンターがオフライン", "印刷サービスを再起動します。"),
         MakeArticle("zh", "zh-Hans", "打印机脱机", "重新启动打印服务。"),
         MakeArticle("hi", "hi", "प्रिंटर ऑफ़लाइन है", "प्रिंटर पुनरारंभ करें।"),
         MakeArticle("ko", "ko", "프린터가 오프라인입니다", "인쇄 서비스를 다시 시작하세요.")});
    funnel::fuzz::Require(funnel::learn::LearnNewLanguages(dir_.path()).has_value(),
                          "a base learns its languages");
    auto opened = funnel::Searcher::Open(dir_.path(), funnel::Audience::kPublic);
    funnel::fuzz::Require(opened.has_value(), "a base can be opened");
    searcher_.emplace(*std::move(opened));
  }

  funnel::Searcher& searcher() { return *searcher_; }

 private:
  funnel::testing::TempDir dir_;
  std::optional<funnel::Searcher> searcher_;
};

}  // namespace

// The first byte chooses the reader's language and whether to explain, the rest is the query.
int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static Base base;
  if (size == 0) return 0;
  funnel::SearchRequest request;
  request.query = funnel::fuzz::TextOf(data + 1, size - 1);
  request.lang = kLangs[data[0] % kLangs.size()];
  request.deadline = std::chrono::minutes(1);
  const auto response = base.searcher().Search(request);
  if (!response) {
    funnel::fuzz::Require(response.error().code == funnel::ErrorCode::kInvalidInput,
                          "a query fails for being no query only");
    return 0;
  }
  std::set<std::string> families;
  for (const funnel::Hit& hit : response->hits) {
    funnel::fuzz::Require(families.insert(hit.family).second, "a family has one hit");
    funnel::fuzz::Require(std::isfinite(hit.score), "a score is a number");
    std::string snippet;
    for (const funnel::SnippetPiece& piece : hit.snippet) snippet += piece.text;
    funnel::fuzz::Require(funnel::base::FindInvalidUtf8(snippet) == std::string::npos,
                          "a snippet is UTF-8");
  }
  funnel::fuzz::Require(response->hits.size() <= request.limit, "no more hits than asked for");
  if (data[0] >= 0x80) {
    funnel::fuzz::Require(base.searcher().Explain(request, {}).has_value(),
                          "what is found can be explained");
  }
  return 0;
}
