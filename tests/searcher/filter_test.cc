// SPDX-License-Identifier: GPL-2.0-or-later
// Searching with a filter, and counting what is found.
#include <doctest/doctest.h>
#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <random>
#include <set>
#include <string>
#include <vector>

#include "funnel/searcher.h"
#include "indexer/base/version_range.h"
#include "indexer/publish/publish.h"
#include "indexer/store/curation/curation.h"
#include "tests/support/articles.h"
#include "tests/support/searching.h"

namespace funnel {
namespace {

using testing::Ask;
using testing::Ids;
using testing::MakeArticle;
using testing::OpenBase;
using testing::TempDir;

constexpr Facet kAllFacets[] = {Facet::kKind, Facet::kLanguage, Facet::kProduct, Facet::kVersion,
                                Facet::kTag};

SearchRequest Filtered(const std::string& query, const std::string& lang,
                       const std::string& filter) {
  SearchRequest request = Ask(query, lang);
  if (filter.empty()) return request;
  Result<Filter> read = ParseFilter(filter);
  REQUIRE_MESSAGE(read.has_value(), read.error().message);
  request.filter = *std::move(read);
  request.deadline = std::chrono::minutes(1);
  return request;
}

/// "product: Photo Editor 2, Scanner 1", a line for each facet.
std::string Counted(const SearchResponse& response) {
  std::string lines;
  for (const CountedFacet& facet : response.facets) {
    std::string line;
    for (const CountedFacet::Value& value : facet.values) {
      line += fmt::format("{} {} {}", line.empty() ? "" : ",", value.name, value.families);
    }
    lines += std::string(Name(facet.facet)) + ":" + line + "\n";
  }
  return lines;
}

TEST_CASE("Filter: values of any language, however they are cased and composed") {
  const struct {
    const char* lang;
    const char* text;
    const char* value;
    std::vector<std::string> asked;
  } rows[] = {
      {"en", "The printer is offline", "Photo Editor", {"photo editor", "PHOTO EDITOR"}},
      {"de", "Der Drucker ist offline", "Größe", {"GRÖSSE", "gro\u0308ße", "größe"}},
      {"fr", "Imprimante hors ligne", "Été", {"été", "E\u0301te\u0301"}},
      {"vi", "Máy in ngoại tuyến", "Máy in", {"máy in", "MÁY IN", "Ma\u0301y in"}},
      {"th", "เครื่องพิมพ์ออฟไลน์", "น้ำหมึก", {"น้ำหมึก", "น้\u0e4d\u0e32หมึก"}},
      {"ja", "プリンターがオフライン", "ガイド", {"ガイド", "カ\u3099イド", "ｶﾞｲﾄﾞ"}},
      {"ko", "프린터가 오프라인입니다", "한글", {"한글", "\u1112\u1161\u11ab\u1100\u1173\u11af"}},
      {"zh-Hans", "打印机脱机", "Ｗｉ－Ｆｉ 打印", {"wi-fi 打印", "WI-FI 打印"}},
      {"hi", "प्रिंटर ऑफ़लाइन है", "फ़ाइल", {"फ़ाइल", "फ\u093cाइल"}},
      {"ru", "Принтер не в сети", "Йогурт", {"йогурт", "И\u0306ОГУРТ"}},
  };
  const TempDir dir;
  std::vector<Article> articles;
  for (const auto& row : rows) {
    for (const std::string_view id : {"with", "without"}) {
      Article article = MakeArticle(std::string(id) + "-" + row.lang, row.lang, row.text, row.text);
      article.products = article.tags = {id == "with" ? row.value : "Other"};
      articles.push_back(std::move(article));
    }
  }
  testing::Publish(dir.path(), articles);
  Searcher searcher = OpenBase(dir);
  for (const auto& row : rows) {
    CAPTURE(row.lang);
    const std::string right = std::string("with-") + row.lang + "/" + row.lang;
    for (const std::string& value : row.asked) {
      CAPTURE(value);
      for (const std::string name : {"product", "tag"}) {
        SearchRequest request = Filtered(row.text, row.lang, name + " = '" + value + "'");
        CHECK(Ids(searcher, request) == right);
        request.query.clear();
        CHECK(Ids(searcher, request) == right);
        request.facets = {Facet::kProduct};
        CHECK(Counted(*searcher.Search(request)).find(row.value) != std::string::npos);
      }
    }
  }
}

// What random articles say, so that a filter can be held against them.
const std::vector<std::string> kProducts = {"Alpha", "Beta", "Gamma"};
const std::vector<std::string> kVersions = {"4.1",       "5",     "5.2", "5.2.1",
                                            "5.0 - 5.4", ">=5.3", "5.x"};
const std::vector<std::string> kTags = {"red", "green", "blue", "grey"};
const std::vector<std::string> kDays = {"", "2023-05-01", "2024-01-01", "2024-06-30"};
const std::vector<std::string> kLangs = {"en", "zh-Hans", "zh-Hant"};  // Two are ranked as one.
const std::vector<std::string> kWords = {"cable", "firmware", "spooler", "toner"};

const std::string& OneOf(const std::vector<std::string>& of, std::mt19937& random) {
  return of[random() % of.size()];
}

std::vector<std::string> Some(const std::vector<std::string>& of, std::mt19937& random) {
  std::vector<std::string> chosen;
  for (const std::string& one : of) {
    if (random() % 3 == 0) chosen.push_back(one);
  }
  return chosen;
}

std::vector<Article> RandomArticles(std::mt19937& random) {
  std::vector<Article> articles;
  for (int family = 0; family < 60; ++family) {
    for (const std::string& lang : kLangs) {
      if (random() % 2 == 0) continue;
      std::string text = "Note.";
      for (const std::string& word : Some(kWords, random)) text += " " + word;
      Article article = MakeArticle("f" + std::to_string(family), lang, "Note", text);
      article.products = Some(kProducts, random);
      article.versions = Some(kVersions, random);
      article.tags = Some(kTags, random);
      article.updated = OneOf(kDays, random);
      if (random() % 4 == 0) article.kind = Kind::kCase;
      if (random() % 3 == 0) {
        article.audience = Audience::kInternal;
        article.products.emplace_back("Secret");
        article.versions.emplace_back("9.9");
        article.tags.emplace_back("hidden");
      }
      articles.push_back(std::move(article));
    }
  }
  return articles;
}

std::string RandomCondition(const std::string& lang, std::mt19937& random) {
  switch (random() % 8) {
    case 0:
      return "product = " + OneOf(kProducts, random);
    case 1:
      return "product IN [" + OneOf(kProducts, random) + ", Secret]";
    case 2:
      return "tag != " + OneOf(kTags, random);
    case 3:
      return "tag IN [" + OneOf(kTags, random) + ", " + OneOf(kTags, random) + ", hidden]";
    case 4:
      return "version = '" + OneOf(kVersions, random) + "'";
    case 5:
      return random() % 2 == 0 ? "version >= 5.2" : "version < 5.2";
    case 6:
      return random() % 2 == 0 ? "updated >= 2024-01-01" : "updated < 2024-01-01";
    default:
      // Another ranking language would be asked in other words.
      return lang == "en" || random() % 2 == 0 ? "kind = case" : "lang = zh-Hant";
  }
}

std::string RandomFilter(const std::string& lang, std::mt19937& random, int depth = 0) {
  const auto kind = depth > 2 ? 0 : random() % 5;
  if (kind < 2) return RandomCondition(lang, random);
  if (kind == 2) return "NOT " + RandomFilter(lang, random, 3);
  const std::string first = RandomFilter(lang, random, depth + 1);
  const std::string other = RandomFilter(lang, random, depth + 1);
  return "(" + first + (kind == 3 ? " AND " : " OR ") + other + ")";
}

std::vector<std::string> ValuesOf(const Article& article, Facet facet) {
  switch (facet) {
    case Facet::kKind:
      return {std::string(Name(article.kind))};
    case Facet::kLanguage:
      return {article.lang};
    case Facet::kProduct:
      return article.products;
    case Facet::kVersion:
      return article.versions;
    case Facet::kTag:
      break;
  }
  return article.tags;
}

bool VersionMeets(const Filter& filter, const std::string& has) {
  for (const base::VersionRange& one : base::ParseVersions(has)) {
    for (const std::string& value : filter.values) {
      for (const base::VersionRange& asked : base::ParseVersions(value)) {
        const auto order = static_cast<base::VersionOrder>(filter.compare);
        if (base::Meet(base::Compared(order, asked), one)) return true;
      }
    }
  }
  return false;
}

/// Whether an article meets a filter, by its fields.
bool Meets(const Article& article, const Filter& filter) {
  const auto meets = [&](const Filter& part) { return Meets(article, part); };
  const auto named = [&](const std::string& value) {
    return std::find(filter.values.begin(), filter.values.end(), value) != filter.values.end();
  };
  switch (filter.is) {
    case Filter::Is::kAll:
      return std::all_of(filter.parts.begin(), filter.parts.end(), meets);
    case Filter::Is::kAny:
      return std::any_of(filter.parts.begin(), filter.parts.end(), meets);
    case Filter::Is::kNot:
      return !meets(filter.parts.front());
    case Filter::Is::kId:
      return named(article.id);
    case Filter::Is::kUpdated:
      if (article.updated.empty()) return false;
      return (filter.compare == Filter::Compare::kLess) == (article.updated < filter.values[0]);
    case Filter::Is::kFacet:
      break;
  }
  const std::vector<std::string> values = ValuesOf(article, filter.facet);
  return std::any_of(values.begin(), values.end(), [&](const std::string& value) {
    return filter.facet == Facet::kVersion ? VersionMeets(filter, value) : named(value);
  });
}

/// The facets that a filter is about; kFacetCount for the day.
std::set<std::size_t> SubjectsOf(const Filter& filter) {
  if (filter.is == Filter::Is::kFacet) return {static_cast<std::size_t>(filter.facet)};
  if (filter.is == Filter::Is::kUpdated) return {kFacetCount};
  std::set<std::size_t> subjects;
  for (const Filter& part : filter.parts) subjects.merge(SubjectsOf(part));
  return subjects;
}

/// What all of a filter joins, without what is about `facet` alone.
Filter Without(const Filter& filter, Facet facet) {
  if (filter.is == Filter::Is::kAll) {
    Filter rest;
    for (const Filter& part : filter.parts) rest.parts.push_back(Without(part, facet));
    return rest;
  }
  return SubjectsOf(filter) == std::set{static_cast<std::size_t>(facet)} ? Filter() : filter;
}

/// What a search is to find, found by looking at each article.
class Expected {
 public:
  Expected(const std::vector<Article>& articles, Audience audience, const std::string& lang,
           const std::string& query) {
    for (const Article& article : articles) {
      const bool seen =
          article.audience <= audience && article.lang.substr(0, 2) == lang.substr(0, 2);
      if (seen && Finds(query, article.text)) found_.push_back(&article);
    }
  }

  std::set<std::string> Families(const Filter& filter) const {
    std::set<std::string> families;
    for (const Article* article : found_) {
      if (Meets(*article, filter)) families.insert(article->family);
    }
    return families;
  }

  std::string Counts(const Filter& filter) const {
    SearchResponse response;
    for (const Facet facet : kAllFacets) {
      std::map<std::string, std::set<std::string>> families;
      const Filter rest = Without(filter, facet);
      for (const Article* article : found_) {
        if (!Meets(*article, rest)) continue;
        for (const std::string& value : ValuesOf(*article, facet)) {
          families[value].insert(article->family);
        }
      }
      CountedFacet& counted = response.facets.emplace_back(CountedFacet{facet, {}, 0});
      for (const auto& [value, of] : families) counted.values.push_back({value, of.size()});
      std::stable_sort(counted.values.begin(), counted.values.end(),
                       [](const auto& a, const auto& b) { return a.families > b.families; });
    }
    return Counted(response);
  }

 private:
  static bool Finds(const std::string& query, const std::string& text) {
    const auto has = [&](const char* words) { return text.find(words) != std::string::npos; };
    if (query == "toner -cable") return has("toner") && !has("cable");
    if (query == "\"spooler toner\"") return has("spooler toner");
    if (query == "firmware spooler") return has("firmware") || has("spooler");
    return query.empty() || has(query.c_str());
  }

  std::vector<const Article*> found_;
};

/// A line of counts without regard to how letters order.
std::string Sorted(const std::string& lines) {
  std::string sorted = lines;
  std::sort(sorted.begin(), sorted.end());
  return sorted;
}

TEST_CASE("Filter: hits and counts are those of who looks at each article") {
  std::mt19937 random(7);
  std::size_t compared = 0;
  for (int round = 0; round < 4; ++round) {
    const TempDir dir;
    const std::vector<Article> articles = RandomArticles(random);
    // Several publishes: several segments.
    const auto middle = articles.begin() + static_cast<std::ptrdiff_t>(articles.size() / 2);
    testing::Publish(dir.path(), {articles.begin(), middle});
    testing::Publish(dir.path(), {middle, articles.end()});
    for (const Audience audience : {Audience::kPublic, Audience::kInternal}) {
      Searcher searcher = OpenBase(dir, audience);
      for (int question = 0; question < 60; ++question) {
        const std::string lang = random() % 2 == 0 ? "en" : "zh-Hans";
        const std::string query =
            OneOf({"", "spooler", "toner -cable", "\"spooler toner\"", "firmware spooler"}, random);
        const std::string text = random() % 8 == 0 ? "" : RandomFilter(lang, random);
        CAPTURE(lang);
        CAPTURE(query);
        CAPTURE(text);
        SearchRequest request = Filtered(query, lang, text);
        request.facets.assign(std::begin(kAllFacets), std::end(kAllFacets));
        const Expected expected(articles, audience, lang, query);
        const std::set<std::string> families = expected.Families(request.filter);
        if (families.empty()) continue;  // Others are asked then.
        ++compared;
        std::set<std::string> found;
        std::set<std::string> counts;
        std::set<std::size_t> totals;
        for (const std::size_t offset : {0, 5, 10, 40}) {
          request.offset = offset;
          request.limit = offset == 10 ? 30 : offset == 40 ? 60 : 5;
          const Result<SearchResponse> response = searcher.Search(request);
          REQUIRE_MESSAGE(response.has_value(), response.error().message);
          for (const Hit& hit : response->hits) CHECK(found.insert(hit.family).second);
          counts.insert(Counted(*response));
          totals.insert(response->estimated_total_hits);
        }
        CHECK(found == families);
        CHECK(totals == std::set{families.size()});
        REQUIRE(counts.size() == 1);
        CHECK(Sorted(*counts.begin()) == Sorted(expected.Counts(request.filter)));
        if (audience == Audience::kPublic) {
          for (const char* secret : {"Secret", "hidden", "9.9"}) {
            CHECK(counts.begin()->find(secret) == std::string::npos);
          }
        }
      }
    }
  }
  CHECK(compared > 200);
}

TEST_CASE("Filter: what a pasted text finds is filtered and counted, too") {
  std::mt19937 random(11);
  const TempDir dir;
  const std::vector<Article> articles = RandomArticles(random);
  testing::Publish(dir.path(), articles);
  Searcher searcher = OpenBase(dir);
  const std::string text =
      "Hello,\n\nsince Monday the spooler does not start. We changed the toner twice.\n\nThen the "
      "firmware hung. What can we do about spooler and cable?\n\nRegards\n";
  for (int question = 0; question < 40; ++question) {
    const std::string filter = RandomFilter("en", random);
    CAPTURE(filter);
    SearchRequest request = Filtered(text, "en", filter);
    request.facets.assign(std::begin(kAllFacets), std::end(kAllFacets));
    request.limit = 100;
    const Result<SearchResponse> response = searcher.Search(request);
    REQUIRE_MESSAGE(response.has_value(), response.error().message);
    CHECK(response->hits.size() == response->estimated_total_hits);
    for (const Hit& hit : response->hits) {
      const auto article = std::find_if(articles.begin(), articles.end(), [&](const Article& one) {
        return one.id == hit.id && one.lang == hit.lang;
      });
      CHECK(Meets(*article, request.filter));
    }
    for (const CountedFacet& facet : response->facets) {
      SearchRequest wider = request;
      wider.filter = Without(request.filter, facet.facet);
      wider.facets = {facet.facet};
      // Others are asked where the question's own language has nothing.
      if (response->hits.empty() || response->hits.front().lang != "en") continue;
      SearchResponse alone;
      alone.facets = {facet};
      CHECK(Counted(*searcher.Search(wider)) == Counted(alone));
    }
  }
}

TEST_CASE("Filter: what authors pinned has to meet it") {
  const TempDir dir;
  Article pinned = MakeArticle("pinned", "en", "Cable", "Nothing of that.");
  pinned.tags = {"red"};
  testing::Publish(dir.path(), {pinned, MakeArticle("found", "en", "Toner", "The toner is empty")});
  auto publish = publish::Publish::Open(dir.path());
  REQUIRE(publish.has_value());
  (*publish)->PutCuration({{store::CurationKind::kPins, "= toner -> pinned\n"}});
  REQUIRE((*publish)->Commit().has_value());
  Searcher searcher = OpenBase(dir);
  SearchRequest request = Filtered("toner", "en", "");
  request.facets = {Facet::kKind, Facet::kTag};
  CHECK(Ids(searcher, request) == "pinned/en found/en");
  CHECK(Counted(*searcher.Search(request)) == "kind: article 2\ntag: red 1\n");
  CHECK(Ids(searcher, Filtered("toner", "en", "tag = red")) == "pinned/en");
  CHECK(Ids(searcher, Filtered("toner", "en", "tag != red")) == "found/en");
}

Article About(std::string id, std::string lang, std::string text, std::string product) {
  Article article = MakeArticle(std::move(id), std::move(lang), text, text);
  article.products = {std::move(product)};
  return article;
}

TEST_CASE("Filter: languages, and what is shown for a family") {
  const TempDir dir;
  testing::Publish(dir.path(), {About("jam", "en", "Paper jam E-1234", "Alpha"),
                                About("jam", "th", "กระดาษติด E-1234", "Beta"),
                                About("tray", "en", "Tray E-1234", "Alpha"),
                                About("ja", "ja", "紙詰まり E-1234", "Beta"),
                                About("zh", "zh-Hant", "卡紙 E-1234", "Gamma")});
  Searcher searcher = OpenBase(dir);
  const auto answer = [&](const std::string& query, const std::string& lang,
                          const std::string& filter) {
    SearchRequest request = Filtered(query, lang, filter);
    request.facets = {Facet::kLanguage, Facet::kProduct};
    std::string ids = Ids(searcher, request);
    if (lang.empty()) ids = "-";
    return ids + "\n" + Counted(*searcher.Search(request));
  };
  const std::string all_langs = "lang: en 2, ja 1, th 1, zh-Hant 1\n";
  CHECK(answer("E-1234", "", "") == "-\n" + all_langs + "product: Alpha 2, Beta 2, Gamma 1\n");
  CHECK(answer("E-1234", "th", "lang = th") == "jam/th\n" + all_langs + "product: Beta 1\n");
  CHECK(answer("", "", "lang IN [zh-TW, ja]") == "-\n" + all_langs + "product: Beta 1, Gamma 1\n");
  CHECK(answer("", "en", "lang = ja") == "ja/ja\nlang: en 2, ja 1\nproduct: Beta 1\n");
  // The reader's own article of the family does not meet the filter.
  CHECK(answer("E-1234", "th", "product = alpha AND id = jam") ==
        "jam/en\nlang: en 1\nproduct: Alpha 1, Beta 1\n");
  CHECK(answer("E-1234", "en", "product = Gamma") ==
        "zh/zh-Hant\nlang: zh-Hant 1\nproduct: Alpha 2, Beta 2, Gamma 1\n");
  CHECK(answer("E-1234", "en", "lang = ko") == "\n" + all_langs + "product:\n");
}

TEST_CASE("Filter: without a question the newest come first, page by page") {
  const TempDir dir;
  std::vector<Article> articles;
  for (int i = 0; i < 40; ++i) {
    Article article = About("a" + std::to_string(i), i % 2 == 0 ? "en" : "ja", "Note", "Alpha");
    if (i > 0) article.updated = fmt::format("2024-{:02}-{:02}", 1 + i % 3, 1 + i % 28);
    articles.push_back(std::move(article));
  }
  testing::Publish(dir.path(), articles);
  Searcher searcher = OpenBase(dir);
  SearchRequest request = Filtered("", "", "product = Alpha");
  std::vector<std::string> days;
  for (request.offset = 0; request.offset < 45; request.offset += 10) {
    const SearchResponse response = *searcher.Search(request);
    CHECK(response.estimated_total_hits == 40);
    for (const Hit& hit : response.hits) days.push_back(hit.updated);
  }
  CHECK(days.size() == 40);
  CHECK(std::is_sorted(days.rbegin(), days.rend()));
  CHECK(Ids(searcher, Ask("", "en")) == "error: the query is empty: ask something");
}

TEST_CASE("Filter: a facet lists its largest values, and tells how many there are") {
  const TempDir dir;
  std::vector<Article> articles;
  for (int i = 0; i < 130; ++i) {
    Article article = About("a" + std::to_string(i), "en", "Note", "Alpha");
    article.tags = {fmt::format("Tag {:03}", i), i < 60 ? "Most" : "most"};
    articles.push_back(std::move(article));
  }
  testing::Publish(dir.path(), articles);
  Searcher searcher = OpenBase(dir);
  SearchRequest request = Ask("note", "en");
  request.facets = {Facet::kTag, Facet::kTag};
  const SearchResponse response = *searcher.Search(request);
  REQUIRE(response.facets.size() == 1);
  const CountedFacet& tags = response.facets.front();
  CHECK(tags.total == 131);
  REQUIRE(tags.values.size() == kMaxFacetValues);
  CHECK(tags.values[0].name == "most");
  CHECK(tags.values[0].families == 130);
  CHECK(tags.values[1].name == "Tag 000");
}

TEST_CASE("Filter: one beyond its bounds, or with a value that is none, is refused") {
  const TempDir dir;
  testing::Publish(dir.path(), {About("a", "en", "Note", "Alpha")});
  Searcher searcher = OpenBase(dir);
  SearchRequest request = Ask("note", "en");
  const auto refused = [&] { return Ids(searcher, request).substr(0, 7) == "error: "; };
  request.filter.is = Filter::Is::kFacet;
  request.filter.facet = Facet::kLanguage;
  request.filter.values = {"no tag"};
  CHECK(refused());
  request.filter.values.assign(kMaxFilterValues + 1, "en");
  CHECK(refused());
  request.filter.is = Filter::Is::kUpdated;
  request.filter.values = {"2024-02-30"};
  CHECK(refused());
  request.filter.values.clear();
  CHECK(refused());
  request.filter = {};
  request.filter.is = Filter::Is::kNot;
  CHECK(refused());
  for (std::size_t depth = 0; depth <= kMaxFilterDepth; ++depth) {
    Filter within = std::move(request.filter);
    request.filter = {};
    request.filter.is = Filter::Is::kAny;
    request.filter.parts.push_back(std::move(within));
  }
  CHECK(refused());
}

}  // namespace
}  // namespace funnel
