// SPDX-License-Identifier: GPL-2.0-or-later
#include <doctest/doctest.h>

#include <atomic>
#include <cmath>
#include <filesystem>
#include <fstream>
#include <set>
#include <sstream>
#include <string>
#include <vector>

#include "funnel/explanation.h"
#include "funnel/searcher.h"
#include "indexer/cli/console.h"
#include "indexer/learn/glossary.h"
#include "indexer/learn/learn.h"
#include "indexer/publish/publish.h"
#include "indexer/run/command_index.h"
#include "indexer/store/curation/curation.h"
#include "indexer/store/layout/knowledge_base.h"
#include "searcher/answer/explanation_format.h"
#include "searcher/commands/command_explain.h"
#include "searcher/measure/queries.h"
#include "tests/support/articles.h"
#include "tests/support/temp_dir.h"

namespace funnel {
namespace {

namespace fs = std::filesystem;
using testing::MakeArticle;
using testing::TempDir;

Searcher OpenBase(const fs::path& dir, Audience audience = Audience::kPublic) {
  Result<Searcher> searcher = Searcher::Open(dir, audience);
  REQUIRE_MESSAGE(searcher.has_value(), searcher.error().message);
  return std::move(*searcher);
}

Explanation Explain(Searcher& searcher, const SearchRequest& request,
                    const std::vector<std::string>& ids = {}) {
  Result<Explanation> explanation = searcher.Explain(request, ids);
  REQUIRE_MESSAGE(explanation.has_value(), explanation.error().message);
  return std::move(*explanation);
}

SearchRequest Request(const std::string& query, const std::string& lang = "") {
  SearchRequest request;
  request.query = query;
  request.lang = lang;
  request.limit = 5;
  request.deadline = std::chrono::seconds(30);
  request.today = std::chrono::sys_days{std::chrono::year{2026} / 1 / 13};
  return request;
}

/// Equal but for the rounding of sums.
bool Same(double a, double b) { return std::abs(a - b) <= 1e-9 * std::max(1.0, std::abs(a)); }

double Sum(const std::vector<TermScore>& terms) {
  double sum = 0;
  for (const TermScore& term : terms) sum += term.score;
  return sum;
}

/// What does not add up in an explained hit, or nothing.
std::string Wrong(const ExplainedArticle& article) {
  std::ostringstream wrong;
  const auto compare = [&](const char* what, double parts, double whole) {
    if (!Same(parts, whole)) wrong << what << ": " << parts << " is not " << whole << "; ";
  };
  const auto look = [&](const std::vector<TermScore>& terms) {
    for (const TermScore& term : terms) {
      compare("term", term.weight * term.idf * term.saturation, term.score);
      if (term.matches.empty()) wrong << "a term without a match; ";
    }
  };
  look(article.terms);
  double first = Sum(article.terms);
  for (const PartScore& part : article.parts) {
    look(part.terms);
    compare("part", Sum(part.terms), part.bm25);
    first += part.share;
  }
  double second = 0;
  for (const FeatureScore& feature : article.features) {
    compare("feature", feature.value * feature.weight * article.best_first, feature.score);
    second += feature.score;
  }
  compare("stage 2", second, article.second_score);
  if (article.first_rank > 0) compare("stage 1", first, article.first_score);
  if (article.standing == Standing::kRanked) compare("score", first + second, article.score);
  return wrong.str();
}

/// What the questions of a test met.
struct Met {
  std::size_t hits = 0;
  std::size_t pasted = 0;
  std::size_t pinned = 0;
  std::size_t structured = 0;  ///< Terms with several translations in one article.
  std::set<TermOrigin> origins;
};

void NoteMet(const Explanation& explanation, Met& met) {
  for (const ExplainedArticle& article : explanation.articles) {
    for (const TermScore& term : article.terms) met.structured += term.matches.size() > 1 ? 1 : 0;
  }
  for (const QueryChange& change : explanation.query.changes) met.origins.insert(change.origin);
  for (const ExplainedTerm& term : explanation.query.terms) met.origins.insert(term.origin);
}

/// Explains the hits of a request and holds them against what Search answers.
void CheckAgainstSearch(Searcher& searcher, const SearchRequest& request, Met& met) {
  CAPTURE(request.query);
  CAPTURE(request.lang);
  const Result<SearchResponse> response = searcher.Search(request);
  REQUIRE_MESSAGE(response.has_value(), response.error().message);
  const Explanation explanation = Explain(searcher, request);
  CHECK(explanation.generation == response->generation);
  CHECK(explanation.query.relaxed == response->relaxed);
  REQUIRE(explanation.articles.size() == response->hits.size());
  for (std::size_t i = 0; i < response->hits.size(); ++i) {
    const ExplainedArticle& article = explanation.articles[i];
    const Hit& hit = response->hits[i];
    CHECK(article.shown_id == hit.id);
    CHECK(article.shown_lang == hit.lang);
    CHECK(article.score == hit.score);
    CHECK(article.rank == request.offset + i + 1);
    CHECK((article.standing == Standing::kPinned) == hit.pinned);
    CHECK(Wrong(article) == "");
    met.hits += 1;
    met.pinned += hit.pinned ? 1 : 0;
    met.pasted += article.parts.empty() ? 0 : 1;
  }
  NoteMet(explanation, met);
}

/// `text` with its last long word misspelt.
std::string Misspelt(std::string text) {
  std::size_t word = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    word = (text[i] >= 'a' && text[i] <= 'z') ? word + 1 : 0;
    if (word == 6) std::swap(text[i - 2], text[i - 1]);
  }
  return text;
}

std::string Pasted(const std::string& text) {
  return "Hello support team,\n\n" + text + ". I have tried it twice.\n" +
         "2026-03-04 10:00:01 INFO worker request of session took 7 ms\n" +
         "2026-03-04 10:00:02 ERROR spooler: could not open queue, code 0x80070005\n\n" +
         "Best regards\nMaria\n";
}

/// The base of these folders in corpus/, or of all: the articles and the rules of their authors.
void IndexCorpus(const fs::path& kb, const std::set<std::string>& folders = {}) {
  std::vector<std::string> paths;
  for (const auto& entry : fs::directory_iterator(fs::path(FUNNEL_SOURCE_DIR) / "corpus")) {
    const bool wanted = folders.empty() || folders.contains(entry.path().filename().string());
    if (entry.is_directory() && wanted) paths.push_back(entry.path().string());
  }
  std::ostringstream out;
  std::ostringstream err;
  cli::Console console{out, err, false};
  const std::atomic<bool> interrupted = false;
  const auto code = run::RunIndex({kb, paths, "", false, false}, console, interrupted);
  REQUIRE_MESSAGE(static_cast<int>(code) == 0, err.str());
}

std::vector<measure::TestQuery> Questions() {
  std::ifstream in(fs::path(FUNNEL_SOURCE_DIR) / "corpus/judgements.jsonl");
  std::vector<measure::TestQuery> questions;
  measure::QueryReader reader(in, "judgements.jsonl", [](const std::string&) {});
  while (std::optional<measure::TestQuery> question = reader.Next()) {
    questions.push_back(*std::move(question));
  }
  return questions;
}

TEST_CASE("Explain: the parts of a score are the score of the search, whatever is asked") {
  const TempDir dir;
  IndexCorpus(dir.path() / "kb");
  Searcher searcher = OpenBase(dir.path() / "kb", Audience::kInternal);
  Met met;
  std::size_t asked = 0;
  for (const measure::TestQuery& question : Questions()) {
    ++asked;
    CheckAgainstSearch(searcher, Request(question.text, question.lang), met);
    if (asked % 4 == 0) CheckAgainstSearch(searcher, Request(Misspelt(question.text)), met);
    if (asked % 4 == 1) CheckAgainstSearch(searcher, Request(Pasted(question.text)), met);
  }
  for (const char* query :
       {"laptop \"print queue\" -mail", "stuck in outbox", "zqx", "\"no such phrase here\" printer",
        "TM-1413 0x80070005", "TM-14", "\"print queue\" -\"outbox\""}) {
    CheckAgainstSearch(searcher, Request(query, "en"), met);
  }
  CHECK(asked > 100);
  CHECK(met.hits > 500);
  CHECK(met.pasted > 100);
  CHECK(met.pinned > 0);
  for (const TermOrigin origin :
       {TermOrigin::kQuery, TermOrigin::kVariant, TermOrigin::kSpelling, TermOrigin::kSynonym}) {
    CAPTURE(Name(origin));
    CHECK(met.origins.contains(origin));
  }
}

TEST_CASE("Explain: translated questions add up, too, and say what each word became") {
  const TempDir dir;
  const fs::path kb = dir.path() / "kb";
  IndexCorpus(kb, {"en", "hi", "th", "curation"});
  const Result<learn::Learned> learned =
      learn::Learn(kb, learn::Glossary(), {[](auto...) {}, [] { return false; }});
  REQUIRE_MESSAGE(learned.has_value(), learned.error().message);
  Searcher searcher = OpenBase(kb);
  Met met;
  std::size_t translated = 0;
  std::size_t asked = 0;
  for (const measure::TestQuery& question : Questions()) {
    if (question.lang != "hi" && question.lang != "th") continue;
    ++asked;
    // Two questions at once have no answer in their language.
    const std::string text = question.text + " Kerberos keytab";
    CheckAgainstSearch(searcher, Request(text, question.lang), met);
    CheckAgainstSearch(searcher, Request(Pasted(question.text), question.lang), met);
    const Explanation explanation = Explain(searcher, Request(text, question.lang));
    for (const ExplainedLanguage& language : explanation.languages) {
      if (language.translated_from.empty() || language.first_id.empty()) continue;
      const Explanation other =
          Explain(searcher, Request(text, question.lang), {language.first_id});
      if (other.query.translated_from.empty()) continue;  // In the question's language it is found.
      ++translated;
      CHECK(Wrong(other.articles.front()) == "");
      NoteMet(other, met);
    }
  }
  CHECK(asked > 10);
  CHECK(translated > 0);
  CHECK(met.structured > 0);
  CHECK(met.origins.contains(TermOrigin::kTranslation));
}

/// A few articles that stand where they stand for different reasons.
void PublishStandings(const fs::path& dir) {
  const auto in_family = [](Article article, std::string family) {
    article.family = std::move(family);
    return article;
  };
  std::vector<Article> articles = {
      MakeArticle("queue", "en", "The printer queue is stuck", "The printer queue never moves."),
      MakeArticle("scanner", "en", "The scanner is stuck", "A printer queue of the scanner."),
      MakeArticle("plain", "en", "Printers", "A printer. Their queue is elsewhere, by and by."),
      MakeArticle("tax", "en", "Tax forms", "Where the forms are kept."),
      in_family(MakeArticle("schlange", "de", "Printer queue", "Die printer queue."), "queue"),
      MakeArticle("parts", "en", "Printerbank", "A queuexander.")};
  articles.push_back(MakeArticle("secret", "en", "The printer queue of the hospital", "Stuck."));
  articles.back().audience = Audience::kInternal;
  testing::Publish(dir, articles);
}

std::string StandingOf(Searcher& searcher, const std::string& query, const std::string& id) {
  const Explanation explanation = Explain(searcher, Request(query, "en"), {id});
  REQUIRE(explanation.articles.size() == 1);
  const ExplainedArticle& article = explanation.articles.front();
  CHECK(Wrong(article) == "");
  CHECK((article.rank > 0) == (article.standing <= Standing::kFamily));
  return std::string(Name(article.standing)) +
         (article.instead.empty() ? "" : " " + article.instead);
}

TEST_CASE("Explain: an article that was not found gets the reason") {
  const TempDir dir;
  PublishStandings(dir.path());
  Searcher searcher = OpenBase(dir.path());
  const struct {
    const char* query;
    const char* id;
    const char* standing;
  } rows[] = {
      {"printer queue stuck", "queue", "ranked"},
      {"printer queue stuck", "tax", "no-term"},
      {"printer queue stuck -scanner", "scanner", "excluded"},
      {"\"printer queue\"", "plain", "lacks-phrase"},
      {"\"printer queue\"", "scanner", "ranked"},
      {"printer queue", "parts", "no-term"},
      {"printer queue stuck", "schlange", "family en/queue"},
      {"zqx", "queue", "no-term"},
  };
  for (const auto& row : rows) {
    CAPTURE(row.query);
    CAPTURE(row.id);
    CHECK(StandingOf(searcher, row.query, row.id) == std::string(row.standing));
  }
  const Explanation explanation =
      Explain(searcher, Request("printer hospital queue stuck", "en"), {"plain"});
  CHECK(explanation.articles.front().missing == std::vector<std::string>{"hospital", "stuck"});
  // What a German reader sees is the German article, found by the English one.
  const Explanation german =
      Explain(searcher, Request("stuck, never moves", "de"), {"schlange", "queue"});
  for (const ExplainedArticle& article : german.articles) {
    CHECK(article.standing == Standing::kRanked);
    CHECK(article.id == "queue");
    CHECK(article.shown_id == "schlange");
  }
}

TEST_CASE("Explain: an article too weak to be a candidate is compared with those that are") {
  const TempDir dir;
  std::vector<Article> articles = {
      MakeArticle("weak", "en", "Other matters",
                  "Long words about other things, and at the end of it all one printer.")};
  for (int i = 0; i < 330; ++i) {
    articles.push_back(MakeArticle("a" + std::to_string(i), "en", "Printer", "A printer."));
  }
  testing::Publish(dir.path(), articles);
  Searcher searcher = OpenBase(dir.path());
  const Explanation explanation = Explain(searcher, Request("printer", "en"), {"weak"});
  const ExplainedArticle& article = explanation.articles.front();
  CHECK(article.standing == Standing::kTooWeak);
  CHECK(article.rank == 0);
  CHECK(article.first_score > 0);
  CHECK(article.first_score < article.least_first);
}

TEST_CASE("Explain: no reader learns of what it may not see") {
  const TempDir dir;
  PublishStandings(dir.path());
  Searcher searcher = OpenBase(dir.path());
  const Result<Explanation> secret = searcher.Explain(Request("printer queue", "en"), {"secret"});
  const Result<Explanation> nothing = searcher.Explain(Request("printer queue", "en"), {"gone"});
  REQUIRE(!secret);
  REQUIRE(!nothing);
  CHECK(secret.error().code == ErrorCode::kNotFound);
  std::string message = secret.error().message;
  message.replace(message.find("secret"), 6, "gone");
  CHECK(message == nothing.error().message);

  const auto json = [](Searcher& reader) {
    return answer::ExplanationToJson(Explain(reader, Request("printer hospital queue", "en")));
  };
  const std::string before = json(searcher);
  CHECK(before.find("secret") == std::string::npos);
  // What the public is told stays the same to the last digit when the internal article goes.
  Article article = MakeArticle("secret", "en", "Gone", "Gone.");
  article.audience = Audience::kInternal;
  testing::Publish(dir.path(), {article});
  CHECK(json(searcher) == before);
  Searcher internal = OpenBase(dir.path(), Audience::kInternal);
  CHECK(StandingOf(internal, "gone", "secret") == "ranked");
}

TEST_CASE("Explain: a synonym that only hidden articles have is not told") {
  const TempDir dir;
  Article hidden = MakeArticle("secret", "en", "Quokka", "Quokka, ควอกกา and 袋狸");
  hidden.audience = Audience::kInternal;
  testing::Publish(dir.path(), {hidden, MakeArticle("a", "en", "Printer", "Paper of the device")});
  store::WriteCuration(
      dir.path() / store::ReadCurrent(dir.path()).value(),
      {{store::CurationKind::kSynonyms, "printer, quokka, ควอกกา, 袋狸, device, device quokka\n"}});
  const auto told = [&](Audience audience) {
    Searcher searcher = OpenBase(dir.path(), audience);
    const ExplainedQuery query = Explain(searcher, Request("printer", "en")).query;
    std::string words;
    for (const QueryChange& change : query.changes) words += change.words + ",";
    for (const ExplainedTerm& term : query.terms) {
      if (term.origin == TermOrigin::kSynonym) words += " " + term.text;
    }
    return words;
  };
  CHECK(told(Audience::kPublic) == "device, devic");
  const std::string all = told(Audience::kInternal);
  CHECK(all.starts_with("quokka,ควอกกา,袋狸,device,device quokka,"));
  CHECK(all.find(" quokka") != std::string::npos);
}

TEST_CASE("Command explain: for people without control characters, for scripts as JSON") {
  const TempDir dir;
  testing::Publish(dir.path(),
                   {MakeArticle("queue", "en", "The \x1b[31m queue", "The printer queue."),
                    MakeArticle("tax", "en", "Tax forms", "Kept elsewhere.")});
  commands::ExplainCommand command;
  command.kb = dir.path();
  command.lang = "en";
  command.query = {"printer", "queu\x1b", "xyzzy"};
  const auto run = [&](const std::string& input = "") {
    std::istringstream in(input);
    std::ostringstream out;
    std::ostringstream err;
    commands::CommandIo io{in, out, err, false, false};
    const int code = commands::RunExplain(command, io);
    return std::to_string(code) + "|" + out.str() + "|" + err.str();
  };
  const std::string text = run();
  CHECK(text.starts_with("0|query       printer queu  xyzzy\n"));
  CHECK(text.find('\x1b') == std::string::npos);
  CHECK(text.find("queu -> queue") != std::string::npos);
  CHECK(text.find(" 1. The  [31m queue\n    queue  en\n    standing  rank 1 of 1 candidates\n") !=
        std::string::npos);
  CHECK(text.find("    lacks     xyzzy\n") != std::string::npos);

  command.articles = {"tax", "queue"};
  CHECK(run().find("    standing  not found: it has none of the terms\n") != std::string::npos);
  command.json = true;
  const std::string json = run();
  CHECK(json.ends_with("}\n|"));
  for (const char* member : {"\"origin\":\"spelling\"", "\"standing\":\"no-term\"",
                             "\"standing\":\"ranked\"", "\"missing\":[\"xyzzy\"]"}) {
    CAPTURE(member);
    CHECK(json.find(member) != std::string::npos);
  }
  command.articles = {"gone"};
  CHECK(run().starts_with("1||funnel-searcher: error: no article 'gone'"));
  command.articles.clear();
  command.query = {"-"};
  CHECK(run("Hello,\nthe printer queue is stuck.\nI have tried.\n").find("\"parts\":[{\"place\"") !=
        std::string::npos);
}

}  // namespace
}  // namespace funnel
