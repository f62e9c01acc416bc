// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/answer/answer_card.h"

#include <doctest/doctest.h>

#include <string>
#include <string_view>
#include <vector>

#include "funnel/ingest.h"
#include "funnel/searcher.h"
#include "indexer/store/layout/article_record.h"
#include "tests/support/articles.h"
#include "tests/support/searching.h"
#include "tests/support/temp_dir.h"

namespace funnel {
namespace {

/// An article of Markdown, as the indexer reads it.
Article Read(const std::string& markdown) {
  const auto read = IngestText(markdown, SourceFormat::kMarkdown, {.id = "guide"});
  REQUIRE_MESSAGE(read.has_value(), read.error().message);
  return read->article;
}

/// "heading#anchor (role): line | line ...", of the article with the answer at `place`.
std::string Card(const std::string& markdown, std::string_view place) {
  const Article article = Read(markdown);
  const std::string bytes = store::EncodeArticle(article);
  const auto hit = store::DecodeHit(bytes);
  const auto sections = store::DecodeSections(bytes);
  REQUIRE(hit);
  REQUIRE(sections);
  CHECK(sections->size() == article.sections.size());
  const std::size_t at = article.text.find(place);
  REQUIRE(at != std::string::npos);
  const AnswerCard card = answer::MakeCard(*hit, *sections, static_cast<std::uint32_t>(at));
  std::string line = card.section.heading + "#" + card.section.anchor + " (" +
                     std::string(Name(card.section.role)) + "):";
  for (const std::string& one : card.lines) line += " | " + one;
  return line + (card.whole ? "" : " ...");
}

constexpr char kGuide[] =
    "---\ntitle: Queue stuck\nlang: en\n---\nThe lead.\n\n## Symptoms\n\nJobs stay in the "
    "queue.\n\n"
    "## Resolution\n\n1. Stop the spooler.\n2. Empty the folder.\n\n### On a Mac\n\nReset printing."
    "\n\n## More\n\nSee also.\n";

TEST_CASE("AnswerCard: the steps of the resolution, wherever the question stands") {
  const std::string steps =
      "Resolution#resolution (resolution): | Stop the spooler. | Empty the folder. | On a Mac | "
      "Reset printing.";
  CHECK(Card(kGuide, "Jobs stay") == steps);
  CHECK(Card(kGuide, "The lead") == steps);
  CHECK(Card(kGuide, "Stop the") == steps);
  CHECK(Card(kGuide, "See also") == steps);
}

TEST_CASE("AnswerCard: of several resolutions the one at or behind the question") {
  constexpr char kTwo[] =
      "---\ntitle: Two\nlang: en\n---\n## Symptoms\n\nFirst fault.\n\n## Solution\n\nFirst "
      "cure.\n\n"
      "## Symptoms\n\nSecond fault.\n\n## Solution\n\nSecond cure.\n";
  CHECK(Card(kTwo, "First fault") == "Solution#solution (resolution): | First cure.");
  CHECK(Card(kTwo, "Second fault") == "Solution#solution-1 (resolution): | Second cure.");
}

TEST_CASE("AnswerCard: without a resolution the section where the question stands") {
  constexpr char kSections[] =
      "---\ntitle: Plain\nlang: en\n---\nBefore all.\n\n## Red light\n\nThe toner is empty.\n\n"
      "## Blue light\n\nIt is busy.\n";
  CHECK(Card(kSections, "toner") == "Red light#red-light (other): | The toner is empty.");
  CHECK(Card(kSections, "busy") == "Blue light#blue-light (other): | It is busy.");
  CHECK(Card(kSections, "Before") == "# (other): | Before all.");
  CHECK(Card("---\ntitle: Short\nlang: en\n---\nOnly a line.\n", "Only") ==
        "# (other): | Only a line.");
}

TEST_CASE("AnswerCard: is bounded, and cut at a character") {
  std::string many = "---\ntitle: Many\nlang: en\n---\n## Resolution\n\n";
  for (int i = 1; i <= 20; ++i) many += "- step\n";
  CHECK(Card(many, "step").ends_with(" ..."));
  std::string thai = "---\ntitle: Long\nlang: th\n---\n## Resolution\n\n";
  for (int i = 0; i < 1000; ++i) thai += "ก";
  const std::string card = Card(thai, "ก");
  CHECK(card.ends_with("ก ..."));
  CHECK(card.size() < 1600);
}

TEST_CASE("AnswerCard: roles in every language") {
  for (const char* heading :
       {"วิธีแก้ไข", "解決方法", "해결 방법", "解決方案", "समाधान", "Giải pháp", "Lösung"}) {
    CAPTURE(heading);
    const std::string card =
        Card("---\ntitle: A\nlang: en\n---\nWhy.\n\n## " + std::string(heading) + "\n\nDo this.\n",
             "Why");
    CHECK(card.starts_with(heading));
    CHECK(card.ends_with("(resolution): | Do this."));
  }
}

TEST_CASE("Searcher: a clear answer has a card, a doubtful one says so") {
  testing::TempDir dir;
  Article guide = Read(kGuide);
  guide.id = guide.family = "queue";
  std::vector<Article> articles = {guide};
  for (int i = 0; i < 12; ++i) {
    const std::string n = std::to_string(i);
    articles.push_back(testing::MakeArticle("other" + n, "en", "Mail folder " + n,
                                            "The mail goes out when the folder is synchronized."));
  }
  testing::Publish(dir.path(), articles);
  Searcher searcher = testing::OpenBase(dir);
  const auto clear = searcher.Search(testing::Ask("queue stuck", "en"));
  REQUIRE(clear);
  CHECK(clear->answered);
  REQUIRE(clear->card);
  CHECK(clear->card->id == "queue");
  CHECK(clear->card->section.heading == "Resolution");
  REQUIRE(!clear->hits.empty());
  CHECK(!clear->hits.front().section.heading.empty());

  SearchRequest next = testing::Ask("queue stuck", "en");
  next.offset = 1;
  const auto second = searcher.Search(next);
  REQUIRE(second);
  CHECK(!second->card);
  CHECK(second->answered == clear->answered);

  const auto nothing = searcher.Search(testing::Ask("zebra crossing permits", "en"));
  REQUIRE(nothing);
  CHECK(!nothing->answered);
  CHECK(!nothing->card);
}

}  // namespace
}  // namespace funnel
