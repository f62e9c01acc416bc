// SPDX-License-Identifier: GPL-2.0-or-later
// Of what is not for everybody, nothing reaches a public reader: every answer over a base that has
// such articles is, byte for byte, the answer over a base that never had them.
#include <doctest/doctest.h>

#include <algorithm>
#include <cctype>
#include <filesystem>
#include <fstream>
#include <functional>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "indexer/learn/learn.h"
#include "indexer/store/curation/curation.h"
#include "indexer/store/layout/knowledge_base.h"
#include "server/api/routes.h"
#include "server/mcp/routes.h"
#include "server/site/program_routes.h"
#include "server/site/routes.h"
#include "tests/server/server_fixture.h"
#include "tests/server/tier_questions.h"
#include "tests/server/tiered_articles.h"

namespace funnel::test {

namespace {

namespace fs = std::filesystem;

/// What is left out of an answer must not be for want of time.
constexpr std::chrono::minutes kPatience{5};

/// Rules of the authors; what they say of hidden articles and in hidden words is for those who may
/// see these.
const store::CurationChanges kRules = {
    {store::CurationKind::kSynonyms,
     "printer, quokka\npassword => wombatology\nnetwork, net\n[th] กระดาษ, จิงโจ้\n"},
    {store::CurationKind::kPins, "\"printer\" -> f1\n\"印刷\" -> f2\n\"mật khẩu\" -> f3\n"},
    {store::CurationKind::kBlocked, "queue stuck\nzebrafinch\n"}};

/// Replaces what differs between two answers to one question: the ids of answers, and times.
std::string Settled(std::string text) {
  constexpr std::string_view kUuid = "xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx";
  for (std::size_t at = text.find('-'); at != std::string::npos; at = text.find('-', at + 1)) {
    if (at < 8 || at - 8 + kUuid.size() > text.size()) continue;
    const bool is_uuid = std::equal(
        kUuid.begin(), kUuid.end(), text.begin() + at - 8,
        [](char shape, char c) { return shape == 'x' ? std::isxdigit(c) != 0 : c == shape; });
    if (is_uuid) text.replace(at - 8, kUuid.size(), "ID");
  }
  constexpr std::string_view kTime = "processingTimeMs";
  for (std::size_t at = text.find(kTime); at != std::string::npos; at = text.find(kTime, at)) {
    at = text.find(':', at);
    const std::size_t end = text.find_first_not_of("0123456789.e-+", at + 1);
    text.erase(at, end - at);
  }
  return text;
}

std::string Whole(const http::WebReply& reply, bool with_tag) {
  std::string all = std::to_string(reply.status) + " " + reply.content_type + "\n";
  for (const auto& [name, value] : reply.headers) {
    if (with_tag || name != "ETag") all += name + ": " + value + "\n";
  }
  return all + Settled(reply.body);
}

/// All answers of a server over `dir` to a public reader.
std::vector<std::string> Answers(const fs::path& dir, const std::vector<TierQuestion>& questions,
                                 bool with_tags) {
  server::App app(dir, kPatience);
  std::vector<std::string> answers;
  for (const TierQuestion& question : questions) {
    answers.push_back(Whole(app.Handle(question.request), with_tags));
  }
  return answers;
}

/// The same for those who may see all.
std::vector<std::string> InternalAnswers(const fs::path& dir,
                                         const std::vector<TierQuestion>& questions) {
  access::ServedBase base(dir, Audience::kInternal, kPatience);
  http::Router router;
  api::AddApiRoutes(router, base);
  site::AddSiteRoutes(router, base);
  site::AddProgramRoutes(router, base);
  mcp::AddMcpRoutes(router, base);
  std::vector<std::string> answers;
  for (const TierQuestion& question : questions) {
    const auto match = router.Find(question.request.method, question.request.path);
    answers.push_back(match.route ? Whole(match.route->handler(question.request, match.rest), false)
                                  : "");
  }
  return answers;
}

fs::path Generation(const fs::path& dir) { return dir / store::ReadCurrent(dir).value(); }

/// From the first byte that differs.
void CheckSame(const TierQuestion& question, const std::string& is, const std::string& should) {
  if (is == should) return;
  const auto differs = std::mismatch(is.begin(), is.end(), should.begin(), should.end()).first;
  const auto from = std::max<std::ptrdiff_t>(0, differs - is.begin() - 80);
  INFO(question.door << ": " << question.asked);
  CHECK(is.substr(from, 300) == should.substr(from, 300));
}

void CheckSame(const std::vector<TierQuestion>& questions, const std::vector<std::string>& are,
               const std::vector<std::string>& should) {
  for (std::size_t i = 0; i < questions.size(); ++i) CheckSame(questions[i], are[i], should[i]);
}

bool HasHidden(const std::string& text) {
  static const std::vector<std::string> kHidden = HiddenTexts();
  return std::any_of(kHidden.begin(), kHidden.end(), [&](const std::string& hidden) {
    return text.find(hidden) != std::string::npos;
  });
}

/// Overwrites all files of the tiers that are not for everybody, and the history.
void Spoil(const fs::path& dir) {
  std::vector<fs::path> files = {dir / "history.sqlite"};
  for (const char* tier : {"partner", "internal", "unpublished"}) {
    for (const auto& entry : fs::recursive_directory_iterator(Generation(dir) / tier)) {
      if (entry.is_regular_file()) files.push_back(entry.path());
    }
  }
  REQUIRE(files.size() > 20);
  for (const fs::path& file : files) {
    const std::string rubbish(fs::file_size(file), '\xee');
    std::ofstream(file, std::ios::binary) << rubbish;
  }
}

/// The files below `dir` that this process has open or mapped, of hidden tiers.
std::set<std::string> OpenHidden(const fs::path& dir) {
  std::set<std::string> open;
  const auto note = [&](const std::string& path) {
    if (path.find(dir.string()) == std::string::npos) return;
    for (const char* tier : {"/partner/", "/internal/", "/unpublished/"}) {
      if (path.find(tier) != std::string::npos) open.insert(path);
    }
  };
  for (const auto& entry : fs::directory_iterator("/proc/self/fd")) {
    std::error_code gone;
    note(fs::read_symlink(entry.path(), gone).string());
  }
  std::ifstream maps("/proc/self/maps");
  for (std::string line; std::getline(maps, line);) note(line);
  return open;
}

}  // namespace

TEST_CASE("Audience: a public answer is that of a base without hidden articles") {
  std::set<std::string> doors, telling;
  for (std::uint32_t seed = 1; seed <= 10; ++seed) {
    CAPTURE(seed);
    TierMaker maker(seed);
    const auto articles = maker.Articles(maker.Number(20, 60));
    const TempDir mixed, plain;
    PublishBoth(seed, articles, mixed.path(), plain.path());
    for (const TempDir* dir : {&mixed, &plain})
      store::WriteCuration(Generation(dir->path()), kRules);
    const auto questions = TierQuestions(seed, articles);
    const auto answers = Answers(mixed.path(), questions, false);
    CheckSame(questions, answers, Answers(plain.path(), questions, false));
    const auto inside = InternalAnswers(mixed.path(), questions);
    for (std::size_t i = 0; i < questions.size(); ++i) {
      INFO(questions[i].door << ": " << questions[i].asked << "\n" << answers[i]);
      CHECK((HasHidden(questions[i].asked) || !HasHidden(answers[i])));
      if (!questions[i].by_base) continue;
      doors.insert(questions[i].door);
      if (answers[i] != inside[i]) telling.insert(questions[i].door);
    }
  }
  // Each door has something to hide.
  CHECK(telling == doors);
}

TEST_CASE("Audience: what is published for few changes no answer and no tag for all") {
  TierMaker maker(77);
  auto articles = maker.Articles(80);
  // What the base learns of each language takes the longest.
  std::erase_if(articles, [](const Article& article) {
    return article.lang != "en" && article.lang != "ja" && article.lang != "fr";
  });
  const TempDir dir, plain;
  PublishBoth(77, articles, dir.path(), plain.path());
  REQUIRE(learn::LearnNewLanguages(dir.path()).has_value());
  const auto questions = TierQuestions(77, articles);
  const auto answers = Answers(dir.path(), questions, true);
  const auto check = [&](const std::vector<Article>& published) {
    Publish(dir.path(), published);
    REQUIRE(learn::LearnNewLanguages(dir.path()).has_value());
    CheckSame(questions, Answers(dir.path(), questions, true), answers);
  };
  Article fresh = SimpleArticle("en", "fresh", "printer quokka", "printer queue quokka");
  fresh.audience = Audience::kPartner;
  check({fresh});
  fresh.audience = Audience::kInternal;
  check({fresh});
  // The first one of a language, which the base learns the words of.
  Article first = SimpleArticle("es", "first", "impresora", "impresora atascada");
  first.audience = Audience::kInternal;
  check({first});
  first.state = State::kArchived;
  fresh.state = State::kDraft;
  check({first, fresh});
}

TEST_CASE("Audience: the hidden tiers are not even read") {
  TierMaker maker(5);
  const auto articles = maker.Articles(60);
  const TempDir dir, plain;
  PublishBoth(5, articles, dir.path(), plain.path());
  const auto questions = TierQuestions(5, articles);
  const auto answers = Answers(dir.path(), questions, true);
  server::App app(dir.path(), kPatience);
  for (const TierQuestion& question : questions) app.Handle(question.request);
  CHECK(OpenHidden(dir.path()).empty());
  auto inside = Searcher::Open(dir.path(), Audience::kInternal);
  SearchRequest request;
  request.query = "quokka";
  REQUIRE(inside->Search(request).has_value());
  CHECK_FALSE(OpenHidden(dir.path()).empty());
  Spoil(dir.path());
  CheckSame(questions, Answers(dir.path(), questions, true), answers);
}

}  // namespace funnel::test
