// SPDX-License-Identifier: GPL-2.0-or-later
#include "funnel/suggest.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <random>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include "indexer/publish/publish.h"
#include "tests/support/articles.h"
#include "tests/support/searching.h"
#include "tests/support/temp_dir.h"

namespace funnel {
namespace {

using testing::MakeArticle;
using testing::OpenBase;
using testing::Publish;
using testing::TempDir;

/// The suggestions, joined by '|', with what is marked in brackets; or the error's message.
std::string Suggested(Searcher& searcher, std::string text, std::string lang = "",
                      std::size_t limit = 10) {
  SuggestRequest request;
  request.text = std::move(text);
  request.lang = std::move(lang);
  request.limit = limit;
  const auto response = searcher.Suggest(request);
  if (!response) return "error: " + response.error().message;
  std::string line;
  for (const Suggestion& suggestion : response->suggestions) {
    if (!line.empty()) line += '|';
    std::string plain;
    for (const SnippetPiece& piece : suggestion.pieces) {
      plain += piece.text;
      line += piece.marked ? "[" + piece.text + "]" : piece.text;
    }
    CHECK(plain == suggestion.text);
  }
  return line;
}

struct Typed {
  std::string title;
  std::string lang;
  std::vector<std::string> reach, miss;
};

TEST_CASE("Suggest: letter by letter in every language") {
  const std::vector<Typed> cases = {
      {"Printer stays offline",
       "en",
       {"p", "pri", "printer", "PRINTER s", "off", "offline prin", "stays", "pritner", "ofline",
        "rinter", "offline pirnter"},
       {"inter", "scanner", "offline scan", "tay"}},
      {"Wi-Fi won't connect", "en", {"wifi", "wi-fi", "wi fi", "fi", "wont", "won't con"}, {"ifi"}},
      {"ตั้งค่าเครื่องพิมพ์", "th", {"ต", "ตั", "ตัง", "ค", "คร", "เ", "เค", "เครื่อง", "เครืองพิม"}, {"ม"}},
      {"プリンターで印刷できない場合",
       "ja",
       {"ぷ", "プリ", "ぷりんたー", "purinta", "purin", "いんさつ", "いんs", "insatsu", "insatu",
        "ins", "印刷", "印刷d", "印刷でき", "ばあい", "baai"},
       {"いぬ", "inu", "scanner"}},
      {"프린터가 오프라인으로 표시됨",
       "ko",
       {"ㅍ", "프", "플", "프리", "프린ㅌ", "프린터가 ㅇ", "오프", "표ㅅ"},
       {"브", "린터", "프라"}},
      {"印表機無法列印",
       "zh-Hant",
       {"印", "印表", "表", "yinbiaoji", "ybj", "ㄧㄣˋㄅㄧㄠˇㄐㄧ", "ㄧㄣㄅㄧㄠㄐㄧ", "ㄧㄣ",
        "印表机", "lieyin", "yin机"},
       {"列表印机x", "xyz"}},
      {"打印机无法打印",
       "zh-Hans",
       {"打", "打印機", "dyj", "dy", "dayinji", "dayin", "da yin", "dayin机", "打印ji", "wufa",
        "ㄉㄚˋㄧㄣˋㄐㄧ", "ㄉ"},
       {"jid", "yin机打"}},
      {"प्रिंटर ऑफ़लाइन दिखता है",
       "hi",
       {"प", "प्रिं", "प्रिंटर", "ऑफल", "printer", "prin", "oflain dikh", "dikhta"},
       {"स्कैनर"}},
      {"Đặt lại mật khẩu máy in",
       "vi",
       {"đ", "d", "dat", "đặt lại", "dat lai mat khau", "mat kh", "máy", "may in"},
       {"hau"}},
      {"Drucker zurücksetzen",
       "de",
       {"dru", "zuruck", "zurück", "Zurücks", "zurücksetzen drucker", "drukcer"},
       {"ucker"}},
      {"Принтер не печатает", "ru", {"п", "при", "печат", "не п", "принетр"}, {"интер"}},
      {"Réinitialiser l'imprimante", "fr", {"reini", "réini", "impri", "l'imp", "limp"}, {"nitia"}},
  };
  for (const Typed& one : cases) {
    const TempDir dir;
    // Something else in each language, so that not all there is answers.
    Publish(dir.path(), {MakeArticle("a", one.lang, one.title, "text"),
                         MakeArticle("b", one.lang, "Zzz 9", "text")});
    Searcher searcher = OpenBase(dir);
    for (const std::string& typed : one.reach) {
      CAPTURE(one.title);
      CAPTURE(typed);
      SuggestRequest request;
      request.text = typed;
      request.lang = one.lang;
      const auto response = searcher.Suggest(request);
      REQUIRE(response.has_value());
      REQUIRE(response->suggestions.size() == 1);
      CHECK(response->suggestions[0].text == one.title);
      CHECK(response->suggestions[0].id == "a");
      CHECK(response->suggestions[0].lang == one.lang);
    }
    for (const std::string& typed : one.miss) {
      CAPTURE(one.title);
      CAPTURE(typed);
      CHECK(Suggested(searcher, typed, one.lang).empty());
    }
  }
}

TEST_CASE("Suggest: what was typed is marked, in whatever writing") {
  const TempDir dir;
  Publish(dir.path(), {MakeArticle("en", "en", "Printer stays offline", ""),
                       MakeArticle("vi", "vi", "Đặt lại mật khẩu", ""),
                       MakeArticle("ko", "ko", "프린터 오프라인", ""),
                       MakeArticle("zh", "zh-Hans", "解决打印机问题", ""),
                       MakeArticle("ja", "ja", "文書の印刷方法", "")});
  Searcher searcher = OpenBase(dir);
  CHECK(Suggested(searcher, "stays off") == "Printer [stays off]line");
  CHECK(Suggested(searcher, "off prin") == "[Prin]ter stays [off]line");
  CHECK(Suggested(searcher, "mat kh") == "Đặt lại [mật kh]ẩu");
  CHECK(Suggested(searcher, "ㅍ") == "[프]린터 오프라인");
  CHECK(Suggested(searcher, "플") == "[프린]터 오프라인");
  CHECK(Suggested(searcher, "dyj") == "解决[打印机]问题");
  CHECK(Suggested(searcher, "dayinj") == "解决[打印机]问题");
  CHECK(Suggested(searcher, "insat") == "文書の[印刷]方法");
}

TEST_CASE("Suggest: one line a family, in the reader's language") {
  const TempDir dir;
  std::vector<Article> articles;
  const auto add = [&](const char* id, const char* lang, const char* title, const char* updated) {
    articles.push_back(MakeArticle(std::string(id) + "-" + lang, lang, title, "text"));
    articles.back().family = id;
    articles.back().updated = updated;
  };
  add("queue", "en", "Print queue stuck", "2024-01-01");
  add("queue", "de", "Print-Warteschlange hängt", "2024-01-02");
  add("queue", "th", "คิวการพิมพ์ค้าง", "2024-01-03");
  add("blank", "en", "Print shows blank pages", "2025-01-01");
  Publish(dir.path(), articles);
  Searcher searcher = OpenBase(dir);
  CHECK(Suggested(searcher, "print", "en") == "[Print] shows blank pages|[Print] queue stuck");
  CHECK(Suggested(searcher, "print", "de") ==
        "[Print]-Warteschlange hängt|[Print] shows blank pages");
  // Not typed in it, but what its reader would open.
  CHECK(Suggested(searcher, "print q", "th") == "คิวการพิมพ์ค้าง");
  // Nobody types Thai for an English title.
  CHECK(Suggested(searcher, "คิว", "en") == "[คิว]การพิมพ์ค้าง");
}

TEST_CASE("Suggest: titles that begin so come first, then the newest") {
  const TempDir dir;
  std::vector<Article> articles;
  for (const auto& [id, title, updated] :
       std::vector<std::tuple<const char*, const char*, const char*>>{
           {"a", "Mail server setup", "2020-01-01"},
           {"b", "Mail outbox stuck", "2023-01-01"},
           {"c", "New mail is missing", "2025-01-01"},
           {"d", "Old mail is missing", "2021-01-01"}}) {
    articles.push_back(MakeArticle(id, "en", title, "text"));
    articles.back().updated = updated;
  }
  Publish(dir.path(), articles);
  Searcher searcher = OpenBase(dir);
  CHECK(Suggested(searcher, "mail") ==
        "[Mail] outbox stuck|[Mail] server setup|New [mail] is missing|Old [mail] is missing");
  CHECK(Suggested(searcher, "mail", "", 2) == "[Mail] outbox stuck|[Mail] server setup");
}

TEST_CASE("Suggest: the questions of an article are suggested, too") {
  const TempDir dir;
  Article article = MakeArticle("queue", "en", "Print queue stuck", "text");
  article.questions = {"Why does nothing come out?", "How do I cancel a print job?"};
  Publish(dir.path(), {article, MakeArticle("x", "en", "Cancel a subscription", "")});
  Searcher searcher = OpenBase(dir);
  SuggestRequest request;
  request.text = "cancel";
  const auto response = searcher.Suggest(request);
  REQUIRE(response.has_value());
  REQUIRE(response->suggestions.size() == 2);
  CHECK(response->suggestions[0].kind == SuggestionKind::kTitle);
  CHECK(response->suggestions[1].kind == SuggestionKind::kQuestion);
  CHECK(response->suggestions[1].text == "How do I cancel a print job?");
  CHECK(response->suggestions[1].id == "queue");
  // Once for the article, by its title.
  CHECK(Suggested(searcher, "print") == "[Print] queue stuck");
}

TEST_CASE("Suggest: never from another audience") {
  const TempDir dir;
  Article secret = MakeArticle("secret", "en", "Zebrafinch rollout", "text");
  secret.audience = Audience::kInternal;
  secret.questions = {"Which quokka?"};
  Article partner = MakeArticle("partner", "en", "Zebrafinch pricing", "text");
  partner.audience = Audience::kPartner;
  Publish(dir.path(), {secret, partner, MakeArticle("open", "en", "Zebra crossing", "text")});
  Searcher customer = OpenBase(dir);
  for (const char* typed : {"z", "zebra", "zebrafinch", "rollout", "quokka", "pricing"}) {
    CAPTURE(typed);
    const std::string seen = Suggested(customer, typed);
    CHECK(seen.find("finch") == std::string::npos);
    CHECK(seen.find("quokka") == std::string::npos);
  }
  CHECK(Suggested(customer, "zebrafinc").empty());
  Searcher partners = OpenBase(dir, Audience::kPartner);
  CHECK(Suggested(partners, "zebraf") == "[Zebraf]inch pricing");
  Searcher internal = OpenBase(dir, Audience::kInternal);
  CHECK(Suggested(internal, "zebraf r") == "[Zebraf]inch [r]ollout");
  CHECK(Suggested(internal, "quok") == "Which [quok]ka?");
}

TEST_CASE("Suggest: as of the newest publish") {
  const TempDir dir;
  Publish(dir.path(), {MakeArticle("a", "en", "Alpha guide", "text")});
  Searcher searcher = OpenBase(dir);
  CHECK(Suggested(searcher, "be").empty());
  Article beta = MakeArticle("b", "en", "Beta guide", "text");
  Publish(dir.path(), {beta});
  CHECK(Suggested(searcher, "be") == "[Be]ta guide");
  beta.title = "Gamma guide";
  Publish(dir.path(), {beta});
  CHECK(Suggested(searcher, "be").empty());
  CHECK(Suggested(searcher, "ga") == "[Ga]mma guide");
  beta.state = State::kArchived;
  Publish(dir.path(), {beta});
  CHECK(Suggested(searcher, "ga").empty());
  CHECK(Suggested(searcher, "gui") == "Alpha [gui]de");
}

TEST_CASE("Suggest: what cannot be typed, and what is no request") {
  const TempDir dir;
  Publish(dir.path(), {MakeArticle("a", "en", "Alpha", "text")});
  Searcher searcher = OpenBase(dir);
  for (const char* typed : {"", " ", "\"", "🖨️", "\xFF\xFE", "...", "\xE2\x80\x8F"}) {
    CHECK(Suggested(searcher, typed).empty());
  }
  CHECK(Suggested(searcher, std::string(1025, 'a')).starts_with("error: the text has 1025 bytes"));
  CHECK(Suggested(searcher, std::string(1024, 'a')).empty());
  CHECK(Suggested(searcher, "a", "not a tag").starts_with("error: "));
  CHECK(Suggested(searcher, "a", "", 0) == "error: limit must lie between 1 and 50");
  CHECK(Suggested(searcher, "a", "", 51) == "error: limit must lie between 1 and 50");
}

TEST_CASE("Suggest: a phrase that is blocked is never suggested") {
  const TempDir dir;
  Article question = MakeArticle("b", "en", "Licences", "text");
  question.questions = {"Is there a license key generator?", "How do I license a seat?"};
  Publish(dir.path(), {MakeArticle("a", "en", "License Key Generators", "text"), question,
                       MakeArticle("c", "en", "License key lost", "text")});
  Searcher searcher = OpenBase(dir);
  CHECK(Suggested(searcher, "license k") ==
        "[License K]ey Generators|[License k]ey lost|Is there a [license k]ey generator?");
  auto publish = publish::Publish::Open(dir.path());
  REQUIRE(publish.has_value());
  (*publish)->PutCuration({{store::CurationKind::kBlocked, "license key generator\n"}});
  REQUIRE((*publish)->Commit().has_value());
  CHECK(Suggested(searcher, "license k") == "[License k]ey lost");
  CHECK(Suggested(searcher, "generator").empty());
  // What else the article has stays.
  CHECK(Suggested(searcher, "license") == "[License] key lost|How do I [license] a seat?");
}

TEST_CASE("Suggest: others' articles change nothing for a reader") {
  std::mt19937 random(11);
  const auto word = [&] {
    std::string text;
    for (int left = 2 + static_cast<int>(random() % 3); left > 0; --left) {
      text += "bdgklmnprst"[random() % 11];
      text += "aeiou"[random() % 5];
    }
    return text;
  };
  std::vector<Article> all, open;
  for (int i = 0; i < 80; ++i) {
    const char* lang = i % 3 == 0 ? "en" : i % 3 == 1 ? "de" : "zh-Hans";
    Article article = MakeArticle("a" + std::to_string(i), lang, word() + " " + word(), "text");
    article.questions = {word() + " " + word() + "?"};
    article.family = "f" + std::to_string(i / 2);
    article.updated = "2024-01-1" + std::to_string(i % 9);
    if (i % 2 == 1) article.audience = i % 4 == 1 ? Audience::kInternal : Audience::kPartner;
    if (i % 2 == 0) open.push_back(article);
    all.push_back(std::move(article));
  }
  const TempDir dir, open_dir;
  Publish(dir.path(), all);
  Publish(open_dir.path(), open);
  Searcher customer = OpenBase(dir);
  Searcher alone = OpenBase(open_dir);
  for (const Article& article : all) {
    for (const std::string& text : {article.title, article.questions.front()}) {
      for (std::size_t size = 1; size <= text.size(); size += 1 + size / 4) {
        for (const char* lang : {"", "en", "zh-Hans"}) {
          CHECK(Suggested(customer, text.substr(0, size), lang) ==
                Suggested(alone, text.substr(0, size), lang));
        }
      }
    }
  }
}

TEST_CASE("Suggest: what is typed of any title finds it, and nothing makes it fail") {
  std::mt19937 random(12);
  // Of each writing some letters, signs between words, and what is no text.
  const std::vector<std::string> pieces = {
      "a",  "Ž",  "ß",  "é",  "e\u0301", "đ",  "ж",  "й",       "ё",  "ω",  "打",     "機",    "印",
      "プ", "ガ", "ー", "ん", "っ",      "ゃ", "ㅍ", "프",      "린", "값", "ก",      "เ",     "ำ",
      "่",   "ี",   "क",  "्",   "ि",       "ं",   "़",   "ع",       "َ",   "ﬁ",  "1",      "२",     " ",
      "  ", "-",  ".",  "'",  "+",       "#",  "/",  "🖨️", "\"", "İ",  "\u200D", "\u0000"};
  std::vector<Article> articles;
  for (int i = 0; i < 60; ++i) {
    static const char* const kLangs[] = {"en", "ja", "zh-Hant", "ko", "th", "hi"};
    std::string title = "x";
    for (int left = 1 + static_cast<int>(random() % 12); left > 0; --left) {
      title += pieces[random() % (pieces.size() - 1)];
    }
    articles.push_back(MakeArticle("a" + std::to_string(i), kLangs[i % 6], title, "text"));
  }
  const TempDir dir;
  Publish(dir.path(), articles);
  Searcher searcher = OpenBase(dir);
  for (const Article& article : articles) {
    CAPTURE(article.title);
    SuggestRequest request;
    request.text = article.title;
    request.lang = article.lang;
    request.limit = kMaxSuggestions;
    const auto response = searcher.Suggest(request);
    REQUIRE(response.has_value());
    CHECK(std::any_of(response->suggestions.begin(), response->suggestions.end(),
                      [&](const Suggestion& one) { return one.id == article.id; }));
    // Cut anywhere, also within a character.
    for (std::size_t size = 0; size <= article.title.size(); ++size) {
      request.text = article.title.substr(0, size);
      REQUIRE(searcher.Suggest(request).has_value());
      request.text = article.title.substr(size);
      REQUIRE(searcher.Suggest(request).has_value());
    }
  }
}

}  // namespace
}  // namespace funnel
