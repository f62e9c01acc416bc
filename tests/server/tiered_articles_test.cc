// SPDX-License-Identifier: GPL-2.0-or-later
// Random articles that the tests of audiences share; named so that their program takes it in.
#include "tests/server/tiered_articles.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <set>

#include "tests/server/server_fixture.h"

namespace funnel::test {

namespace {

const std::vector<std::string> kOpenProducts = {"Lumen Desk", "Paperway"};
const std::vector<std::string> kHiddenProducts = {"Okapi Core", "Tarsier"};
const std::vector<std::string> kOpenTags = {"setup", "print"};
const std::vector<std::string> kHiddenTags = {"escalation-q7", "embargo"};
const std::vector<std::string> kOpenVersions = {"2.1", "3.0"};
const std::vector<std::string> kHiddenVersions = {"9.7-beta"};
const std::vector<std::string> kOpenCodes = {"PW-1043", "0x80070005"};
const std::vector<std::string> kHiddenCodes = {"OKP-7781", "0xDEADBEEF"};
const std::vector<std::string> kDays = {"", "2025-02-03", "2025-11-20", "2026-04-08"};

}  // namespace

const std::vector<TierWords>& AllTierWords() {
  static const std::vector<TierWords> all = {
      {"en",
       " ",
       {"printer", "queue", "stuck", "network", "password", "reset", "screen", "driver", "paper",
        "account", "update", "restart", "the", "how", "is"},
       {"quokka", "wombatology", "zebrafinch", "axolotlish"}},
      {"th",
       "",
       {"เครื่องพิมพ์", "กระดาษ", "รหัสผ่าน", "เครือข่าย", "หน้าจอ", "บัญชี", "ติดตั้ง", "เปิด", "ไม่ได้",
        "โปรแกรม"},
       {"จิงโจ้", "เพนกวิน", "ยีราฟ"}},
      {"ja",
       "",
       {"印刷", "できない", "用紙", "設定", "画面", "更新", "アカウント", "パスワード",
        "ネットワーク", "再起動"},
       {"カモノハシ", "麒麟計画", "極秘"}},
      {"ko",
       " ",
       {"프린터", "인쇄", "오류", "비밀번호", "화면", "계정", "업데이트", "네트워크", "설치",
        "용지"},
       {"캥거루", "오리너구리", "기린"}},
      {"zh-Hant",
       "",
       {"印表機", "離線", "密碼", "重設", "螢幕", "網路", "帳號", "更新", "安裝", "紙張"},
       {"鴨嘴獸", "長頸鹿", "貔貅"}},
      {"hi",
       " ",
       {"प्रिंटर", "पासवर्ड", "स्क्रीन", "नेटवर्क", "खाता", "अपडेट", "काग़ज़", "त्रुटि", "बंद", "चालू"},
       {"कंगारू", "जिराफ़", "गोपनीय"}},
      {"vi",
       " ",
       {"máy in", "mật khẩu", "màn hình", "mạng", "tài khoản", "cập nhật", "giấy", "lỗi",
        "cài đặt"},
       {"thú mỏ vịt", "hươu cao cổ", "đà điểu"}},
      {"de",
       " ",
       {"Drucker", "Passwort", "Bildschirm", "Netzwerk", "Konto", "Papierstau", "Treiber", "nicht"},
       {"Schnabeltier", "Giraffenplan"}},
      {"fr", " ", {"imprimante"}, {"ornithorynque", "girafe", "embargo"}}};
  return all;
}

std::vector<std::string> HiddenTexts() {
  std::vector<std::string> texts;
  for (const TierWords& words : AllTierWords()) {
    texts.insert(texts.end(), words.hidden.begin(), words.hidden.end());
  }
  for (const auto* names : {&kHiddenProducts, &kHiddenTags, &kHiddenVersions, &kHiddenCodes}) {
    texts.insert(texts.end(), names->begin(), names->end());
  }
  return texts;
}

bool IsForAll(const Article& article) {
  return article.audience == Audience::kPublic && article.state == State::kPublished;
}

std::string TierMaker::Words(const TierWords& words, std::size_t count, bool hidden) {
  std::string text;
  for (; count > 0; --count) {
    if (!text.empty()) text += words.space;
    text += Any(hidden && OneOf(3) ? words.hidden : words.open);
  }
  return text;
}

void TierMaker::AddFacets(Article& article, bool hidden) {
  const auto pick = [&](const auto& open, const auto& secret, auto& names) {
    if (!OneOf(3)) names.push_back(Any(open));
    if (hidden && OneOf(2)) names.push_back(Any(secret));
  };
  pick(kOpenProducts, kHiddenProducts, article.products);
  pick(kOpenTags, kHiddenTags, article.tags);
  pick(kOpenVersions, kHiddenVersions, article.versions);
  std::vector<std::string> codes;
  pick(kOpenCodes, kHiddenCodes, codes);
  for (const std::string& code : codes) article.body += "\n\nError " + code + ".";
  if (hidden && OneOf(4)) article.kind = Kind::kCase;
}

Article TierMaker::Make(const TierWords& words, std::string id) {
  const bool hidden = words.lang == "fr" || OneOf(3);
  Article article;
  article.family = id;
  article.id = std::move(id);
  article.lang = words.lang;
  if (hidden) article.audience = OneOf(2) ? Audience::kPartner : Audience::kInternal;
  if (hidden && OneOf(6)) article.state = OneOf(2) ? State::kDraft : State::kArchived;
  article.title = Words(words, Number(2, 4), hidden);
  article.summary = OneOf(2) ? Words(words, 4, hidden) : "";
  article.body = Words(words, Number(4, 20), hidden) + "\n\n## " + Words(words, 2, hidden) +
                 "\n\n1. " + Words(words, Number(3, 9), hidden) + "\n2. [" +
                 Words(words, 1, hidden) + "](f" + std::to_string(Number(0, 12)) + ".md)";
  AddFacets(article, hidden);
  if (OneOf(3)) article.questions = {Words(words, 3, hidden) + "?"};
  if (OneOf(2)) article.related = {"f" + std::to_string(Number(0, 12))};
  article.updated = Any(kDays);
  return article;
}

std::vector<Article> TierMaker::Articles(std::size_t count) {
  std::vector<Article> articles;
  std::set<std::pair<std::string, std::string>> names;
  while (articles.size() < count) {
    const TierWords& words = Any(AllTierWords());
    std::string id = "f" + std::to_string(Number(0, 12 + count / 4));
    if (names.emplace(words.lang, id).second) articles.push_back(Make(words, std::move(id)));
  }
  return articles;
}

void PublishBoth(std::uint32_t seed, const std::vector<Article>& articles,
                 const std::filesystem::path& mixed, const std::filesystem::path& plain) {
  TierMaker maker(seed + 1000);
  const std::size_t batch = 1 + articles.size() / 2;
  std::vector<Article> later;
  for (std::size_t begin = 0; begin < articles.size(); begin += batch) {
    std::vector<Article> all, open;
    for (std::size_t i = begin; i < std::min(begin + batch, articles.size()); ++i) {
      all.push_back(articles[i]);
      if (IsForAll(articles[i])) {
        open.push_back(articles[i]);
      } else if (maker.OneOf(4)) {
        // Seen by everybody until the last commit.
        all.back().audience = Audience::kPublic;
        all.back().state = State::kPublished;
        later.push_back(articles[i]);
      }
    }
    Publish(mixed, all);
    if (!open.empty()) Publish(plain, open);
  }
  Publish(mixed, later);
}

TEST_CASE("TierMaker: makes what each audience alone may see") {
  TierMaker maker(3);
  const std::vector<Article> articles = maker.Articles(60);
  const auto hidden = HiddenTexts();
  std::set<Audience> audiences;
  std::set<std::string> families_for_all, families_for_few;
  for (const Article& article : articles) {
    audiences.insert(article.audience);
    (IsForAll(article) ? families_for_all : families_for_few).insert(article.family);
    const bool has_hidden = std::any_of(hidden.begin(), hidden.end(), [&](const std::string& text) {
      return (article.title + article.body).find(text) != std::string::npos;
    });
    if (IsForAll(article)) CHECK_FALSE(has_hidden);
  }
  CHECK(audiences.size() == 3);
  std::vector<std::string> both;
  std::set_intersection(families_for_all.begin(), families_for_all.end(), families_for_few.begin(),
                        families_for_few.end(), std::back_inserter(both));
  CHECK(both.size() > 3);
}

}  // namespace funnel::test
