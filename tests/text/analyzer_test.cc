// SPDX-License-Identifier: GPL-2.0-or-later
#include "funnel/analyzer.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <set>
#include <string>
#include <vector>

namespace funnel {
namespace {

/// The terms of one lane in order of place, joined by '|'.
std::string LaneTerms(const AnalyzedText& text, Lane lane) {
  std::vector<const Term*> terms;
  for (const Term& term : text.terms) {
    if (term.lane == lane) terms.push_back(&term);
  }
  std::stable_sort(terms.begin(), terms.end(), [](const Term* a, const Term* b) {
    return a->begin != b->begin ? a->begin < b->begin : a->end < b->end;
  });
  std::string line;
  for (const Term* term : terms) line += (line.empty() ? "" : "|") + term->text;
  return line;
}

struct Row {
  const char* lang;
  const char* text;
  Lane lane;
  const char* terms;
};

void CheckTable(const std::vector<Row>& rows, bool query) {
  Analyzer analyzer;
  for (const Row& row : rows) {
    CAPTURE(row.lang);
    CAPTURE(row.text);
    CAPTURE(Name(row.lane));
    const AnalyzedText text = query ? analyzer.AnalyzeQuery(row.text, {row.lang})
                                    : analyzer.AnalyzeDocument(row.text, row.lang);
    CHECK(LaneTerms(text, row.lane) == row.terms);
  }
}

TEST_CASE("Analyzer: documents, lane by lane and language by language") {
  CheckTable(
      {
          // English
          {"en", "Resetting your Passwords", Lane::kWord, "resetting|your|passwords"},
          {"en", "Resetting your Passwords", Lane::kStem, "reset|your|password"},
          {"en", "Resetting your Passwords", Lane::kPair, "reset your|your password"},
          {"en", "Resetting your Passwords", Lane::kSkipPair, "reset password"},
          {"en", "can’t don't", Lane::kWord, "can't|don't"},
          {"en", "ＦＵＬＬ ｗｉｄｔｈ", Lane::kWord, "full|width"},
          {"en", "a naïve café", Lane::kStem, "a|naiv|cafe"},
          {"en", "a naïve café", Lane::kFold, ""},
          {"fr", "mon réseau naïf", Lane::kFold, "reseau|naif"},
          // Simplified and Traditional Chinese are one
          {"zh-Hans", "打印机无法打印", Lane::kGram, "打印|印机|机无|无法|法打|打印"},
          {"zh-Hant", "網路連線失敗", Lane::kGram, "网路|路连|连线|线失|失败"},
          {"zh-Hant", "網路連線失敗", Lane::kChar, "网|路|连|线|失|败"},
          {"zh-Hans", "重置密码", Lane::kGram, "重置|置密|密码"},
          {"zh-Hans", "Windows更新失败0x8024402c", Lane::kWord, "windows|更新|失败|0x8024402c"},
          {"zh-Hans", "Windows更新失败0x8024402c", Lane::kIdentifier, "0x8024402c"},
          // Cantonese
          {"yue", "點解部印表機唔郁", Lane::kChar, "点|解|部|印|表|机|唔|郁"},
          // Japanese: its own words, folded afterwards; kana in grams, not in single characters
          {"ja", "サーバーに接続", Lane::kWord, "サーバ|に|接続"},
          {"ja", "サーバーに接続", Lane::kGram, "サー|ーバ|バー|ーに|に接|接続"},
          {"ja", "サーバーに接続", Lane::kChar, "接|続"},
          {"ja", "ﾌﾟﾘﾝﾀｰ", Lane::kWord, "プリンタ"},
          {"ja", "電源", Lane::kWord, "電源"},
          // Korean
          {"ko", "서버에서는 메시지가 전송되지", Lane::kStem, "서버|메시지|전송"},
          {"ko", "Windows에서 오류가", Lane::kStem, "window|에서|오류"},
          {"ko", "프린터가", Lane::kSyllable, "프린|린터|터가"},
          {"ko", "서버에서는 연결", Lane::kPair, "서버 연결"},
          // Thai: words, cluster trigrams; both writings of SARA AM are one
          {"th", "รีเซ็ตรหัสผ่าน", Lane::kWord, "รีเซ็ต|รหัส|ผ่าน"},
          {"th", "รหัส", Lane::kCluster, "รหัส"},
          {"th", "กำหนด", Lane::kCluster, "กําหน|หนด"},
          // Hindi: one spelling of nukta and nasals
          {"hi", "फ़ाइल फाइल", Lane::kStem, "फाइल|फाइल"},
          {"hi", "हिन्दी हिंदी", Lane::kStem, "हिंद|हिंद"},
          {"hi", "प्रिंटर", Lane::kNgram, "प्रि|्रिं|रिंट|िंटर"},
          // Vietnamese: syllables with their marks, and without
          {"vi", "mật khẩu", Lane::kWord, "mật|khẩu"},
          {"vi", "mật khẩu", Lane::kFold, "mat|khau"},
          {"vi", "mật khẩu", Lane::kFoldPair, "mat khau"},
          {"vi", "hoà thuý", Lane::kWord, "hòa|thúy"},
          {"vi", "đường", Lane::kFold, "duong"},
          // Indonesian, Malay, Tagalog
          {"id", "mengunduh berkas", Lane::kStem, "unduh|berkas"},
          {"ms", "kata laluan", Lane::kPair, "kata lalu"},
          {"tl", "hindi makapag-print", Lane::kWord, "hindi|makapag|print"},
          // Lao, Khmer and Burmese as Thai
          {"lo", "ເຄື່ອງພິມ", Lane::kCluster, "ເຄື່ອ|ຄື່ອງ|ອງພິ|ງພິມ"},
          {"km", "ម៉ាស៊ីន", Lane::kCluster, "ម៉ាស៊ីន"},
          {"my", "ပရင်တာ", Lane::kCluster, "ပရင်|ရင်တ|င်တာ"},
          // German, Russian, Arabic, French
          {"de", "Die Straßen", Lane::kWord, "die|strassen"},
          {"de", "Druckerwarteschlangen", Lane::kStem, "druckerwarteschlang"},
          {"ru", "принтеры печатают", Lane::kStem, "принтер|печата"},
          {"ar", "الطابعة", Lane::kStem, "طابع"},
          {"fr", "l'application", Lane::kStem, "appliqu"},
          // A word of another script is stemmed as its script's commonest language
          {"th", "printers", Lane::kStem, "printer"},
          {"vi", "printers", Lane::kStem, "printers"},
          // Technical text
          {"en", "winhttp.dll failed.Please", Lane::kWord, "winhttp|dll|failed|please"},
          {"en", "FileNotFoundException", Lane::kStem, "file|filenotfoundexcept|not|find|except"},
          {"en", "version 5.3.2", Lane::kWord, "version|5.3.2"},
          {"en", "ERR_CONNECTION_RESET", Lane::kWord, "err|connection|reset"},
      },
      false);
}

TEST_CASE("Analyzer: parts of words, where words are long") {
  CheckTable(
      {
          {"de", "Drucker", Lane::kNgram, "druc|ruck|ucke|cker"},
          {"de", "Öl", Lane::kNgram, ""},
          {"fr", "clés réseaux", Lane::kNgram, "rese|esea|seau|eaux"},
          {"ru", "печать", Lane::kNgram, "печа|ечат|чать"},
          {"en", "print printers", Lane::kNgram, "prin|rint|prin|rint|inte|nter|ters"},
          {"en", "long 123456", Lane::kNgram, ""},
          {"hi", "प्रिंटर", Lane::kNgram, "प्रि|्रिं|रिंट|िंटर"},
          // In documents of every language alike
          {"vi", "mật khẩu nghiêng", Lane::kNgram, "nghi|ghie|hien|ieng"},
          {"ja", "printer", Lane::kNgram, "prin|rint|inte|nter"},
          {"ko", "프린터에서는", Lane::kNgram, ""},
      },
      false);
}

TEST_CASE("Analyzer: Latin names in a question of another script have no parts") {
  CheckTable({{"ja", "Outlookが起動しない", Lane::kNgram, ""},
              {"ko", "Outlook 오류", Lane::kNgram, ""},
              {"ru", "Outlook печать", Lane::kNgram, "печа|ечат|чать"},
              {"en", "Outlook 365", Lane::kNgram, "outl|utlo|tloo|look"}},
             true);
}

TEST_CASE("Analyzer: Japanese in one spelling") {
  const char* same[][2] = {
      {"サーバー", "サーバ"},
      {"プリンター", "プリンタ"},
      {"ﾒﾓﾘｰ", "メモリ"},
      {"ユーザー", "ユーザ"},
      {"ウィルス", "ウイルス"},
      {"ソフトウェア", "ソフトウエア"},
      {"ヴァージョン", "バージョン"},
      {"コンピューター", "コンピュータ"},
  };
  Analyzer analyzer;
  const auto words = [&](const char* text) {
    return LaneTerms(analyzer.AnalyzeDocument(text, "ja"), Lane::kWord);
  };
  for (const auto& pair : same) CHECK(words(pair[0]) == words(pair[1]));
  // The mark tells short words apart.
  for (const auto& pair : {std::pair{"ビール", "ビル"}, {"カード", "カド"}, {"キー", "キ"}}) {
    CHECK(words(pair.first) != words(pair.second));
  }
  CheckTable({{"ja", "取り消し", Lane::kGram, "取り|取消|り消|消し"},
              {"ja", "取消し", Lane::kGram, "取消|消し"},
              {"ja", "取消", Lane::kGram, "取消"},
              {"ja", "切り替え", Lane::kGram, "切り|切替|り替|替え"},
              // A particle joins nothing.
              {"ja", "私は今", Lane::kGram, "私は|は今"}},
             false);
}

TEST_CASE("Analyzer: Korean loanwords in one spelling") {
  const char* same[][2] = {
      {"메세지를", "메시지"},   {"컨텐츠가", "콘텐츠를"}, {"어플리케이션", "애플리케이션"},
      {"데이타에서", "데이터"}, {"네트웍", "네트워크"},   {"라이센스", "라이선스"},
      {"디렉토리", "디렉터리"}, {"매니져", "매니저"},     {"캡쳐", "캡처"},
      {"캐쉬", "캐시"}};
  Analyzer analyzer;
  for (const auto& pair : same) {
    CAPTURE(pair[0]);
    CHECK(LaneTerms(analyzer.AnalyzeDocument(pair[0], "ko"), Lane::kStem) ==
          LaneTerms(analyzer.AnalyzeDocument(pair[1], "ko"), Lane::kStem));
  }
}

TEST_CASE("Analyzer: each writing of an identifier finds the others") {
  struct {
    std::string query;
    std::string document;
  } rows[] = {
      {"80070005", "fails with 0x80070005."},
      {"-2147024891", "HRESULT: 0x80070005"},
      {"\u22122147024891", "HRESULT: 0x80070005"},
      {"2147942405", "(0x80070005)"},
      {"0x80070005", "returned -2147024891"},
      {"0X8007000E", "0x8007000e"},
      {"kb 2919355", "install KB2919355"},
      {"KB2919355", "article 2919355"},
      {"event id 4625", "Event ID: 4625"},
      {"5.3", ">= 5.3"},
      {"5.3", ">=5.3,"},
      {"5.2", "versions 5.2-5.4"},
      {"5.4", "versions 5.2\u20135.4"},
      {"v5.2-v5.4", "5.4"},
      {"10.0.19041", "Windows 10.0.19041.1"},
      {"4.5.48", "since 2.4.5.48"},
      {"TM1207", "TM-1207"},
      {"tm-1207", "TM\u20111207"},
      {"AC-12485", "AC-12485_Hotfix_2.4.zip"},
      {"MDVA-23764", "MDVA-23764Patch"},
      {"FileNotFoundException", "System.IO.FileNotFoundException"},
      {"winhttp.dll", "C:\\Windows\\System32\\winhttp.dll"},
      {"/etc/hosts", "edit /etc/hosts."},
      {"a.example/x", "see https://a.example/x/"},
      {"get-aduser", "Get-ADUser -Filter *"},
      {"c++", "in C++."},
      {"C#", "c# code"},
      {".net", ".NET 4.8"},
  };
  Analyzer analyzer;
  for (const auto& row : rows) {
    CAPTURE(row.query);
    CAPTURE(row.document);
    const AnalyzedText query = analyzer.AnalyzeQuery(row.query, {"en"});
    const AnalyzedText document = analyzer.AnalyzeDocument(row.document, "en");
    std::set<std::string> terms;
    for (const Term& term : document.terms) {
      if (term.lane == Lane::kIdentifier) terms.insert(term.text);
    }
    CHECK(std::any_of(query.terms.begin(), query.terms.end(), [&](const Term& term) {
      return term.lane == Lane::kIdentifier && terms.contains(term.text);
    }));
  }
}

TEST_CASE("Analyzer: identifiers in all their writings") {
  CheckTable(
      {
          {"en", "0x80070005", Lane::kIdentifier, "0x80070005"},
          {"en", "80070005", Lane::kIdentifier, "0x80070005"},
          {"en", "-2147024891", Lane::kIdentifier, "0x80070005|2147024891"},
          {"en", "2147942405", Lane::kIdentifier, "0x80070005|2147942405"},
          {"en", "HRESULT=0x80070005.", Lane::kIdentifier, "0x80070005"},
          {"en", "TM-1207 TM1207", Lane::kIdentifier, "tm1207|1207|tm1207|1207"},
          {"en", "KB 2919355", Lane::kIdentifier, "kb2919355|2919355"},
          {"en", "v5.3.2 10.0.19041.1", Lane::kIdentifier, "5.3|5.3.2|10.0|10.0.19041.1|0.19041.1"},
          {"en", "System.IO.FileNotFoundException", Lane::kIdentifier,
           "system.io.filenotfoundexception|filenotfoundexception"},
          {"en", "C:\\Windows\\System32\\winhttp.dll", Lane::kIdentifier,
           "c:\\windows\\system32\\winhttp.dll|system32|winhttp.dll"},
          {"en", "see https://a.example/x/page.html.", Lane::kIdentifier,
           "a.example|a.example/x/page.html|page.html"},
          {"en", "ana@mail.example.com", Lane::kIdentifier,
           "ana@mail.example.com|mail.example.com"},
          {"en", "C++ C# .NET", Lane::kIdentifier, "c++|c#|.net"},
          {"en", "Get-ADUser", Lane::kIdentifier, "get-aduser"},
          {"en", "ERR_CONN_RESET", Lane::kIdentifier, "err_conn_reset"},
          {"en", "self-service and/or plain words", Lane::kIdentifier, ""},
          {"ja", "エラーTM-1207が", Lane::kIdentifier, "tm1207|1207"},
      },
      false);
  CheckTable({{"en", "kb 2919355", Lane::kIdentifier, "kb2919355|2919355"},
              {"en", "error 42", Lane::kIdentifier, ""}},
             true);
}

TEST_CASE("Analyzer: a query asks for what its asker left out") {
  CheckTable({{"vi", "mat khau", Lane::kFold, "mat|khau"},
              {"vi", "mat khau", Lane::kFoldPair, "mat khau"},
              // The stems of what is written without its marks.
              {"vi", "mật khẩu", Lane::kFold, "mat|khau"},
              {"pt", "configuração", Lane::kFold, "configuraca"},
              {"de", "Türen", Lane::kFold, "tuer"},
              {"de", "tuer", Lane::kFold, "tuer|tur"},
              {"en", "résumé", Lane::kFold, ""},
              {"vi", "mật khẩu", Lane::kFoldPair, ""}},
             true);
  Analyzer analyzer;
  const AnalyzedText text = analyzer.AnalyzeQuery("Passwörter", {"de", "en"});
  CHECK(LaneTerms(text, Lane::kStem) == "passwort");
}

TEST_CASE("Analyzer: terms keep the limit and point at their source") {
  Analyzer analyzer;
  std::string long_word(1000, 'x');
  std::string thai;
  for (int i = 0; i < 300; ++i) thai += "ก";
  const std::string text = "ﬁle é " + long_word + " " + thai + " \xFF\xC3 ende 長長長";
  for (const char* lang : {"en", "th", "zh-Hant", "ja", "", "xx"}) {
    for (const Term& term : analyzer.AnalyzeDocument(text, lang).terms) {
      CHECK(term.text.size() + 4 <= kMaxTermBytes);
      CHECK(term.begin < term.end);
      CHECK(term.end <= text.size());
    }
  }
  // A composed and a decomposed word are one term, each with the bytes it has in its own text.
  const AnalyzedText decomposed = analyzer.AnalyzeDocument("cafe\u0301 x", "en");
  CHECK(LaneTerms(decomposed, Lane::kWord) == "café|x");
  CHECK(decomposed.terms.front().begin == 0);
  CHECK(decomposed.terms.front().end == 6);
}

TEST_CASE("Analyzer: prints as one line") {
  Analyzer analyzer;
  CHECK(analyzer.AnalyzeDocument("Reset it", "en").ToString() ==
        "word:reset@0[0,5) word:it@1[6,8) stem:reset@0[0,5) stem:it@1[6,8) "
        "pair:reset it@0[0,8) ngram:rese@0[0,5) ngram:eset@0[0,5)");
  CHECK(analyzer.AnalyzeDocument("", "en").ToString() == "");
  CHECK(analyzer.AnalyzeDocument(" .,;-- \n", "en").ToString() == "");
}

TEST_CASE("DetectLanguages: scripts first, then what CLD2 says") {
  struct {
    const char* text;
    const char* first;
  } rows[] = {{"プリンターが動かない", "ja"},
              {"프린터가 오프라인입니다", "ko"},
              {"เครื่องพิมพ์ไม่ทำงาน", "th"},
              {"The printer does not print any more", "en"},
              {"Der Drucker druckt nicht mehr", "de"},
              {"प्रिंटर काम नहीं कर रहा है", "hi"},
              {"Máy in không hoạt động được nữa", "vi"},
              {"принтер не печатает документы", "ru"}};
  for (const auto& row : rows) {
    CAPTURE(row.text);
    const std::vector<std::string> langs = DetectLanguages(row.text);
    REQUIRE(!langs.empty());
    CHECK(langs.front() == row.first);
  }
  CHECK(DetectLanguages("").empty());
}

TEST_CASE("FindErrorCodes: codes only, canonical, once") {
  CHECK(FindErrorCodes("Error TM-1207 (0x80070005), again tm-1207 and 80070005 in 5.3.2") ==
        std::vector<std::string>{"tm1207", "0x80070005"});
}

TEST_CASE("FindErrorCodes: whatever writes the digits, between any spaces") {
  const std::pair<const char*, std::vector<std::string>> cases[] = {
      {"エラー０ｘ８００７０００５が出ます", {"0x80070005"}},
      {"打印机\tTM-¹²⁰⑦\r\n还是", {"tm1207"}},
      {"ошибка TM\u20111207.", {"tm1207"}},
      {"no TM code", {}},
  };
  for (const auto& row : cases) {
    CAPTURE(row.first);
    CHECK(FindErrorCodes(row.first) == row.second);
  }
}

TEST_CASE("Analyzer: whatever has stems says so, the parts of a word too") {
  Analyzer analyzer;
  for (const Term& term : analyzer.AnalyzeDocument("FileNotFoundException 4711 印刷", "en").terms) {
    if (term.lane != Lane::kWord) continue;
    CAPTURE(term.text);
    CHECK(term.stemmed == (term.text != "4711" && term.text != "印刷"));
  }
}

}  // namespace
}  // namespace funnel
