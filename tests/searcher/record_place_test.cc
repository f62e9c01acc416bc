// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/rank/record_place.h"

#include <doctest/doctest.h>

#include <string>
#include <string_view>
#include <unordered_map>

#include "indexer/publish/record_writer.h"
#include "indexer/schema/index_schema.h"

namespace funnel {
namespace {

constexpr std::uint32_t kWindow = 200;

/// A text as it would be indexed, in parts of some kilobytes.
std::string RecordOf(const std::string& text, const std::string& lang) {
  publish::RecordWriter writer;
  Analyzer analyzer;
  writer.Add(store::RecordField::kTitle, analyzer.AnalyzeDocument("Lamp", lang), "Lamp");
  const std::size_t half = text.find('\n', text.size() / 2) + 1;
  for (const auto& [begin, end] : {std::pair{std::size_t{0}, half}, {half, text.size()}}) {
    const std::string part = text.substr(begin, end - begin);
    writer.Add(store::RecordField::kText, analyzer.AnalyzeDocument(part, lang), part, {}, begin);
  }
  Article article;
  article.lang = lang;
  return writer.Encode(article, 100);
}

rank::RecordPlace::Stretch PlaceOf(const std::string& text, const std::string& lang,
                                   const std::string& query) {
  std::unordered_map<std::string, double> weights;
  Analyzer analyzer;
  for (const Term& term : analyzer.AnalyzeQuery(query, {lang}).terms) {
    const std::string_view prefix = schema::kLanePrefix[static_cast<std::size_t>(term.lane)];
    weights[schema::IndexTerm(prefix, term.text)] = term.stop ? 0.1 : 1;
  }
  const std::string record = RecordOf(text, lang);
  return rank::RecordPlace(weights).In(store::ForwardRecord(record), kWindow);
}

std::string Times(const std::string& text, int times) {
  std::string all;
  for (int i = 0; i < times; ++i) all += text + "\n";
  return all;
}

TEST_CASE("RecordPlace: the stretch that holds the query, in texts of every script") {
  struct Case {
    const char* lang;
    const char* other;  ///< What the text is full of.
    const char* sought;
    const char* query;
  };
  for (const Case& c : {
           Case{"en", "Paper lies in the tray of the device.", "Cancelled jobs stay in the queue.",
                "cancel jobs queue"},
           Case{"th", "กระดาษอยู่ในถาดของเครื่อง", "ยกเลิกงานที่ค้างอยู่ในคิว", "ยกเลิก คิว"},
           Case{"ja", "用紙は装置のトレイにあります。", "印刷待ちのジョブを取り消します。",
                "ジョブ 印刷"},
           Case{"ko", "종이는 장치의 용지함에 있습니다.", "대기 중인 작업을 취소합니다.",
                "작업 취소"},
           Case{"zh-Hant", "紙張位於裝置的紙匣中。", "取消佇列裡的列印工作。", "取消 列印"},
           Case{"hi", "कागज़ उपकरण की ट्रे में है।", "कतार में रुके कार्य रद्द करें।", "कार्य रद्द"},
           Case{"vi", "Giấy nằm trong khay của thiết bị.", "Hủy lệnh in đang chờ trong hàng đợi.",
                "hủy hàng đợi"},
       }) {
    CAPTURE(c.lang);
    const std::string before = Times(c.other, 90);
    const std::string text = before + c.sought + "\n" + Times(c.other, 150);
    const rank::RecordPlace::Stretch stretch = PlaceOf(text, c.lang, c.query);
    CHECK(stretch.begin <= before.size());
    CHECK(stretch.end >= before.size() + std::string_view(c.sought).size());
    CHECK(stretch.end - stretch.begin < 1200);
  }
}

TEST_CASE("RecordPlace: nothing where the text has none of the words, or there is no record") {
  const rank::RecordPlace::Stretch none =
      PlaceOf(Times("Paper lies in the tray.", 20), "en", "lamp");
  CHECK(none.begin == none.end);
  const rank::RecordPlace::Stretch empty =
      rank::RecordPlace({{"Zlamp", 1}}).In(store::ForwardRecord(std::string_view()), kWindow);
  CHECK(empty.begin == empty.end);
}

TEST_CASE("RecordPlace: most different words, not most words; the first of equals") {
  const std::string jam = "Jam jam jam jam.";
  const std::string both = "A jam in the tray.";
  const std::string far = Times("Nothing of that stands here.", 40);
  const std::string text = jam + "\n" + far + both + "\n" + far + both + "\n";
  const rank::RecordPlace::Stretch stretch = PlaceOf(text, "en", "jam tray");
  CHECK(stretch.begin > jam.size());
  CHECK(stretch.begin <= jam.size() + 1 + far.size());
  CHECK(stretch.end < text.size() - far.size() / 2);
}

TEST_CASE("RecordPlace: behind what a long text leaves out, from each heading on") {
  const std::string filler = Times("Nothing of that stands here, nor there.", 2000);
  const std::string heading = "Cancelled jobs";
  const std::string text = filler + heading + "\nThey stay in the queue.\n" + filler;
  publish::RecordWriter writer;
  Analyzer analyzer;
  writer.Add(store::RecordField::kText, analyzer.AnalyzeDocument(text, "en"), text,
             {{filler.size(), filler.size() + heading.size()}});
  const std::string bytes = writer.Encode(Article(), 100);
  const store::ForwardRecord record(bytes);
  CHECK(record.bounded());
  const rank::RecordPlace::Stretch stretch = rank::RecordPlace({{"Zqueue", 1}}).In(record, kWindow);
  CHECK(stretch.begin <= filler.size() + 30);
  CHECK(stretch.end >= filler.size() + 40);
}

}  // namespace
}  // namespace funnel
