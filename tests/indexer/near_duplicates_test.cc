// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/gate/near_duplicates.h"

#include <doctest/doctest.h>
#include <fmt/format.h>

#include <string>
#include <vector>

#include "tests/support/articles.h"
#include "tests/support/temp_dir.h"

namespace funnel {
namespace {

using testing::MakeArticle;

/// `count` words of `topic`, all different.
std::string Words(const std::string& topic, int count, int first = 0) {
  std::string text;
  for (int i = first; i < first + count; ++i) {
    text += topic + static_cast<char>('a' + i % 26) + static_cast<char>('a' + i / 26) + " ";
  }
  return text;
}

/// A base, and what it has like an article.
struct Base {
  explicit Base(const std::vector<Article>& articles) { testing::Publish(dir.path(), articles); }

  /// "id/lang 100% same; ...", the most like it first.
  std::string Like(const Article& article) {
    auto reader = store::Reader::Open(dir.path(), Audience::kInternal);
    auto searcher = Searcher::Open(dir.path(), Audience::kInternal);
    REQUIRE(reader.has_value());
    REQUIRE(searcher.has_value());
    const auto found = gate::NearDuplicates(*reader, *searcher).Find(article);
    REQUIRE(found.has_value());
    std::string line;
    for (const gate::NearDuplicate& one : *found) {
      line += fmt::format("{}{}/{} {:.0f}%{}", line.empty() ? "" : "; ", one.id, one.lang,
                          100 * one.share, one.same ? " same" : "");
    }
    return line;
  }

  testing::TempDir dir;
};

Article Draft(const std::string& text, const std::string& lang = "en") {
  Article draft = MakeArticle("new", lang, "", text);
  draft.state = State::kDraft;
  return draft;
}

TEST_CASE("NearDuplicates: the share of four words on end, of the smaller text") {
  Base base({MakeArticle("spooler", "en", "", Words("spool", 100)),
             MakeArticle("calendar", "en", "", Words("meet", 100)),
             MakeArticle("case", "en", "", Words("crash", 100))});
  const struct {
    std::string text, like;
  } rows[] = {
      {Words("spool", 100), "spooler/en 100% same"},
      {Words("spool", 50), "spooler/en 100% same"},
      {Words("spool", 100) + Words("other", 100), "spooler/en 100% same"},
      // 97 stretches of four words, of which 81, 78 and 57 remain.
      {Words("spool", 84) + Words("other", 16), "spooler/en 84% same"},
      {Words("spool", 80) + Words("other", 20), "spooler/en 79%"},
      {Words("spool", 60) + Words("meet", 40), "spooler/en 59%; calendar/en 38%"},
      {Words("spool", 12) + Words("other", 88), ""},  // 9 of 97: below what is shown
      {Words("spool", 14) + Words("other", 86), "spooler/en 11%"},
      // Few words on end are soon somewhere else, too.
      {Words("spool", 8), "spooler/en 31%"},
      {Words("other", 100), ""},
  };
  for (const auto& row : rows) CHECK(base.Like(Draft(row.text)) == row.like);
}

TEST_CASE("NearDuplicates: not its own family, nor a case that it was made from") {
  Article source = MakeArticle("source", "en", "", Words("spool", 100));
  source.kind = Kind::kCase;
  Base base({source, MakeArticle("spooler", "en", "", Words("spool", 100))});
  Article article = Draft(Words("spool", 100));
  CHECK(base.Like(article) == "spooler/en 100% same; source/en 100%");
  article.kind = Kind::kCase;
  CHECK(base.Like(article) == "source/en 100% same; spooler/en 100%");
  article.family = "spooler";
  CHECK(base.Like(article) == "source/en 100% same");
  // What stands in the base is not like itself.
  CHECK(base.Like(MakeArticle("spooler", "en", "", Words("spool", 100))) == "source/en 100%");
}

TEST_CASE("NearDuplicates: in another language, what translation leaves as it is") {
  const std::string codes =
      "0x80070005 KB5034441 winhttp.dll ERR_QUEUE_LOCKED C:\\Spool\\jobs.dat 5.3.7 TM-1207 "
      "net-spool-start queue.log ProfileCache TM-1399 ";
  const std::string other =
      "0x80040154 KB4012212 mapi32.dll ERR_MAIL_LOOP C:\\Mail\\out.pst 7.1.4 TM-2207 "
      "mail-loop-stop outbox.log MailCache TM-2399 ";
  Base base({MakeArticle("queue", "en", "", "The queue is locked. " + codes),
             MakeArticle("mail", "en", "", "The mail goes round. " + other)});
  CHECK(base.Like(Draft("キューがロックされています。" + codes, "ja")) == "queue/en 100% same");
  CHECK(base.Like(Draft("メールが戻ってきます。" + other, "ja")) == "mail/en 100% same");
  // In one language the words count.
  CHECK(base.Like(Draft("Nobody has any of this. " + Words("other", 100), "en")).empty());
  CHECK(base.Like(Draft("キューがロックされています。", "ja")).empty());
}

TEST_CASE("NearDuplicates: the five most alike") {
  std::vector<Article> articles;
  for (int i = 0; i < 8; ++i) {
    articles.push_back(
        MakeArticle("copy" + std::to_string(i), "en", "",
                    Words("spool", 90 - 5 * i) + Words("x" + std::to_string(i), 40)));
  }
  Base base(articles);
  const std::string like = base.Like(Draft(Words("spool", 90)));
  CHECK(like.starts_with("copy0/en 100% same; copy1/en "));
  CHECK(like.find("copy4/en") != std::string::npos);
  CHECK(like.find("copy5/en") == std::string::npos);
}

}  // namespace
}  // namespace funnel
