// SPDX-License-Identifier: GPL-2.0-or-later
#include <doctest/doctest.h>

#include <string>
#include <utility>
#include <vector>

#include "funnel/searcher.h"
#include "searcher/search/version.h"
#include "tests/support/articles.h"
#include "tests/support/searching.h"
#include "tests/support/temp_dir.h"

namespace funnel {
namespace {

using testing::Ask;
using testing::Ids;
using testing::MakeArticle;
using testing::OpenBase;
using testing::TempDir;

TEST_CASE("Ranking: an article whose title is the question comes first") {
  const TempDir dir;
  testing::Publish(
      dir.path(),
      {MakeArticle("calibrate", "en", "Calibrate the touch screen", "Hold both keys."),
       MakeArticle("screen", "en", "Touch screen",
                   "Calibrate the touch screen. To calibrate the touch screen, hold the keys. A "
                   "touch screen that you calibrate is right again."),
       MakeArticle("kanban", "en", "Kanban", "Cards on a board show what is to be done."),
       MakeArticle("kanban-more", "en", "Kanban board: Kanban cards, Kanban rules",
                   "Kanban, Kanban and Kanban again."),
       MakeArticle("kassette", "de", "Die Kassette des Druckers wechseln", "Klappe auf."),
       MakeArticle("drucker", "de", "Drucker",
                   "Kassette des Druckers wechseln: die Kassette wechseln, den Drucker wechseln."),
       MakeArticle("toner", "ja", "トナーの交換", "ふたを開けます。"),
       MakeArticle("toner-more", "ja", "トナーについて",
                   "トナーの交換。トナーの交換は月に一度。トナーを交換する。")});
  Searcher searcher = OpenBase(dir);
  const struct {
    const char *lang, *query, *first;
  } rows[] = {
      {"en", "calibrate touch screen", "calibrate"},
      {"en", "Kanban", "kanban"},
      {"en", "what is kanban?", "kanban"},
      {"de", "Kassette Drucker wechseln", "kassette"},
      {"de", "Drucker", "drucker"},
      {"ja", "トナーの交換", "toner"},
  };
  for (const auto& row : rows) {
    CAPTURE(std::string(row.query));
    CHECK(Ids(searcher, Ask(row.query, row.lang)).starts_with(row.first + std::string("/")));
  }
}

TEST_CASE("Ranking: of equal articles the newest comes first, then the highest version") {
  const struct {
    std::vector<std::pair<const char*, const char*>> articles;  ///< Version and day, id "a", "b"...
    bool in_title;
    const char* query;
    const char* ids;
  } rows[] = {
      {{{"1.0", "2020-03-01"}, {"2.0", "2021-03-01"}, {"3.1", "2022-03-01"}},
       true,
       "heron setup",
       "c b a"},
      {{{"9.0", "2022-03-01"}, {"10.0", "2022-03-01"}}, true, "heron setup", "b a"},
      {{{"9.2", ""}, {"9.10", ""}}, true, "heron setup", "b a"},
      {{{"v9", ""}, {"v10", ""}, {"v8", ""}}, false, "heron setup", "b a c"},
      {{{"1.0", "2020-03-01"}, {"2.0", "2021-03-01"}}, true, "heron setup 1.0", "a b"},
      {{{"v1", "2020-03-01"}, {"v2", "2021-03-01"}}, false, "heron setup v1", "a b"},
      {{{"v1", "2020-03-01"}, {"v2", "2021-03-01"}}, false, "heron setup 1", "a b"},
  };
  for (const auto& row : rows) {
    CAPTURE(std::string(row.query));
    CAPTURE(std::string(row.ids));
    const TempDir dir;
    std::vector<Article> articles;
    std::string more;
    for (const auto& [version, day] : row.articles) {
      const std::string name = row.in_title ? std::string("Heron ") + version : "Heron";
      const std::string id(1, static_cast<char>('a' + articles.size()));
      // The older ones are a little shorter.
      more += " More of it.";
      articles.push_back(
          MakeArticle(id, "en", "Setup of " + name,
                      "The setup of Heron takes an hour. All of it is kept." + more));
      articles.back().updated = day;
      articles.back().versions = {version};
    }
    testing::Publish(dir.path(), articles);
    Searcher searcher = OpenBase(dir);
    CHECK(Ids(searcher, Ask(row.query)) == row.ids);
  }
}

TEST_CASE("Version: the highest that an article is for, else that of its title") {
  const struct {
    std::vector<std::string> versions;
    const char* title;
    search::VersionNumbers version;
  } rows[] = {
      {{"2.0", "v10.1", "9"}, "Guide 99", {10, 1}},
      {{}, "Guide for Tern 3.10 (2nd part)", {3, 10}},
      {{}, "Guide 2 for Tern 11", {11}},
      {{}, "Guide", {}},
      {{"latest"}, "Guide 4", {4}},
      {{"99999999999999999999"}, "", {999999999}},
  };
  for (const auto& row : rows) {
    Article article = MakeArticle("a", "en", row.title, "");
    article.versions = row.versions;
    CAPTURE(std::string(row.title));
    CHECK(search::VersionOf(article) == row.version);
  }
}

TEST_CASE("Ranking: a long manual that alone has the words comes before what has one of them") {
  const TempDir dir;
  std::vector<Article> articles;
  const auto filler = [](int from, int words) {
    std::string text;
    for (int i = 0; i < words; ++i) text += " entry" + std::to_string((from + i * 7) % 900);
    return text;
  };
  articles.push_back(MakeArticle(
      "manual", "en", "Service manual",
      filler(0, 3000) + " gimbal" + filler(5, 1000) + " torque" + filler(9, 3000) + " gimbal"));
  for (int i = 0; i < 160; ++i) {
    const std::string word = i % 2 == 0 ? "gimbal" : "torque";
    articles.push_back(
        MakeArticle("s" + std::to_string(i), "en", word, "About the " + word + filler(i, 60)));
  }
  testing::Publish(dir.path(), articles);
  Searcher searcher = OpenBase(dir);
  CHECK(Ids(searcher, Ask("gimbal torque", "en")).starts_with("manual/"));
  CHECK(Ids(searcher, Ask("which torque for the gimbal?", "en")).starts_with("manual/"));
  CHECK(Ids(searcher, Ask("torque", "en")).find("manual") == std::string::npos);
}

}  // namespace
}  // namespace funnel
