// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/answer/snippet.h"

#include <doctest/doctest.h>
#include <unicode/brkiter.h>
#include <unicode/locid.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <memory>
#include <string>
#include <vector>

#include "indexer/readers/markdown_reader.h"
#include "indexer/schema/index_schema.h"

namespace funnel {
namespace {

using answer::TermWeights;

/// What a search for `query` weighs, as simple as it can be.
TermWeights WeightsOf(const std::string& query, const std::string& lang) {
  TermWeights weights;
  for (const Term& term : Analyzer().AnalyzeQuery(query, {lang}).terms) {
    const double weight = term.stop || term.lane == Lane::kNgram ? 0.1 : 1;
    weights[std::string(schema::kLanePrefix[static_cast<std::size_t>(term.lane)]) + term.text] =
        weight;
  }
  return weights;
}

std::string Text(const std::vector<SnippetPiece>& pieces, bool marks) {
  std::string text;
  for (const SnippetPiece& piece : pieces) {
    text += marks && piece.marked ? "[" + piece.text + "]" : piece.text;
  }
  return text;
}

std::vector<SnippetPiece> SnippetOf(const store::HitRecord& article,
                                    const answer::TermWeights& weights, Analyzer& analyzer) {
  return answer::MakeSnippet(article, weights, answer::LikelyPlace(weights), {}, analyzer).pieces;
}

store::HitRecord RecordOf(std::string_view text, std::string_view lang,
                          BodyFormat format = BodyFormat::kMarkdown) {
  store::HitRecord record;
  record.lang = lang;
  record.text = text;
  record.format = format;
  return record;
}

std::string Snippet(std::string_view text, const std::string& query, const std::string& lang,
                    BodyFormat format = BodyFormat::kMarkdown) {
  Analyzer analyzer;
  const store::HitRecord record = RecordOf(text, lang, format);
  return Text(SnippetOf(record, WeightsOf(query, lang), analyzer), true);
}

std::string Title(std::string_view title, const std::string& query, const std::string& lang) {
  Analyzer analyzer;
  store::HitRecord record;
  record.lang = lang;
  record.title = title;
  const auto pieces = answer::MarkTitle(record, WeightsOf(query, lang), analyzer);
  CHECK(Text(pieces, false) == title);
  return Text(pieces, true);
}

Article ReadCorpus(const std::filesystem::path& path) {
  std::ifstream in(path, std::ios::binary);
  const std::string bytes{std::istreambuf_iterator<char>(in), {}};
  readers::SourceFile file;
  file.path = file.name = path.string();
  Result<readers::ReadArticle> read = readers::ReadMarkdownArticle(bytes, file, "");
  REQUIRE_MESSAGE(read.has_value(), read.error().message);
  return std::move(read->article);
}

const std::filesystem::path kCorpus = std::filesystem::path(FUNNEL_SOURCE_DIR) / "corpus";

TEST_CASE("Snippet: the passage that answers, in the languages of customers") {
  struct Row {
    std::string lang, query, expected;
  };
  const std::vector<Row> rows = {
      {"en", "damaged spool file",
       "…The [spool] [file] of that document is [damaged] or was left open when a program crashed. "
       "The service Tamarind[Spool] can neither print nor delete it. Resolution · All waiting "
       "documents are lost; print them…"},
      {"th", "ไฟล์ค้าง บริการสปูลเลอร์",
       "…[บริการสปูลเลอร์] TamarindSpool จับ[ไฟล์]ของงานนั้นไว้และทำงานต่อไม่ได้ มักเกิดหลังเครื่องพิมพ์ดับหรือหลุด…"},
      {"ja", "壊れたジョブのファイル",
       "…Tamarind Print のすべてのバージョン · Windows 10/11 · 原因 · 印刷データを処理する "
       "TamarindSpool サービスが、壊れた[ジョブ]の[ファイル]をつかんだままになっています。 "
       "解決方法 · スタートボタンを右クリックし、…"},
      {"ko", "손상된 작업 파일",
       "…인쇄 데이터를 처리하는 TamarindSpool 서비스가 [손상된] [작업] [파일을] 계속 붙잡고 있기 "
       "때문입니다. 해결 방법 · 시작 단추를 마우스 오른쪽 단추로 클릭하고 터미널(관리자) 또는 명령 "
       "프롬프트…"},
      {"zh-Hant", "檔案被鎖住",
       "…負責暫存列印資料的 TamarindSpool "
       "服務卡在某個不完整的工作上，[檔案被鎖住]，所以連刪除都沒辦法。 解決方法 · 請注意： "
       "這個做法會清掉此電腦上所有尚未列印的文件。 在開始功能表搜尋「cmd」，…"},
      {"hi", "फ़ाइल पकड़ रखी नेटवर्क",
       "…ने उस काम की [फ़ाइल] [पकड़] [रखी] है और आगे नहीं बढ़ पा रही। डेटा जाते समय बिजली चली जाए या "
       "[नेटवर्क] टूट जाए तो…"},
      {"vi", "tệp tạm của lệnh in hỏng",
       "…lý hàng đợi (spooler) TamarindSpool vẫn giữ [tệp] [tạm] của [lệnh] [in] [hỏng] nên không "
       "xóa được. Cách khắc phục · Tắt máy [in]. Bấm Start, gõ cmd, bấm chuột phải vào Command "
       "Prompt…"},
      {"vi", "dich vu quan ly hang doi",
       "…[Dịch] [vụ] [quản] [lý] [hàng] [đợi] (spooler) TamarindSpool vẫn giữ tệp tạm của lệnh in "
       "hỏng nên không xóa được. Cách khắc phục · Tắt máy in. Bấm Start, gõ cmd, bấm chuột phải…"},
  };
  for (const Row& row : rows) {
    const Article article = ReadCorpus(kCorpus / row.lang / "print-queue-stuck.md");
    CHECK(Snippet(article.text, row.query, row.lang) == row.expected);
  }
}

/// `text` with one space for white space.
std::string Flat(std::string_view text) {
  std::string flat;
  for (const char c : text) {
    const bool space = c == ' ' || c == '\n' || c == '\t';
    if (!space || !flat.ends_with(' ')) flat += space ? ' ' : c;
  }
  return flat;
}

/// True if ICU finds the border of a word at byte `at`.
bool IsWordBorder(const std::string& text, std::size_t at) {
  UErrorCode status = U_ZERO_ERROR;
  const std::unique_ptr<icu::BreakIterator> words(
      icu::BreakIterator::createWordInstance(icu::Locale::getRoot(), status));
  const icu::UnicodeString units = icu::UnicodeString::fromUTF8(text);
  words->setText(units);
  return words->isBoundary(icu::UnicodeString::fromUTF8(text.substr(0, at)).length());
}

TEST_CASE("Snippet: no word of the corpus is cut") {
  constexpr std::string_view kEllipsis = "…";
  constexpr std::string_view kBetween = " · ";
  Analyzer analyzer;
  int cut = 0;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(kCorpus)) {
    if (entry.path().extension() != ".md") continue;
    const Article article = ReadCorpus(entry.path());
    const std::string source = Flat(article.text);
    store::HitRecord record = RecordOf(article.text, article.lang);
    // Once around what the title says, once the beginning.
    for (const TermWeights& weights : {WeightsOf(article.title, article.lang), TermWeights()}) {
      std::string text = Text(SnippetOf(record, weights, analyzer), false);
      CAPTURE(text);
      CHECK(text.size() > 60);
      CHECK(text.size() < 600);
      if (text.starts_with(kEllipsis)) text.erase(0, kEllipsis.size());
      if (text.ends_with(kEllipsis)) text.resize(text.size() - kEllipsis.size());
      for (std::size_t at = 0; (at = text.find(kBetween, at)) != std::string::npos;) {
        text.replace(at, kBetween.size(), " ");
      }
      const std::size_t begin = source.find(text);
      REQUIRE(begin != std::string::npos);
      CHECK(IsWordBorder(source, begin));
      CHECK(IsWordBorder(source, begin + text.size()));
      ++cut;
    }
  }
  CHECK(cut > 200);
}

/// `word` a few hundred times: longer than a snippet.
std::string Many(std::string_view word) {
  std::string text;
  while (text.size() < 2000) text += word;
  return text;
}

TEST_CASE("Snippet: no cluster is cut, where nothing else may be either") {
  const std::vector<std::string> clusters = {
      "👩‍👩‍👧‍👦",  // joined by ZWJ
      "🇹🇭",                         // a pair of letters
      "👍🏽",                   // with a colour of skin
      "ที่",                          // Thai with vowel and tone
      "षि",                         // Devanagari with a vowel
      "e\u0301\u0323",
      "葛\U000E0100",  // an ideograph with its variant
  };
  for (const std::string& cluster : clusters) {
    for (const std::string lead : {"", "a", "ab"}) {
      const std::string text = lead + Many(cluster);
      std::string snippet = Text(
          [&] {
            Analyzer analyzer;
            return SnippetOf(RecordOf(text, "en"), {}, analyzer);
          }(),
          false);
      REQUIRE(snippet.ends_with("…"));
      snippet.resize(snippet.size() - std::string_view("…").size());
      CAPTURE(snippet);
      CHECK((snippet.size() - lead.size()) % cluster.size() == 0);
      CHECK(snippet.size() > 80);
    }
  }
}

TEST_CASE("Snippet: marks whole clusters") {
  // The variant of an ideograph, and a mark that no letter has of its own.
  CHECK(Snippet("在東京\U000E0100都內", "東京", "zh-Hant") == "在[東京\U000E0100]都內");
  CHECK(Snippet("인쇄\u0301하다", "인쇄", "ko") == "[인쇄\u0301]하다");
}

TEST_CASE("Snippet: what stands far behind is found and shown") {
  struct Row {
    std::string lang, filler, query, sentence, expected;
  };
  const std::vector<Row> rows = {
      {"en", "Nothing of this kind is said here.\n", "batteries swelled",
       "The BATTERY has swelled.\n", "The [BATTERY] has [swelled]."},
      {"th", "ไม่มีอะไรเกี่ยวข้องในย่อหน้านี้\n", "แบตเตอรี่บวม", "เมื่อแบตเตอรี่บวมให้หยุดใช้\n",
       "เมื่อ[แบตเตอรี่บวม]ให้หยุดใช้"},
      {"ja", "ここには何も書かれていません。\n", "電池の膨張",
       "電池が膨張したら使用を中止します。\n", "[電池]が[膨張]したら使用を中止します。"},
      {"ko", "여기에는 아무 내용도 없습니다.\n", "배터리 팽창", "배터리가 팽창하면 중지하십시오.\n",
       "[배터리가] [팽창하면]"},
      {"zh-Hant", "這裡沒有任何相關內容。\n", "电池膨胀", "若電池膨脹，請停止使用。\n",
       "若[電池膨脹]，請停止使用。"},
      {"hi", "यहाँ इसके बारे में कुछ नहीं है।\n", "बैटरी फूलना", "बैटरी फूल जाए तो रुकें।\n", "[बैटरी]"},
      {"vi", "Ở đây không có gì liên quan.\n", "pin phồng", "Nếu pin bị phồng, hãy dừng lại.\n",
       "[pin] bị [phồng]"},
      {"vi", "Ở đây không có gì liên quan.\n", "pin phong", "Nếu pin bị phồng, hãy dừng lại.\n",
       "[pin] bị [phồng]"},
      {"en", "Nothing of this kind is said here.\n", "0x80070005",
       "Ｅｒｒｏｒ ０ｘ８００７０００５ is shown.\n", "[０ｘ８００７０００５] is shown."},
  };
  for (const Row& row : rows) {
    for (const std::size_t before : {0, 3'000, 50'000, 1'000'000}) {
      std::string text;
      while (text.size() < before) text += row.filler;
      text += row.sentence;
      for (int i = 0; i < 200; ++i) text += row.filler;
      const std::string snippet = Snippet(text, row.query, row.lang);
      CAPTURE(snippet);
      CHECK(snippet.find(row.expected) != std::string::npos);
      CHECK(snippet.starts_with("…") == (before > 0));
    }
  }
}

TEST_CASE("Snippet: a single Han character is marked where nothing longer is") {
  struct Row {
    std::string text, query, expected;
  };
  const std::vector<Row> rows = {
      // ICU takes 重置 apart; 重 and 置 happen in other words, too.
      {"重新启动后，重置密码。", "重置密码", "重新启动后，[重置密码]。"},
      {"很重。请重置密码。", "重置密码", "很重。请[重置密码]。"},
      {"箱子很重。", "重置密码", "箱子很[重]。"},
      {"键盘卡了，打印机也卡。", "卡 打印机", "键盘[卡]了，[打印机]也[卡]。"},
  };
  for (const Row& row : rows) CHECK(Snippet(row.text, row.query, "zh-Hans") == row.expected);
}

TEST_CASE("Snippet: blocks do not run into each other") {
  struct Row {
    std::string text, expected;
    BodyFormat format = BodyFormat::kMarkdown;
  };
  const std::vector<Row> rows = {
      {"Cause\nThe queue is stuck.\nSolution\nRestart it",
       "Cause · The [queue] is stuck. Solution · "
       "Restart it"},
      {"原因\n佇列 queue 卡住。\n解決方法\n重新開機",
       "原因 · 佇列 [queue] 卡住。 解決方法 · 重新開機"},
      {"Note:\nclear the queue (twice!)\nthen print\n\nagain",
       "Note: clear the [queue] (twice!) then print · again"},
      {"Printer | queue\na | b", "Printer | [queue] · a | b"},
      {"the first\nqueue", "the first · [queue]"},
      // A plain text may break its lines where it will.
      {"The queue of the printer does not move any further, and all\nDocuments wait",
       "The [queue] of the printer does not move any further, and all Documents wait",
       BodyFormat::kPlain},
      {"打印机的队列 queue 一直没有动静，所有文件都在等待，重新启动电脑也没有用\n处，所以清空它。",
       "打印机的队列 [queue] 一直没有动静，所有文件都在等待，重新启动电脑也没有用处，所以清空它。",
       BodyFormat::kPlain},
      {"Cause\nThe queue\nis stuck\n\nby a file\n- one\n- two",
       "Cause · The [queue] is stuck · by a file - one - two", BodyFormat::kPlain},
  };
  for (const Row& row : rows) CHECK(Snippet(row.text, "queue", "en", row.format) == row.expected);
}

TEST_CASE("Snippet: begins where a sentence does, whatever mark ends the one before") {
  std::string before;
  for (int i = 0; i < 60; ++i) before += (i == 0 ? "" : " ") + std::string("filler");
  const std::string after = " " + before;
  for (const std::string mark :
       {". ", "\u061F ", "\u2026 ", "\uFF61", "\u0965 ", "\u06D4 ", "\n", "\u3002", "\u104B "}) {
    CAPTURE(mark);
    const std::string text = before + mark + "First the printer stops." + after;
    CHECK(Snippet(text, "printer", "en").starts_with("…First the [printer] stops."));
  }
  const std::string text = before + " 5.3 then the printer stops." + after;
  CHECK(Snippet(text, "printer", "en").starts_with("…filler"));
}

TEST_CASE("Snippet: titles are marked and stay as they are") {
  CHECK(Title("  Print  queue\tstuck ", "queue", "en") == "  Print  [queue]\tstuck ");
  CHECK(Title("งานพิมพ์ค้างในคิว", "พิมพ์ค้าง", "th") == "งาน[พิมพ์ค้าง]ในคิว");
  CHECK(Title("印刷キューの文書", "印刷 文書", "ja") == "[印刷]キューの[文書]");
  CHECK(Title("文件卡在列印佇列", "列印队列", "zh-Hant") == "文件卡在[列印]佇列");
  CHECK(Title("重要通知", "重置密码", "zh-Hans") == "重要通知");
  CHECK(Title("The way to the printer", "the queue to the mail", "en") == "The way to the printer");
  CHECK(Title("Resetting a passwrd", "reset password", "en") == "[Resetting] a passwrd");
  CHECK(Title("", "queue", "en").empty());
  CHECK(Title("Nothing", "queue", "en") == "Nothing");
}

}  // namespace
}  // namespace funnel
