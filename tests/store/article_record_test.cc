// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/store/layout/article_record.h"

#include <doctest/doctest.h>

#include <string>

namespace funnel::store {
namespace {

Article FullArticle() {
  Article article;
  article.id = "print/queue";
  article.family = "queue";
  article.lang = "zh-Hant";
  article.title = "列印佇列";
  article.summary = "重新啟動服務。";
  article.body = "# 列印佇列\n\n## 原因\n\n忙碌。";
  article.text = "前言\n原因\n忙碌。";
  article.sections = {{"", "", 0, SectionRole::kOther, 0, 7},
                      {"原因", "原因", 2, SectionRole::kCause, 7, 23}};
  article.products = {"Tamarind Print", "Tamarind Mail"};
  article.versions = {"5.0"};
  article.tags = {"佇列"};
  article.kind = Kind::kCase;
  article.audience = Audience::kInternal;
  article.state = State::kArchived;
  article.confidence = Confidence::kValidated;
  article.created = "2024-01-02";
  article.updated = "2025-01-02";
  article.review_by = "2026-01-02";
  article.authors = {"陳"};
  article.symptoms = {"印不出來"};
  article.questions = {"怎麼辦?"};
  article.related = {"print/offline"};
  article.error_codes = {"0x80070005"};
  article.url = "https://example.com/a";
  article.source = "corpus/zh-Hant/queue.md";
  article.extra = {{"weight", "3"}, {"empty", ""}};
  return article;
}

TEST_CASE("ArticleRecord: gives every field back") {
  const Article article = FullArticle();
  const std::string record = store::EncodeArticle(article);
  const auto decoded = DecodeArticle(record);
  REQUIRE(decoded.has_value());
  CHECK(store::EncodeArticle(*decoded) == record);
  CHECK(decoded->id == article.id);
  CHECK(decoded->family == article.family);
  CHECK(decoded->lang == article.lang);
  CHECK(decoded->body == article.body);
  CHECK(decoded->text == article.text);
  CHECK(decoded->kind == Kind::kCase);
  CHECK(decoded->audience == Audience::kInternal);
  CHECK(decoded->state == State::kArchived);
  CHECK(decoded->confidence == Confidence::kValidated);
  CHECK(decoded->review_by == article.review_by);
  CHECK(decoded->questions == article.questions);
  CHECK(decoded->error_codes == article.error_codes);
  CHECK(decoded->extra == article.extra);
  REQUIRE(decoded->sections.size() == 2);
  CHECK(decoded->sections[1].role == SectionRole::kCause);
  CHECK(decoded->sections[1].end == 23);
}

TEST_CASE("ArticleRecord: an empty article and a plain one") {
  CHECK(DecodeArticle(store::EncodeArticle(Article{})).has_value());
  Article plain;
  plain.format = BodyFormat::kPlain;
  plain.body = plain.text = std::string(100'000, 'x');
  const std::string record = store::EncodeArticle(plain);
  CHECK(record.size() < 100'100);  // The body is not stored twice.
  CHECK(DecodeArticle(record)->body == plain.body);
}

TEST_CASE("ArticleRecord: the hit's part points into the record") {
  const std::string record = store::EncodeArticle(FullArticle());
  const auto hit = store::DecodeHit(record);
  REQUIRE(hit.has_value());
  CHECK(hit->title == "列印佇列");
  CHECK(hit->updated == "2025-01-02");
  CHECK(hit->text == "前言\n原因\n忙碌。");
  CHECK(hit->products.size() == 2);
  CHECK(hit->kind == Kind::kCase);
  CHECK(hit->title.data() > record.data());
  CHECK(hit->title.data() < record.data() + record.size());
}

TEST_CASE("ArticleRecord: no truncation and no changed byte does harm") {
  const std::string record = store::EncodeArticle(FullArticle());
  for (std::size_t size = 0; size < record.size(); ++size) {
    CAPTURE(size);
    const auto cut = DecodeArticle(std::string_view(record).substr(0, size));
    REQUIRE_FALSE(cut.has_value());
    CHECK(cut.error().code == ErrorCode::kCorrupt);
    (void)store::DecodeHit(std::string_view(record).substr(0, size)).has_value();
  }
  for (std::size_t at = 0; at < record.size(); ++at) {
    for (const char byte : {'\x00', '\x7f', '\xff'}) {
      std::string changed = record;
      changed[at] = byte;
      (void)DecodeArticle(changed).has_value();
      (void)store::DecodeHit(changed).has_value();
    }
  }
  CHECK_FALSE(DecodeArticle(record + "x").has_value());
}

}  // namespace
}  // namespace funnel::store
