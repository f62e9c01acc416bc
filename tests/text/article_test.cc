// SPDX-License-Identifier: GPL-2.0-or-later
#include "funnel/article.h"

#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "indexer/base/known_language.h"
#include "indexer/schema/index_schema.h"

namespace funnel {
namespace {

TEST_CASE("CanonicalLanguage: one tag for all writings of a language") {
  struct {
    const char* tag;
    const char* canonical;
  } rows[] = {{"en", "en"},      {"en-US", "en"},      {"EN_us", "en"},      {"zh-CN", "zh-Hans"},
              {"zh", "zh-Hans"}, {"zh_TW", "zh-Hant"}, {"zh-HK", "zh-Hant"}, {"zh-hant", "zh-Hant"},
              {"yue", "yue"},    {"th-TH", "th"},      {"fil", "tl"},        {"iw", "he"},
              {"in", "id"},      {"pt-BR", "pt"},      {"und", "und"}};
  for (const auto& row : rows) {
    CAPTURE(row.tag);
    const Result<std::string> canonical = CanonicalLanguage(row.tag);
    REQUIRE(canonical.has_value());
    CHECK(*canonical == row.canonical);
  }
  for (const char* tag : {"", "english language", "e", "../etc", "12"}) {
    CAPTURE(tag);
    CHECK_FALSE(CanonicalLanguage(tag).has_value());
  }
  CHECK(CanonicalLanguage("no tag").error().message ==
        "'no tag' is no language tag: use BCP 47, such as en, zh-Hant or pt-BR");
}

TEST_CASE("KnownLanguage: a language that there is, or the one that was meant") {
  for (const char* tag : {"en", "no", "nb", "zh-TW", "yue", "fil", "sw", "kau", "twi", "und"}) {
    CAPTURE(tag);
    CHECK(base::KnownLanguage(tag).has_value());
  }
  struct {
    const char* tag;
    const char* meant;
  } const rows[] = {{"jp", "ja"},
                    {"cn", "zh-Hans"},
                    {"kr", "ko"},
                    {"vn", "vi"},
                    {"tw", "zh-Hant"},
                    {"ua", "uk"},
                    {"JP", "ja"},
                    {"jp-JP", "ja"},
                    {"kr_KR", "ko"},
                    {"english", "en"},
                    {"English (US)", "en"},
                    {"thai", "th"},
                    {"Japanese", "ja"},
                    {"Deutsch", "de"},
                    {"日本語", "ja"},
                    {"ไทย", "th"},
                    {"Español", "es"},
                    {"Русский", "ru"},
                    {"Traditional Chinese", "zh-Hant"},
                    {"Tagalog", "tl"},
                    {"Bahasa Indonesia", "id"},
                    {"中文", "zh-Hans"}};
  for (const auto& row : rows) {
    CAPTURE(row.tag);
    const auto known = base::KnownLanguage(row.tag);
    REQUIRE_FALSE(known.has_value());
    CHECK(known.error().message ==
          std::string("'") + row.tag + "' is no language tag, did you mean '" + row.meant + "'?");
  }
  for (const char* tag : {"xq", "yes", "klingons", "", "../etc"}) {
    CAPTURE(tag);
    CHECK_FALSE(base::KnownLanguage(tag).has_value());
    CHECK(base::MeantLanguage(tag).empty());
  }
}

TEST_CASE("RoleOfHeading: recognises sections in every language") {
  struct {
    const char* heading;
    SectionRole role;
  } rows[] = {{"Symptoms", SectionRole::kSymptoms},
              {"SYMPTOM:", SectionRole::kSymptoms},
              {"1. Cause", SectionRole::kCause},
              {"原因", SectionRole::kCause},
              {"解決方法", SectionRole::kResolution},
              {"解决方法", SectionRole::kResolution},
              {"現象", SectionRole::kSymptoms},
              {"환경", SectionRole::kEnvironment},
              {"วิธีแก้ไข", SectionRole::kResolution},
              {"लक्षण", SectionRole::kSymptoms},
              {"Cách khắc phục", SectionRole::kResolution},
              {"Gejala", SectionRole::kSymptoms},
              {"Punca", SectionRole::kCause},
              {"Solusyon", SectionRole::kResolution},
              {"Ursache", SectionRole::kCause},
              {"More information", SectionRole::kOther},
              {"", SectionRole::kOther},
              {"42", SectionRole::kOther}};
  for (const auto& row : rows) {
    CAPTURE(row.heading);
    CHECK(Name(RoleOfHeading(row.heading)) == Name(row.role));
  }
}

TEST_CASE("ParseAudience: names round trip, others name the known ones") {
  for (Audience audience : {Audience::kPublic, Audience::kPartner, Audience::kInternal}) {
    CHECK(*ParseAudience(Name(audience)) == audience);
  }
  CHECK(ParseAudience("Public").error().message ==
        "unknown audience 'Public': use public, partner or internal");
}

TEST_CASE("ContentHash: changes with everything a reader sees") {
  Article article;
  article.id = "a";
  article.title = "ab";
  const std::string hash = ContentHash(article);
  CHECK(hash.size() == 32);
  CHECK(ContentHash(article) == hash);
  Article moved = article;
  moved.audience = Audience::kInternal;
  CHECK(ContentHash(moved) != hash);
  Article shifted = article;
  shifted.id = "aa";
  shifted.title = "b";
  CHECK(ContentHash(shifted) != hash);
  Article tagged = article;
  tagged.tags = {"x"};
  CHECK(ContentHash(tagged) != hash);
}

TEST_CASE("IndexTerm: never over Xapian's limit, NUL counts two") {
  CHECK(schema::IndexTerm("XP", "reset password") == "XPreset password");
  const std::string longest(kMaxTermBytes - 1, 'x');
  CHECK(schema::IndexTerm("Z", longest) == "Z" + longest);
  std::string thai;
  for (int i = 0; i < 100; ++i) thai += "\u0E01";
  const std::string cut = schema::IndexTerm("Z", thai);
  CHECK(cut.size() <= kMaxTermBytes);
  CHECK(cut != schema::IndexTerm("Z", thai + "\u0E01"));
  const std::string zeros(200, '\0');
  CHECK(schema::IndexTerm("Z", zeros).size() <= kMaxTermBytes - 80);
}

TEST_CASE("NameOfUniqueTerm: what the term was made of") {
  const std::string term = schema::UniqueTerm("en", "printing/offline");
  CHECK(schema::NameOfUniqueTerm(term) == "en:printing/offline");
}

}  // namespace
}  // namespace funnel
