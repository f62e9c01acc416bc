// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/gate/findability.h"

#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "indexer/readers/markdown.h"
#include "tests/support/articles.h"
#include "tests/support/temp_dir.h"

namespace funnel {
namespace {

using testing::MakeArticle;

struct Base {
  explicit Base(const std::vector<Article>& articles) { testing::Publish(dir.path(), articles); }

  /// "symptom: ... | title: ... | question: ..."
  std::string Questions(const Article& article) {
    auto reader = store::Reader::Open(dir.path(), Audience::kInternal);
    REQUIRE(reader.has_value());
    Analyzer analyzer;
    const auto questions = gate::QuestionsFor(article, *reader, analyzer);
    REQUIRE(questions.has_value());
    std::string line;
    for (const gate::FindabilityQuestion& question : *questions) {
      line +=
          (line.empty() ? "" : " | ") + std::string(Name(question.source)) + ": " + question.text;
    }
    return line;
  }

  /// The rank at which `article` answers `text`; 0 if it does not.
  std::size_t Rank(const Article& article, const std::string& text) {
    auto searcher = Searcher::Open(dir.path(), Audience::kInternal);
    REQUIRE(searcher.has_value());
    const auto rank = gate::RankOf(article, text, *searcher);
    REQUIRE(rank.has_value());
    return rank->value_or(0);
  }

  testing::TempDir dir;
};

std::vector<Article> Shelf() {
  return {MakeArticle("a", "en", "Printer queue", "The printer has a queue."),
          MakeArticle("b", "en", "Printer paper", "The printer needs paper."),
          MakeArticle("c", "en", "Printer queue and paper", "Queue, paper, printer, tray.")};
}

TEST_CASE("Findability: the title is asked without its rarest word, the last word first") {
  Base base(Shelf());
  const struct {
    std::string title, question;
  } rows[] = {
      {"The printer queue has no paper", "title: paper queue printer"},
      // Of four words one may go: the one that the fewest articles have.
      {"Printer queue zygote paper", "title: paper queue Printer"},
      {"Printer zygote paper", "title: paper zygote Printer"},
      {"Printer", "title: Printer"},
      {"The", ""},
      {"", ""},
  };
  for (const auto& row : rows) {
    CHECK(base.Questions(MakeArticle("new", "en", row.title, "")) == row.question);
  }
}

TEST_CASE("Findability: symptoms and questions as they are given") {
  Base base(Shelf());
  Article article = MakeArticle("new", "en", "Queue", "");
  article.symptoms = {"nothing comes out", "  ", "it hangs"};
  article.questions = {"why?", "", "how?"};
  CHECK(base.Questions(article) ==
        "symptom: nothing comes out | symptom: it hangs | title: Queue | question: why? | "
        "question: how?");
  article.symptoms.assign(30, "many");
  article.questions.clear();
  const std::string many = base.Questions(article);
  std::size_t symptoms = 0;
  for (std::size_t at = 0; (at = many.find("symptom: many", at)) != std::string::npos; ++at) {
    ++symptoms;
  }
  CHECK(symptoms == gate::kMostAsked);
}

TEST_CASE("Findability: without symptoms, the first sentences of the section that tells them") {
  Base base(Shelf());
  Article article = MakeArticle("new", "en", "", "");
  readers::MarkdownText markdown = readers::ReadMarkdownText(
      "Before.\n\n## Symptoms\n\nIt hangs. It blinks twice!\n\n- A red light\n- No sound\n\n"
      "## Cause\n\nA file.\n",
      "Queue");
  article.text = markdown.text;
  article.sections = markdown.sections;
  CHECK(base.Questions(article) ==
        "symptom: It hangs. | symptom: It blinks twice! | symptom: A red light");
  article.symptoms = {"given"};
  CHECK(base.Questions(article) == "symptom: given");
}

TEST_CASE("Findability: the rank of an article is that of its family, down to the hundredth") {
  std::vector<Article> articles;
  for (int i = 0; i < 120; ++i) {
    articles.push_back(
        MakeArticle("p" + std::to_string(1000 + i), "en", "Printer", "The printer waits here."));
  }
  articles.push_back(MakeArticle("best", "en", "Printer queue", "The queue of the printer."));
  articles.push_back(MakeArticle("beste", "de", "Die Warteschlange", "Alles wartet."));
  articles.back().family = "best";
  Base base(articles);
  CHECK(base.Rank(articles[120], "printer queue") == 1);
  CHECK(base.Rank(articles[121], "Warteschlange") == 1);
  CHECK(base.Rank(articles[120], "zygote") == 0);
  // Equal ones order by id.
  CHECK(base.Rank(articles[0], "waits") == 1);
  CHECK(base.Rank(articles[99], "waits") == 100);
  CHECK(base.Rank(articles[100], "waits") == 0);
}

}  // namespace
}  // namespace funnel
