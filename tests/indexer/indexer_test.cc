// SPDX-License-Identifier: GPL-2.0-or-later
#include "funnel/indexer.h"

#include <doctest/doctest.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>
#include <xapian.h>

#include <cstdint>
#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "funnel/analyzer.h"
#include "funnel/searcher.h"
#include "indexer/publish/article_document.h"
#include "indexer/schema/index_schema.h"
#include "indexer/store/article_lookup.h"
#include "indexer/store/history/history.h"
#include "indexer/store/layout/article_record.h"
#include "indexer/store/reader.h"
#include "tests/support/articles.h"
#include "tests/support/temp_dir.h"

namespace funnel {
namespace {

namespace fs = std::filesystem;
using testing::MakeArticle;
using testing::TempDir;

Indexer OpenIndexer(const fs::path& dir) {
  auto indexer = Indexer::Open(dir);
  REQUIRE_MESSAGE(indexer.has_value(), indexer.error().message);
  return std::move(*indexer);
}

/// Adds and commits one article.
Outcome PublishOne(const fs::path& dir, const Article& article) {
  Indexer indexer = OpenIndexer(dir);
  const auto outcome = indexer.Add(article);
  REQUIRE_MESSAGE(outcome.has_value(), outcome.error().message);
  REQUIRE(indexer.Commit().has_value());
  return *outcome;
}

/// "id=title" of every article that `audience` sees, sorted by id.
std::string Seen(const fs::path& dir, Audience audience) {
  auto reader = store::Reader::Open(dir, audience);
  REQUIRE_MESSAGE(reader.has_value(), reader.error().message);
  Xapian::Database& database = reader->database();
  std::string seen;
  for (auto term = database.allterms_begin("Q"); term != database.allterms_end("Q"); ++term) {
    const auto posting = database.postlist_begin(*term);
    const auto article = store::DecodeArticle(database.get_document(*posting).get_data());
    REQUIRE(article.has_value());
    seen += (seen.empty() ? "" : " ") + article->id + "=" + article->title;
  }
  return seen;
}

TEST_CASE("Indexer: adds, updates and leaves alone") {
  const TempDir dir;
  Article article = MakeArticle("a", "en", "Printer", "It prints.");
  CHECK(PublishOne(dir.path(), article) == Outcome::kAdded);
  CHECK(PublishOne(dir.path(), article) == Outcome::kUnchanged);
  article.title = "Printers";
  CHECK(PublishOne(dir.path(), article) == Outcome::kUpdated);
  CHECK(Seen(dir.path(), Audience::kPublic) == "a=Printers");
  CHECK(PublishOne(dir.path(), MakeArticle("a", "de", "Drucker", "Er druckt.")) == Outcome::kAdded);
  CHECK(Seen(dir.path(), Audience::kPublic) == "a=Drucker a=Printers");
}

TEST_CASE("Indexer: an article is what its author gives: the rest is derived") {
  const TempDir dir;
  Article article;
  article.id = "reset";
  article.lang = "en";
  article.body = "# Reset the router\n\nHold the pin.\n\n## Cause\n\nError 0x80070005.\n";
  CHECK(PublishOne(dir.path(), article) == Outcome::kAdded);
  auto lookup = store::ArticleLookup::Open(dir.path());
  REQUIRE(lookup.has_value());
  const auto found = lookup->Find(schema::UniqueTerm("en", "reset"));
  REQUIRE(found.has_value());
  REQUIRE(found->has_value());
  const Article& stored = **found;
  CHECK(stored.family == "reset");
  CHECK(stored.title == "Reset the router");
  CHECK(stored.text == "Hold the pin.\nCause\nError 0x80070005.");
  REQUIRE(stored.sections.size() == 2);
  CHECK(stored.sections[1].role == SectionRole::kCause);
  CHECK(stored.error_codes.size() == 1);
  CHECK(PublishOne(dir.path(), article) == Outcome::kUnchanged);

  // What was derived from another body is not believed.
  Article changed = stored;
  changed.body = "Press the button.\n";
  CHECK(PublishOne(dir.path(), changed) == Outcome::kUpdated);
  auto reader = store::Reader::Open(dir.path(), Audience::kPublic);
  REQUIRE(reader.has_value());
  CHECK(reader->database().term_exists("Zbutton"));
  CHECK_FALSE(reader->database().term_exists("Zpin"));
}

TEST_CASE("Indexer: an article that comes twice in one run counts as its last") {
  const TempDir dir;
  const Article first = MakeArticle("a", "en", "First", "x");
  const Article second = MakeArticle("a", "en", "Second", "x");
  PublishOne(dir.path(), first);
  Indexer indexer = OpenIndexer(dir.path());
  CHECK(indexer.Add(second).value() == Outcome::kUpdated);
  CHECK(indexer.Add(first).value() == Outcome::kUpdated);
  CHECK(indexer.Add(first).value() == Outcome::kUnchanged);
  REQUIRE(indexer.Commit().has_value());
  CHECK(Seen(dir.path(), Audience::kPublic) == "a=First");
}

TEST_CASE("Indexer: moves an article with its audience and state") {
  const TempDir dir;
  Article article = MakeArticle("a", "en", "T", "x");
  PublishOne(dir.path(), article);
  struct {
    Audience audience;
    State state;
    const char* seen_by_public;
    const char* seen_by_partner;
    const char* seen_by_internal;
  } const rows[] = {
      {Audience::kInternal, State::kPublished, "", "", "a=T"},
      {Audience::kPartner, State::kPublished, "", "a=T", "a=T"},
      {Audience::kPublic, State::kDraft, "", "", ""},
      {Audience::kInternal, State::kArchived, "", "", ""},
      {Audience::kPublic, State::kPublished, "a=T", "a=T", "a=T"},
  };
  for (const auto& row : rows) {
    CAPTURE(Name(row.audience));
    CAPTURE(Name(row.state));
    article.audience = row.audience;
    article.state = row.state;
    CHECK(PublishOne(dir.path(), article) == Outcome::kUpdated);
    CHECK(PublishOne(dir.path(), article) == Outcome::kUnchanged);
    CHECK(Seen(dir.path(), Audience::kPublic) == row.seen_by_public);
    CHECK(Seen(dir.path(), Audience::kPartner) == row.seen_by_partner);
    CHECK(Seen(dir.path(), Audience::kInternal) == row.seen_by_internal);
  }
}

TEST_CASE("Indexer: without Commit nothing happened") {
  const TempDir dir;
  {
    Indexer indexer = OpenIndexer(dir.path() / "kb");
    REQUIRE(indexer.Add(MakeArticle("a", "en", "T", "x")).has_value());
  }
  CHECK_FALSE(fs::exists(dir.path() / "kb"));
  PublishOne(dir.path() / "kb", MakeArticle("a", "en", "T", "x"));
  {
    Indexer indexer = OpenIndexer(dir.path() / "kb");
    REQUIRE(indexer.Add(MakeArticle("b", "en", "T", "x")).has_value());
    CHECK(Seen(dir.path() / "kb", Audience::kPublic) == "a=T");
  }
  CHECK(Seen(dir.path() / "kb", Audience::kPublic) == "a=T");
}

/// "3 removed, 2 updated, 1 added" of an article.
std::string Versions(const fs::path& dir, const std::string& id, const std::string& lang) {
  auto history = store::HistoryReader::Open(dir);
  REQUIRE(history.has_value());
  const auto versions = history->Versions(id, lang);
  REQUIRE(versions.has_value());
  std::string line;
  for (const store::ArticleVersion& version : *versions) {
    line += (line.empty() ? "" : ", ") + std::to_string(version.number) + " " +
            std::string(Name(version.event));
  }
  return line;
}

TEST_CASE("Indexer: Remove takes one language of an article out with the next Commit") {
  const TempDir dir;
  Article secret = MakeArticle("b", "en", "B", "x");
  secret.audience = Audience::kInternal;
  testing::Publish(dir.path(), {MakeArticle("a", "en", "A", "x"), MakeArticle("a", "de", "D", "x"),
                                MakeArticle("c", "en", "C", "x"), secret});
  {
    Indexer indexer = OpenIndexer(dir.path());
    CHECK(indexer.Remove("en", "a").value() == Outcome::kRemoved);
  }
  CHECK(Seen(dir.path(), Audience::kPublic) == "a=D a=A c=C");  // Without Commit nothing happened.

  auto reader = Searcher::Open(dir.path(), Audience::kInternal);
  REQUIRE(reader.has_value());
  Indexer indexer = OpenIndexer(dir.path());
  CHECK(indexer.Remove("en", "a").value() == Outcome::kRemoved);
  CHECK(indexer.Remove("en", "a").value() == Outcome::kUnchanged);
  CHECK(indexer.Remove("en", "b").value() == Outcome::kRemoved);
  CHECK(indexer.Remove("ja", "a").value() == Outcome::kUnchanged);
  CHECK(indexer.Remove("", "").value() == Outcome::kUnchanged);
  CHECK(reader->Get("en", "a").has_value());
  REQUIRE(indexer.Commit().has_value());
  CHECK(reader->Get("en", "a").error().code == ErrorCode::kNotFound);
  CHECK(reader->Get("en", "b").error().code == ErrorCode::kNotFound);
  CHECK(reader->Get("de", "a")->title == "D");
  CHECK(Seen(dir.path(), Audience::kInternal) == "a=D c=C");
  CHECK(Versions(dir.path(), "a", "en") == "2 removed, 1 added");
  CHECK(Versions(dir.path(), "a", "de") == "1 added");

  CHECK(indexer.Add(MakeArticle("a", "en", "A2", "x")).value() == Outcome::kAdded);
  REQUIRE(indexer.Commit().has_value());
  CHECK(Seen(dir.path(), Audience::kPublic) == "a=D a=A2 c=C");
  CHECK(Versions(dir.path(), "a", "en") == "3 added, 2 removed, 1 added");
}

TEST_CASE("Indexer: the removal of an article with a long id is noted under that id") {
  const TempDir dir;
  const std::string id(255, 'i');
  PublishOne(dir.path(), MakeArticle(id, "en", "T", "x"));
  Indexer indexer = OpenIndexer(dir.path());
  CHECK(indexer.Remove("en", id).value() == Outcome::kRemoved);
  REQUIRE(indexer.Commit().has_value());
  CHECK(Versions(dir.path(), id, "en") == "2 removed, 1 added");
}

TEST_CASE("Indexer: killed while it removes, the base is as before or as after") {
  const TempDir temp;
  const fs::path dir = temp.path() / "kb";
  std::vector<Article> articles;
  for (int i = 0; i < 40; ++i) {
    articles.push_back(MakeArticle(std::to_string(i), "en", "T", "printer spooler queue"));
    if (i % 2 == 1) articles.back().audience = Audience::kInternal;
  }
  testing::Publish(dir, articles);
  const std::string before = Seen(dir, Audience::kInternal);
  for (int round = 0; round < 12; ++round) {
    CAPTURE(round);
    const fs::path copy = temp.path() / std::to_string(round);
    fs::copy(dir, copy, fs::copy_options::recursive);
    const pid_t child = ::fork();
    if (child == 0) {
      auto indexer = Indexer::Open(copy);
      for (const Article& article : articles) (void)indexer->Remove("en", article.id);
      if (round == 0) ::kill(::getpid(), SIGKILL);  // Between the removals and their commit.
      (void)indexer->Commit();
      ::_exit(0);
    }
    if (round > 0) {
      ::usleep(static_cast<useconds_t>(4000 * round));
      ::kill(child, SIGKILL);
    }
    int status = 0;
    REQUIRE(::waitpid(child, &status, 0) == child);
    { const Indexer next = OpenIndexer(copy); }  // Who writes next completes it.
    const std::string seen = Seen(copy, Audience::kInternal);
    CHECK((seen == before || seen.empty()));
    if (round == 0) CHECK(seen == before);
    CHECK(Versions(copy, "1", "en") == (seen.empty() ? "2 removed, 1 added" : "1 added"));
    Indexer indexer = OpenIndexer(copy);  // Nothing is in the way of the next one.
    CHECK(indexer.Remove("en", "0").value() ==
          (seen.empty() ? Outcome::kUnchanged : Outcome::kRemoved));
    REQUIRE(indexer.Commit().has_value());
  }
}

TEST_CASE("Indexer: refuses an article, not the publish") {
  const TempDir dir;
  Indexer indexer = OpenIndexer(dir.path());
  Article article = MakeArticle("", "en", "T", "x");
  CHECK(indexer.Add(article).error().message ==
        ": the id must have 1 to 255 bytes and no control characters; give another one");
  article.id = "a\nb";
  CHECK(indexer.Add(article).error().code == ErrorCode::kInvalidInput);
  article = MakeArticle("a", "", "T", "x");
  CHECK(indexer.Add(article).error().message ==
        "a: the article has no language; add lang: with a tag such as en");
  article = MakeArticle("a", "en", "T\xFF", "x");
  CHECK(indexer.Add(article).error().message == "a: the article is not UTF-8; convert it");
  CHECK(indexer.Add(MakeArticle("a", "en", "T", "x")).has_value());
  REQUIRE(indexer.Commit().has_value());
  CHECK(Seen(dir.path(), Audience::kPublic) == "a=T");
}

TEST_CASE("Indexer: takes texts that Xapian alone would refuse") {
  const TempDir dir;
  const std::string long_word(10'000, 'x');
  std::string thai;
  for (int i = 0; i < 5000; ++i) thai += "ก";
  Article article = MakeArticle(std::string(200, 'i'), "th", long_word, thai + " " + long_word);
  article.tags = {long_word};
  article.products = {"", thai};
  article.family = std::string(200, 'f');
  CHECK(PublishOne(dir.path(), article) == Outcome::kAdded);
  CHECK(PublishOne(dir.path(), article) == Outcome::kUnchanged);
}

TEST_CASE("Indexer: the terms and values of a document") {
  const TempDir dir;
  Article article = MakeArticle("a", "en", "Printer", "printer offline");
  article.family = "fam";
  article.products = {"Tamarind PRINT"};
  article.tags = {"Offline"};
  article.updated = "2024-03-02";
  PublishOne(dir.path(), article);
  auto reader = store::Reader::Open(dir.path(), Audience::kPublic);
  REQUIRE(reader.has_value());
  Xapian::Document document = reader->database().get_document(1);
  const auto wdf = [&](const std::string& term) {
    const auto found = document.termlist_begin();
    auto at = found;
    at.skip_to(term);
    return at == document.termlist_end() || *at != term ? -1 : static_cast<int>(at.get_wdf());
  };
  CHECK(wdf("Zprinter") == static_cast<int>(schema::kTitleWdf) + 1);
  CHECK(wdf("Zofflin") == 1);
  CHECK(wdf("offline") == -1);            // Found by its stem.
  CHECK(wdf("XPprinter offlin") == -1);   // Stage 2 of the ranking counts pairs.
  CHECK(wdf("XPprinter printer") == -1);  // No pair across title and text.
  for (const char* term : {"Qen:a", "Len", "XAfam", "XKarticle", "XRtamarind print", "Koffline"}) {
    CAPTURE(term);
    CHECK(wdf(term) == 0);
  }
  CHECK(document.get_value(schema::kFamilySlot) == "fam");
  CHECK(document.get_value(schema::kLangSlot) == "en");
  CHECK(document.get_value(schema::kHashSlot) == ContentHash(article));
}

TEST_CASE("MakeDocument: a long text is analyzed in parts, and nothing is lost" *
          doctest::test_suite("slow")) {
  Analyzer analyzer;
  for (const char* between : {"\n", " ", "印刷"}) {  // The last without any place to cut.
    CAPTURE(between);
    std::string text;
    std::uint32_t count = 0;
    for (; text.size() < 700'000; ++count) text += "printer" + std::string(between);
    text += " zebra";
    const Article article = MakeArticle("a", "ja", "Title", std::move(text));
    const Xapian::Document document = publish::MakeDocument(article, "hash", analyzer);
    std::map<std::string, std::uint32_t> found;
    for (auto term = document.termlist_begin(); term != document.termlist_end(); ++term) {
      found[*term] = term.get_wdf();
    }
    CHECK(found[schema::IndexTerm(Lane::kStem, "zebra")] == 1);
    const auto printers = found[schema::IndexTerm(Lane::kStem, "printer")];
    CHECK(printers <= count);
    CHECK(printers + 3 >= count);
  }
}

}  // namespace
}  // namespace funnel
